"""Unpaired brackets and quotation marks, and a sentence's last mark lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Severity, Span

_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "》": "《", "」": "「", "』": "『"}
_SAME = {"（": "(", "）": ")", "［": "[", "］": "]"}
_OPENERS = frozenset(_PAIRS.values())
_BRACKET = re.compile(r"[()\[\]{}（）［］【】《》「」『』]")
_LIST_MARK = re.compile(
    r"(?:^|(?<=[\s:;；：，。(（]))(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5}|[一二三四五六七八九十]{1,3})[)）]"
)
_COUNTED = re.compile(r"(?<![\w.(（])(\d{1,2})[)）]|(?<=[\u4e00-\u9fff])(\d{1,2})[)）]")
_FACE = re.compile(r"(?<![\w+(（])[:;=8][-o^']?[()DPp]")
# A link left as its markup is told as that.
_LINK = re.compile(r"\]\((?:https?:|#|/|mailto:)[^)\s]*\)")
_SPEECH = 6
# A file that writes one of both marks so many times and the other in hardly any place opens and
# closes with the same one, as a keyboard does.
_ONE_SIGN, _HARDLY = 4, 0.1
_STOPS = "。.!！?？…"
_CLOSERS = "\"'”’」』）)]】》〉*_ \t"
_QUESTION = re.compile(r"[?？]")
_ASKS = re.compile(
    r"\b(?:wh(?:at|y|o|om|ether|ich|ere|en)|how|if|wonder\w*|ask\w*|question\w*)\b", re.I
)


def _unpaired(text: str) -> list[tuple[int, str]]:
    """Return the brackets of a text that have no partner; list numbers like 1) are no brackets."""
    if not _BRACKET.search(text):
        return []
    numbers = {match.end() - 1 for match in _LIST_MARK.finditer(text)}
    numbers |= set(_counted(text))
    free = {
        place
        for found in (_FACE, _LINK)
        for match in found.finditer(text)
        for place in range(*match.span())
    }
    open_: list[tuple[int, str]] = []
    lone: list[tuple[int, str]] = []
    for place, character in enumerate(text):
        mark = _SAME.get(character, character)
        if mark in _OPENERS:
            if place not in free:
                open_.append((place, mark))
        elif mark in _PAIRS and place not in free:
            if open_ and open_[-1][1] == _PAIRS[mark]:
                open_.pop()
            elif place not in numbers:
                lone.append((place, mark))
    return sorted(lone + open_)


def _counted(text: str) -> Iterator[int]:
    """Yield the brackets of 1）… 2）… 3）…, wherever in a sentence they stand."""
    due = 1
    for match in _COUNTED.finditer(text):
        number = match[1] or match[2]
        due = 2 if number == "1" else due + 1 if number == str(due) else 1
        if due > 2:
            yield match.end() - 1


def _brackets(view: BeadView) -> Iterator[Hit]:
    target = view.target.text
    if not view.source.text or not target:
        return
    lone = _unpaired(target)
    if not lone or _unpaired(view.source.text):
        return
    place, mark = lone[0]
    side = "opens" if mark in _OPENERS else "closes"
    yield Hit(
        f"the bracket {target[place]} {side} and has no partner",
        target=(Span(place, place + 1),),
        values={"bracket": target[place]},
        confidence=0.9,
    )


def _quotes_balanced(text: str) -> bool:
    return (
        text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and text.count("「") == text.count("」")
        and text.count("『") == text.count("』")
    )


def _lone_quote(text: str) -> int:
    """Return where a double quotation mark without partner stands, -1 for none."""
    straight, opening, closing = (text.count(mark) for mark in '"“”')
    if straight % 2 and opening == closing and not re.search(r"\d\"", text):
        return text.index('"') if straight == 1 else text.rindex('"')
    if straight == 0 and opening != closing:
        return text.rindex("“") if opening > closing else text.index("”")
    return -1


def _runs_on(view: BeadView, opens: bool) -> bool:
    """Tell whether what is quoted goes on in the next beads, or comes from those before."""
    for distance in range(1, _SPEECH):
        near = view.neighbour(distance if opens else -distance)
        if near is None:
            return False
        place = _lone_quote(near.target.text)
        if place >= 0:
            return near.target.text[place] != ("“" if opens else "”")
    return False


def _one_sign(pair: PairView) -> bool:
    """Tell whether the translation opens and closes its quotations with one and the same mark."""
    text = pair.bitext.target.text
    less, more = sorted((text.count("“"), text.count("”")))
    return more >= _ONE_SIGN and less <= _HARDLY * more


def _quotes(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text, view.target.text
    if not source or not target or not _quotes_balanced(source):
        return
    place = _lone_quote(target)
    if place < 0:
        return
    opens = target[place] == "“" or (target[place] == '"' and place < len(target) / 2)
    if _runs_on(view, opens) or (target[place] in "“”" and view.pair.once(_one_sign)):
        return
    yield Hit(
        f"the quotation mark {target[place]} has no partner, and the source's marks are paired",
        target=(Span(place, place + 1),),
        values={"mark": target[place]},
        confidence=0.85,
    )


def _last(text: str) -> tuple[int, str]:
    kept = text.rstrip(_CLOSERS)
    return len(kept) - 1, kept[-1:] or ""


def _final(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text, view.target.text
    _, mark = _last(source)
    place, end = _last(target)
    if mark not in _STOPS or not mark or not end or target.rstrip()[-1:] in _STOPS:
        return
    if end.isalnum() and len(target.split()) >= 4:
        yield Hit(
            f"the source ends its sentence with {mark}, the translation stops without a mark",
            target=(Span(place, place + 1),),
            values={"mark": mark},
            confidence=0.8,
        )


def _question(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text, view.target.text
    _, mark = _last(source)
    place, end = _last(target)
    if mark not in "?？" or not mark or not end or _QUESTION.search(target):
        return
    if _ASKS.search(target):
        return
    yield Hit(
        "the source asks, the translation states",
        source=(Span(_last(source)[0], _last(source)[0] + 1),),
        target=(Span(place, place + 1),),
        confidence=0.6,
    )


RULES = (
    Rule(
        id="FMT003",
        name="unpaired-bracket",
        severity=Severity.WARNING,
        summary="A bracket in the translation has no partner",
        what=(
            "Reports a bracket of the translation that opens without closing or closes without "
            "opening, where the brackets of the source are paired. List numbers such as `1)` and "
            "faces such as `:)` are no brackets."
        ),
        why="A lost bracket changes what an aside belongs to, and often marks lost words as well.",
        bad=(Example("他说的（大部分）都对。", "What he said (for the most part is right."),),
        good=(
            Example("他说的（大部分）都对。", "What he said (for the most part) is right."),
            Example("一是快，二是省。", "It is 1) fast and 2) cheap."),
        ),
        find=_brackets,
        limits="A bracket that runs over several beads is left alone on both sides.",
        precision=(
            "measured: 1 finding in 4,000 segments of two professional translations of "
            "news, a slip when read by hand"
        ),
    ),
    Rule(
        id="FMT004",
        name="unpaired-quote",
        severity=Severity.WARNING,
        summary="A quotation mark in the translation has no partner",
        what=(
            "Reports a double quotation mark of the translation that has no partner, where the "
            "marks of the source are paired. Apostrophes and single marks are not counted."
        ),
        why="The reader no longer sees where someone's words end.",
        bad=(Example("他说：“好的。”", 'He said, "All right.'),),
        good=(
            Example("他说：“好的。”", 'He said, "All right."'),
            Example("“我先走。", '"I will go first.', "the speech goes on in the next bead"),
        ),
        find=_quotes,
        habit=lambda finding: str(finding.values["mark"]),
        limits=(
            "Inch marks are recognised only after a digit. Where the source's marks are unpaired "
            "within the bead, as in speech over several sentences, or the translation writes one "
            "mark of “” throughout, nothing is said."
        ),
        precision=(
            "measured: 16 findings in 4,000 segments of two professional translations of "
            "news, nearly all slips when read by hand"
        ),
    ),
    Rule(
        id="FMT008",
        name="final-mark-lost",
        severity=Severity.INFO,
        summary="The source ends its sentence, the translation stops without a mark",
        what=(
            "Reports a translation that ends in a letter or digit where the source ends in a full "
            "stop, question mark, exclamation mark or ellipsis. Translations of fewer than four "
            "words are left alone."
        ),
        why="A missing last mark is often a sentence that was cut off.",
        bad=(Example("我们明天早上出发。", "We will set out tomorrow morning"),),
        good=(
            Example("我们明天早上出发。", "We will set out tomorrow morning."),
            Example("总体要求", "General requirements of the plan"),
        ),
        find=_final,
        precision=(
            "measured: 25 findings in 4,000 segments of two professional translations of news"
        ),
    ),
    Rule(
        id="FMT009",
        name="question-lost",
        severity=Severity.INFO,
        summary="The source asks, the translation states",
        what=(
            "Reports a translation without any question mark where the source ends in one. A "
            "translation that asks indirectly (whether, wonder, how …) is left alone."
        ),
        why="A question that became a statement changes what is claimed.",
        bad=(Example("你明天来吗？", "You are coming tomorrow."),),
        good=(
            Example("你明天来吗？", "Are you coming tomorrow?"),
            Example("他会来吗？", "I wonder whether he will come."),
        ),
        find=_question,
        precision=(
            "measured: no findings in 4,000 segments of two professional translations of news"
        ),
    ),
)
