"""The record of judged sheets: complete, used once, and without texts."""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import replace
from pathlib import Path

import pytest
from bench.texts.data import half_of
from bench.unseen import fresh, record, standing
from bench.unseen.record import VERDICTS, Missed, Said, Sheet, judged, shortened

SHEETS = record.sheets()
RUN = Sheet("zh-en-99", "0" * 64, "abc", 2, findings=(Said("zh-en-99:0", "p1", "NUM001", "error"),))
VERDICT = {"id": "zh-en-99:0", "verdict": "genuine", "kind": "value", "reason": "off by ten"}


@pytest.mark.parametrize("held", SHEETS, ids=lambda held: held.slice)
def test_a_sheet_of_the_record_is_whole(held: Sheet) -> None:
    """A judged sheet has a verdict for each finding, a digest and the program's revision."""
    assert len(held.sha256) == 64
    assert held.program
    assert held.pairs > 0
    assert all(said.verdict in VERDICTS for said in held.findings) or not held.judged


@pytest.mark.parametrize("held", SHEETS, ids=lambda held: held.slice)
def test_a_sheet_of_the_record_holds_no_texts(held: Sheet) -> None:
    """A reason quotes a word or two, never a clause."""
    for said in held.findings:
        assert len(said.reason) < 120, said
        assert not re.search(r"[㐀-鿿]{8}", said.reason), said


@pytest.mark.parametrize(
    "name", ["nosuch", "zh-en-online-4", "en-zh-manuals-9000", "zh-en-projects-9000"]
)
def test_a_slice_without_its_texts_is_one_line_that_names_the_way_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a traceback nor an empty slice that counts as used."""
    monkeypatch.delenv("ALIGNKIT_DATA", raising=False)
    monkeypatch.setattr(fresh, "revision", lambda: "abc")
    monkeypatch.setattr(record, "write", pytest.fail)
    with pytest.raises(SystemExit) as stopped:
        fresh.main([name, "--sheets", str(tmp_path / "sheets")], tmp_path)
    said = capsys.readouterr().err.splitlines()[-1]
    assert stopped.value.code == 2
    assert "--data (or ALIGNKIT_BENCH)" in said


def test_a_used_slice_is_refused(tmp_path: Path) -> None:
    """A slice that was looked at cannot measure any more."""
    with pytest.raises(ValueError, match="was used by revision"):
        fresh.run_on(tmp_path, SHEETS[0].slice, tmp_path)


def test_a_part_of_a_used_slice_is_refused_where_the_same_was_asked() -> None:
    """Errors of some rules leave the rest of a slice unread; a sheet of everything leaves none."""
    assert fresh.used_before("zh-en-bio-5", "error") == record.sheet("zh-en-bio-3to14")
    assert fresh.used_before("en-zh-manuals-700to710", "error", "NUM002")
    assert fresh.used_before("en-zh-manuals-401") == record.sheet("en-zh-manuals-400to402")
    assert fresh.used_before("en-zh-manuals-700to710") is None
    assert fresh.used_before("zh-en-online-4", "error", "NUM") == record.sheet("zh-en-online-0")
    assert fresh.used_before("zh-en-online-4") is None


def test_a_sheet_comes_back_as_it_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing and reading a judged sheet loses nothing."""
    monkeypatch.setattr(record, "FOLDER", tmp_path)
    held = judged(RUN, [VERDICT], [{"pair": "p2", "kind": "name", "severity": "major"}], "end", "A")
    record.write(held)
    assert record.sheets() == (held,)
    assert held.findings[0].right
    assert held.missed == (Missed("p2", "name", "major"),)


@pytest.mark.parametrize(
    ("verdicts", "turn", "said"),
    [
        ([], "end", "verdicts and findings differ"),
        ([{**VERDICT, "verdict": "good"}], "end", "no verdict good"),
        ([VERDICT], "middle", "no round middle"),
    ],
)
def test_a_readers_table_that_does_not_fit_is_refused(
    verdicts: list[dict[str, str]], turn: str, said: str
) -> None:
    """Each finding needs one of three verdicts, in a known round."""
    with pytest.raises(ValueError, match=said):
        judged(RUN, verdicts, [], turn, "A")


def test_a_reason_is_kept_without_the_texts_words() -> None:
    """What a reader quotes at length is cut."""
    assert shortened('rendered "at the end of the day"') == 'rendered "at the end …"'
    assert shortened("漏了在新冠疫情重创之际") == "漏了在新…"


def test_every_round_of_the_record_can_be_printed(tmp_path: Path) -> None:
    """A round whose sheets were read for one severity alone gives lines by rule, and no others."""
    from bench.unseen.judged import run

    names = {row.name for row in run(tmp_path) if row.data == "end"}
    assert any(name.startswith("right, NUM002") for name in names)


