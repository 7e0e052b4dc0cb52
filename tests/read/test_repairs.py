"""Each repair mends what it is for, leaves the rest alone, and says what it did."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from alignkit.errors import OptionError
from alignkit.read import document, repair

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "data/read/repairs.toml").read_text(encoding="utf-8")
)["case"]


def _cases() -> list[object]:
    held: list[object] = []
    for number, case in enumerate(CASES):
        marks = [pytest.mark.xfail(reason=case["fails"])] if "fails" in case else []
        held.append(pytest.param(case, id=f"{case['step']}-{number}", marks=marks))
    return held


@pytest.mark.parametrize("case", _cases())
def test_a_repair_reads_its_case_as_a_person_would(case: dict[str, str]) -> None:
    """Each case from the wild is read as it should be by the step named."""
    lang = "zh" if any("一" <= char <= "鿿" for char in case["found"]) else "en"
    mended = repair.mend(case["found"], lang, repair.chosen([case["step"]]))
    assert mended.text == case.get("reads", case["found"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["step"])
def test_all_repairs_together_lead_back_to_the_file(case: dict[str, str]) -> None:
    """After every step, each copied stretch is found again in the text as given."""
    held = document(case["found"])
    original = held.original if held.original is not None else held.text
    if held.offsets:
        for here, there, length in held.offsets.runs:
            assert held.text[here : here + length] == original[there : there + length]


def test_every_step_has_a_case() -> None:
    """No repair goes without an example of what it mends."""
    assert {step.name for step in repair.STEPS} - {"menus", "strays"} <= {c["step"] for c in CASES}


def test_names_of_steps_are_unique_and_explained() -> None:
    """A step can be named, and says what it does in a sentence."""
    names = [step.name for step in repair.STEPS]
    assert len(names) == len(set(names))
    assert all(step.about.endswith(".") for step in repair.STEPS)


def test_repairs_can_be_switched_off_and_chosen() -> None:
    """False takes the text as it stands; names choose; an unknown name is an error."""
    damaged = "It is  5 % , they say ( here ) ."
    assert document(damaged, "en", repair=False).text == damaged
    assert document(damaged, "en", repair=["spaces"]).text == "It is 5 % , they say ( here ) ."
    with pytest.raises(OptionError, match="no repair called 'magic'"):
        document(damaged, "en", repair=["magic"])


def test_a_stray_word_is_reported_and_not_changed() -> None:
    """An English word alone inside Chinese is a notice: before and after are the same."""
    held = document("面向重点行业 and 关键领域，推动应用。", "zh")
    (notice,) = [r for r in held.repairs if r.step == "strays"]
    assert (notice.before, notice.after) == ("and", "and")
    assert "and" in held.text


def test_a_repair_names_its_place_in_the_file() -> None:
    """The span of a repair counts in the text as given, whatever other steps did before."""
    given = "\ufeff大于 $450\\text{cm}^3/\\text{h}$ ，工作。"
    held = document(given, "zh")
    latex = next(r for r in held.repairs if r.step == "latex")
    assert latex.span.slice(given) == latex.before == "$450\\text{cm}^3/\\text{h}$ "
    assert latex.after == "450 cm³/h"
