"""A project checked from the command line: new, still there, fixed; decisions and edits count."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from alignkit.cli.main import tree
from alignkit.config import Settings
from alignkit.desk.checkup import do
from alignkit.desk.desk import Desk
from alignkit.desk.project import ProjectFile
from alignkit.desk.reopening import Files, begun
from desk.conftest import SAMPLES

WRONG, RIGHT = "RMB 753,000", "RMB 735,000"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the project file of the contract."""
    for path in SAMPLES.glob("contract.*.txt"):
        shutil.copy(path, tmp_path)
    files = Files(tmp_path / "contract.zh.txt", tmp_path / "contract.en.txt")
    path = tmp_path / "contract.alignkit"
    ProjectFile(path).write(begun([files], path, do, Settings(), ""))
    return path


def check(project: Path, *more: str) -> tuple[list[dict[str, str]], str, int]:
    """Return the findings of a check as JSON, what was told, and the exit code."""
    ran = CliRunner().invoke(tree, ["check", "--project", str(project), "--format", "json", *more])
    return json.loads(ran.stdout)["findings"] if ran.stdout else [], ran.stderr, ran.exit_code


def test_an_edit_outside_fixes_a_finding(project: Path) -> None:
    """The second check knows the first; the line of the edit is the file's own."""
    found, told, code = check(project)
    assert code in (0, 1)
    assert any(WRONG in f["message"] for f in found)
    assert "0 new" in told
    target = project.parent / "contract.en.txt"
    target.write_text("A note.\n\n" + target.read_text("utf-8").replace(WRONG, RIGHT), "utf-8")
    after, told, _ = check(project)
    assert not any(WRONG in f["message"] for f in after)
    assert "1 fixed" in told
    assert "fixed: NUM001" in told
    assert {f["values"]["status"] for f in after if f["rule"].startswith("NUM")} == {"still there"}
    _, told, _ = check(project, "--point", "1")
    assert "1 fixed" in told


def test_names_and_order_are_those_of_any_other_check(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files as seen from here, the worst first, and nothing slighter than was asked for."""
    monkeypatch.chdir(project.parent)
    given = ["check", "--project", project.name, "--format", "concise"]
    lines = CliRunner().invoke(tree, given).stdout.splitlines()[:-1]
    assert lines
    assert not any(line.startswith("/") for line in lines)
    ranks = [("error", "warning", "info").index(line.split(": ")[1].split()[0]) for line in lines]
    assert ranks == sorted(ranks)
    errors = CliRunner().invoke(tree, [*given, "--min-severity", "error"]).stdout.splitlines()[:-1]
    assert len(errors) == ranks.count(0)


def test_edits_and_rejections_of_the_desk_count(project: Path) -> None:
    """A rewritten translation is what is checked; a rejected finding is suppressed."""
    found, _, _ = check(project)
    file = ProjectFile(project)
    desk = Desk(file, file.read())
    wrong = next(f for f in desk.dossier(0).findings if WRONG in f.finding.message)
    other = next(f for f in desk.dossier(0).findings if f.finding.rule == "NUM002")
    text = wrong.finding.target.text.replace(WRONG, RIGHT)
    desk.do(0, {"do": "write", "bead": wrong.bead, "text": text})
    desk.do(0, {"do": "decide", "finding": other.id, "said": {"decision": "reject"}})
    after, told, _ = check(project)
    assert len(after) == len(found) - 2
    assert "1 fixed" in told
    assert RIGHT not in (project.parent / "contract.en.txt").read_text("utf-8")


def test_the_report_shows_the_projects_alignment(project: Path) -> None:
    """The page holds the beads that were set by hand."""
    file = ProjectFile(project)
    desk = Desk(file, file.read())
    desk.do(0, {"do": "merge", "bead": desk.dossier(0).pair.beads[0].id, "forwards": True})
    out = project.parent / "r.html"
    ran = CliRunner().invoke(tree, ["report", "--project", str(project), "-o", str(out)])
    assert ran.exit_code == 0, ran.stderr
    assert '"sides":[[0,1],[0,1]]' in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "words"),
    [(["--point", "nope"], "no run is named"), (["other.txt"], "project of other documents")],
)
def test_a_wrong_name_is_told(project: Path, more: list[str], words: str) -> None:
    """One line that says what is known, exit code 2."""
    ran = CliRunner().invoke(tree, ["check", "--project", str(project), *more])
    assert words in str(ran.exception) + ran.stderr


def test_a_missing_document_is_told(project: Path) -> None:
    """A project without its text says which one, and how to go on."""
    (project.parent / "contract.en.txt").unlink()
    ran = CliRunner().invoke(tree, ["check", "--project", str(project)])
    assert "contract.en.txt is not there any more" in str(ran.exception) + ran.stderr


def test_a_project_never_checked_is_checked_before_it_goes_out(project: Path) -> None:
    """A desk that was closed too soon leaves no list that says nothing was found."""
    run = CliRunner()
    out = project.parent / "found.json"
    ran = run.invoke(tree, ["project", "export", str(project), "--as", "json", "-o", str(out)])
    assert "checked now" in ran.stderr
    assert WRONG in out.read_text("utf-8")
    again = run.invoke(tree, ["project", "status", str(project)])
    assert "checked now" not in again.stderr
    assert " 0 findings" not in again.stdout


def test_an_empty_list_is_told(project: Path) -> None:
    """Nothing accepted, nothing rewritten: the file has a head alone, and that is said."""
    out = str(project.parent / "list.tsv")
    ran = CliRunner().invoke(tree, ["project", "export", str(project), "--as", "list", "-o", out])
    assert "no finding is accepted" in ran.stderr
