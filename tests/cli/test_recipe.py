"""The CI recipe, end to end in a repository of its own: hook, action, baseline."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SOURCE = """一、总体目标

到2025年，缺陷检出率达到95%以上，误报率低于1%。

单位能耗降低10%，产量提高20%。

二、保障措施

各地区要加强协调，落实责任，建设3个平台。
"""
TARGET = """I. Overall goals

By 2025, the defect detection rate is to reach 95% or more, with a false alarm rate below 1%.

Energy use per unit is to fall by 10%, and output is to rise by 20%.

II. Safeguards

All regions shall strengthen coordination, take responsibility, and build 4 platforms.
"""
SETTINGS = """
select = ["NUM"]
baseline = "known.json"
[[pairs]]
source = "docs/*.zh.txt"
target = "docs/*.en.txt"
"""


class Repository:
    """A scratch repository with one pair of documents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        scripts = str(Path(sys.executable).parent)
        self.env = {
            **os.environ,
            "PATH": os.pathsep.join([scripts, os.environ["PATH"]]),
            "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@example.org",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        (folder / "docs").mkdir()
        self.git("init", "-q")

    def run(self, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the repository."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**self.env, **env},
            capture_output=True,
            text=True,
            check=False,
        )

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run git."""
        return self.run("git", *arguments)

    def write(self, name: str, text: str) -> None:
        """Write a file of the working tree."""
        (self.folder / name).write_text(text, "utf-8")

    def commit(self) -> subprocess.CompletedProcess[str]:
        """Commit everything, through whatever hook there is."""
        self.git("add", "-A")
        return self.git("commit", "-q", "-m", "a change")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with one good pair, whose one old finding the baseline knows."""
    held = Repository(tmp_path)
    held.write("docs/plan.zh.txt", SOURCE)
    held.write("docs/plan.en.txt", TARGET)
    held.write("alignkit.toml", SETTINGS)
    made = held.run("alignkit", "check", "--write-baseline", "known.json")
    assert made.returncode == 0, made.stderr
    return held


def action_script(root: Path) -> str:
    """Return the script of the action's last step."""
    text = (root / "action.yml").read_text("utf-8")
    script = text.rpartition("      run: |\n")[2]
    return textwrap.dedent(script)


def action(repository: Repository, root: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's own script with these inputs and the defaults of the others."""
    names = re.findall(r"^        ([A-Z_]+): \$\{\{", (root / "action.yml").read_text(), re.M)
    env = {**dict.fromkeys(names, ""), **inputs}
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", action_script(root)]
    return repository.run(*script, **env)


def test_a_good_commit_passes_and_a_wrong_number_fails_at_its_place(
    repository: Repository, root: Path
) -> None:
    """95% → 59% fails with an annotation on that very number; the old finding stays quiet."""
    assert repository.commit().returncode == 0
    good = action(repository, root, SARIF="findings.sarif")
    assert good.returncode == 0, good.stdout + good.stderr
    assert "::error" not in good.stdout
    known = json.loads((repository.folder / "known.json").read_text("utf-8"))
    assert [held["rule"] for held in known["findings"] if "3个" in held["message"]] == ["NUM001"]

    repository.write("docs/plan.en.txt", TARGET.replace("95%", "59%"))
    bad = action(repository, root, SARIF="findings.sarif", REPORT="report.html")
    assert bad.returncode == 1
    annotations = [line for line in bad.stdout.splitlines() if line.startswith("::")]
    column = TARGET.split("\n")[2].index("95%") + 1
    assert len(annotations) == 1, bad.stdout
    assert annotations[0].startswith(
        f"::error file=docs/plan.en.txt,line=3,endLine=3,col={column},endColumn={column + 3},"
    )
    assert "59 %25" in annotations[0]
    results = json.loads((repository.folder / "findings.sarif").read_text("utf-8"))
    assert len(results["runs"][0]["results"]) == 1
    assert (repository.folder / "report.html").stat().st_size > 10_000


def test_the_baseline_survives_edits_elsewhere(repository: Repository, root: Path) -> None:
    """A new paragraph before and after the old finding leaves it quiet."""
    repository.write("docs/plan.zh.txt", "序言已经修改。\n\n" + SOURCE + "\n附则另行公布。\n")
    repository.write(
        "docs/plan.en.txt",
        "The preface was revised.\n\n" + TARGET + "\nSupplements are published separately.\n",
    )
    ran = action(repository, root)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"[1-9] known from the baseline", ran.stdout)


def test_the_hook_stops_a_commit_with_a_wrong_number(repository: Repository, root: Path) -> None:
    """The entry of .pre-commit-hooks.yaml lets a good commit through and stops a bad one."""
    hooks = (root / ".pre-commit-hooks.yaml").read_text("utf-8")
    entry = re.search(r"entry: (.*)", hooks)
    assert entry
    hook = repository.folder / ".git/hooks/pre-commit"
    hook.write_text(f"#!/bin/sh\nexec {entry[1]}\n")
    hook.chmod(0o755)
    assert repository.commit().returncode == 0
    repository.write("docs/plan.en.txt", TARGET.replace("95%", "59%"))
    stopped = repository.commit()
    assert stopped.returncode == 1
    assert "docs/plan.en.txt:3:" in stopped.stdout + stopped.stderr
    repository.write("docs/plan.en.txt", TARGET)
    repository.write("note.txt", "something else")
    assert repository.commit().returncode == 0


def test_a_missing_translation_fails_the_run(repository: Repository, root: Path) -> None:
    """A file that is gone is exit code 2, never a clean run."""
    (repository.folder / "docs/plan.en.txt").unlink()
    ran = action(repository, root)
    assert ran.returncode == 2
    assert "plan.en.txt" in ran.stderr


@pytest.mark.parametrize(
    "files",
    [
        "docs/plan.zh.txt\ndocs/plan.en.txt\n",
        "docs/plan.zh.txt docs/plan.en.txt",
        "-a plan.zh.txt\r\nthe plan.en.txt",
    ],
)
def test_the_action_takes_files_one_a_line(repository: Repository, root: Path, files: str) -> None:
    """Names with spaces and a hyphen at their beginning are names; so are two on one line."""
    repository.write("-a plan.zh.txt", SOURCE)
    repository.write("the plan.en.txt", TARGET)
    ran = action(repository, root, FILES=files, SELECT="NUM", BASELINE="known.json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 known" in ran.stdout


def test_the_action_passes_settings_and_glossary(repository: Repository, root: Path) -> None:
    """Inputs become options, each with its value, whatever the value begins with."""
    repository.write("-other.toml", 'fail-on = "never"\n' + SETTINGS)
    repository.write("-terms.tsv", "误报率\tfalse positive rate\n")
    ran = action(repository, root, CONFIG="-other.toml", GLOSSARY="-terms.tsv", SELECT="TRM004")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "TRM004" in ran.stdout
