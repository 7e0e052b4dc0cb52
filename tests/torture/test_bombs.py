"""Files of a few kilobytes that would take gigabytes or hours are given up, and said so."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

import alignkit as ak

pytest.importorskip("resource", reason="the system has no limits for a process")
pytest.importorskip("pdfminer")

PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<%s/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents %s>>"  # noqa: E501
TEXT = b"BT /F 9 Tf 72 700 Td (The plan is good, and here it is.) Tj ET"


def written(objects: Mapping[int, bytes]) -> bytes:
    """Return a PDF file of these objects."""
    head = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>"}
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, held in sorted({**head, **objects}.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (max(places) + 1, start)
    return bytes(out)


def stream(data: bytes, more: str = "") -> bytes:
    """Return a stream object."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), more.encode(), data)


def page(contents: str, resources: str = "") -> bytes:
    """Return a page object."""
    return (PAGE % (resources, contents)).encode()


def forms(depth: int) -> bytes:
    """Return a file of forms each of which draws the next ten times."""
    objects = {3: page("4 0 R", "/XObject<</X 10 0 R>>"), 4: stream(b"/X Do")}
    for level in range(depth):
        more = (
            "/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
            f"/Resources<</XObject<</X {11 + level} 0 R>>>>"
        )
        objects[10 + level] = stream(b"/X Do " * 10, more)
    objects[10 + depth] = stream(TEXT, "/Type/XObject/Subtype/Form/BBox[0 0 600 800]")
    return written(objects)


def twice() -> bytes:
    """Return a file with a stream that is packed twice: a few kilobytes that hold gigabytes."""
    inner = zlib.compressobj(9)
    packed = b"".join(inner.compress(bytes(1 << 24)) for _ in range(256)) + inner.flush()
    data = zlib.compress(packed, 9)
    return written({3: page("4 0 R"), 4: stream(data, "/Filter[/FlateDecode/FlateDecode]")})


def header() -> bytes:
    """Return a file with a large stream whose header is a rare one."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 14)
    data = b"".join(pack.compress(bytes(1 << 24)) for _ in range(160)) + pack.flush()
    assert data[0] == 0x68
    return written({3: page("4 0 R"), 4: stream(data, "/Filter/FlateDecode")})


def used(times: int) -> bytes:
    """Return a file with one content stream that is used very often."""
    contents = "[" + "4 0 R " * times + "]"
    return written({3: page(contents), 4: stream(b"BT /F 9 Tf (word) Tj ET " * 200)})


def glyphs(count: int) -> bytes:
    """Return a file with so many glyphs, each at a place of its own."""
    shown = b"".join(
        b"1 0 0 1 %d %d Tm (a) Tj " % (n * 7 % 600, n * 13 % 800) for n in range(count)
    )
    return written({3: page("4 0 R"), 4: stream(b"BT /F 1 Tf " + shown + b"ET")})


def streams(count: int) -> bytes:
    """Return a file of very many streams without an end."""
    return b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nstream\n\x78\x9c" * count


BOMBS = {
    "nested forms": lambda: forms(12),
    "two filters": twice,
    "a rare header": header,
    "a stream used often": lambda: used(20_000),
    "placed glyphs": lambda: glyphs(200_000),
    "many streams": lambda: streams(60_000),
}


# Making these takes longer than refusing them.
SLOW = {"two filters", "a rare header"}


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow if n in SLOW else ()) for n in BOMBS]
)
def test_a_pdf_that_is_a_bomb_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Within the memory and the time that a limit allows, in one line."""
    monkeypatch.setenv("ALIGNKIT_LIMIT_PACKED_MB", "300")
    monkeypatch.setenv("ALIGNKIT_LIMIT_PACKED_S", "2")
    path = tmp_path / "bomb.pdf"
    path.write_bytes(BOMBS[name]())
    with pytest.raises(ak.InputError) as caught:
        ak.read(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_plain_pdf_is_read(tmp_path: Path) -> None:
    """The same maker's file without a bomb."""
    path = tmp_path / "plain.pdf"
    path.write_bytes(written({3: page("4 0 R"), 4: stream(TEXT)}))
    assert "The plan is good" in ak.read(path).text


def test_a_large_archive_has_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Word file of a few kilobytes whose parts are many megabytes is bounded as well."""
    body = "".join(
        f"<w:p><w:r><w:t>一{n * 7919 % 99_991}。</w:t></w:r></w:p>" for n in range(90_000)
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        text = f"<w:document {space}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", text)
    path = tmp_path / "slow.docx"
    path.write_bytes(held.getvalue())
    monkeypatch.setenv("ALIGNKIT_LIMIT_PACKED_S", "1")
    monkeypatch.setenv("ALIGNKIT_LIMIT_UNPACKED_MB", "1")
    with pytest.raises(ak.InputError, match="takes more than 1 s"):
        ak.read(path)


def test_a_sheet_of_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Empty cells count: a sheet may name a far one alone."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["一。", "One."])
    book.active.cell(2_000, 200).value = "far"
    book.save(tmp_path / "a.xlsx")
    monkeypatch.setenv("ALIGNKIT_LIMIT_XLSX_CELLS", "10000")
    with pytest.raises(ak.InputError, match=r"a\.xlsx: it holds more than 10,000 cells"):
        ak.load(tmp_path / "a.xlsx")


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_a_damaged_table_is_told_in_one_line(tmp_path: Path, kind: str) -> None:
    """Whatever byte is wrong, and wherever the file is cut off."""
    pytest.importorskip({"xlsx": "openpyxl", "parquet": "pyarrow"}[kind])
    path = tmp_path / f"a.{kind}"
    ak.Bitext.from_pairs([("一。", "One."), ("二。", "Two.")]).save(path)
    data = path.read_bytes()
    for place in range(0, len(data), max(1, len(data) // 150)):
        for held in (data[:place], data[:place] + b"\xff" + data[place + 1 :]):
            path.write_bytes(held)
            said = ""
            try:
                ak.load(path)
            except ak.InputError as error:
                said = str(error)
            assert "\n" not in said
