"""Word files are read as Word shows them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

import alignkit as ak
from alignkit.errors import InputError, MissingExtraError
from alignkit.read import extras

W = nsdecls("w")


def _read(document: Any, path: Path) -> ak.Document:
    document.save(str(path))
    return ak.read(path)


def _rows(held: ak.Document) -> list[tuple[str, str]]:
    return [(block.kind, block.span.slice(held.text)) for block in held.blocks]


def _tracked(tag: str, holder: str, text: str) -> Any:
    change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(holder)
    change.set(qn("w:id"), "1")
    words.text = text
    run.append(words)
    change.append(run)
    return change


def test_headings_lists_and_tables_are_known(tmp_path: Path) -> None:
    """Styles give headings their level, lists their rendered numbers, cells their kind."""
    document = docx.Document()
    document.add_heading("行动计划", 0)
    document.add_heading("总体要求", 1)
    document.add_paragraph("到2020年，取得重要突破。")
    for text in ("第一项。", "第二项。"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("要点一", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "人工智能", "机器学习"
    held = _read(document, tmp_path / "plan.docx")
    assert _rows(held) == [
        ("heading", "行动计划"),
        ("heading", "总体要求"),
        ("paragraph", "到2020年，取得重要突破。"),
        ("item", "1. 第一项。"),
        ("item", "2. 第二项。"),
        ("item", "• 要点一"),
        ("table", "人工智能"),
        ("table", "机器学习"),
    ]
    assert [held.blocks[n].number for n in (3, 4)] == ["1.", "2."]


def test_tracked_changes_read_as_accepted(tmp_path: Path) -> None:
    """Deleted and moved-away text is gone, inserted text is there, hidden text is not shown."""
    document = docx.Document()
    paragraph = document.add_paragraph("The plan ")
    paragraph._p.append(_tracked("w:del", "w:delText", "was "))
    paragraph._p.append(_tracked("w:ins", "w:t", "is "))
    paragraph._p.append(_tracked("w:moveFrom", "w:t", "away "))
    paragraph.add_run("good.")
    paragraph.add_run(" Hidden.").font.hidden = True
    joined = document.add_paragraph("A mark that")
    joined._p.get_or_add_pPr().append(
        parse_xml(f'<w:rPr {W}><w:del w:id="2" w:author="a"/></w:rPr>')
    )
    document.add_paragraph(" was deleted.")
    held = _read(document, tmp_path / "plan.docx")
    assert [text for _, text in _rows(held)] == ["The plan is good.", "A mark that was deleted."]


def test_chinese_numbering_is_rendered(tmp_path: Path) -> None:
    """Numbers that Word counts and shows in Chinese stand in the text as a reader sees them."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, text in enumerate(("%1、", "（%2）"))
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    for text, depth in (("总体要求", 0), ("指导思想", 1), ("基本原则", 1), ("保障措施", 0)):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="78"/></w:numPr>')
        )
    held = _read(document, tmp_path / "plan.docx")
    assert [text for _, text in _rows(held)] == [
        "一、总体要求",
        "（一）指导思想",
        "（二）基本原则",
        "二、保障措施",
    ]


def test_footnotes_follow_the_text(tmp_path: Path) -> None:
    """A footnote is a note at the end, and its mark breaks no sentence."""
    document = docx.Document()
    document.add_paragraph("The plan is good.")
    path = tmp_path / "plan.docx"
    document.save(str(path))
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>So they say.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    assert _rows(ak.read(path))[-1] == ("note", "So they say.")


