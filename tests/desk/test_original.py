"""What was rewritten goes into the translator's own Word file, and all else stays as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

import alignkit as ak
from alignkit import OptionError
from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange import exported
from alignkit.desk.exchange.changed import changes
from alignkit.desk.reopening import Files, new_dossier
from alignkit.read import read
from desk import samples
from desk.test_corrections import do

NUMBERED = "List Number"


def _linked(paragraph: Any, text: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "annex")
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)


def _file(path: Path) -> None:
    """A contract with a bold word, a link, a tab, numbered clauses and a table."""
    file = docx.Document()
    first = file.add_paragraph("Article 1 Party A ")
    first.add_run("shall").bold = True
    first.add_run(" pay under ")
    _linked(first, "Annex A")
    first.add_run(".")
    file.add_paragraph("Party B shall deliver within\tten days. ").add_run(
        "Any delay costs a penalty."
    ).italic = True
    file.add_paragraph("Courts settle disputes.", style=NUMBERED)
    file.add_table(1, 1).cell(0, 0).text = "Done in two copies."
    file.save(str(path))


_ALIGNED: dict[str, ak.Bitext] = {}


def _aligned(source: Path, target: Path) -> ak.Bitext:
    """Return the one pair of all these tests; it is aligned once."""
    if not _ALIGNED:
        _ALIGNED["pair"] = ak.align(source, target)
    return _ALIGNED["pair"]


def _pair(folder: Path) -> Dossier:
    source = folder / "contract.zh.txt"
    text = samples.SOURCE.replace("甲方应付款", "甲方应依附件甲付款").replace("第三条 ", "")
    source.write_text((text + "\n本合同一式两份。").replace("\n", "\n\n"), "utf-8")
    target = folder / "contract.en.docx"
    _file(target)
    bitext = _aligned(source, target)
    return new_dossier(Files(source, target), folder, folder / "p.alignkit", bitext)


def _written(held: Dossier, change: Callable[[str], str], *words: str) -> Dossier:
    for word in words:
        place = next(p for p in held.pair.places() if word in held.pair.texts(p)[1])
        held = do(held, "write", bead=place.bead.id, text=change(held.pair.texts(place)[1]))
    return held


def _out(held: Dossier, form: str, folder: Path) -> Any:
    name, data = exported(held, form, folder, {})
    assert name == f"contract.en.{'corrected' if form == 'target' else form}.docx"
    (folder / name).write_bytes(data)
    return docx.Document(io.BytesIO(data))


def _looks(paragraph: Any) -> list[tuple[str, bool, bool]]:
    """Each run's text, whether it is bold, and whether it is a link."""
    found = []
    for run in paragraph._p.iter(qn("w:r")):
        text = "".join(t.text or "" for t in run.iter(qn("w:t")))
        bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
        found.append((text, bold, run.getparent().tag == qn("w:hyperlink")))
    return found


def test_an_untouched_translation_is_the_file_itself(tmp_path: Path) -> None:
    """Byte for byte: nothing is written anew for its own sake."""
    held = _pair(tmp_path)
    data = exported(held, "target", tmp_path, {})[1]
    assert data == (tmp_path / "contract.en.docx").read_bytes()


def test_looks_stay_where_the_text_stays(tmp_path: Path) -> None:
    """A word beside a bold word and a link changes; both stay what they were."""
    held = _written(
        _pair(tmp_path), lambda t: t.replace("pay under", "pay at once under"), "Party A"
    )
    held = _written(held, lambda t: t.replace("Annex A.", "Annex A below."), "Annex A")
    file = _out(held, "target", tmp_path)
    assert file.paragraphs[0].text == "Article 1 Party A shall pay at once under Annex A below."
    assert _looks(file.paragraphs[0]) == [
        ("Article 1 Party A ", False, False),
        ("shall", True, False),
        (" pay at once under ", False, False),
        ("Annex A", False, True),
        (" below.", False, False),
    ]


def test_a_rewritten_word_looks_as_the_one_it_replaces(tmp_path: Path) -> None:
    """Also in a table and across a tab."""
    held = _written(_pair(tmp_path), lambda t: t.replace("shall pay", "must pay"), "Party A")
    held = _written(held, lambda t: t.replace("two", "three"), "copies")
    held = _written(held, lambda t: t.replace("within ten", "in five"), "ten days")
    file = _out(held, "target", tmp_path)
    assert ("must", True, False) in _looks(file.paragraphs[0])
    assert file.tables[0].cell(0, 0).text == "Done in three copies."
    assert (
        file.paragraphs[1].text == "Party B shall deliver in\tfive days. Any delay costs a penalty."
    )


