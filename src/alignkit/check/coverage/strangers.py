"""A source whose translation says something else altogether: a bead wrongly paired, or a slip."""

from __future__ import annotations

from alignkit.check.coverage.both_ways import dropped
from alignkit.check.run.view import BeadView

# A label of fewer words is often rendered by others.
LEAST_WORDS = 3
# The mean log odds of the words, and the share of the translation that none of them explains: of
# 3,068 beads of real documents seven reach both, and none of the seven is a translation.
LOST, UNEXPLAINED = 0.5, 0.65


def strange(view: BeadView) -> bool:
    """Tell whether hardly a word of either side renders one of the other."""
    found = dropped(view)
    return (
        found is not None
        and len(found.words) >= LEAST_WORDS
        and found.unexplained >= UNEXPLAINED
        and float(found.odds.mean()) >= LOST
    )
