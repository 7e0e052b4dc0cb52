"""No text makes the work grow faster than itself: calls are counted, and no clock is asked.

The table of processor seconds is `python -m tests.torture.growth`, a part of `make torture`.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from functools import partial

import pytest
from tests.torture.growth import BOUND, RUNS, STAGES, bitext_of

import alignkit as ak
from alignkit.report import render
from alignkit.report.outcome import CheckedPair, Outcome

SIZE = 1_500
LINEAR = ("read", "segment", "zh", "en")


def calls(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls, those of C included."""
    count = 0

    def seen(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    except ak.AlignkitError:
        pass
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("stage", LINEAR)
@pytest.mark.usefixtures("patience")
def test_reading_grows_with_the_text(name: str, stage: str) -> None:
    """At twice the size it calls about twice as many functions."""
    work = STAGES[stage]
    work(RUNS[name], 60)
    half, whole = (calls(partial(work, RUNS[name], size)) for size in (SIZE, 2 * SIZE))
    # A few calls are made for any text.
    assert math.log2((whole + 500) / (half + 500)) < BOUND


@pytest.mark.parametrize("name", ["零", "mixture 1"])
@pytest.mark.parametrize("stage", ["beads", "report", "compare", "review"])
@pytest.mark.usefixtures("patience")
def test_many_beads_grow_with_their_number(name: str, stage: str) -> None:
    """Twice as many are twice the calls: checked, reported, compared and shown on the desk."""
    work = STAGES[stage]
    work(RUNS[name], 400)
    half, whole = (calls(partial(work, RUNS[name], size)) for size in (SIZE, 2 * SIZE))
    assert math.log2(whole / half) < BOUND


def test_a_workbook_grows_with_its_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rows are counted as they are written: the sheet's own count looks at every cell."""
    sheet = pytest.importorskip("openpyxl.worksheet.worksheet").Worksheet
    rows, asked = sheet.max_row, []

    def count(self: object) -> int:
        asked.append(self)
        return int(rows.fget(self))

    monkeypatch.setattr(sheet, "max_row", property(count))
    told = []
    for size in (10, 20):
        pairs = [(f"增长了{n}%。", f"It grew by {n + 1}%.") for n in range(size)]
        held = ak.check(pairs, select=["NUM001"])
        assert len(held) == size
        asked.clear()
        render(Outcome((CheckedPair(held, "a", "b"),)), "xlsx")
        told.append(len(asked))
    assert told[0] == told[1]


@pytest.mark.parametrize("name", ["零", "倍", "一", "one digit", "range", "grouped", "cid"])
@pytest.mark.usefixtures("patience")
def test_a_bead_that_holds_too_much_is_told_and_not_compared(name: str) -> None:
    """A hundred thousand characters of any run, on both sides: one note, whatever is selected."""
    findings = ak.check(bitext_of(RUNS[name], 100_000), select=["FMT"]).of("DOC006", "FMT")
    assert [finding.rule for finding in findings] == ["DOC006"]
    assert "was not checked" in findings[0].message


@pytest.mark.usefixtures("patience")
def test_one_side_alone_may_hold_too_much() -> None:
    """The other side is a word; the other beads are checked as ever."""
    pairs = [("倍" * 25_000, "Times."), ("检出率达到95%。", "The rate reached 59%.")]
    found = {finding.rule: finding.bead for finding in ak.check(pairs, select=["NUM"])}
    assert found.pop("DOC006") == 0
    assert set(found.values()) == {1}


def test_the_limits_of_a_bead_are_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lower one leaves out more, a higher one less."""
    bitext = bitext_of("传感器", 900)
    assert not ak.check(bitext, select=["DOC"]).of("DOC006")
    monkeypatch.setenv("ALIGNKIT_LIMIT_WORDS", "100")
    assert ak.check(bitext, select=["DOC"]).of("DOC006")


@pytest.mark.parametrize("name", ["零", "倍", "第", "words"])
@pytest.mark.usefixtures("patience")
def test_terms_of_a_text_that_repeats_itself(name: str) -> None:
    """The window of a rendering is looked for among the strongest links alone."""
    findings = ak.check(bitext_of(RUNS[name], 1_000), select=["TRM"])
    assert isinstance(findings, ak.Findings)
