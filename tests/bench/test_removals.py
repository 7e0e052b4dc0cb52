"""Removals stand among the untouched pairs of their text when they are looked for."""

from __future__ import annotations

from bench.checks.omissions import Removal, amid

PAIRS = [(f"s{at}", f"t{at}") for at in range(6)]


def test_every_removal_stands_once_in_its_place() -> None:
    """Those that would touch the same pair fall into texts of their own."""
    held = [
        Removal("s1s2", "t1", None, "t2", 1, 2),
        Removal("s2s3", "t3", None, "t2", 2, 2),
        Removal("s4", "t", None, "4", 4),
    ]
    texts = amid(PAIRS, held)
    assert [places for _, places in texts] == [[1, -1, 3], [-1, 2, -1]]
    assert texts[0][0] == [PAIRS[0], ("s1s2", "t1"), PAIRS[3], ("s4", "t"), PAIRS[5]]
    assert texts[1][0] == [*PAIRS[:2], ("s2s3", "t3"), *PAIRS[4:]]