def _archive(path: Path, document: bytes, **more: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, data in more.items():
            archive.writestr(f"word/{name}.xml", data)
    return path


def _body(inner: str) -> bytes:
    return f"<w:document {W}><w:body>{inner}</w:body></w:document>".encode()


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB.encode(), "its XML declares entities"),
        (BOMB.encode("utf-16"), "its XML declares entities|its XML is damaged"),
        (b"<w:document", "its XML is damaged"),
        (_body(""), "there is no text in it"),
        (_body("<w:p/>" * 3), "there is no text in it"),
    ],
)
def test_hostile_and_damaged_word_files_are_one_line_errors(
    tmp_path: Path, data: bytes, said: str
) -> None:
    """Entity bombs, cut-off XML and empty bodies are refused with the file's name."""
    path = _archive(tmp_path / "plan.docx", data)
    with pytest.raises(InputError, match=said) as caught:
        ak.read(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    """A part that would unpack to a thousand times its size is not unpacked."""
    path = _archive(tmp_path / "plan.docx", b"<a/>", styles=b" " * (32 << 20))
    with pytest.raises(InputError, match=r"styles\.xml would unpack to a zip bomb"):
        ak.read(path)


def test_damaged_archives_are_one_line_errors(tmp_path: Path) -> None:
    """Cut off anywhere, a Word file is refused and not half read."""
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The plan is good.")
    document.save(buffer)
    data, path = buffer.getvalue(), tmp_path / "cut.docx"
    for size in range(4, len(data), len(data) // 12):
        path.write_bytes(data[:size])
        with pytest.raises(InputError, match="damaged"):
            ak.read(path)


def test_names_that_lead_out_of_the_archive_are_never_written(tmp_path: Path) -> None:
    """Parts are read by name and held in memory: a path trick has nothing to trick."""
    path = _archive(tmp_path / "plan.docx", _body("<w:p><w:r><w:t>Good.</w:t></w:r></w:p>"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/../../../escaped.xml", b"<x/>")
    assert ak.read(path).text.strip() == "Good."
    assert not list(tmp_path.parent.glob("escaped*"))


def test_deep_nesting_is_no_recursion(tmp_path: Path) -> None:
    """Content controls nested a hundred deep are read like any other."""
    inner = "<w:p><w:r><w:t>Good.</w:t></w:r></w:p>"
    nested = "<w:sdt><w:sdtContent>" * 100 + inner + "</w:sdtContent></w:sdt>" * 100
    assert ak.read(_archive(tmp_path / "plan.docx", _body(nested))).text.strip() == "Good."


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the documents extra the message says how to get it."""
    monkeypatch.setitem(__import__("sys").modules, "lxml.etree", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'alignkit\[documents\]'"):
        extras.need("lxml.etree", "reading Word files")


def test_tracked_changes_are_told(tmp_path: Path) -> None:
    """A changed figure reads as accepted, and a line says that there are such changes."""
    document = docx.Document()
    paragraph = document.add_paragraph("保修期为")
    paragraph._p.append(_tracked("w:del", "w:delText", "十"))
    paragraph._p.append(_tracked("w:ins", "w:t", "五"))
    paragraph.add_run("年。")
    held = _read(document, tmp_path / "plan.docx")
    assert held.text.strip() == "保修期为五年。"
    assert "2 tracked changes are read as accepted" in held.meta["notice"]
    plain = docx.Document()
    plain.add_paragraph("保修期为五年。")
    assert "notice" not in _read(plain, tmp_path / "plain.docx").meta


def test_numbers_that_word_generates_are_no_part_of_a_memory(tmp_path: Path) -> None:
    """They number one document's list; what is typed stays as it is."""
    sides = []
    for name, texts in (
        ("a.zh.docx", ("乙方应当付款。", "（一）甲方交货。")),
        ("a.en.docx", ("Party B pays.", "(1) Party A delivers.")),
    ):
        document = docx.Document()
        document.add_paragraph(texts[0], style="List Number")
        document.add_paragraph(texts[1])
        document.save(str(tmp_path / name))
        sides.append(tmp_path / name)
    bitext = ak.align(*sides, source_lang="zh", target_lang="en")
    assert bitext.source.sentences[0].text == "1. 乙方应当付款。"
    bitext.save(tmp_path / "a.tmx")
    units = list(ak.load(tmp_path / "a.tmx").pairs())
    assert units == [
        ("乙方应当付款。", "Party B pays."),
        ("（一）甲方交货。", "(1) Party A delivers."),
    ]
    bitext.save(tmp_path / "a.tsv")
    assert next(iter(ak.load(tmp_path / "a.tsv").pairs()))[0] == "1. 乙方应当付款。"


def _headed(path: Path, head: str, foot: str, body: str = "The plan is good.") -> Path:
    document = docx.Document()
    document.add_paragraph(body)
    for _ in range(2):
        section = document.add_section()
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = head
        section.footer.paragraphs[0].text = foot
        section.first_page_header.paragraphs[0].text = "A head that is switched off"
        section.even_page_footer.paragraphs[0].text = "A foot that is switched off"
    document.save(str(path))
    return path


def test_heads_and_feet_are_read_once(tmp_path: Path) -> None:
    """Those that are shown stand behind the text, each once, without the page's number."""
    path = _headed(tmp_path / "plan.docx", "Draft 2 of 2025\tConfidential", "Acme\tPage 1 of 3")
    assert _rows(ak.read(path)) == [
        ("paragraph", "The plan is good."),
        ("margin", "Draft 2 of 2025"),
        ("margin", "Confidential"),
        ("margin", "Acme"),
    ]


@pytest.mark.parametrize("line", ["第 1 页 共 3 页", "- 1 -", "Page 1", "1 / 3", "第1页（共3页）"])
def test_a_page_number_is_no_line(tmp_path: Path, line: str) -> None:
    """A foot that only counts pages gives nothing."""
    path = _headed(tmp_path / "plan.docx", "", line)
    assert _rows(ak.read(path)) == [("paragraph", "The plan is good.")]


def test_a_head_is_checked_apart_from_the_text(tmp_path: Path) -> None:
    """A wrong number in a foot is told there, and nothing else is."""
    zh = _headed(tmp_path / "a.zh.docx", "严格保密", "合同编号 4711 号\t第 1 页", "本计划很好。")
    en = _headed(tmp_path / "a.en.docx", "Strictly confidential", "Contract No. 4712\tPage 9")
    bitext = ak.align(zh, en)
    assert [bitext.source.blocks[s.block].kind for s in bitext.source.sentences] == [
        "paragraph",
        "margin",
        "margin",
    ]
    found = ak.check(bitext).at_least("warning")
    assert [(f.rule[:3], f.bead) for f in found] == [("NUM", 2)]
