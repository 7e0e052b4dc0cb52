"""Gold with parts taken out and put in."""

from __future__ import annotations

import pytest
from training.texts.align_gold import Gold, holed, noisy, unrelated

GOLD = Gold(
    "mine/1",
    [f"源{k}" for k in range(60)],
    [f"target {k}" for k in range(90)],
    [((2 * k, 2 * k + 1), (3 * k, 3 * k + 1, 3 * k + 2)) for k in range(30)],
)
OTHER = Gold("mine/2", ["a"] * 9, [f"line {k}" for k in range(40)], [])


@pytest.mark.parametrize("seed", range(5))
def test_every_sentence_stands_in_one_bead_in_order(seed: int) -> None:
    """Whatever is changed, both sides are covered once."""
    for gold in (
        holed(GOLD, seed, 0.3),
        noisy(GOLD, OTHER.target, seed, 0.3),
        unrelated(GOLD, OTHER),
    ):
        assert [i for one, _ in gold.beads for i in one] == list(range(len(gold.source)))
        assert [j for _, two in gold.beads for j in two] == list(range(len(gold.target)))


def test_a_foreign_stretch_stands_alone_on_both_sides() -> None:
    """The beads of a stretch whose translation was taken away have one side, and it is found."""
    gold = noisy(GOLD, OTHER.target, 1, 0.5)
    assert list(gold.lone())
    for start, end, first, last in gold.lone():
        held = {bead for bead in gold.beads if set(bead[0]) & set(range(start, end))}
        held |= {bead for bead in gold.beads if set(bead[1]) & set(range(first, last))}
        assert not any(one and two for one, two in held)


def test_a_changed_text_names_its_origin() -> None:
    """What was made of one text is never learned from where that text is predicted."""
    assert noisy(GOLD, OTHER.target, 1).origin == holed(GOLD, 1).origin == GOLD.origin
    assert holed(GOLD, 1).kind == "mine with holes"
