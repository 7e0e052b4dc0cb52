"""What holds for every rule."""

from __future__ import annotations

import re

import pytest

from alignkit.check.run.registry import FAMILIES, ROOMS, all_rules, family_rules, files, free_id
from alignkit.check.run.rule import Example, Rule
from alignkit.compose import check
from alignkit.read.language import detect
from alignkit.types import Bitext

ALL = all_rules()
# Rules that need more than pairs of texts: blocks, sentences in a bead, a glossary, many places.
# Their own tests prove them.
NEED_MORE = {"COV010", "COV012", "COV013", "DOC004", "TRM002", "TRM004", "TRM005"} | {
    rule.id for rule in ALL if rule.family in ("KEY", "SUB") or "LIT013" <= rule.id <= "LIT018"
}
BAD = [(rule, example) for rule in ALL for example in rule.bad]
GOOD = [(rule, example) for rule in ALL for example in rule.good]


def _named(value: object) -> str | None:
    return value.id if isinstance(value, Rule) else None


def bitext_of(example: Example) -> Bitext:
    """Return an example as a bitext: each line of it is a pair of its own."""
    sources, targets = example.source.split("\n"), example.target.split("\n")
    width = max(len(sources), len(targets))
    sources += [""] * (width - len(sources))
    targets += [""] * (width - len(targets))
    pairs = list(zip(sources, targets, strict=True))
    source, target = (
        "en" if detect(text) == "en" else "zh" for text in (example.source, example.target)
    )
    return Bitext.from_pairs(pairs, source, target if source == "en" else "en")


@pytest.mark.parametrize(("rule", "example"), BAD, ids=_named)
def test_every_bad_example_is_flagged_by_its_rule(rule: Rule, example: Example) -> None:
    """A rule's page shows only what the rule really finds."""
    assert rule.id in check(bitext_of(example), select=[rule.id]).counts()


@pytest.mark.parametrize(("rule", "example"), GOOD, ids=_named)
def test_no_good_example_is_flagged_by_its_rule(rule: Rule, example: Example) -> None:
    """A rule's page shows what the rule leaves alone."""
    assert not check(bitext_of(example), select=[rule.id])


def test_every_file_of_a_family_holds_rules_of_it() -> None:
    """What lies in a family's folder is the family: its rules bear its letters, in every file."""
    for family in FAMILIES:
        assert files(family), ROOMS[family]
        assert {rule.family for rule in family_rules(family)} == {family}


def test_the_next_free_id_is_one_past_the_last() -> None:
    """A newcomer asks for an id and gets one that nobody has."""
    assert free_id("num") not in {rule.id for rule in ALL}


def test_ids_and_names_are_unique_and_well_formed() -> None:
    """Ids are three letters and three digits, names are words joined by hyphens."""
    assert len({rule.id for rule in ALL}) == len(ALL) == len({rule.name for rule in ALL})
    for rule in ALL:
        assert re.fullmatch(rf"({'|'.join(FAMILIES)})\d{{3}}", rule.id)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


@pytest.mark.parametrize("rule", ALL, ids=_named)
def test_every_rule_has_a_whole_page(rule: Rule) -> None:
    """Each part of the page is there, and exactly one function finds."""
    assert (rule.find is None) != (rule.find_pair is None)
    assert bool(rule.bad) != (rule.id in NEED_MORE), "a rule shows what it flags"
    assert rule.good, "a rule shows what it leaves alone"
    for part in (rule.summary, rule.what, rule.why, rule.precision):
        assert part == part.strip()
        assert part
    assert not rule.summary.endswith(".")
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")


def test_rules_yield_to_rules_that_exist() -> None:
    """A finding can only be folded into one of a known rule."""
    known = {rule.id for rule in ALL}
    for rule in ALL:
        assert set(rule.yields_to) <= known - {rule.id}
