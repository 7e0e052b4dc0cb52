"""What a translator does throughout a document is told once, at its surest place."""

from __future__ import annotations

from dataclasses import replace

import alignkit as ak
from alignkit.check.run.recurring import once
from alignkit.check.run.registry import all_rules

SAID = ["他说：“好的。”", "她问：“去哪？”", "我答：“不去。”"]
OPEN = ["He said, “All right.", "She asked, “Where to?", "I said, “I am not going."]
PRICES = ["门票价格是20美元。", "一杯咖啡4美元。", "他花100美元买了外套。"]
YUAN = ["The ticket costs 20 yuan.", "A coffee costs 4 yuan.", "He paid 100 yuan for the coat."]


def _of(source: list[str], target: list[str], rule: str = "FMT004") -> list[ak.Finding]:
    # Where no mark ever closed, the translation would have one mark for both.
    pairs = [*zip(source, target, strict=True), *[("我笑：“真好。”", "I laughed, “Good.”")] * 4]
    bitext = ak.Bitext.from_pairs(pairs, "zh", "en")
    return [finding for finding in ak.check(bitext, select=[rule]) if finding.rule == rule]


def test_one_habit_is_told_once_with_its_beads() -> None:
    """A mark that never closes in three places is one finding that names the three."""
    (finding,) = _of(SAID, OPEN)
    assert finding.values["beads"] == [0, 1, 2]
    assert finding.message.endswith("so in 3 places")


def test_twice_is_no_habit() -> None:
    """Two places are told one by one."""
    assert len(_of(SAID[:2], OPEN[:2])) == 2


def test_another_habit_is_told_apart() -> None:
    """Marks that never open are no part of the same habit."""
    (one, *_) = _of(SAID[:2], OPEN[:2])
    marks = [replace(one, bead=n, values={"mark": "“”"[n % 2]}) for n in range(6)]
    told = once(marks, [rule for rule in all_rules() if rule.id == one.rule])
    assert [finding.values["beads"] for finding in told] == [[0, 2, 4], [1, 3, 5]]


def test_a_new_place_is_a_new_finding() -> None:
    """A place more changes the fingerprint, so that no baseline hides it."""
    source, target = [*SAID, "他喊：“快跑。”"], [*OPEN, "He cried, “Run."]
    before, after = _of(SAID, OPEN), _of(source, target)
    assert before[0].fingerprint != after[0].fingerprint


def test_the_order_of_the_places_leaves_the_fingerprint() -> None:
    """The same places in another order are the same finding."""
    forwards, backwards = _of(SAID, OPEN), _of(SAID[::-1], OPEN[::-1])
    assert forwards[0].fingerprint == backwards[0].fingerprint


def test_money_is_wrong_at_each_place() -> None:
    """Another currency is no habit, however often: each amount is told, in both directions."""
    assert [f.bead for f in _of(PRICES, YUAN, "NUM013")] == [0, 1, 2]
    pairs = list(zip(YUAN, PRICES, strict=True))
    back = ak.check(ak.Bitext.from_pairs(pairs, "en", "zh"), select=["NUM013"])
    assert [f.bead for f in back] == [0, 1, 2]


def test_a_currency_changed_throughout_is_told_once() -> None:
    """Five amounts and more without an exception are one finding; one that is right parts them."""
    zh = [f"第{n}件的价格是{n}0美元。" for n in range(1, 7)]
    en = [f"Item {n} costs {n}0 yuan." for n in range(1, 7)]
    (one,) = _money(zh, en)
    assert one.values["places"] == 6
    right = [*zh, "运费是8美元。"], [*en, "Shipping is 8 dollars."]
    assert len(_money(*right)) == 6


def _money(source: list[str], target: list[str]) -> list[ak.Finding]:
    bitext = ak.Bitext.from_pairs(list(zip(source, target, strict=True)), "zh", "en")
    return list(ak.check(bitext, select=["NUM013"]))
