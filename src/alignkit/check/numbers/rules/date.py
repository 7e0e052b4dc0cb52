"""Dates, times and ordinals that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from alignkit.check.numbers.calendar import (
    added_parts,
    lost_year,
    misread_day,
    months_known,
    other_part,
)
from alignkit.check.numbers.likelihood import common, doubted, plain
from alignkit.check.numbers.matching import Pair, each_once, matched
from alignkit.check.numbers.phrasing import compared
from alignkit.check.numbers.slots import Slot
from alignkit.check.numbers.stated import Side, sides
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.quantity.daytime import apart
from alignkit.quantity.numerals import chinese
from alignkit.quantity.rates import Said
from alignkit.quantity.reader import readable
from alignkit.types import Severity, Span
from alignkit.types.quantity import Kind, Mark

# A month that the surroundings contradict is wrong as a rule; a year that a translator adds to a
# dateline is right as a rule (7 of 7 read in six unseen slices of news).
ADDED_MONTH, ADDED_YEAR = 0.8, 0.4
LOST_YEAR = 0.7
# Both sides name a part, in words that have no other sense there.
OTHER_PART = 0.85


# Both sides name a part of the day, and none that may be the other's.
OTHER_DAYTIME = 0.75


def _daytime(view: BeadView) -> Iterator[Hit]:
    """Find another part of the day: 上午 against the afternoon."""
    both = view.once(sides)
    pair = apart(*(Said(one.text, one.lang, one.quantities) for one in both)) if both else None
    if both is None or pair is None:
        return
    ours, theirs = (one.span.slice(side.text) for one, side in zip(pair, both, strict=True))
    said = {"source": {"text": ours}, "target": {"text": theirs}, "slot": str(Slot.DATE)}
    message = f"another part of the day: “{ours}” against “{theirs}”"
    sure = doubted(OTHER_DAYTIME, common(view))
    yield Hit(message, (pair[0].span,), (pair[1].span,), said, sure, Severity.WARNING)


def _date(view: BeadView) -> Iterator[Hit]:
    yield from _daytime(view)
    matching = view.once(matched)
    if matching is None:
        return
    for pair in each_once(matching.pairs):
        if pair.source.date and pair.target.date:
            yield from _two_dates(view, pair)
        elif pair.same and (why := misread_day(view, pair.source, pair.target)):
            yield from compared(Slot.DATE, why, pair, most=Severity.ERROR, sure=0.85)


def _two_dates(view: BeadView, pair: Pair) -> Iterator[Hit]:
    if not pair.same:
        yield from compared(Slot.DATE, "another date", pair, most=Severity.ERROR)
        return
    added = added_parts(view, pair.source, pair.target)
    if added:
        sure = ADDED_MONTH if added == "month" and months_known(view) else ADDED_YEAR
        what = f"the {added} is not in the source"
        yield from compared(Slot.DATE, what, pair, most=Severity.WARNING, sure=sure)
    elif other_part(view, pair.source, pair.target):
        what = "another part of it"
        yield from compared(Slot.DATE, what, pair, most=Severity.WARNING, sure=OTHER_PART)
    elif lost_year(view, pair.source, pair.target):
        yield from compared(
            Slot.DATE, "the year is lost", pair, most=Severity.WARNING, sure=LOST_YEAR
        )


def _ordinal(view: BeadView) -> Iterator[Hit]:
    yield from _articles(view)
    yield from _lettered(view)
    matching = view.once(matched)
    if matching is None:
        return
    for pair in matching.pairs:
        if not pair.same and pair.source.quantity.kind == Kind.ORDINAL:
            yield from compared(
                Slot.VALUE, "another ordinal", pair, most=Severity.ERROR, least=plain(pair.signs)
            )


# 第一百七十七条第一款第二项 is Article 177(1)(2).
_BELOW = {
    "zh": re.compile(r"\s?第([0-9一二三四五六七八九十]{1,3})[款项目項]"),
    "en": re.compile(r"\s?\((\d{1,2}|[a-hj-u])\)"),
}


def _parts(text: str, lang: str, end: int) -> tuple[tuple[int, ...], Span]:
    """Return the numbers of an article's parts that stand behind it, and where they stand."""
    found, place = [], end
    while match := _BELOW[lang].match(text, place):
        said = match[1]
        reading = chinese(said) if not said.isascii() else None
        value = int(reading.low) if reading else int(said) if said.isdigit() else ord(said) - 96
        found.append(value)
        place = match.end()
    return tuple(found), Span(end, place)


def _articles(view: BeadView) -> Iterator[Hit]:
    """Find another paragraph or item of the same article."""
    matching = view.once(matched)
    if matching is None or {matching.source.lang, matching.target.lang} != set(_BELOW):
        return
    both = (matching.source, matching.target)
    for pair in matching.pairs:
        atoms = (pair.source, pair.target)
        if not pair.same or atoms[0].quantity.kind != Kind.ARTICLE:
            continue
        if "款" in (atoms[0].quantity.unit, atoms[1].quantity.unit):
            # a part itself, told with its article
            continue
        held = [
            _parts(side.text, side.lang, atom.quantity.span.end)
            for side, atom in zip(both, atoms, strict=True)
        ]
        (ours, here), (theirs, there) = held
        if ours != theirs and len(ours) == len(theirs):
            texts = here.slice(both[0].text).strip(), there.slice(both[1].text).strip()
            said = {"source": {"text": texts[0]}, "target": {"text": texts[1]}}
            message = f"another part of the article: “{texts[0]}” against “{texts[1]}”"
            yield Hit(message, (here,), (there,), said, OTHER_PART, Severity.WARNING)


