"""The workflows hold what they promise: their steps name what is there, and no more is allowed.

What a step runs is read as a shell would read it; that it ends well is seen where it is run, by
`.ci/run` and as docs/releasing.md tells.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alignkit.cli.main import COMMANDS

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / "action.yml"]
EXPRESSION = re.compile(r"\$\{\{.*?\}\}")
#: What a job may ask for beyond reading the repository, and why.
ALLOWED = {"publish": {"id-token": "write"}}  # trusted publishing
BASH = shutil.which("bash")


def read(path: Path) -> dict[Any, Any]:
    """Return a workflow as its parser has it; `on` is read as True."""
    held: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return held


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each step with the file and job that it stands in."""
    for path in FILES:
        held = read(path)
        jobs = held.get("jobs") or {"action": held["runs"]}
        for name, job in jobs.items():
            for number, step in enumerate(job["steps"]):
                yield f"{path.name}: {name}: {number}", step


STEPS = list(steps())
RUN = [(where, step["run"]) for where, step in STEPS if "run" in step]
USED = [(where, step["uses"]) for where, step in STEPS if "uses" in step]


def extras() -> set[str]:
    """Return the extras of the project."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    table = text.partition("[project.optional-dependencies]")[2].partition("\n[")[0]
    return set(re.findall(r"^(\w+) = ", table, re.M))


@pytest.mark.skipif(not BASH, reason="there is no bash")
@pytest.mark.parametrize(("where", "script"), RUN)
def test_a_step_is_a_script_that_bash_reads(where: str, script: str) -> None:
    """A slip of the pen is found here, not by the tag that was to publish."""
    assert BASH
    plain = EXPRESSION.sub("word", script)
    ran = subprocess.run([BASH, "-n"], input=plain, text=True, capture_output=True, check=False)
    assert ran.returncode == 0, f"{where}: {ran.stderr}"


@pytest.mark.parametrize(("where", "script"), RUN)
def test_a_step_names_files_and_extras_that_are_there(where: str, script: str) -> None:
    """Scripts under .ci, extras of the project, commands of alignkit."""
    for name in re.findall(r"\.ci/\w+", script):
        assert (ROOT / name).is_file(), f"{where}: {name}"
    for listed in re.findall(r"\.\[([\w,]+)\]", script):
        assert set(listed.split(",")) <= extras(), where
    for command in re.findall(r"^\s*alignkit (\w+)", script, re.M):
        assert command in COMMANDS, where


@pytest.mark.parametrize(("where", "action"), USED)
def test_an_action_is_one_that_cannot_change(where: str, action: str) -> None:
    """A commit, with the version that it is; one action has one commit everywhere."""
    name, _, commit = action.partition("@")
    assert re.fullmatch(r"[0-9a-f]{40}", commit), f"{where}: {action}"
    text = "".join(path.read_text("utf-8") for path in FILES)
    beside = set(re.findall(rf"{re.escape(name)}@(\S+ # v\d+\.\d+\.\d+)$", text, re.M))
    assert len(beside) == 1, f"{where}: {beside}"
    assert len(re.findall(rf"{re.escape(name)}@", text)) == len(
        re.findall(rf"{re.escape(name)}@{commit} # v", text)
    )


@pytest.mark.parametrize("path", FILES[:-1], ids=lambda path: path.name)
def test_a_workflow_may_do_no_more_than_it_needs(path: Path) -> None:
    """Everything reads the repository; publishing alone asks the index for leave."""
    held = read(path)
    assert held["permissions"] == {"contents": "read"}
    for name, job in held["jobs"].items():
        assert job.get("permissions", {}) == ALLOWED.get(name, {}), f"{path.name}: {name}"
        assert "secrets." not in str(job), f"{path.name}: {name}"


@pytest.mark.parametrize("path", FILES[:-1], ids=lambda path: path.name)
def test_jobs_that_are_waited_for_are_there(path: Path) -> None:
    """What a job downloads, a job before it uploads."""
    jobs = read(path)["jobs"]
    for name, job in jobs.items():
        needs = job.get("needs", [])
        needs = [needs] if isinstance(needs, str) else needs
        assert set(needs) <= set(jobs), name
        before = list(needs)
        for one in before:
            more = jobs[one].get("needs", [])
            before += [more] if isinstance(more, str) else more
        kept = {held for one in before for held in _artifacts(jobs[one], "upload")}
        for wanted in _artifacts(job, "download"):
            assert any(held.startswith(wanted.rstrip("*")) for held in kept), f"{name}: {wanted}"


def _artifacts(job: dict[str, Any], way: str) -> Iterator[str]:
    for step in job["steps"]:
        if f"/{way}-artifact@" in step.get("uses", ""):
            yield step["with"].get("name") or step["with"]["pattern"]


def test_a_dry_run_publishes_nothing() -> None:
    """The last job runs for a tag alone."""
    held = read(ROOT / ".github" / "workflows" / "release.yml")
    assert held["jobs"]["publish"]["if"] == "startsWith(github.ref, 'refs/tags/v')"
    assert "workflow_dispatch" in held[True]
    assert held[True]["push"] == {"tags": ["v*"]}


def test_what_is_tried_is_what_is_promised() -> None:
    """The oldest and the newest Python that pyproject.toml names."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    named = re.findall(r"Python :: (3\.\d+)", text)
    ends = [named[0], named[-1]]
    for path, job in (("release", "try"), ("test", "platforms"), ("audit", "dependencies")):
        held = read(ROOT / ".github" / "workflows" / f"{path}.yml")
        assert held["jobs"][job]["strategy"]["matrix"]["python"] == ends
