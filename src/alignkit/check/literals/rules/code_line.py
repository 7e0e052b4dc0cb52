"""Lines of code that differ where no language speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from alignkit.check.literals.comparing import Difference, hit
from alignkit.check.literals.spotting import Spot, spots
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span
from alignkit.words.script import HAN

_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|“[^”]*”")
_TOKEN = re.compile(r"[A-Za-z_$][\w$]*|\d+(?:\.\d+)*|[^\w\s]")
_LINES = frozenset({"code-line", "math-line", "math"})
# A word is code where it has digits or is joined; two plain words are one where they are so alike.
_NAME = re.compile(r"\d|_|[a-z][A-Z]")
_ALIKE = 0.75
# A line that differs in more places was rewritten.
_MOST = 2


def _find(view: BeadView) -> Iterator[Hit]:
    ours, theirs = ([s for s in side if s.kind in _LINES] for side in view.once(spots))
    if len(ours) != len(theirs) or not ours:
        return
    for one, two in zip(ours, theirs, strict=True):
        if one.key == two.key or HAN.search(one.text) or HAN.search(two.text):
            continue
        changed = _changed(one, two)
        if changed:
            yield hit(view, changed, "code", 0.8)


def _changed(one: Spot, two: Spot) -> Difference | None:
    """Return the one token in which two lines differ outside of their strings."""
    held = [_TOKEN.findall(_STRING.sub('""', spot.key)) for spot in (one, two)]
    if len(held[0]) != len(held[1]):
        return None
    other = [(a, b) for a, b in zip(*held, strict=True) if a != b]
    if not 0 < len(other) <= _MOST:
        return None
    signs = not any(token[:1].isalnum() for pair in other for token in pair)
    if signs and sorted(held[0]) == sorted(held[1]):
        # The signs of a remark in another order: // * and *//.
        return None
    a, b = other[0]
    alike = SequenceMatcher(None, a, b, autojunk=False).ratio()
    one_sign = len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1
    names = _NAME.search(a) and _NAME.search(b)
    if a.lower() == b.lower() or not (alike >= _ALIKE or one_sign or names):
        return None
    return Difference(_at(one, a), _at(two, b), alike)


def _at(spot: Spot, token: str) -> Spot:
    found = re.search(rf"(?<!\w){re.escape(token)}(?!\w)", spot.text)
    start = spot.span.start + (found.start() if found else 0)
    length = len(token) if found else len(spot.text)
    return Spot(spot.kind, Span(start, start + length), token, token)


RULES = (
    Rule(
        id="LIT017",
        name="code-line",
        severity=Severity.WARNING,
        summary="A line of code was changed",
        what=(
            "Compares lines of code and formulas that face each other and reports one or two "
            "tokens that differ; strings and comments may be translated."
        ),
        why="Code in a translation is code that is run.",
        bad=(),
        good=(Example("网络连接已经断开。", "The network connection is down."),),
        find=_find,
        limits="Lines that were lost, added or rewritten are not reported.",
        of_literals=True,
    ),
)
