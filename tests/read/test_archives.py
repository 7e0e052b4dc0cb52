"""EPUB and OpenDocument: chapters in reading order, headings, lists, notes; hostile files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import alignkit as ak

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="two%20.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
PAGE = "<html><body><h1>{0}</h1><p>{1}</p></body></html>"
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": PACKAGE,
    "OPS/nav.xhtml": PAGE.format("Contents", "One"),
    "OPS/two .xhtml": PAGE.format("Chapter Two", "It ends."),
    "OPS/one.xhtml": PAGE.format("Chapter One", "It begins. It goes on."),
}
TEXT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>
<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
<text:h text:outline-level="2">The plan</text:h>
<text:p>It <text:span>begins</text:span><text:s text:c="1"/>here<text:note>
<text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>
</text:note>.</text:p>
<text:list><text:list-item><text:p>First point.</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Cell.</text:p></table:table-cell>
</table:table-row></table:table>
</office:text></office:body></office:document-content>"""
DOCUMENT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": TEXT}


def packed(path: Path, parts: dict[str, str]) -> Path:
    """Write an archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, text, how)
    return path


@pytest.mark.parametrize("name", ["book.epub", "book"])
def test_a_book_is_read_chapter_by_chapter(name: str, tmp_path: Path) -> None:
    """In the order of its spine, without the contents page; by content where the name is none."""
    document = ak.segment(ak.read(packed(tmp_path / name, BOOK)))
    assert [s.text for s in document.sentences] == [
        "Chapter One",
        "It begins.",
        "It goes on.",
        "Chapter Two",
        "It ends.",
    ]
    assert [b.kind for b in document.blocks] == ["heading", "paragraph", "heading", "paragraph"]
    assert document.meta["chapters"] == "2"


def test_an_open_document_is_read_with_its_kinds(tmp_path: Path) -> None:
    """Headings, lists, cells and notes; what was deleted is gone."""
    document = ak.read(packed(tmp_path / "a.odt", DOCUMENT))
    assert [(b.kind, b.span.slice(document.text)) for b in document.blocks] == [
        ("heading", "The plan"),
        ("paragraph", "It begins here."),
        ("item", "First point."),
        ("table", "Cell."),
        ("note", "A note."),
    ]
    assert document.blocks[0].level == 2


LOCKED = (
    '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/aes256"/>'
    "</EncryptedData></encryption>"
)
BOMB = '<!DOCTYPE a [<!ENTITY b "ha">]>'


@pytest.mark.parametrize(
    ("name", "parts", "complaint"),
    [
        ("a.epub", {"x": "y"}, "no container"),
        ("a.epub", {**BOOK, "META-INF/container.xml": "<a/>"}, "list of chapters"),
        ("a.epub", {**BOOK, "OPS/book.opf": BOMB + PACKAGE}, "entities"),
        ("a.epub", {**BOOK, "META-INF/encryption.xml": LOCKED}, "DRM"),
        ("a.epub", {**BOOK, "OPS/book.opf": PACKAGE.replace("one.xhtml", "../../x")}, "not in it"),
        ("a.epub", {**BOOK, "OPS/book.opf": "<package"}, "damaged"),
        ("a.odt", {"mimetype": "x"}, "no text in this archive"),
        ("a.odt", {**DOCUMENT, "content.xml": BOMB + TEXT}, "entities"),
        ("a.odt", {**DOCUMENT, "content.xml": "<a/>"}, "is no text"),
        ("a.odt", {**DOCUMENT, "styles.xml": BOMB + "<a/>"}, "entities"),
    ],
)
def test_a_hostile_archive_is_refused(
    name: str, parts: dict[str, str], complaint: str, tmp_path: Path
) -> None:
    """In one line that names the file."""
    with pytest.raises(ak.InputError, match=complaint) as caught:
        ak.read(packed(tmp_path / name, parts))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["a.epub", "a.odt"])
def test_what_only_has_the_name_is_refused(name: str, tmp_path: Path) -> None:
    """Another file under the name of a book."""
    (tmp_path / name).write_text("words", "utf-8")
    with pytest.raises(ak.InputError, match="whatever its name says"):
        ak.read(tmp_path / name)


STYLES = """<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:master-styles>
<style:master-page style:name="Standard"><style:header><text:p>Draft 2<text:tab/>Acme</text:p>
</style:header><style:header-left style:display="false"><text:p>Off</text:p></style:header-left>
<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>
</style:master-page><style:master-page style:name="B"><style:header><text:p>Acme</text:p>
</style:header></style:master-page></office:master-styles></office:document-styles>"""


def test_heads_and_feet_of_opendocument_are_read_once(tmp_path: Path) -> None:
    """They stand behind the text, without the page's number and without what is switched off."""
    document = ak.read(packed(tmp_path / "a.odt", {**DOCUMENT, "styles.xml": STYLES}))
    margins = [b.span.slice(document.text) for b in document.blocks if b.kind == "margin"]
    assert margins == ["Draft 2", "Acme"]
