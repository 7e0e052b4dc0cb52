"""What goes out of a project comes back as it was meant, and other programs can open it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from lxml import etree
from openpyxl import load_workbook

import alignkit as ak
from alignkit import InputError, OptionError
from alignkit.cli.main import tree
from alignkit.desk.desk import Desk
from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange import FORMS, exported, imported
from alignkit.desk.exchange.replies import Comments, Reply
from alignkit.desk.following import DeskFinding
from alignkit.desk.pair import Decision
from alignkit.desk.project import Project, ProjectFile
from alignkit.desk.reopening import Files, new_dossier
from alignkit.review.suppressions import load_suppressions
from desk import samples
from desk.test_corrections import do

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def found() -> Dossier:
    """Return a contract with a finding at its second bead, and one about the whole pair."""
    held = samples.contract()
    texts = held.pair.texts(list(held.pair.places())[1])
    one = samples.finding("NUM901", ("十日", "ten"), texts)
    whole = replace(samples.finding("DOC901", ("", ""), ("", "")), bead=None)
    return replace(
        held,
        findings=(DeskFinding(50, 2, one, 1), DeskFinding(51, None, whole, 1)),
        next_id=60,
    ).with_run()


def desk(held: Dossier, folder: Path) -> Desk:
    """Return an open desk on a dossier."""
    file = ProjectFile(folder / "p.alignkit")
    file.write(Project((held,)))
    return Desk(file, Project((held,)))


def out(held: Dossier, form: str, folder: Path = Path(), **options: str) -> bytes:
    """Return a file that goes out."""
    return exported(held, form, folder, options)[1]


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"comments", "tracked"}))
def test_every_form_is_written(form: str) -> None:
    """Each has bytes and a name that says what it is."""
    name, data = exported(found(), form, Path(), {})
    assert data
    assert name == f"contract.en{FORMS[form][2]}"


def test_an_unknown_form_is_told() -> None:
    """The message lists the known ones."""
    with pytest.raises(OptionError, match="xlsx, docx"):
        exported(found(), "odt", Path(), {})


def test_a_memory_holds_no_empty_and_no_bare_units(tmp_path: Path) -> None:
    """Unless everything is asked for."""
    held = samples.lines(["甲。", "12", "丙。"], ["A.", "12"], [(1, 1), (1, 1), (1, 0)])
    for everything, units in (("", 1), ("1", 3)):
        path = tmp_path / "m.tmx"
        path.write_bytes(out(held, "tmx", everything=everything))
        assert (
            path.read_text("utf-8").count("<tu>") + path.read_text("utf-8").count("<tu ") == units
        )


def test_aligned_forms_read_back(tmp_path: Path) -> None:
    """Beads set by hand and rewritten texts are what another tool gets."""
    held = do(samples.contract(), "merge", bead=2, forwards=True)
    held = do(held, "write", bead=4, text="Disputes go to court.")
    for form in ("tsv", "xliff", "tmx"):
        path = tmp_path / f"x{FORMS[form][2]}"
        path.write_bytes(out(held, form))
        pairs = list(ak.load(path).pairs())
        assert len(pairs) == 3
        assert pairs[2][1] == "Disputes go to court."
    assert out(held, "ladder").decode().splitlines()[1].startswith("[1, 2]:[1, 2]")
    names = zipfile.ZipFile(io.BytesIO(out(held, "ces"))).namelist()
    assert len(names) == 3
    assert out(held, "target").decode().endswith("Disputes go to court.\n")


def test_a_reviewers_workbook_comes_back(tmp_path: Path) -> None:
    """Corrected texts, verdicts, reasons and notes are one step that can be taken back."""
    held = desk(found(), tmp_path)
    book = load_workbook(io.BytesIO(out(held.dossier(0), "xlsx")))
    text, findings = book["text"], book["findings"]
    assert [cell.value for cell in text[3]][2:4] == list(
        held.dossier(0).pair.texts(list(held.dossier(0).pair.places())[1])
    )
    text["E3"] = "Party B delivers within 10 days."
    row = next(r for r in findings.iter_rows(min_row=2) if r[0].value == 50)
    row[8].value, row[9].value, row[10].value = "reject", "meant so", "checked"
    stream = io.BytesIO()
    book.save(stream)
    told = imported(held, 0, "back.xlsx", stream.getvalue())
    assert "2 changes" in told
    pair = held.dossier(0).pair
    assert pair.target.reads(1) == "Party B delivers within 10 days."
    assert pair.decisions[50] == Decision("reject", "meant so", "checked")
    held.do(0, {"do": "undo"})
    assert held.dossier(0).pair.decisions == {}
    assert held.dossier(0).pair.target.reads(1) != "Party B delivers within 10 days."
    assert "0 changes" in imported(held, 0, "same.xlsx", out(held.dossier(0), "xlsx"))


def test_what_looks_like_a_formula_stays_text() -> None:
    """A translation that begins with = is no formula in anybody's workbook."""
    held = do(samples.contract(), "write", bead=4, text="=HYPERLINK(1)")
    cell = load_workbook(io.BytesIO(out(held, "xlsx")))["text"]["D5"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_a_bead_that_is_gone_is_counted(tmp_path: Path) -> None:
    """What a reviewer wrote beside a bead that was merged since has no place, and is told."""
    held = desk(found(), tmp_path)
    book = load_workbook(io.BytesIO(out(held.dossier(0), "xlsx")))
    book["text"]["E3"] = "Other words."
    stream = io.BytesIO()
    book.save(stream)
    held.do(0, {"do": "merge", "bead": 2, "forwards": True})
    assert "1 had no place" in imported(held, 0, "back.xlsx", stream.getvalue())


def test_the_two_column_file_comes_back_corrected(tmp_path: Path) -> None:
    """Tracked changes count as accepted; comments stand at the marked words."""
    held = desk(found(), tmp_path)
    file = docx.Document(io.BytesIO(out(held.dossier(0), "docx")))
    comments = [comment.text for comment in file.comments]
    assert any("NUM901" in text for text in comments)
    marked = _commented(file._element, 1) | _commented(file._element, 0)
    assert "ten" in marked
    cell = file.tables[0].rows[2].cells[2]
    run = cell.paragraphs[0].runs[0]
    deleted = docx.oxml.OxmlElement("w:del")
    run._r.addprevious(deleted)
    deleted.append(run._r)
    run._r.find(W + "t").tag = W + "delText"
    file.tables[0].rows[3].cells[2].paragraphs[0].add_run(" And interest.")
    stream = io.BytesIO()
    file.save(stream)
    assert "2 changes" in imported(held, 0, "back.docx", stream.getvalue())
    pair = held.dossier(0).pair
    assert pair.target.reads(2) == "Any delay costs a penalty. And interest."
    assert pair.target.reads(1) == "ten days."[: len(pair.target.reads(1))] or "ten" in (
        pair.target.reads(1)
    )


def test_comments_that_come_back_are_notes(tmp_path: Path) -> None:
    """An answer, or a comment on a finding's words, is its note; other words are told."""
    held = desk(found(), tmp_path)
    file = docx.Document(io.BytesIO(out(held.dossier(0), "docx")))
    rows = file.tables[0].rows
    marked = next(run for run in rows[2].cells[2].paragraphs[0].runs if "ten" in run.text)
    file.add_comment([marked], "Ten or fifteen?", "Anna", "A")
    file.add_comment(rows[1].cells[2].paragraphs[0].runs, "Who is Party A?", "Bo", "B")
    file.add_comment(file.paragraphs[0].runs, "Well done.", "Anna", "A")
    stream = io.BytesIO()
    file.save(stream)
    told = imported(held, 0, "back.docx", stream.getvalue())
    decisions = held.dossier(0).pair.decisions
    assert decisions[50].note == "Anna: Ten or fifteen?"
    assert decisions[51].note == "Anna: Well done."
    assert "a comment of no finding: bead 0, Bo: Who is Party A?" in told
    again = imported(held, 0, "back.docx", stream.getvalue())
    assert "0 changes" in again


def test_an_answer_to_a_comment_is_the_note_of_its_finding() -> None:
    """Word keeps threads apart from the comments; an answer may mark nothing of its own."""
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    space = f'xmlns:w="{W[1:-1]}" xmlns:w14="{w14}" xmlns:w15="{w15}"'
    paragraph = '<w:p w14:paraId="{}"><w:r><w:t>{}</w:t></w:r></w:p>'
    one = f'<w:comment w:id="{{}}" w:author="{{}}" w:initials="{{}}">{paragraph}</w:comment>'
    held = one.format(0, "alignkit", "ak7", "A", "x") + one.format(1, "alignkit", "ak8", "B", "y")
    comments = etree.fromstring(
        f"<w:comments {space}>{held}{one.format(2, 'Bo', 'B', 'C', 'Right.')}</w:comments>"
    )
    threads = etree.fromstring(
        f'<w15:all {space}><w15:commentEx w15:paraId="C" w15:paraIdParent="B"/></w15:all>'
    )
    marks = "".join(f'<w:commentReference w:id="{k}"/>' for k in range(3))
    row = etree.fromstring(f"<w:tr {space}><w:p><w:r>{marks}</w:r></w:p></w:tr>")
    assert Comments(comments, threads).replies(row) == [Reply(8, "Bo: Right.")]
    assert Comments(comments, None).replies(row) == [Reply(None, "Bo: Right.")]


def _commented(root: Any, number: int) -> set[str]:
    """Return the words between the marks of a comment."""
    words, inside = set(), False
    for element in root.iter():
        if element.tag == W + "commentRangeStart" and element.get(W + "id") == str(number):
            inside = True
        elif element.tag == W + "commentRangeEnd" and element.get(W + "id") == str(number):
            inside = False
        elif inside and element.tag == W + "t":
            words.add(element.text)
    return words


def translators_file(folder: Path) -> Dossier:
    """Return a pair whose translation is a Word file with a bold word and a table."""
    source = folder / "contract.zh.txt"
    source.write_text(samples.SOURCE.replace("\n", "\n\n"), "utf-8")
    file = docx.Document()
    paragraph = file.add_paragraph("Article 1 Party A ")
    paragraph.add_run("shall").bold = True
    paragraph.add_run(" pay.")
    file.add_paragraph("Party B shall deliver within ten days. Any delay costs a penalty.")
    file.add_table(1, 1).cell(0, 0).text = "Article 3 Courts settle disputes."
    target = folder / "contract.en.docx"
    file.save(str(target))
    bitext = ak.align(source, target)
    return new_dossier(Files(source, target), folder, folder / "p.alignkit", bitext)


def test_comments_go_into_the_translators_own_file(tmp_path: Path) -> None:
    """At the right words, across runs; every other part of the file is what it was."""
    held = translators_file(tmp_path)
    places = list(held.pair.places())
    marks = (("", "A shall pay"), ("", "ten"), ("", "Courts"))
    findings = []
    for number, words in enumerate(marks):
        place = next(p for p in places if words[1] in held.pair.texts(p)[1])
        finding = samples.finding(f"NUM90{number}", words, held.pair.texts(place))
        findings.append(DeskFinding(90 + number, place.bead.id, finding, 1))
    held = replace(held, findings=tuple(findings))
    data = out(held, "comments", tmp_path)
    before = zipfile.ZipFile(tmp_path / "contract.en.docx")
    after = zipfile.ZipFile(io.BytesIO(data))
    changed = {n for n in before.namelist() if before.read(n) != after.read(n)}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    file = docx.Document(io.BytesIO(data))
    own = docx.Document(str(tmp_path / "contract.en.docx"))
    assert [p.text for p in file.paragraphs] == [p.text for p in own.paragraphs]
    assert [comment.text[:6] for comment in file.comments] == ["NUM900", "NUM901", "NUM902"]
    said = ["".join(_ordered(file._element, k)) for k in range(3)]
    assert said == ["A shall pay", "ten", "Courts"]
    assert [r.text for r in file.paragraphs[0].runs if r.bold] == ["shall"]
    twice = tmp_path / "contract.en.docx"
    twice.write_bytes(data)
    again = docx.Document(io.BytesIO(out(held, "comments", tmp_path)))
    assert len(list(again.comments)) == 6


def test_a_finding_in_a_footnote_stands_at_its_mark(tmp_path: Path) -> None:
    """No program shows comments inside notes: the word that carries the note is marked."""
    translators_file(tmp_path)
    path = tmp_path / "contract.en.docx"
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    mark = b'<w:r><w:footnoteReference w:id="2"/></w:r>'
    text = parts["word/document.xml"]
    parts["word/document.xml"] = text.replace(b"</w:p>", mark + b"</w:p>", 1)
    parts["word/footnotes.xml"] = (
        f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="2"><w:p><w:r>'
        "<w:t>Payable within nine days.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    ).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    bitext = ak.align(tmp_path / "contract.zh.txt", path)
    held = new_dossier(
        Files(tmp_path / "contract.zh.txt", path), tmp_path, tmp_path / "p.alignkit", bitext
    )
    place = next(p for p in held.pair.places() if "nine days" in held.pair.texts(p)[1])
    finding = samples.finding("NUM905", ("", "nine"), held.pair.texts(place))
    held = replace(held, findings=(DeskFinding(95, place.bead.id, finding, 1),))
    data = out(held, "comments", tmp_path)
    file = docx.Document(io.BytesIO(data))
    assert next(iter(file.comments)).text.startswith("In footnote 1: NUM905")
    assert "".join(_ordered(file._element, 0)) == "."


def _ordered(root: Any, number: int) -> list[str]:
    words: list[str] = []
    inside = False
    for element in root.iter():
        mark = element.get(W + "id") == str(number)
        if element.tag == W + "commentRangeStart" and mark:
            inside = True
        elif element.tag == W + "commentRangeEnd" and mark:
            inside = False
        elif inside and element.tag == W + "t":
            words.append(element.text)
    return words


def test_comments_need_the_translators_word_file(tmp_path: Path) -> None:
    """A text file has no place for comments; the other Word file is named."""
    with pytest.raises(OptionError, match="two columns"):
        out(found(), "comments", tmp_path)


def test_suppressions_go_out_and_come_back(tmp_path: Path) -> None:
    """What was rejected quiets the same finding in a check, and in another project."""
    held = do(found(), "decide", finding=50, said={"decision": "reject", "reason": 'a "reason"'})
    data = out(held, "suppressions")
    path = tmp_path / "s.toml"
    path.write_bytes(data)
    assert load_suppressions(path).entries[0].reason == 'a "reason"'
    other = desk(found(), tmp_path)
    assert "1 change" in imported(other, 0, "s.toml", data)
    assert other.dossier(0).pair.decisions[50].decision == "reject"


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.toml", "a.json", "a.exe"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", b"[[suppress]]\nx = 1\n"])
def test_a_wrong_file_changes_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    """Damaged, empty or foreign files are one line, and the project is as it was."""
    held = desk(found(), tmp_path)
    before = held.file.path.read_bytes()
    if not (name == "a.toml" and not data):
        with pytest.raises(InputError):
            imported(held, 0, name, data)
    assert held.file.path.read_bytes() == before