# A letter that numbers a part: 附件B, B类, Annex B. I is a word or a numeral.
_LETTER = {
    "zh": re.compile(
        r"(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]\s))([A-HJ-Z])(?![A-Za-z0-9'’.+#*&/-])"
        r"|(?<![A-Za-z0-9&/-])([A-HJ-Z])(?=\s?[类類组組级級座区區栋棟型线線项項款队隊班股轮輪])"
    ),
    "en": re.compile(r"(?<=[a-z]\s)([A-HJ-Z])(?![A-Za-z0-9'’+#*&/-])(?!\.\s?[A-Z][a-z'’.])"),
}
_CAPITAL = re.compile("[A-HJ-Z]")
_PART_BEFORE = re.compile(
    r"\b(?:annex|appendix|attachment|schedule|exhibit|table|figure|fig|chart|class|grade|group|type"
    r"|option|plan|part|section|building|block|zone|area|level|category|column|series|team|line|step"
    r"|phase|form|model|hall|gate|lane|platform|box|case|tier|room|unit|factor|point)s?\s$",
    re.I,
)
# Set by hand: each side names one part by another letter.
LETTERED = 0.85


def _lettered(view: BeadView) -> Iterator[Hit]:
    """Find a part that is named by another letter: Annex B, 附件A."""
    langs = readable(view.source_lang), readable(view.target_lang)
    if set(langs) != set(_LETTER):
        return
    texts = view.source.text, view.target.text
    both = view.once(sides)
    ours, theirs = (
        [(letter, span) for letter, span in _letters(text, lang) if not _roman(side, span)]
        for text, lang, side in zip(texts, langs, both or (None, None), strict=True)
    )
    if not ours or len(ours) != len(theirs):
        return
    gone = Counter(letter for letter, _ in ours) - Counter(letter for letter, _ in theirs)
    come = Counter(letter for letter, _ in theirs) - Counter(letter for letter, _ in ours)
    if gone.total() == 1 == come.total():
        here = next(span for letter, span in ours if gone[letter])
        there = next(span for letter, span in theirs if come[letter])
        told = here.slice(texts[0]), there.slice(texts[1])
        said = {"source": {"text": told[0]}, "target": {"text": told[1]}, "slot": str(Slot.VALUE)}
        message = f"another letter: “{told[0]}” against “{told[1]}”"
        sure = doubted(LETTERED, common(view))
        yield Hit(message, (here,), (there,), said, sure, Severity.WARNING)


def _roman(side: Side | None, span: Span) -> bool:
    """Tell whether a letter was read as the Roman number of a part."""
    return side is not None and any(
        Mark.NUMBERING in quantity.marks and quantity.span.end == span.end
        for quantity in side.quantities
    )


def _letters(text: str, lang: str) -> list[tuple[str, Span]]:
    """Return the letters that number parts of something, and where each stands with its part."""
    found: list[tuple[str, Span]] = []
    # Most Chinese texts hold no such letter, and looking for what stands about it takes longer.
    if not _CAPITAL.search(text):
        return found
    for match in _LETTER[lang].finditer(text):
        at = match.start()
        part = _PART_BEFORE.search(text, max(0, at - 12), at) if lang == "en" else None
        if lang == "zh" or part:
            low = part.start() if part else max(0, at - 2)
            found.append((match[0], Span(low, match.end())))
    return found


RULES = (
    Rule(
        id="NUM011",
        name="date-differs",
        severity=Severity.ERROR,
        summary="a date or time is another one in the translation",
        what="Compares dates and times by what both sides state of them; a month or year that "
        "neither the source sentence nor its surroundings give is a warning, and so is a day that "
        "became a mere number. Parts of the day (上午, the evening) are compared by the hours "
        "that they may be, and are a warning.",
        why="A wrong date is found out, at the wrong time.",
        bad=(
            Example("2017年12月13日印发", "Issued on December 12, 2017"),
            Example("会议于上午举行。", "The meeting was held in the afternoon."),
            Example(
                "2月7日举行宴会，8日晚间举行阅兵。",
                "A banquet was held on February 7 and a parade on the evening of August 8.",
            ),
        ),
        good=(
            Example("2017年12月13日印发", "Issued on 13 December 2017"),
            Example("上世纪80年代", "in the 1980s"),
            Example("下午3点开会。", "The meeting is at 3 p.m."),
        ),
        precision="6 of 6 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_date,
    ),
    Rule(
        id="NUM012",
        name="ordinal-differs",
        severity=Severity.ERROR,
        summary="an ordinal is another one in the translation",
        what="Compares ordinals: 第五代 is fifth-generation, 十九大 the 19th National Congress. "
        "Letters and Roman numerals that number a part are compared as well: Annex B, 附件B; "
        "Part IV, 第四编.",
        why="The wrong session, article or generation sends the reader to another text.",
        bad=(
            Example("第十六届论坛开幕。", "The 15th forum opened."),
            Example("依照第二十条第一款第三项，", "Under Article 20(1)(2),"),
            Example("见附件A中的清单。", "See the list in Annex B."),
            Example("见附件三中的清单。", "See the list in Annex II."),
        ),
        good=(Example("第十六届论坛开幕。", "The 16th forum opened."),),
        precision="no finding among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_ordinal,
    ),
)
