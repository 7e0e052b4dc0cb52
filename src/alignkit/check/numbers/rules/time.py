"""Times told from today, superlatives, and the year that growth is measured from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.numbers.matching import matched
from alignkit.check.numbers.phrasing import compared
from alignkit.check.numbers.slots import Slot
from alignkit.check.numbers.stated import Side, sides
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.deferred import deferred
from alignkit.quantity.relative import Relative, relatives
from alignkit.types import Severity, Span
from alignkit.types.quantity import Kind

_HIGHEST = deferred(r"最高|新高|最大|最多|创.{0,6}高|高点|高位|峰值|至高|最(?:贵|热|强|深|长|快)")
_LOWEST = deferred(r"最低|新低|最小|最少|创.{0,6}低|低点|低位|谷底|最(?:便宜|冷|弱|浅|短|慢)")
# What both patterns below hold: most texts are passed over by it.
_EXTREME = deferred(r"[hH][iI][gG][hH]|[lL][oO][wW]")
_EN_HIGHEST = deferred(
    r"\b(?:highest|record high|new high|(?:\w+-)?(?:year|month|week|day|time) high)\b", re.I
)
_EN_LOWEST = deferred(
    r"\b(?:lowest|record low|new low|(?:\w+-)?(?:year|month|week|day|time) low)\b", re.I
)
_BLACK = deferred(r"连[一二三四五六七八九十\d]+(?:黑|跌|降|阴)|下[降跌滑]|减少|萎缩|衰退")
_THAN = deferred(
    r"\b(?:compar\w*|than|from|over|against|versus"
    r"|relative|vs|previous|earlier|levels?|up on|since|ago|base)\b",
    re.I,
)
# So many characters about a word decide where it is cut.
_AROUND = 12
_RATHER = deferred(r"(?:比|较|相比|与|同|对比)$")
_RATHER_THAN = {
    "zh": deferred(r"[比较較](?![例重赛如率])[^，。；]{1,8}[增减上下提降高低多少升跌涨]"),
    "en": deferred(r"\bthan\b|\bcompared (?:with|to)\b", re.I),
}
_UP_ON = deferred(r"\b(?:than|with|to|on|over|from|against)\s$", re.I)


def _lost(view: BeadView) -> Iterator[Hit]:
    both = view.once(sides)
    if both is None or not view.target.text.strip():
        return
    told = [
        relative
        for relative in relatives(both[0].text, both[0].lang)
        if relative.unit in ("year", "day") and relative.offset and not relative.loose
    ]
    target = relatives(both[1].text, both[1].lang) if told else []
    for relative in told:
        if any(held.unit == relative.unit and _near(held, relative) for held in target):
            continue
        if _otherwise(relative, view, both[1].lang) or not _a_word(relative, both[0]):
            continue
        yield Hit(
            f"not in the translation: “{relative.raw}”",
            (relative.span,),
            (),
            {"source": {"text": relative.raw, "says": relative.says}},
            0.75,
            Severity.INFO if _unsaid(relative, *both) else Severity.WARNING,
        )


def _unsaid(relative: Relative, side: Side, other: Side) -> bool:
    """Tell whether a year is what a growth is measured from, which a report may leave unsaid.

    Where the other side compares with something, that is another thing.
    """
    before = side.text[: relative.span.start]
    measured = _RATHER.search(before) if side.lang == "zh" else _UP_ON.search(before)
    compares = _RATHER_THAN[other.lang].search(other.text) if other.lang in _RATHER_THAN else None
    return bool(measured) and not compares


def _a_word(relative: Relative, side: Side) -> bool:
    """Tell whether a Chinese day or year is a word by itself: 后天 is none in 漏水后天花板."""
    if side.lang != "zh":
        return True
    from alignkit.words.cutting import cut

    low, high = relative.span
    around = max(0, low - _AROUND)
    (words,) = cut([side.text[around : high + _AROUND]])
    edges = {place + around for start, end, _ in words for place in (start, end)}
    return low in edges and high in edges


def _near(one: Relative, other: Relative) -> bool:
    return one.loose or one.offset == other.offset or abs(one.offset - other.offset) <= 1


def _otherwise(relative: Relative, view: BeadView, lang: str) -> bool:
    text = view.target.text
    if relative.unit == "year":
        added = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
        kept = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", view.source.text)
        if len(added) > len(kept):
            return True
        pattern = (
            r"\byear|[前去上明来翌后当]年|一年|年度|年[前后内来底初间]|同比|同期"
            r"|(?:last|next|coming|previous) \w+|the \w+ (?:before|after)\b|yoy"
        )
        return bool(re.search(pattern, text, re.I))
    pattern = r"\bnight|yester|morrow|today|\bday|evening|morning|overnight|昨|明|前天|当|翌|次日"
    if re.search(pattern, text, re.I):
        return True
    matching = view.once(matched)
    return bool(matching and any(lone.atom.date for lone in matching.extra))


def _superlative(view: BeadView) -> Iterator[Hit]:
    both = view.once(sides)
    if both is None or (both[0].lang, both[1].lang) != ("zh", "en"):
        return
    source, target = view.source.text, view.target.text
    if not _EXTREME.search(target):
        return
    high, low = _HIGHEST.search(source), _LOWEST.search(source)
    said_high, said_low = _EN_HIGHEST.search(target), _EN_LOWEST.search(target)
    if low and not high and said_high:
        yield _turned(low, said_high, "lowest became highest")
    elif high and not low and said_low and not said_high:
        yield _turned(high, said_low, "highest became lowest")
    elif said_high and not high and not low and (fall := _BLACK.search(source)):
        yield _turned(fall, said_high, "a fall became a high")


def _turned(ours: re.Match[str], theirs: re.Match[str], what: str) -> Hit:
    return Hit(
        f"{what}: “{ours[0]}” against “{theirs[0]}”",
        (Span(*ours.span()),),
        (Span(*theirs.span()),),
        {"source": {"text": ours[0]}, "target": {"text": theirs[0]}},
        0.8,
    )


def _based(view: BeadView) -> Iterator[Hit]:
    matching = view.once(matched)
    if matching is None or (matching.source.lang, matching.target.lang) != ("zh", "en"):
        return
    source, target = view.source.text, view.target.text
    for pair in matching.pairs:
        ours, theirs = pair.source.quantity, pair.target.quantity
        if not pair.same or ours.kind != Kind.DATE or theirs.kind != Kind.DATE:
            continue
        if _RATHER.search(source[: ours.span.start]) and re.search(
            r"\bin\s$", target[: theirs.span.start]
        ):
            if not _THAN.search(target):
                what = "the year compared with became the year itself"
                yield from compared(Slot.BASIS, what, pair, most=Severity.WARNING, sure=0.75)
        elif (
            re.search(r"\bpre-$", target[: theirs.span.start])
            and "前" not in source[ours.span.end : ours.span.end + 3]
        ):
            what = "the year became one before it"
            yield from compared(Slot.BASIS, what, pair, most=Severity.WARNING, sure=0.7)


RULES = (
    Rule(
        id="NUM019",
        name="relative-time-missing",
        severity=Severity.WARNING,
        summary="last year, yesterday or tomorrow is lost",
        what="Reports years and days told from today (去年, 昨晚, 明天) that the translation does "
        "not render and does not replace by a date.",
        why="“On September 2” is this year's, “去年9月2日” is not.",
        bad=(
            Example("去年9月2日，该法案获得通过。", "The bill was passed on September 2."),
            Example("昨晚，公司发布了消息。", "The company released the news."),
        ),
        good=(
            Example(
                "去年9月2日，该法案获得通过。", "The bill was passed on September 2 last year."
            ),
            Example("昨晚，公司发布了消息。", "The company released the news last night."),
        ),
        precision="4 of 4 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_lost,
        limits="今年, 目前 and the like are not asked for; a weekday or date in their"
        " place will do.",
    ),
    Rule(
        id="NUM020",
        name="superlative-flipped",
        severity=Severity.ERROR,
        summary="lowest became highest, or the reverse",
        what="Compares 最低, 新低 with lowest, record low, and 最高, 新高 with"
        " highest, record high.",
        why="It turns the news around, and no digit shows it.",
        bad=(
            Example(
                "失业率降至3.4%，为50年来最低。",
                "Unemployment fell to 3.4%, the highest in 50 years.",
            ),
        ),
        good=(
            Example(
                "失业率降至3.4%，为50年来最低。",
                "Unemployment fell to 3.4%, the lowest in 50 years.",
            ),
        ),
        precision="2 of 2 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_superlative,
    ),
    Rule(
        id="NUM021",
        name="comparison-lost",
        severity=Severity.WARNING,
        summary="the year that growth is measured from became the year of the growth",
        what="Reports 比2021年增长 rendered as growth in 2021, and a year turned into"
        " the time before it.",
        why="The growth is set in the wrong year.",
        bad=(Example("游客比2021年增长19倍。", "Visitors were up 19 times in 2021."),),
        good=(Example("游客比2021年增长19倍。", "Visitors were up 19 times from 2021."),),
        precision="2 of 2 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_based,
    ),
)
