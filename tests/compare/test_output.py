"""A comparison written out and read back, and the command that writes it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest

import alignkit as ak
from alignkit.report.comparison.output import render
from alignkit.types.comparison import Comparison

ZH = ["该市建设了35所学校。", "=合计为1+1。", "到此为止。"]
FIRST = ["The city built 35 schools.", "=SUM(A1) is the total.", "This is the end.\x00"]
SECOND = ["The city built 53 schools.", "=SUM(A1) is the sum.", ""]


@pytest.fixture(scope="module")
def diff() -> Comparison:
    """Two translations of three sentences; one text looks like a formula, one holds a NUL."""
    sides = [ak.Bitext.from_pairs(list(zip(ZH, side))) for side in (FIRST, SECOND)]
    return ak.compare(ZH, *sides, names=("=A", "B"))


def test_json_is_read_back_as_it_was(diff: Comparison) -> None:
    """What was written is equal to what is read, through text."""
    data = json.loads(json.dumps(diff.to_json()))
    assert Comparison.from_json(data) == diff
    assert json.loads(render(diff, "json")) == data


def test_json_keeps_to_its_schema(diff: Comparison, root: Path) -> None:
    """The schema file describes what is written, with and without an original."""
    schema = json.loads((root / "docs/schema/comparison.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(render(diff, "json")), schema)
    alone = ak.compare(None, FIRST[:2], SECOND[:2])
    jsonschema.validate(json.loads(render(alone, "json")), schema)


def test_another_schema_is_refused(diff: Comparison) -> None:
    """A file of another version or kind is told from a comparison."""
    for change in ({"schema": 99}, {"kind": "bitext"}):
        with pytest.raises(ak.InputError, match="not comparison of schema 1"):
            Comparison.from_json(diff.to_json() | change)


def test_a_row_in_json_says_its_kind(diff: Comparison) -> None:
    """Readers of the JSON need not work out what kind a row is."""
    assert [row["kind"] for row in diff.to_json()["rows"]] == [row.kind for row in diff]


def test_xlsx_keeps_texts_as_texts(diff: Comparison, tmp_path: Path) -> None:
    """A cell that begins with = is a text, character by character; both sheets are there."""
    path = tmp_path / "diff.xlsx"
    diff.save(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["rows", "terms", "portraits"]
    cells = {cell.value: cell for line in book["rows"].iter_rows() for cell in line}
    assert cells[FIRST[1]].data_type == "s"
    assert cells["=A"].data_type == "s"
    assert book["rows"].max_row == 1 + len(diff)
    assert isinstance(book["rows"]["C2"].value, (int, float))


def test_tsv_has_a_line_a_row(diff: Comparison) -> None:
    """The table is read back by csv, tabs and quotes and all; absences are in brackets."""
    text = render(diff, "tsv")
    assert isinstance(text, str)
    header, *lines = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter="\t")
    assert header[:6] == ["row", "kind", "score", "source", "'=A", "B"]
    assert [line[5] for line in lines] == [SECOND[0], f"'{SECOND[1]}", "[cut off]"]
    assert [len(line) for line in lines] == [len(header)] * len(diff)


def test_terms_are_a_table_of_their_own() -> None:
    """One line a term with each translator's renderings, counts, and rows."""
    source = ["建设网络强国。", "网络强国需要数据。", "数据支持网络强国。"]
    first = ["Build a cyber superpower.", "A cyber superpower needs data."]
    first += ["Data supports a cyber superpower."]
    second = [text.replace("cyber superpower", "network power") for text in first]
    sides = [ak.Bitext.from_pairs(list(zip(source, side))) for side in (first, second)]
    text = render(ak.compare(source, *sides), "terms")
    assert isinstance(text, str)
    lines = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    line = next(line for line in lines if "网络强国" in line["term"])
    assert (line["count"], line["rows"]) == ("3", "0 1 2")
    assert "(3)" in line["A"]


def test_pandas_holds_the_same_table(diff: Comparison) -> None:
    """One line a row."""
    frame = diff.to_pandas()
    assert list(frame["kind"]) == [row.kind for row in diff]
    assert frame["B"].tolist()[:2] == SECOND[:2]


def test_text_says_the_summary_first(diff: Comparison) -> None:
    """Counts, then each translation, then the rows that differ most, and the signature last."""
    text = render(diff, "text")
    assert isinstance(text, str)
    lines = text.splitlines()
    assert lines[0].startswith(
        "3 rows: 0 the same, 1 differs in wording, 0 in a detail, 1 in substance"
    )
    assert "1 cut off" in text
    assert "35 schools" in text
    assert lines[-1] == str(diff.signature)
    assert " " not in lines[-1]


def test_text_tells_once_what_a_translator_always_chooses() -> None:
    """With the number of rows that it stands in."""
    words = ("器", "故", "学", "勇")
    source = [f"子曰：“君子{word}。”" for word in words]
    sides = [
        ak.Bitext.from_pairs([(line, f"{who} said: the noble man {k}.") for k, line in told])
        for who in ("The Master", "Confucius")
        for told in [list(enumerate(source))]
    ]
    text = render(ak.compare(source, *sides, names=("A", "B")), "text")
    assert isinstance(text, str)
    told = [line for line in text.splitlines() if "Confucius" in line and line.startswith("  ·")]
    assert len(told) == 1
    assert told[0].endswith("(so in 4 rows)")


def test_an_unknown_format_is_refused(diff: Comparison, tmp_path: Path) -> None:
    """The way out is named, and nothing is written."""
    with pytest.raises(ak.OptionError, match="known are text, json"):
        render(diff, "docx")
    with pytest.raises(ak.OptionError, match="--format"):
        diff.save(tmp_path / "diff.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_and_a_plot_show_it(diff: Comparison) -> None:
    """The display names both translations and escapes their texts; the plot has a bar a row."""
    shown = diff._repr_html_()
    assert "=A" in shown
    assert "schools" in shown
    axes = diff.plot()
    assert sum(len(bars) for bars in axes.containers) == len(diff)
