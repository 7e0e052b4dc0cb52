"""Voice, mood and attachment, read from the links of two renderings."""

from __future__ import annotations

import alignkit as ak
from alignkit.types.comparison import Choice, Row


def compared(source: str, first: str, second: str) -> Row:
    """Return the one row of two translations of a sentence."""
    sides = [ak.Bitext.from_pairs([(source, text)]) for text in (first, second)]
    row: Row = ak.compare([source], *sides).rows[0]
    return row


def of_kind(row: Row, kind: str) -> list[Choice]:
    """Return the choices of one kind."""
    return [choice for choice in row.choices if choice.kind == kind]


def test_active_and_passive_are_told_apart() -> None:
    """One verb, and only one of them lets it be suffered."""
    row = compared(
        "政府批准了这项计划。",
        "The government approved the plan.",
        "The plan was approved by the government.",
    )
    (voice,) = of_kind(row, "voice")
    assert voice.closer is None
    assert [span.slice(row.renderings[1].text) for span in voice.second] == ["approved"]


def test_two_passives_differ_in_nothing() -> None:
    """The same voice is no choice."""
    row = compared("这项计划获得批准。", "The plan was approved.", "This plan has been approved.")
    assert not of_kind(row, "voice")


def test_a_modal_that_the_original_lacks_is_farther_from_it() -> None:
    """The plain statement is closer."""
    row = compared(
        "这个模型不可靠，影响了结果。",
        "The model is not reliable, which may affect the results.",
        "The model is not reliable, which affects the results.",
    )
    (mood,) = of_kind(row, "mood")
    assert mood.closer == 1


def test_a_modal_that_the_original_has_is_closer_to_it() -> None:
    """可能 allows."""
    row = compared("这可能影响结果。", "This may affect the results.", "This affects the results.")
    (mood,) = of_kind(row, "mood")
    assert mood.closer == 0
