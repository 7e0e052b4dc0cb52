"""Numbered clauses face each other where their words agree, whatever is missing or renumbered."""

from __future__ import annotations

import random

import pytest

import alignkit as ak
from alignkit.align.anchors import Anchor
from alignkit.align.clauses import places
from alignkit.read.numbering import mark

BODIES = {
    "国务院": "The State Council",
    "省人民政府": "The provincial people's government",
    "主管部门": "The competent department",
    "监察机关": "The supervisory organ",
    "人民法院": "The people's court",
}
DIGITS = "零一二三四五六七八九"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")


def _law(seed: int, lost: set[int], shifted: int = 99) -> tuple[list[str], list[str]]:
    """Return a law of forty clauses that differ in little, and its translation."""
    bodies = random.Random(seed).choices(list(BODIES), k=40)
    source = [f"第{_chinese(n)}条 {body}应当依法履行职责。" for n, body in enumerate(bodies, 1)]
    target = [
        f"Article {n + (n > shifted)} {BODIES[body]} shall perform its duties according to law."
        for n, body in enumerate(bodies, 1)
        if n not in lost
    ]
    return source, target


def _number(text: str) -> int:
    found = mark(text)
    return found.value if found else 0


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("swapped", [False, True])
def test_a_clause_that_is_missing_stands_alone_and_moves_no_other(seed: int, swapped: bool) -> None:
    """Both in Chinese and in English originals, clauses keep their numbers."""
    lost = {7, 23, 24}
    source, target = _law(seed, lost)
    sides = ("\n".join(target), "\n".join(source)) if swapped else (source, target)
    texts = [side if isinstance(side, str) else "\n".join(side) for side in sides]
    pairs = [pair[::-1] if swapped else pair for pair in ak.align(*texts).pairs()]
    found = {_number(ours): theirs for ours, theirs in pairs if ours}
    right = sum((found.get(n) == "") if n in lost else _number(found.get(n, "")) == n
                for n in range(1, 41))  # fmt: skip
    assert right >= 38


def test_numbers_that_words_contradict_are_no_anchors() -> None:
    """Where a clause was put in and all after it counted anew, those after face no namesake."""
    source, target = _law(3, set(), shifted=20)
    anchors = [Anchor(n, n, 1.0) for n in range(40)]
    kept, _, _ = places(source, target, anchors)
    assert kept
    assert all(i == j for i, j in kept)
    assert max(i for i, _ in kept) < 20


def test_without_any_words_that_agree_numbers_say_nothing() -> None:
    """Two laws that have only their numbering in common have no places in common."""
    source, target = _law(4, set())
    assert places(source, target, []) == ([], [], [])
