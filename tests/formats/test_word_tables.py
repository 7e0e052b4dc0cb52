"""Bilingual tables of Word files, as lawyers and agencies keep them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import alignkit as ak
from alignkit.errors import InputError
from alignkit.formats import save

ROWS = [
    ("第一条 费用", "Article 1 Fees"),
    ("年服务费为人民币48万元。", "The annual service fee is RMB 480,000."),
    ("本协议有效期为三年。", "This Agreement is valid for three years."),
    ("乙方不得转让本协议。", ""),
]


def word(path: Path, rows: list[tuple[str, ...]], *more: list[tuple[str, ...]]) -> Path:
    """Write a Word file with a title and these tables."""
    document = docx.Document()
    document.add_heading("双语合同")
    for table in (rows, *more):
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for place, row in enumerate(table):
            for number, text in enumerate(row):
                grid.cell(place, number).text = text
        document.add_paragraph("（以下无正文）")
    document.save(str(path))
    return path


def numbered(rows: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return rows with their numbers, under headings."""
    return [("No.", "中文", "English")] + [(str(n), *row) for n, row in enumerate(rows, 1)]


def test_a_table_of_two_languages_is_a_bitext(tmp_path: Path) -> None:
    """Each row a bead, what has no rendering too; the title outside is left out."""
    held = ak.load(word(tmp_path / "two.docx", ROWS))
    assert list(held.pairs()) == ROWS
    assert (held.source.lang, held.target.lang) == ("zh", "en")


def test_numbers_and_headings_are_no_text(tmp_path: Path) -> None:
    """A column of numbers in front, names of the columns above."""
    assert list(ak.load(word(tmp_path / "three.docx", numbered(ROWS))).pairs()) == ROWS


def test_the_left_column_is_the_source(tmp_path: Path) -> None:
    """English before Chinese goes from English to Chinese."""
    turned = [(two, one) for one, two in ROWS[:3]]
    held = ak.load(word(tmp_path / "en.docx", turned))
    assert (held.source.lang, list(held.pairs())) == ("en", turned)


def test_every_table_counts_and_those_of_one_language_do_not(tmp_path: Path) -> None:
    """A clause a table, and a table of prices between."""
    prices: list[tuple[str, ...]] = [("项目", "单价"), ("仓储", "4.8")]
    held = ak.load(word(tmp_path / "many.docx", ROWS[:2], prices, ROWS[2:3]))
    assert list(held.pairs()) == ROWS[:3]


def test_a_wrong_amount_in_a_row_is_found(tmp_path: Path) -> None:
    """The file is checked as it is, alone."""
    rows = [ROWS[0], (ROWS[1][0], ROWS[1][1].replace("480,000", "4,800,000")), *ROWS[2:]]
    found = ak.check(word(tmp_path / "bad.docx", rows)).at_least("error")
    assert [(finding.rule, finding.bead) for finding in found if finding.rule == "NUM002"] == [
        ("NUM002", 1)
    ]


def test_a_document_without_such_a_table_asks_for_its_translation(tmp_path: Path) -> None:
    """One line, as before."""
    document = docx.Document()
    document.add_paragraph("本协议有效期为三年。")
    document.save(str(tmp_path / "plain.docx"))
    with pytest.raises(InputError, match="give its translation, too"):
        ak.load(tmp_path / "plain.docx")


def test_what_stands_outside_is_counted(tmp_path: Path) -> None:
    """Title and last lines, and a table of one language: one line says how much is left out."""
    prices: list[tuple[str, ...]] = [("项目", "单价"), ("仓储", "4.8")]
    notice = ak.load(word(tmp_path / "many.docx", ROWS, prices)).source.meta["notice"]
    assert notice.endswith("3 paragraphs outside of them and 1 table of one language left out")


def test_nothing_is_told_where_all_was_read(tmp_path: Path) -> None:
    """A file that is one table."""
    ak.Bitext.from_pairs(ROWS, source_lang="zh", target_lang="en").save(tmp_path / "own.docx")
    held = ak.load(tmp_path / "own.docx")
    assert "notice" not in held.source.meta
    assert list(held.pairs()) == ROWS


def test_a_table_that_was_written_opens_elsewhere(tmp_path: Path) -> None:
    """Numbers, both texts under their languages, and the findings in a column of their own."""
    rows = [ROWS[0], (ROWS[1][0], ROWS[1][1].replace("480,000", "4,800,000")), *ROWS[2:3]]
    bitext = ak.Bitext.from_pairs(rows, source_lang="zh", target_lang="en")
    save(bitext, tmp_path / "found.docx", findings=ak.check(bitext))
    table = docx.Document(str(tmp_path / "found.docx")).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["", "zh", "en", "findings"]
    assert [cell.text for cell in table.rows[2].cells][:3] == ["2", *rows[1]]
    assert table.cell(2, 3).text.startswith("NUM002 error")
    assert [row.cells[1].text for row in table.rows[1:]] == [one for one, _ in rows]


@pytest.mark.parametrize("codes", [("CPD25", "CPC30"), ("RFC-2119", "GB 7258"), ("A3", "")])
def test_names_beside_codes_are_no_translation(tmp_path: Path, codes: tuple[str, str]) -> None:
    """A list of equipment with its models, in a contract of one language."""
    rows = [("设备名称", "型号"), ("电动叉车", codes[0]), ("内燃叉车", codes[1])]
    with pytest.raises(InputError, match="give its translation, too"):
        ak.load(word(tmp_path / "list.docx", rows))


def test_names_and_abbreviations_may_stand_among_renderings(tmp_path: Path) -> None:
    """A table of two languages holds some rows without a word."""
    rows = [*ROWS[:3], ("世界贸易组织", "WTO"), ("型号", "CPD25")]
    assert list(ak.load(word(tmp_path / "two.docx", rows)).pairs()) == rows
