"""Codes of letters and figures: models, serial numbers, invoices, genes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span

# No part of an address, a path or a name in a program.
_CODE = re.compile(
    r"(?<![A-Za-z0-9_./\\@:#-])[A-Za-z][A-Za-z0-9-]*"
    r"(?<!-)(?![A-Za-z0-9_@\\(]|[./:-][A-Za-z0-9])"
)
# More letters than these are a word: iPhone13 is a code, windows11 none.
_HEAD = re.compile(r"[A-Za-z]{1,6}(?![A-Za-z])")
_WIDE = {0xFEE0 + place: chr(place) for place in range(0x21, 0x7F) if chr(place).isalnum()}
_DIGIT = re.compile(r"\d")


def _codes(text: str) -> dict[str, Span]:
    """Return the codes of a text as they are compared, each with its first place."""
    found: dict[str, Span] = {}
    for match in _CODE.finditer(text):
        if _HEAD.match(match[0]) and _DIGIT.search(match[0]):
            found.setdefault(match[0].lower(), Span(*match.span()))
    return found


def _plain(text: str) -> str:
    """Return a text with full-width letters and figures as others, character by character."""
    return text.translate(_WIDE)


def _changed(view: BeadView) -> Iterator[Hit]:
    ours, theirs = _plain(view.source.text), _plain(view.target.text)
    source, target = _codes(ours), _codes(theirs)
    if not source or not target or source.keys() == target.keys():
        return
    near = [n for n in (view.neighbour(-1), view.neighbour(1)) if n]
    around = [
        theirs + " ".join(_plain(n.target.text) for n in near),
        ours + " ".join(_plain(n.source.text) for n in near),
    ]
    shapes: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, codes in enumerate((source, target)):
        for code in codes:
            if code not in around[side].lower():
                shapes[_DIGIT.sub("0", code)][side].append(code)
    for lost, found in shapes.values():
        if len(lost) == len(found) == 1:
            places = source[lost[0]], target[found[0]]
            said = places[0].slice(ours), places[1].slice(theirs)
            yield Hit(
                f"{said[0]} became {said[1]}",
                source=(places[0],),
                target=(places[1],),
                values={"source": said[0], "target": said[1]},
                confidence=0.9,
            )


RULES = (
    Rule(
        id="LIT019",
        name="serial-number",
        severity=Severity.WARNING,
        summary="A code of letters and figures has other figures",
        what=(
            "Compares models, serial numbers, invoices and their like, letters first and at least "
            "one figure: a code that the translation has not, where one of the same form stands "
            "that the source has not."
        ),
        why="It names another thing, and nobody finds it.",
        bad=(
            Example("型号K2238受影响。", "Model K2283 is affected."),
            Example("见发票INV-20231。", "See invoice INV-20213."),
        ),
        good=(
            Example("型号K2238受影响。", "Model K2238 is affected."),
            Example("型号Ｋ２２３８受影响。", "Model K2238 is affected."),
            Example("一季度（Q1）业绩良好。", "Results in the first quarter were good."),
        ),
        find=_changed,
        yields_to=("LIT002", "LIT004", "LIT005", "LIT008", "LIT009", "LIT010"),
        precision=(
            "no finding on 20,000 beads of real documents (python -m bench wild --show LIT019)"
        ),
    ),
)
