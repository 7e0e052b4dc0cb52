"""Numbers of headings and list items against those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.types import Bitext, Severity, Span

_HAN_DIGIT = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})")
_MARK = re.compile(
    r"\s*(?:[●•·*+]\s*)?(?:"
    r"(?P<chapter>第(?P<ord>[〇零一二三四五六七八九十百两\d]{1,5})(?P<kind>[章节条款部篇]))"
    r"|(?P<english>(?:chapter|section|article|part)\s+(?P<eord>\d{1,3}|[ivx]{1,6}|[IVX]{1,6})\b)"
    r"|(?P<han>[(（]?(?P<hn>[一二三四五六七八九十百]{1,4})[)）、.．])"
    r"|(?P<circled>[①-⑳])"
    r"|(?P<digit>[(（]?(?P<dn>\d{1,2})(?:[)）、]|[.．](?!\d)))"
    r"|(?P<roman>[(（]?(?P<rn>[ivx]{1,5}|[IVX]{1,5})[)）.])"
    r"|(?P<letter>[(（]?(?P<ln>[A-Ha-h])[)）.])(?=\s|[^\x00-\x7f])"
    r")"
)


_VALUE = {"chapter": "ord", "english": "eord", "han": "hn", "digit": "dn", "roman": "rn"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The number a text begins with: its value, its scheme and its characters."""

    value: int
    scheme: str
    span: Span


def numbered(text: str) -> Mark | None:
    """Return the number that a heading or item begins with.

    >>> numbered("（三）组织实施").value, numbered("3) Implementation").value
    (3, 3)
    >>> numbered("2018年") is None
    True
    """
    match = _MARK.match(text)
    if not match:
        return None
    scheme = match.lastgroup or ""
    scheme = next(
        name
        for name in ("chapter", "english", "han", "circled", "digit", "roman", "letter")
        if match[name]
    )
    value: int | None
    if scheme == "circled":
        value = ord(match["circled"]) - ord("①") + 1
    elif scheme == "letter":
        value = ord(match["ln"].lower()) - ord("a") + 1
    else:
        value = _number(match[_VALUE[scheme]].lower())
    if value is None:
        return None
    start, end = match.span(scheme)
    shape = re.sub(r"\w+", "n", match[scheme])
    return Mark(value, f"{scheme}:{shape}", Span(start, end))


def _number(text: str) -> int | None:
    if text.isdigit() and text.isascii():
        return int(text)
    if _ROMAN.fullmatch(text):
        total, values = 0, [{"i": 1, "v": 5, "x": 10}[letter] for letter in text]
        for place, value in enumerate(values):
            total += -value if any(v > value for v in values[place + 1 : place + 2]) else value
        return total
    total = digit = 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        elif character in _HAN_DIGIT:
            digit = _HAN_DIGIT[character]
        else:
            return None
    return total + digit


def _beads(bitext: Bitext) -> Iterator[tuple[int, Mark | None, Mark | None]]:
    for index, (source, target) in enumerate(bitext.pairs()):
        if source and target:
            yield index, numbered(source), numbered(target)


def _numbering(pair: PairView) -> Iterator[Hit]:
    shift: dict[str, int] = {}
    beads = list(_beads(pair.bitext))
    used = {source.scheme for _, source, target in beads if source and target}
    for place, (index, source, target) in enumerate(beads):
        if source is None:
            continue
        if target is None:
            if source.scheme in used and _siblings_numbered(beads, place, source):
                yield Hit(
                    f"the item numbered {source.value} has no number in the translation, "
                    "the items beside it have",
                    source=(source.span,),
                    values={"source_number": source.value},
                    severity=Severity.INFO,
                    confidence=0.6,
                    bead=index,
                )
            continue
        # A list inside an item counts for itself.
        list_ = f"{source.scheme}:{_depth(pair, index)}"
        if source.value == 1:
            shift[list_] = 0
        moved = target.value - source.value
        if moved != shift.get(list_, 0):
            shift[list_] = moved
            yield Hit(
                f"the source numbers this {source.value}, the translation {target.value}",
                source=(source.span,),
                target=(target.span,),
                values={"source_number": source.value, "target_number": target.value},
                confidence=0.9,
                bead=index,
            )


def _depth(pair: PairView, index: int) -> str:
    """Return the kind and the level of the block that a bead's source begins in."""
    document = pair.bitext.source
    at = document.sentences[pair.bitext.beads[index].source[0]].block
    block = document.blocks[at] if at < len(document.blocks) else None
    return f"{block.kind}:{block.level}" if block else ""


def _siblings_numbered(
    beads: list[tuple[int, Mark | None, Mark | None]], place: int, mark: Mark
) -> bool:
    """Tell whether the items before and after one keep their numbers in the translation."""
    before = after = False
    for step in (-1, 1):
        here = place + step
        while 0 <= here < len(beads) and abs(here - place) <= 40:
            _, source, target = beads[here]
            if source and source.scheme == mark.scheme:
                if source.value != mark.value + step:
                    break
                if step < 0:
                    before = target is not None
                else:
                    after = target is not None
                break
            here += step
    return before and after


RULES = (
    Rule(
        id="FMT001",
        name="numbering-changed",
        severity=Severity.WARNING,
        summary="A heading or item carries another number than in the source",
        what=(
            "Compares the numbers at the beginning of headings and list items by value, whatever "
            "the scheme (一、 （一） 1. ① A. IV.). Where the count goes wrong it reports the first "
            "item, and not each one after it. An item that lost its number between two that kept "
            "theirs is information."
        ),
        why="References to an item by its number lead to the wrong place, and an item may be lost.",
        bad=(Example("（三）加强培训", "(2) Strengthen training"),),
        good=(
            Example("（三）加强培训", "(3) Strengthen training"),
            Example("三、加强培训", "III. Strengthen training"),
            Example("（三）加强培训", "C. Strengthen training"),
        ),
        find_pair=_numbering,
        limits="A scheme that the translator changed throughout (一、 to I.) is no finding.",
        precision=(
            "measured: no findings in 4,000 segments of two professional translations of news"
        ),
    ),
)