def test_only_the_parts_that_changed_are_written(tmp_path: Path) -> None:
    """Styles, numbering and all else are the bytes they were."""
    held = _written(_pair(tmp_path), lambda t: t.replace("two", "three"), "copies")
    data = exported(held, "target", tmp_path, {})[1]
    before = zipfile.ZipFile(tmp_path / "contract.en.docx")
    after = zipfile.ZipFile(io.BytesIO(data))
    assert before.namelist() == after.namelist()
    changed = {n for n in before.namelist() if before.read(n) != after.read(n)}
    assert changed == {"word/document.xml"}


@pytest.mark.parametrize("form", ["target", "tracked"])
def test_what_goes_out_reads_as_the_desk_reads(tmp_path: Path, form: str) -> None:
    """A sentence rewritten, one taken out, one added, a paragraph gone: read again, all are so."""
    held = _written(_pair(tmp_path), lambda t: t.replace("ten days", "5 days & nights"), "ten days")
    held = _written(held, lambda t: "", "Any delay")
    held = _written(held, lambda t: f"{t} Each keeps one.", "copies")
    held = _written(held, lambda t: "", "Article 1")
    _out(held, form, tmp_path)
    again = read(tmp_path / f"contract.en.{'corrected' if form == 'target' else form}.docx")
    wanted = held.pair.target.written().text
    assert [line for line in again.text.split("\n") if line.strip()] == [
        " ".join(line.split()) for line in wanted.split("\n") if line.strip()
    ]
    assert "Article 1" not in again.text


def test_tracked_changes_keep_what_was_there(tmp_path: Path) -> None:
    """The words taken out are there as deleted, those put in as inserted, under one name."""
    held = _written(_pair(tmp_path), lambda t: t.replace("shall pay", "must pay"), "Party A")
    file = _out(held, "tracked", tmp_path)
    paragraph = file.paragraphs[0]._p
    gone = [t.text for t in paragraph.iter(qn("w:delText"))]
    new = [t.text for i in paragraph.iter(qn("w:ins")) for t in i.iter(qn("w:t"))]
    assert (gone, new) == (["shall"], ["must"])
    changes = list(paragraph.iter(qn("w:ins"), qn("w:del")))
    assert {c.get(qn("w:author")) for c in changes} == {"alignkit"}
    assert len({c.get(qn("w:id")) for c in changes}) == 2
    assert changes[1].find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None


def test_a_change_inside_a_figure_is_the_figure() -> None:
    """Of 12,800,000 and 1,280,000 nothing is kept."""
    held = samples.lines(["费用12,800,000元。"], ["The fee is 12,800,000 yuan."], [(1, 1)])
    held = do(held, "write", bead=1, text="The fee is 1,280,000 yuan.")
    assert [change.new for change in changes(held.pair.target)] == ["1,280,000"]


def test_a_number_that_word_counts_is_refused(tmp_path: Path) -> None:
    """It is not in the file; the message names the words and the way out, and nothing is lost."""
    held = _pair(tmp_path)
    place = next(p for p in held.pair.places() if "Courts" in held.pair.texts(p)[1])
    text = held.pair.texts(place)[1]
    assert text.startswith("1.")
    held = do(held, "write", bead=place.bead.id, text=text.replace("1.", "7."))
    with pytest.raises(OptionError, match=r"“1” stands in no text .* Word counts"):
        exported(held, "target", tmp_path, {})


@pytest.mark.parametrize("form", ["target", "tracked"])
def test_a_number_that_word_counts_need_not_be_repeated(tmp_path: Path, form: str) -> None:
    """Who rewrites a clause leaves it off: it stays, and the words are written."""
    held = _pair(tmp_path)
    place = next(p for p in held.pair.places() if "Courts" in held.pair.texts(p)[1])
    text = held.pair.texts(place)[1]
    number, _, words = text.partition(" ")
    assert number.startswith("1.")
    held = do(held, "write", bead=place.bead.id, text=f"{words[:-1]} alone.")
    written = docx.Document(io.BytesIO(exported(held, form, tmp_path, {})[1]))
    assert any("alone" in paragraph._p.xpath("string()") for paragraph in written.paragraphs)


def test_tracked_changes_need_a_word_file(tmp_path: Path) -> None:
    """A text cannot hold them, and that is said."""
    with pytest.raises(OptionError, match="no Word file"):
        exported(samples.contract(), "tracked", tmp_path, {})
