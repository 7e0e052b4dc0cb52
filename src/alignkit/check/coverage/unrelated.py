"""Whether the two documents are translations of each other at all."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from alignkit.check.run.view import PairView

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Beads looked at to say that two texts are unrelated: more change the share by little.
SAMPLE = 300
LEAST = 12
BAR = 0.62
SEED = 5


def unrelated(pair: PairView) -> str:
    """Return why the two documents look unrelated, or nothing where they do not.

    The aligner says so where it worked; given pairs are told from their own shuffled selves.
    """
    if "parallel" in pair.bitext.meta:
        return pair.bitext.meta.get("warning", "")
    beads = [b for b in pair.bitext.beads if b.source and b.target]
    if len(beads) < LEAST:
        return ""
    if len(beads) > SAMPLE:
        beads = random.Random(SEED).sample(beads, SAMPLE)
    source = _units(pair, [pair.bitext.source.passage(b.source).text for b in beads])
    target = _units(pair, [pair.bitext.target.passage(b.target).text for b in beads])
    likeness = source @ target.T
    own = likeness.diagonal()
    # How often a text is more like its own partner than like another one: half the time by chance.
    wins = float((likeness < own[:, None]).sum() + (likeness < own[None, :]).sum())
    share = wins / (2 * len(beads) * (len(beads) - 1))
    if share >= BAR:
        return ""
    return (
        "these pairs are hardly translations of each other: a text is more like its own partner "
        f"than like any other only {share:.0%} of the time"
    )


def _units(pair: PairView, texts: list[str]) -> NDArray[np.float32]:
    import numpy as np

    rows = pair.encoder.encode(texts)
    units: NDArray[np.float32] = rows / np.maximum(
        np.linalg.norm(rows, axis=1, keepdims=True), 1e-6
    )
    return units