def test_a_slice_of_documents_held_back_draws_each_sentence_once(tmp_path: Path) -> None:
    """One translation a turn stands for a source sentence, and development documents stay out."""
    rows = [
        {"doc": f"d{at}", "source": f"第{at}句。", "target": f"{system} {at}", "dir": "zh-en",
         "domain": "medical", "system": system, "marks": []}
        for at in range(40)
        for system in "ABC"
    ]  # fmt: skip
    path = tmp_path / "rated" / "bio.jsonl.xz"
    path.parent.mkdir()
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.write("\n".join(json.dumps(row) for row in rows))
    turns = [fresh.slice_of(tmp_path, f"zh-en-bio-{turn}") for turn in range(2)]
    held = {f"第{at}句。" for at in range(40) if half_of(f"bio:d{at}") == "held"}
    assert sorted(row[1] for row in turns[0]) == sorted(row[1] for row in turns[1]) == sorted(held)
    assert {row[2] for row in turns[0]} != {row[2] for row in turns[1]}
    assert not fresh.slice_of(tmp_path, "en-zh-bio-0")


def test_what_is_said_now_stands_beside_what_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair of which nothing is said any more is silent; another has its severity of today."""
    findings = (
        Said("zh-en-99:0", "p1", "NUM002", "error", "false"),
        Said("zh-en-99:1", "p2", "NUM002", "error", "genuine"),
        Said("zh-en-99:2", "p2", "NUM002", "error", "false"),
        Said("zh-en-99:3", "p3", "COV002", "warning", "genuine"),
    )
    rows = [[pair, "一", "two"] for pair in ("p1", "p2", "p3")]
    now = [{"rule": "NUM002", "bead": 1, "severity": "warning"}]
    monkeypatch.setattr(standing, "sheets", lambda: [replace(RUN, findings=findings)])
    monkeypatch.setattr(standing, "slices_of", lambda data, name: iter([rows]))
    monkeypatch.setattr(standing, "wishes", lambda rows, direction, select: now)
    assert list(standing.standing(Path(), "NUM002")) == [
        ("p1", "false", "silent"), ("p2", "mixed", "warning")]  # fmt: skip


@pytest.fixture
def projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two projects of 900 and 30 pairs that nobody has looked at."""
    folder = tmp_path / "pairs"
    folder.mkdir()
    for name, count in (("one", 900), ("two", 30)):
        with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf-8") as stream:
            stream.write("".join(f"第{at}句\tline {at} of {name}\n" for at in range(count)))
    monkeypatch.setenv("ALIGNKIT_DATA", str(tmp_path))
    return tmp_path


def test_documents_of_projects_share_no_pair_and_leave_out_what_was_read(projects: Path) -> None:
    """Each number is neighbours of one project; a project that has no more of them gives none."""
    documents = [fresh.slice_of(projects, f"zh-en-projects-{number}") for number in range(8)]
    ids = [row[0] for rows in documents for row in rows]
    assert len(ids) == len(set(ids))
    assert {len({row[0].split(".")[0] for row in rows}) for rows in documents} == {0, 1}
    assert [len(rows) for rows in documents if rows and rows[0][0].startswith("two")] == [30]
    row = fresh.slice_of(projects, "en-zh-projects-0")[0]
    assert [row[0], row[2], row[1]] == documents[0][0]


def test_a_project_read_in_one_direction_is_used_in_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a sheet of warnings and errors has read is asked no more; its notes still are."""
    monkeypatch.setattr(record, "FOLDER", tmp_path)
    held = replace(RUN, slice="zh-en-projects-0to62", only="loud", select="MIS002")
    record.write(held)
    assert fresh.used_before("en-zh-projects-62", "error", "MIS002") == held
    assert fresh.used_before("en-zh-projects-62", "", "MIS002") is None
    assert fresh.used_before("en-zh-projects-62", "loud", "COV005") is None
    assert fresh.used_before("en-zh-projects-63", "error", "MIS002") is None


def test_the_lot_caps_what_is_read_of_a_source_and_of_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project that says much stands for little, and what was judged before is not read again."""
    monkeypatch.setattr(record, "FOLDER", tmp_path)
    findings = tuple(
        Said(f"zh-en-projects-0to9:{at}", f"p{at % 5}.{at}", "COV005", "warning")
        for at in range(50)
    )
    held = replace(RUN, slice="zh-en-projects-0to9", findings=findings)
    few = fresh.drawn(held, (2, 0))
    assert len(few.findings) == 10
    assert {said.source for said in few.findings} == {f"p{at}" for at in range(5)}
    assert few.lot == "2 of a source"
    assert len(fresh.drawn(held, (2, 7)).findings) == 7
    record.write(few)
    again = fresh.drawn(replace(held, slice="zh-en-projects-0to10"), fresh.NO_LIMIT)
    assert not {said.pair for said in again.findings} & {said.pair for said in few.findings}