def test_the_command_does_what_the_buttons_do(tmp_path: Path) -> None:
    """Status, export, import and naming a point, on a project file alone."""
    held = desk(found(), tmp_path)
    project = str(held.file.path)
    run = CliRunner()
    told = run.invoke(tree, ["project", "status", project]).output
    assert "4 beads" in told
    assert "2 findings" in told
    path = tmp_path / "out.xlsx"
    run.invoke(tree, ["project", "export", project, "--as", "xlsx", "-o", str(path)])
    book = load_workbook(path)
    book["text"]["E3"] = "New words."
    book.save(path)
    told = run.invoke(tree, ["project", "import", project, str(path)]).output
    assert "1 change taken over" in told
    run.invoke(tree, ["project", "point", project, "sent"])
    after = ProjectFile(held.file.path).read().dossiers[0]
    assert after.pair.target.reads(1) == "New words."
    assert after.runs[-1].name == "sent"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_libreoffice_opens_it_and_what_it_saves_comes_back(tmp_path: Path, form: str) -> None:
    """A reviewer without Microsoft's programs opens, saves and sends back."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    held = desk(found(), tmp_path)
    path = tmp_path / f"out.{form}"
    data = out(held.dossier(0), form)
    if form == "xlsx":
        book = load_workbook(io.BytesIO(data))
        book["text"]["E3"] = "Party B delivers within 10 days."
        book.save(path)
    else:
        path.write_bytes(data)
    (tmp_path / "saved").mkdir()
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--convert-to", form, "--outdir", str(tmp_path / "saved"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = imported(held, 0, f"back.{form}", (tmp_path / "saved" / path.name).read_bytes())
    assert ("1 change" if form == "xlsx" else "0 changes") in told
    if form == "docx":
        file = docx.Document(str(tmp_path / "saved" / path.name))
        own = next(comment for comment in file.comments if "NUM901" in comment.text)
        assert own.initials == "ak50"
