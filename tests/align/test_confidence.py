"""How sure a bead is said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import alignkit as ak
from alignkit.align.confidence import confidences
from alignkit.align.scoring import learned
from alignkit.align.shapes import Link

CHANCE = st.floats(0, 1)


def sure(*beads: tuple[float, float]) -> list[float]:
    """Give the confidences of 1-1 beads of such probabilities and likenesses, in order."""
    links = [Link(k, k, (1, 1), 0.0, p, like) for k, (p, like) in enumerate(beads)]
    scorer = learned()
    return confidences(links, scorer.whole, scorer.alone)


@given(low=CHANCE, high=CHANCE, like=CHANCE, other=CHANCE)
def test_more_probable_and_more_alike_is_never_less_sure(
    low: float, high: float, like: float, other: float
) -> None:
    """Confidence rises with a bead's probability, with its likeness and with its neighbours'."""
    low, high = sorted((low, high))
    like, other = sorted((like, other))
    (least,), (most,) = sure((low, like)), sure((high, other))
    assert 0 <= least <= most + 1e-9 <= 1 + 1e-9
    assert sure((low, like), (0.5, like))[0] <= sure((low, like), (0.5, other))[0] + 1e-9


@pytest.mark.parametrize("swapped", [False, True])
def test_unrelated_texts_are_never_sure(swapped: bool) -> None:
    """Nothing of two texts that are no translations is said to be .99 sure, nor .9."""
    chinese = ["今天天气很好。", "我们去公园散步。", "孩子们在湖边喂鸭子。", "晚上下了一场雨。"]
    english = [
        "The central bank raised its rate by half a point.",
        "Investors had expected less.",
        "Shares of three carmakers fell sharply.",
        "The minister declined to comment.",
    ]
    sides = (english, chinese) if swapped else (chinese, english)
    for count in (1, 2, 4):
        beads = ak.align(sides[0][:count], sides[1][:count]).beads
        assert all((b.confidence or 0) < 0.9 for b in beads if b.source and b.target)


def test_nothing_has_no_confidence() -> None:
    """An alignment without beads asks for nothing."""
    assert sure() == []
