"""What is counted along a path at once is what counting bead by bead gives."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignkit.align.anchors import Anchor
from alignkit.align.judgement import _crossing
from alignkit.align.path import proportions
from alignkit.align.shapes import Link
from alignkit.align.tables.words import _best

STEPS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=30)
SHAPES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.floats(0, 1)), max_size=30)


@given(SHAPES, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=9))
def test_a_pair_is_out_of_order_where_two_sure_beads_stand_between(beads, pairs) -> None:
    """Beads of one side, and doubtful ones, say nothing of what has moved."""
    links = []
    place = 0, 0
    for a, b, likeness in beads:
        links.append(Link(*place, (a, b), 0.0, 1.0, likeness))
        place = place[0] + a, place[1] + b
    sure = [link for link in links if min(link.shape) and link.likeness >= 0.35]
    for (row, column), told in zip(pairs, _crossing(pairs, links).tolist(), strict=True):
        between = sum((link.source < row) != (link.target < column) for link in sure)
        assert told == (between >= 2)


@given(STEPS)
def test_proportions_are_those_of_anchors_near_each_other(steps) -> None:
    """Where the next anchor is far off, a part may be missing on one side."""
    rows, columns = (
        [*accumulate(side, initial=0)] for side in (zip(*steps) if steps else ((), ()))
    )
    anchors = [Anchor(i, j, 0.5) for i, j in zip(rows, columns, strict=True)]
    lengths = [np.arange(side[-1] + 1, dtype=np.float32) % 7 + 3 for side in (rows, columns)]
    letters, sentences = np.array([360.0, 360.0]), np.array([6.0, 6.0])
    for one, two in pairwise(anchors):
        if max(two.source - one.source, two.target - one.target) <= 8:
            spans = lengths[0][one.source : two.source], lengths[1][one.target : two.target]
            letters += [float(span.sum()) for span in spans]
            sentences += [len(span) for span in spans]
    found = proportions(anchors, *lengths)
    assert found.ratio == float(np.clip(letters[1] / letters[0], 0.4, 2.5))
    assert found.growth == float(np.clip(np.log(sentences[1] / sentences[0]), -1, 1))


@pytest.mark.parametrize("held", [[2, 1, 3], [0, 2, 0, 1, 0], [0, 0], [4]])
def test_each_sentence_has_the_best_of_its_own_words(held: list[int]) -> None:
    """A sentence without words finds nothing, wherever it stands."""
    likeness = np.random.default_rng(1).random((5, 4), np.float32)
    word = np.arange(sum(held)) % 5
    sentence = np.repeat(np.arange(len(held)), held)
    found = _best(likeness, (sentence, word), len(held))
    for number, row in enumerate(found):
        own = likeness[word[sentence == number]]
        assert row.tolist() == (own.max(axis=0) if len(own) else np.zeros(4)).tolist()
