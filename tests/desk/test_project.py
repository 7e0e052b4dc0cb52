"""The project file: written whole, read back the same, refused where it is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignkit import InputError
from alignkit.desk.changes.change import Step, Verdict
from alignkit.desk.dossier import Dossier, Lost
from alignkit.desk.following import DeskFinding
from alignkit.desk.lock import HeldError, Lock
from alignkit.desk.pair import Decision
from alignkit.desk.project import Project, ProjectFile
from desk import samples
from desk.test_corrections import do


def worked() -> Dossier:
    """Return a dossier in which everything stands that a project keeps."""
    held = do(samples.contract(), "merge", bead=1, forwards=True)
    held = do(held, "cut", bead=3, side="target", at=0, offset=9)
    held = do(held, "write", bead=held.pair.beads[-1].id, text='A "new" ],[ end\u2028 𠮷')
    held = do(held, "lock", bead=held.pair.beads[0].id, on=True)
    found = samples.finding("NUM901", ("十日", "ten"), held.pair.texts(next(held.pair.places())))
    held = replace(held, findings=(DeskFinding(900, held.pair.beads[1].id, found, 1, None),))
    decision = Decision("reject", "the client's word", "see mail", "info")
    step = Step("reject", "2026-01-01T00:00:00+00:00", (Verdict(900, None, decision),))
    held = replace(
        held,
        pair=replace(held.pair, decisions={900: decision}),
        history=held.history.add(step),
        lost=(Lost("bead", "一", "one"),),
        next_id=901,
    ).with_run("sent")
    back, _ = held.undo()
    return back


def test_a_project_reads_back_as_it_was_written(tmp_path: Path) -> None:
    """Texts, beads, findings, decisions, history and runs are all there again."""
    file = ProjectFile(tmp_path / "p.alignkit")
    project = Project((worked(), samples.contract()), True, "embedded", "terms.tsv")
    file.write(project)
    assert ProjectFile(file.path).read() == project
    json.loads(file.path.read_text("utf-8"))


def test_writing_again_is_the_same_as_writing_anew(tmp_path: Path) -> None:
    """What is kept from the last writing is exactly what would be worked out again."""
    file = ProjectFile(tmp_path / "p.alignkit")
    held = samples.contract()
    for step in range(3):
        held = do(held, "merge", bead=held.pair.beads[0].id, forwards=True)
        if step == 1:
            held, _ = held.undo()
        file.write(Project((held,)))
        assert file.path.read_bytes() == b"".join(ProjectFile(file.path).render(Project((held,))))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_text_written_over_a_translation_is_kept(text: str) -> None:
    """Quotes, brackets and rare characters survive the file."""
    held = do(samples.contract(), "write", bead=2, text=text)
    project = Project((held,))
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = ProjectFile(Path(folder) / "p.alignkit")
        file.write(project)
        assert ProjectFile(file.path).read() == project


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no project file"),
        ("{", "no project file"),
        ('{"kind": "baseline"}', "no project file"),
        ('{"kind": "project", "schema": 99, "alignkit": "9.0"}', "schema 99"),
        ('{"kind": "project", "schema": 1, "pairs": [{}]}', "damaged"),
        ('{"kind": "project", "schema": 1}', "damaged"),
    ],
)
def test_what_is_no_project_is_refused(tmp_path: Path, content: str, told: str) -> None:
    """A wrong, old or damaged file is one line that names it."""
    path = tmp_path / "p.alignkit"
    path.write_text(content)
    with pytest.raises(InputError, match=told):
        ProjectFile(path).read()


def test_beads_that_do_not_hold_every_sentence_are_refused(tmp_path: Path) -> None:
    """A file whose beads were cut by hand is damaged, not a shorter text."""
    file = ProjectFile(tmp_path / "p.alignkit")
    file.write(Project((samples.contract(),)))
    data = json.loads(file.path.read_text("utf-8"))
    del data["pairs"][0]["beads"][1]
    file.path.write_text(json.dumps(data))
    with pytest.raises(InputError, match="damaged"):
        ProjectFile(file.path).read()


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "a/../../x"])
def test_a_project_names_no_file_outside_its_folder(tmp_path: Path, name: str) -> None:
    """A project that came by mail cannot read other files."""
    file = ProjectFile(tmp_path / "p.alignkit")
    held = samples.contract()
    held = replace(held, pair=replace(held.pair, source=replace(held.pair.source, path=name)))
    file.write(Project((held,)))
    with pytest.raises(InputError, match="outside its folder"):
        ProjectFile(file.path).read()


def test_another_programs_writing_is_not_overwritten(tmp_path: Path) -> None:
    """A project file that changed on disk since it was read is left as it is."""
    path = tmp_path / "p.alignkit"
    ProjectFile(path).write(Project((samples.contract(),)))
    ours = ProjectFile(path)
    project = ours.read()
    path.write_text(path.read_text("utf-8") + "\n")
    with pytest.raises(InputError, match="another program"):
        ours.write(project)


def test_a_project_is_open_at_one_desk_at_a_time(tmp_path: Path) -> None:
    """The second is told where the first is; a lock let go can be taken again."""
    lock = Lock(tmp_path / "p.alignkit")
    lock.say("http://127.0.0.1:1/")
    with pytest.raises(HeldError) as told:
        Lock(tmp_path / "p.alignkit")
    assert told.value.address == "http://127.0.0.1:1/"
    lock.release()
    Lock(tmp_path / "p.alignkit").release()
    assert list(tmp_path.iterdir()) == []
