"""Whether a sentence without translation is rendered by one that stands beside it."""

from __future__ import annotations

import math
import re
from statistics import median

from alignkit.check.coverage.both_ways import RENDERED, directions, rendered, table
from alignkit.check.coverage.structure import letters
from alignkit.check.run.view import BeadView, PairView
from alignkit.words.script import weight

NEAR = (-1, 1, -2, 2)
# So many letters more on both sides: a label is no longer by chance than its translation.
EVEN = 5.0
# A line of contents is no longer than this, and its own place so many beads away at least.
_LINE, _FAR = 80, 8
_SURE = 0.9
_PAGE = re.compile(r"\d+$")
_RUNNING = frozenset({"heading", "paragraph"})
_ENDS = frozenset("。！？；：.!?;:…")


def beside(view: BeadView) -> float:
    """Return how much of a source the neighbouring translations hold beyond their own sources.

    A neighbour that is as long as its own source asks for renders nothing more.
    """
    pair = view.pair
    if not pair.once(directions):
        return 0.0
    near = [n for n in map(view.neighbour, NEAR) if n and n.target.text.strip()]
    words = pair.once(table)
    texts = [(n.source.text, n.target.text) for n in near]
    if broken(view):
        around = [n for n in (view.neighbour(-1), view.neighbour(1)) if n]
        sides = [" ".join(text) for text in zip(*((n.source.text, n.target.text) for n in around))]
        texts += [(sides[0], sides[1])] if sides else []
    return max(
        (
            rendered(words, view.source.text, target, source)
            for source, target in texts
            if _holds_both(view, source, target)
        ),
        default=0.0,
    )


def broken(view: BeadView) -> bool:
    """Tell whether a line is a part of a heading or title that goes over several lines.

    Neither it nor the line before ends a sentence, and no list or table parts them.
    """
    before = view.neighbour(-1)
    return before is not None and _open(before) and _open(view)


def around(view: BeadView, text: str) -> bool:
    """Tell whether a part of a title over several lines is rendered by those around its own."""
    if not broken(view) or not view.pair.once(directions):
        return False
    near = [n for n in (view.neighbour(-1), view.neighbour(1)) if n]
    taken, there = (
        " ".join(side) for side in zip(*((n.source.text, n.target.text) for n in near), strict=True)
    )
    return rendered(view.pair.once(table), text, there, taken) >= RENDERED


def in_contents(view: BeadView) -> bool:
    """Tell whether a line is one of a list of contents: it and its neighbour come again as lines.

    What the list lacks is seen where the lines themselves stand.
    """
    lines = view.pair.once(_lines)
    near = [view.index + step for step in (-1, 0, 1)]
    return all(
        any(_last_place(view.pair, lines, at) > at + _FAR for at in held)
        for held in ([view.index], [near[0], near[2]])
    )


def _last_place(pair: PairView, lines: dict[str, int], at: int) -> int:
    if not 0 <= at < len(pair.bitext.beads):
        return -1
    key = _line(pair.bitext.passages(at)[0].text)
    return lines.get(key, -1) if key else -1


def _lines(pair: PairView) -> dict[str, int]:
    """Return the last bead that renders each short line of the source."""
    found: dict[str, int] = {}
    for at, bead in enumerate(pair.bitext.beads):
        if bead.target and (bead.confidence or 0.0) >= _SURE:
            key = _line(pair.bitext.passages(at)[0].text)
            if key:
                found[key] = at
    return found


def _line(text: str) -> str:
    """Return the letters of a short line that ends no sentence, without a page's number."""
    bare = text.strip()
    if not bare or len(bare) > _LINE or bare[-1] in _ENDS:
        return ""
    return _PAGE.sub("", letters(bare))


def _open(view: BeadView) -> bool:
    document = view.pair.bitext.source
    held = {document.sentences[number].block for number in view.bead.source}
    kinds = {document.blocks[block].kind for block in held if block < len(document.blocks)}
    text = view.source.text.rstrip()
    return bool(text) and kinds <= _RUNNING and text[-1] not in _ENDS


def _holds_both(view: BeadView, source: str, target: str) -> bool:
    """Tell whether a translation is long enough for this source beside its own."""
    own, other = weight(source), weight(target)
    usual = view.pair.once(usual_ratio)
    apart, joined = (
        abs(_ratio(length, other) - usual) for length in (own, own + weight(view.source.text))
    )
    return joined < apart


def usual_ratio(pair: PairView) -> float:
    """Return how much longer the translations of a document are than their sources, as a log."""
    texts = [
        (passages[0].text, passages[1].text)
        for passages, bead in zip(
            map(pair.bitext.passages, range(len(pair.bitext.beads))), pair.bitext.beads, strict=True
        )
        if bead.source and bead.target
    ]
    return median([_ratio(weight(own), weight(other)) for own, other in texts] or [0.0])


def _ratio(own: float, other: float) -> float:
    return math.log((other + EVEN) / (own + EVEN))
