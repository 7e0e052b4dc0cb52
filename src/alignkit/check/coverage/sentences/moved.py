"""Sentences that stand at another place of the translation: alone on both sides, and a pair."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from alignkit.check.coverage.both_ways import directions, rendered, table
from alignkit.check.coverage.structure import letters
from alignkit.check.run.view import BeadView, PairView

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Two texts alone are each other's best by so much likeness, and so much of either is rendered.
_ALIKE, _RENDERED = 0.6, 0.72
_NUMBER = re.compile(r"\d+")
# Less is a label, and so many more texts alone are another version of the document.
_LEAST, _MOST = 8, 400


def moved(view: BeadView) -> bool:
    """Tell whether a bead of one side has its counterpart alone at another place."""
    return view.index in view.pair.once(moved_beads)


def moved_beads(pair: PairView) -> frozenset[int]:
    """Return the beads of one side whose counterpart stands alone at another place."""
    sides = _alone(pair, 0), _alone(pair, 1)
    if not all(sides) or max(map(len, sides)) > _MOST or pair.once(directions) is None:
        return frozenset()
    words = pair.once(table)
    texts = [[pair.bitext.passages(n)[side].text for n in held] for side, held in enumerate(sides)]
    ours, theirs = (_directions(words.encoder.encode(held)) for held in texts)
    alike = ours @ theirs.T
    found = set[int]()
    for one, bead in enumerate(sides[0]):
        two = int(alike[one].argmax())
        if alike[one, two] < _ALIKE or int(alike[:, two].argmax()) != one:
            continue
        source, target = texts[0][one], texts[1][two]
        # What says another number is told, wherever it stands.
        if Counter(_NUMBER.findall(source)) != Counter(_NUMBER.findall(target)):
            continue
        if min(rendered(words, source, target), rendered(words, target, source)) >= _RENDERED:
            found |= {bead, sides[1][two]}
    return frozenset(found)


def _directions(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = (vectors**2).sum(axis=1, keepdims=True) ** 0.5
    return vectors / (lengths + 1e-6)


def _alone(pair: PairView, side: int) -> list[int]:
    """Return the beads of one side alone that say something, code left out."""
    document = (pair.bitext.source, pair.bitext.target)[side]
    found = []
    for at, bead in enumerate(pair.bitext.beads):
        own, other = (bead.source, bead.target) if not side else (bead.target, bead.source)
        if other or not own or bead.score is None or document.literal(own):
            continue
        if len(letters(pair.bitext.passages(at)[side].text)) >= _LEAST:
            found.append(at)
    return found
