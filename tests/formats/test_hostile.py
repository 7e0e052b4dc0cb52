"""Hostile and damaged XML: refused in one line, nothing fetched, nothing swollen."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import alignkit as ak

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE tmx [<!ENTITY a0 "ha">{LAUGHS}]>'
HEADER = '<header srclang="zh" creationtool="x"/>'
UNIT = '<tu><tuv xml:lang="zh"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv></tu>'


def _tmx(seg: str, before: str = "") -> str:
    return f'{before}<tmx version="1.4">{HEADER}<body>{UNIT.format(seg)}</body></tmx>'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (_tmx("&a9;", BOMB), "entities of its own"),
        (_tmx("x", BOMB).replace('creationtool="x"', 'creationtool="&a9;"'), "entities of its own"),
        (_tmx("x", BOMB).replace("<tmx ", '<tmx z="&a9;" '), "not well-formed|entities of its own"),
        ("<!--" + "x" * 70_000 + "-->" + _tmx("&a9;", BOMB), "entities of its own"),
        (_tmx("&x;", '<!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret}">]>'), "entities of its own"),
        (_tmx("&x;"), "not well-formed"),
        (_tmx("一。")[:-20], "not well-formed"),
        ("<tmx>" + "<a>" * 5000, "not well-formed"),
        ("<html><body></body></html>", "this is <html>, not <tmx>"),
        ("<tmx></tmx>", "there is no body"),
        ("", "the file is empty"),
        ("words", "not well-formed"),
    ],
)
@pytest.mark.usefixtures("patience")
def test_a_hostile_memory_is_refused(text: str, complaint: str, tmp_path: Path) -> None:
    """Quickly, in one line, with the name of the file."""
    secret = tmp_path / "secret.txt"
    secret.write_text("password")
    path = tmp_path / "a.tmx"
    path.write_text(text.replace("{secret}", secret.as_uri()), "utf-8")
    with pytest.raises(ak.InputError, match=complaint) as caught:
        ak.load(path)
    assert "a.tmx" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_external_doctype_is_not_fetched(tmp_path: Path) -> None:
    """The usual declaration does no harm, and no file beside it is needed."""
    path = tmp_path / "a.tmx"
    path.write_text(_tmx("一。", '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'), "utf-8")
    assert list(ak.load(path).pairs()) == [("一。", "One.")]


def test_deep_inline_elements_do_not_exhaust_the_stack(tmp_path: Path) -> None:
    """Two hundred nested highlights are read like one."""
    path = tmp_path / "a.tmx"
    path.write_text(_tmx("<hi>" * 200 + "一。" + "</hi>" * 200), "utf-8")
    assert list(ak.load(path).pairs()) == [("一。", "One.")]


def test_a_huge_header_does_not_stop_a_file(tmp_path: Path) -> None:
    """Trados packs the whole original into its header: many megabytes in one text."""
    blob = "QUJD" * 3_500_000
    path = tmp_path / "a.sdlxliff"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="a" source-language="zh" target-language="en"><header><reference>'
        f'<internal-file form="base64">{blob}</internal-file></reference></header><body>'
        '<trans-unit id="1"><source>一。</source><target>One.</target></trans-unit>'
        "</body></file></xliff>"
    )
    assert list(ak.load(path).pairs()) == [("一。", "One.")]


def test_documents_outside_the_folder_are_not_opened(tmp_path: Path) -> None:
    """An alignment that points elsewhere is refused, whatever lies there."""
    (tmp_path / "outside.xml").write_text('<text><s id="1">x</s></text>')
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "a.xml"
    for name in ("../outside.xml", str(tmp_path / "outside.xml")):
        path.write_text(
            f'<cesAlign><linkGrp fromDoc="{name}" toDoc="{name}"><link xtargets="1;1"/></linkGrp>'
            "</cesAlign>"
        )
        with pytest.raises(ak.InputError, match="is not beside it"):
            ak.load(path)


def test_a_workbook_that_is_a_bomb_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What unpacks to a thousand times its size is not unpacked."""
    from alignkit.formats.cells import xlsx

    monkeypatch.setattr(xlsx, "UNPACKED", 1 << 20)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (1 << 22))
    with pytest.raises(ak.InputError, match="unpacks to"):
        ak.load(path)


def test_formulas_are_texts_in_a_workbook(tmp_path: Path) -> None:
    """A cell that begins with an equals sign is not run by whoever opens the sheet."""
    import openpyxl

    ak.Bitext.from_pairs([("=1+1", "@SUM(A1)")]).save(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [cell.data_type for cell in sheet[2]] == ["s", "s"]
