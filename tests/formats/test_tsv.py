"""TSV and CSV: what people and spreadsheet programs write."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import alignkit as ak
from alignkit.formats import write


def test_a_row_is_a_bead_and_an_empty_side_stays(tmp_path: Path) -> None:
    """Rows are counted as they stand; blank lines are no rows."""
    path = tmp_path / "a.tsv"
    path.write_text("一。\tOne.\n\n\tAdded.\n二。\t\n", "utf-8")
    bitext = ak.load(path)
    assert list(bitext.pairs()) == [("一。", "One."), ("", "Added."), ("二。", "")]
    assert [bead.shape for bead in bitext.beads] == ["1-1", "0-1", "1-0"]


@pytest.mark.parametrize(
    "text",
    [
        '"Wait," he said.\t“等等。”\n',
        'He said "no.\t他说不。\nThen "yes".\t然后说好。\n',
        '"I am going.\t“我走了。\nI shall be back."\t我会回来。”\n',
        '"Yes, sir."\t“是，先生。”\n',
        "C:\\new\\table\t文件夹\n",
    ],
)
def test_a_plain_file_keeps_its_quotation_marks(text: str, tmp_path: Path) -> None:
    """Marks and backslashes that belong to the text are not taken for quoting."""
    path = tmp_path / "a.tsv"
    path.write_text(text, "utf-8")
    rows = [tuple(line.split("\t")) for line in text.splitlines()]
    assert list(ak.load(path).pairs()) == rows


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_what_the_csv_module_quotes_is_unquoted(quoting: int, tmp_path: Path) -> None:
    """Cells with marks, tabs and line breaks come back as they were."""
    rows = [("source", "target"), ('say "hi"', "说“嗨”"), ("a\tb", "c\nd"), ("x", '"y"')]
    path = tmp_path / "a.tsv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, "excel-tab", quoting=quoting).writerows(rows)
    assert list(ak.load(path).pairs()) == rows[1:]


def test_the_default_is_two_raw_columns() -> None:
    """No headings, no quoting, one line a bead: what cut and paste and split expect."""
    bitext = ak.Bitext.from_pairs([('"一" 二', 'He said "no."'), ("三", "")])
    assert write(bitext) == '"一" 二\tHe said "no."\n三\t\n'


def test_a_line_break_in_a_cell_stays_on_one_line() -> None:
    """It is written as its picture, so that the number of lines is the number of beads."""
    assert write(ak.Bitext.from_pairs([("一\n二", "One\ttwo")])) == "一␊二\tOne␉two\n"


def test_headings_name_columns_scores_and_languages(tmp_path: Path) -> None:
    """Columns may stand in any order and hold more than two texts."""
    path = tmp_path / "a.tsv"
    path.write_text("id\tscore\tzh-TW\tEnglish\n7\t0.5\t一。\tOne.\n8\t\t二。\tTwo.\n", "utf-8")
    bitext = ak.load(path)
    assert list(bitext.pairs()) == [("一。", "One."), ("二。", "Two.")]
    assert [bead.score for bead in bitext.beads] == [0.5, None]
    assert bitext.source.lang == "zh"
    assert bitext.source.meta["lang"] == "zh-TW"


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.tsv", b"", "a.tsv: the file is empty"),
        ("a.tsv", b"one\n", r"a.tsv:1: one column"),
        ("a.tsv", b"a\tb\nc\td\te\n", r"a.tsv:2: 3 columns where the first row has 2"),
        ("a.tsv", b"1\ta\tb\n2\tc\td\n", "column 1 of 3 holds numbers"),
        ("a.tsv", b"source\ttarget\tscore\na\tb\tx\n", r"a.tsv:2: 'x' is not a number"),
        ("a.tsv", b"ab\xff\xfe\tc\n", r"a.tsv:1: byte 0xFF is not utf-8"),
        ("a.tsv", b"\x00\x01\x02", "binary"),
        ("a.csv", b'a,b\n"c,d\n', "quotation marks"),
        ("a.csv", b"a,b\nc,d,e\n", r"a.csv:2: 3 columns"),
        ("a.jsonl", b"{\n", r"a.jsonl:1: not JSON"),
        ("a.jsonl", b'{"text": 1}\n', "no source and target among the keys text"),
        ("a.jsonl", b'{"source": 1, "target": "b"}\n', r"a.jsonl:1: source and target are not"),
        ("a.jsonl", b"[" * 100_000, r"a.jsonl:1: nested too deeply"),
        ("a.ladder", b"[0]:[0]\nnonsense\n", r"a.ladder:2: not a ladder line"),
        ("a.ladder", b"[0]:[0]\n", "sentence numbers without texts"),
        ("a.ladder", b"[0]:[0]\ta ~~~ b\tc\n", "2 sentences in its text"),
        ("a.po", b'msgid "a\nmsgstr "b"\n', r"a.po:1: the quotation marks do not match"),
        ("a.po", b'msgid "a"\n', "has no msgstr"),
        ("a.xlsx", b"PK\x03\x04nonsense", "not an XLSX workbook"),
        ("a.parquet", b"PAR1nonsense", "not a Parquet table"),
        ("a.hunalign", b"0\t0\n2\t1\n1\t3\n", r"a.hunalign:3: this rung goes back"),
        ("a.hunalign", b"0\t0\t0.0.5\n1\t1\n", "not a score|columns|0.0.5"),
        ("a.tmx", b"<tmx><body>\0</body></tmx>", r"a.tmx:1: not well-formed XML"),
        ("a.moses", b"", "0 files beside it"),
        ("a.bin", b"\x7fELF\x00\x00", "binary"),
        ("a.txt", b"just words\n", "give a source and its translation"),
    ],
)
def test_a_damaged_file_is_refused_with_place_and_reason(
    name: str, data: bytes, complaint: str, tmp_path: Path
) -> None:
    """One line names the file, the line and what is wrong."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ak.InputError, match=complaint) as caught:
        ak.load(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """So is a folder."""
    with pytest.raises(ak.InputError, match="no such file"):
        ak.load(tmp_path / "none.tsv")
    with pytest.raises(ak.InputError, match="this is a folder"):
        ak.load(tmp_path, "tsv")


def test_a_ladder_beyond_its_sentences_is_refused(tmp_path: Path) -> None:
    """The sentence named must be there."""
    path = tmp_path / "a.ladder"
    path.write_text("[0]:[0]\n[1]:[1]\n")
    with pytest.raises(ak.InputError, match="names target sentence 1, but there are 1"):
        ak.load(path, source=["一", "二"], target=["One"])
