"""Files of every encoding are read, and what cannot be read is said in one line."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import alignkit as ak
from alignkit.errors import InputError

ZH = (
    "全面贯彻落实党的十九大精神，推动人工智能和实体经济深度融合。\n到2020年，实现一系列重要突破。\n"
)
HANT = "全面貫徹落實科技發展的政策，推動產業與經濟的結合。\n到2020年，我們將會有重要的突破。\n"
EN = "The plan’s aim is growth.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ZH, "utf-8"),
        (ZH, "utf-8-sig"),
        (ZH, "utf-16"),
        (ZH, "utf-16-le"),
        (ZH, "utf-16-be"),
        (ZH, "utf-32"),
        (ZH, "gb18030"),
        (ZH, "gbk"),
        (HANT, "big5"),
        (HANT, "gb18030"),
        (EN, "utf-16-le"),
        (EN, "cp1252"),
        ("Le café est fermé à Orléans, près du théâtre.\n", "cp1252"),
        ("AI 产业 plan with 中文 inside, and more English words around it.\n", "gb18030"),
    ],
)
def test_a_file_is_read_whatever_its_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    """UTF-8, UTF-16, GB18030, Big5 and Windows-1252 are told apart by what they hold."""
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode(encoding))
    held = ak.read(path, repair=False)
    assert held.text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\n ", "the file is empty"),
        ("\u200b\n".encode(), "there is no text in it"),
        (ZH.encode() + b"\xff\xfe\xfd" + ZH.encode(), r"byte 135 \(0xFF\) cannot be read as UTF-8"),
        (ZH.encode()[:-2], r"cannot be read as UTF-8"),
        (ZH.encode("gb18030")[:40] + b"\xff" + ZH.encode("gb18030")[40:], "byte 40 .* GB18030"),
        (b"\xff\xfeA\x00\x00", r"cannot be read as UTF-16"),
        (b"\x89PNG\r\n\x1a\n" + bytes(80), "this is a PNG image"),
        (b"\xd0\xcf\x11\xe0" + bytes(80), "an old Office file .*; save it as .docx"),
        (b"PK\x03\x04" + bytes(80), "this is a zip archive"),
        (b"PK\x03\x04" + bytes(80) + b"ppt/presentation.xml", "this is a PowerPoint file"),
        (b"PK\x03\x04" + bytes(80) + b"xl/workbook.xml", "this is an Excel workbook"),
        (b"{\\rtf1 text}", "this is an RTF file"),
        (b"%PDF-1.7\nnothing", "this PDF is damaged|there is no text in this PDF"),
    ],
)
def test_a_bad_file_gives_one_line_that_names_it(tmp_path: Path, data: bytes, said: str) -> None:
    """Empty, undecodable and binary files are refused with their name and the reason."""
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=said) as caught:
        ak.read(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_name_that_leads_nowhere_is_said(tmp_path: Path) -> None:
    """A missing file, a folder and a name with a null byte are each named."""
    with pytest.raises(InputError, match="there is no such file"):
        ak.read(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="this is a folder"):
        ak.read(tmp_path)
    with pytest.raises(InputError, match="no null byte"):
        ak.read("a\0b.txt")


def test_a_file_beyond_the_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size is looked at before the file is read, and a stream is read no further."""
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(500 << 20)
    with pytest.raises(InputError, match="larger than 256 MB; split it"):
        ak.read(path)
    monkeypatch.setenv("ALIGNKIT_LIMIT_INPUT_MB", "1")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"x" * (2 << 20))))
    with pytest.raises(InputError, match="-: it is larger"):
        ak.read("-")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name "-" stands for standard input, of any format."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ZH.encode("gbk"))))
    held = ak.read("-")
    assert (held.name, held.lang) == ("-", "zh")


def test_null_bytes_in_a_text_are_taken_out_and_reported(tmp_path: Path) -> None:
    """A text with stray null bytes is read without them."""
    path = tmp_path / "plan.txt"
    path.write_bytes(b"The pl\x00an of China is here.\nIt is \x00a good one.\n")
    held = ak.read(path)
    assert held.text.startswith("The plan of China")
    assert [r.before for r in held.repairs if r.step == "controls"] == ["\0", "\0"]


def test_an_empty_string_is_an_empty_document() -> None:
    """A string without text is no error: there is no file to name."""
    assert ak.document("").blocks == ()
    assert ak.document("  \n", lang="zh").lang == "zh"


@pytest.mark.parametrize(("name", "kind"), [("plan.docx", "Word"), ("plan.pdf", "PDF")])
def test_a_wrong_ending_is_said(tmp_path: Path, name: str, kind: str) -> None:
    """A text that calls itself a Word or PDF file is refused as what it is not."""
    path = tmp_path / name
    path.write_text("just text")
    with pytest.raises(InputError, match=f"this is not a {kind} file"):
        ak.read(path)


def test_a_file_of_no_known_format_says_that_it_is_read_as_text(tmp_path: Path) -> None:
    """One line, so that nobody takes markup for prose unawares."""
    (tmp_path / "a.wiki").write_text("Some text here.", "utf-8")
    (tmp_path / "a.txt").write_text("Some text here.", "utf-8")
    assert "a.wiki: read as plain text" in ak.read(tmp_path / "a.wiki").meta["notice"]
    assert "notice" not in ak.read(tmp_path / "a.txt").meta
