"""Marks of a program against those of people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import alignkit as ak
from alignkit import InputError, Mark, OptionError, RatedPair

PAIRS = [
    RatedPair("a", "他来了。", "He left.", (Mark("target", 3, 7, "major"),)),
    RatedPair("b", "好。", "Good.", ()),
    RatedPair("c", "狗", "cat", (Mark("target", 0, 3, "minor"),)),
]


def test_the_very_marks_score_full() -> None:
    """People's own marks agree with themselves."""
    scores = ak.evaluate_marks([pair.marks for pair in PAIRS], PAIRS)
    assert scores.spans.f1 == scores.area == 1.0
    assert scores.kendall == pytest.approx(1.0)
    assert scores.by_severity["minor"].recall == 1.0


def test_no_mark_scores_nothing() -> None:
    """Nothing said is nothing met, and no ranking."""
    scores = ak.evaluate_marks([(), (), ()], PAIRS)
    assert scores.spans.recall == 0.0
    assert scores.area == 0.5


def test_findings_are_marks() -> None:
    """What check said of the pairs is scored as it is."""
    found = ak.check(ak.Bitext.from_pairs([(p.source, p.target) for p in PAIRS], "zh", "en"))
    assert ak.evaluate_marks(found, PAIRS).pairs == 3


def test_an_mqm_table_is_read(tmp_path: Path) -> None:
    """Rows of one pair and rater are one rated pair; marked characters become spans."""
    path = tmp_path / "ratings.tsv"
    head = "system\tdoc\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"
    row = "s\td\t1\tr\t{}\t{}\tAccuracy\tMajor\n"
    text = head + row.format("狗", "a <v>cat</v>") + row.format("<v>狗</v>", "a cat")
    path.write_text(text, encoding="utf-8")
    (pair,) = ak.read_ratings(path)
    assert [(m.side, m.start, m.end) for m in pair.marks] == [("target", 2, 5), ("source", 0, 1)]


def test_json_lines_are_read(tmp_path: Path) -> None:
    """One pair a line; an omission without a place is left out."""
    path = tmp_path / "ratings.jsonl"
    marks = [{"side": "target", "start": 0, "end": 3}, {"side": "target", "start": None}]
    path.write_text(json.dumps({"doc": "d", "source": "狗", "target": "cat", "marks": marks}))
    assert ak.read_ratings(path)[0].marks == (Mark("target", 0, 3, ""),)


@pytest.mark.parametrize(
    "text", ["", "a\tb\n", "{broken\n", "source\ttarget\tseverity\tcategory\nx\n"]
)
def test_what_is_no_rating_is_told_in_one_line(tmp_path: Path, text: str) -> None:
    """The file and the reason are named."""
    path = tmp_path / "other.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"other\.tsv"):
        ak.read_ratings(path)


def test_marks_of_other_pairs_are_refused() -> None:
    """As many lists of marks as rated pairs."""
    with pytest.raises(OptionError, match="against ratings of 3"):
        ak.evaluate_marks([()], PAIRS)
