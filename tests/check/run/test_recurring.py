"""What a translator does throughout a document is told once, at its surest place."""

from __future__ import annotations

import alignkit as ak

PRICES = ["The ticket costs $20.", "A coffee costs $4.", "He paid $100 for the coat."]
YUAN = ["门票价格是20元。", "一杯咖啡4元。", "他花100元买了外套。"]


def _of(source: list[str], target: list[str], rule: str) -> list[ak.Finding]:
    bitext = ak.Bitext.from_pairs(list(zip(source, target, strict=True)), "en", "zh")
    return [finding for finding in ak.check(bitext, select=[rule]) if finding.rule == rule]


def test_one_habit_is_told_once_with_its_beads() -> None:
    """Yuan for dollars in three places are one finding that names the three."""
    (finding,) = _of(PRICES, YUAN, "NUM013")
    assert finding.values["beads"] == [0, 1, 2]
    assert finding.message.endswith("so in 3 places")


def test_twice_is_no_habit() -> None:
    """Two places are told one by one."""
    assert len(_of(PRICES[:2], YUAN[:2], "NUM013")) == 2


def test_another_habit_is_told_apart() -> None:
    """Other currencies are no part of the same habit."""
    source = [*PRICES, "It costs €7 here.", "The bus costs €2.", "He lost €50 there."]
    target = [*YUAN, "这里卖7元。", "公交车2元。", "他在那里丢了50元。"]
    assert [f.values["places"] for f in _of(source, target, "NUM013")] == [3, 3]


def test_a_new_place_is_a_new_finding() -> None:
    """A place more changes the fingerprint, so that no baseline hides it."""
    source, target = [*PRICES, "Lunch costs $9."], [*YUAN, "午餐9元。"]
    before, after = _of(PRICES, YUAN, "NUM013"), _of(source, target, "NUM013")
    assert before[0].fingerprint != after[0].fingerprint


def test_the_order_of_the_places_leaves_the_fingerprint() -> None:
    """The same places in another order are the same finding."""
    forwards, backwards = _of(PRICES, YUAN, "NUM013"), _of(PRICES[::-1], YUAN[::-1], "NUM013")
    assert forwards[0].fingerprint == backwards[0].fingerprint
