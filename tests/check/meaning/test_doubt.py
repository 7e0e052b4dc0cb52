"""A number to rank segments by: how surely the meaning changed."""

from __future__ import annotations

import alignkit as ak

RIGHT = [("他昨天没有来。", "He did not come yesterday."), ("他养了一只狗。", "He keeps a dog.")]
WRONG = [
    ("他昨天没有来。", "He came yesterday."),
    ("他养了一只狗。", "It rained in March."),
]


def test_a_pair_that_says_something_else_stands_above_the_right_one() -> None:
    """In both directions."""
    for turned in (False, True):
        pairs = [pair[::-1] if turned else pair for pair in (*RIGHT, *WRONG)]
        langs = ("en", "zh") if turned else ("zh", "en")
        held = ak.doubts(ak.Bitext.from_pairs(pairs, *langs))
        assert all(0 <= value <= 1 for value in held)
        assert held[0] < held[2]
        assert held[1] < held[3]


def test_what_is_not_read_is_not_doubted() -> None:
    """Other languages, empty sides, no pairs."""
    assert ak.doubts(ak.Bitext.from_pairs([("Bonjour.", "Guten Tag.")], "fr", "de")) == (0.0,)
    assert ak.doubts(ak.Bitext.from_pairs([("你好。", ""), *RIGHT], "zh", "en"))[0] == 0.0
    assert ak.doubts(ak.Bitext.from_pairs([], "zh", "en")) == ()


def test_order_and_company_change_nothing() -> None:
    """A pair is doubted alike whatever stands beside it."""
    pairs = [*RIGHT, *WRONG]
    held = ak.doubts(ak.Bitext.from_pairs(pairs, "zh", "en"))
    back = ak.doubts(ak.Bitext.from_pairs(pairs[::-1], "zh", "en"))
    assert all(abs(a - b) < 1e-4 for a, b in zip(held, back[::-1], strict=True))
