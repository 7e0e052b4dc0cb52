"""Where long texts are cut."""

from __future__ import annotations

from itertools import pairwise

import pytest

from alignkit.align.anchors import Anchor
from alignkit.align.pieces import cut


@pytest.mark.parametrize(("ends", "least"), [(False, 10), (True, 6)])
def test_a_translation_that_breaks_off_is_not_cut_at_every_anchor(ends: bool, least: int) -> None:
    """What faces something stays together; only the rest, which faces nothing, is parted."""
    anchors = [Anchor(k, k, 0.8) for k in range(15)]
    pieces, gaps = cut(anchors, 127, 16, ends)
    assert not gaps
    assert (pieces[0].source_start, pieces[0].target_start) == (0, 0)
    assert pieces[0].rows >= least
    assert len(pieces) == 2


def test_pieces_follow_one_another_whatever_the_anchors() -> None:
    """Nothing lies between two pieces, and the last one ends where the texts do."""
    for last in (0, 3, 40, 150):
        anchors = [Anchor(k, k, 0.8) for k in range(0, last, 3)]
        pieces, _ = cut(anchors, 200, 190)
        met = [
            (one.source_end, one.target_end) == (two.source_start, two.target_start)
            for one, two in pairwise(pieces)
        ]
        assert all(met)
        assert (pieces[-1].source_end, pieces[-1].target_end) == (200, 190)
