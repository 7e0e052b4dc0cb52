"""A line of a table with one witness gives a note, and the counts are of lines that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import alignkit as ak
from alignkit.check.run import witness
from alignkit.check.run.witness import lines, rested
from alignkit.types import Severity, Span

DATA = Path(ak.__file__).parent / "data"


@pytest.fixture
def anecdote(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of one line, that one source bears out."""
    monkeypatch.setattr(witness, "_anecdotes", lambda: {"NUM006": re.compile("at least")})


@pytest.mark.usefixtures("anecdote")
def test_what_rests_on_one_witness_is_a_note() -> None:
    """The same finding is as grave as ever where the words are not there."""
    text = "It takes at least 5 kilometres of rope."
    marked = [(text, (Span(18, 19),))]
    assert rested("NUM006", Severity.ERROR, marked) is Severity.INFO
    assert rested("NUM001", Severity.ERROR, marked) is Severity.ERROR
    assert rested("NUM006", Severity.ERROR, [("It takes 5", (Span(9, 10),))]) is Severity.ERROR


@pytest.mark.usefixtures("anecdote")
def test_the_engine_holds_findings_to_it() -> None:
    """A bound that is turned is told, but only as a note."""
    found = ak.check([("该路至多长5公里。", "The road is at least 5 km long.")], select=["NUM006"])
    assert [finding.severity for finding in found] == [Severity.INFO]


def test_far_words_bear_nothing_out(anecdote: None) -> None:
    """What stands elsewhere in the sentence is not what a finding rests on."""
    text = "At least they came, and after a long talk it took 5 days."
    assert rested("NUM006", Severity.ERROR, [(text, (Span(50, 51),))]) is Severity.ERROR


def test_what_many_sources_hold_is_no_anecdote() -> None:
    """A word of many sources may give a finding in one; a word of one source has one witness."""
    single = {line.says for line in lines() if line.sources == 1 and line.rules}
    for patterns in witness._anecdotes().values():
        assert patterns.pattern.count("|") + 1 <= len(single)
        assert not patterns.search("上升了一些 now about")


def test_counts_are_of_lines_that_are_there() -> None:
    """Each line counted stands in its table; two witnesses say no more than more would."""
    texts = {
        line.table: (DATA / line.table).read_text(encoding="utf-8").replace("\t", " ")
        for line in lines()
    }
    assert lines()
    assert [line for line in lines() if line.says not in texts[line.table]] == []
    assert all(0 <= line.witnesses <= 2 and line.witnesses <= line.sources for line in lines())
    assert all(bool(line.rules) == bool(line.witnesses) for line in lines())
