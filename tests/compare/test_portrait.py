"""A portrait of each translator, and what two translations share."""

from __future__ import annotations

import alignkit as ak
from alignkit.types.comparison import Comparison
from alignkit.types.translators import Trait

SOURCE = ["本计划由政府制定。它很重要。", "企业加强合作。", "促进发展。"]
FIRST = [
    "This plan is formulated by the government. It is important.",
    "Enterprises should strengthen cooperation with each other.",
    "Promote [steady] development.",
]
SECOND = [
    "The government formulated this plan, and it is important.",
    "Enterprises strengthen cooperation with each other.",
    "Promote development.",
]


def compared(*sides: list[str]) -> Comparison:
    """Return a comparison of some translations of the source."""
    bitexts = [ak.Bitext.from_pairs(list(zip(SOURCE, side, strict=True))) for side in sides]
    return ak.compare(SOURCE, *bitexts)


def trait(diff: Comparison, number: int, name: str) -> Trait:
    """Return a trait of one translation by its name."""
    return next(t for t in diff.portraits[number].traits if t.name == name)


def test_passives_modals_and_brackets_are_counted_with_their_words() -> None:
    """Each with the row where it stands."""
    diff = compared(FIRST, SECOND)
    assert trait(diff, 0, "passives").examples == ((0, "is formulated"),)
    assert trait(diff, 1, "passives").count == 0
    assert trait(diff, 0, "“should”").examples[0][0] == 1
    assert trait(diff, 0, "additions in brackets").examples == ((2, "[steady]"),)


def test_every_portrait_has_the_same_traits() -> None:
    """They can be set side by side; kinds of words left out come where there are any."""
    diff = compared(FIRST, SECOND, SECOND)
    names = [
        [t.name for t in portrait.traits if not t.name.endswith("s left out")]
        for portrait in diff.portraits
    ]
    assert names[0] == names[1] == names[2]
    assert all(t.count <= t.total for p in diff.portraits for t in p.traits if t.examples)


def test_a_copy_shares_all_its_runs() -> None:
    """Two translations of which one is the other resemble each other most."""
    diff = compared(FIRST, SECOND, list(SECOND))
    first = diff.resemblances[0]
    assert (first.pair, first.same, first.shared) == ((1, 2), 3, 1.0)
    assert all(one.shared < 1 for one in diff.resemblances[1:])


def test_runs_are_words_of_both_texts() -> None:
    """Each stands in its row, whatever else differs."""
    diff = compared(FIRST, SECOND)
    ((row, run),) = diff.resemblances[0].runs
    assert (row, run) == (1, "strengthen cooperation with each other.")


def test_portraits_come_back_from_json() -> None:
    """They are part of the comparison's values."""
    diff = compared(FIRST, SECOND)
    again = Comparison.from_json(diff.to_json())
    assert (again.portraits, again.resemblances) == (diff.portraits, diff.resemblances)
