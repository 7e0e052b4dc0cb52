"""The second look at places in doubt."""

from __future__ import annotations

import numpy as np
import pytest

import alignkit as ak
from alignkit.align.rivals.doubtful import doubts
from alignkit.align.rivals.weigher import Weigher
from alignkit.align.shapes import Link


def bead(source: int, target: int, shape: tuple[int, int], score: float, chance: float) -> Link:
    """Return a bead; how alike its sides are does not matter here."""
    return Link(source, target, shape, score, chance, 0.5)


SURE = bead(0, 0, (1, 1), 3.0, 0.99), bead(3, 4, (1, 1), 3.0, 0.99)
CHOSEN = bead(1, 1, (1, 2), 2.0, 0.6), bead(2, 3, (1, 1), 2.0, 0.6)
RIVALS = bead(1, 1, (1, 1), 1.9, 0.4), bead(2, 2, (1, 2), 1.9, 0.4)


def test_a_place_in_doubt_lies_between_nodes_where_all_ways_meet() -> None:
    """What is sure before and behind it is left alone."""
    path = [SURE[0], *CHOSEN, SURE[1]]
    (found,) = doubts(path, [*path, *RIVALS])
    assert (found.start, found.end) == ((1, 1), (3, 4))
    assert found.chosen == CHOSEN
    assert [way.links for way in found.ways] == [CHOSEN, RIVALS]


def test_a_sure_path_has_no_places_in_doubt() -> None:
    """Nothing is looked at twice where every bead is probable."""
    path = [SURE[0], bead(1, 1, (2, 3), 2.0, 0.95), SURE[1]]
    assert not list(doubts(path, path))


def test_links_can_turn_a_place_around() -> None:
    """The way whose sentences keep their links wins, and its beads say how probable they are."""
    path = [SURE[0], *CHOSEN, SURE[1]]
    (found,) = doubts(path, [*path, *RIVALS])
    kept = Weigher((1.0, 4.0, 1.0), 0.4).again(found, np.array([[4.0, 0.2, 0.1], [3.8, 1.8, 0.9]]))
    assert [link[:3] for link in kept] == [link[:3] for link in RIVALS]
    assert all(0.9 < link.probability <= 1 for link in kept)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_second_look_keeps_every_sentence_in_one_bead(jobs: int) -> None:
    """Also where much is in doubt: sentences without a counterpart between true pairs."""
    source = ["他走了。", "门关上了。", "没有人说话。", "天黑了。", "狗在叫。", "他回来了。"]
    target = ["He left.", "Nobody spoke.", "It was dark, and the dog barked.", "He came back."]
    found = ak.align(source, target, source_lang="zh", target_lang="en", jobs=jobs)
    assert sorted(i for held in found.beads for i in held.source) == list(range(6))
    assert sorted(j for held in found.beads for j in held.target) == list(range(4))
    turned = ak.align(target, source, source_lang="en", target_lang="zh", jobs=jobs)
    assert [(held.target, held.source) for held in turned.beads] == [
        (held.source, held.target) for held in found.beads
    ]
