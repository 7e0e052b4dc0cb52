"""A whole repository checked by one command: patterns, folders, revisions, kept results."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.resources.samples import CHINESE, ENGLISH, TOGETHER, WRITERS

Run = Callable[..., Any]
SETTINGS = """
source-lang = "en"
target-lang = "zh"

[[pairs]]
files = "locales/{lang}/*.json"

[[pairs]]
source = "docs/*.en.md"
target = "docs/*.zh.md"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with settings, documents and locales, and make it the current one."""
    monkeypatch.setenv("ALIGNKIT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    texts = {
        "alignkit.toml": SETTINGS,
        "locales/en/app.json": '{"save": "Save", "size": "Up to 5 MB"}',
        "locales/zh/app.json": '{"size": "最大 5 MB", "save": "保存"}',
        "docs/a.en.md": "The rate is 95%.\n",
        "docs/a.zh.md": "比率为 95%。\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    monkeypatch.chdir(folder)
    return folder


def checked(run: Run, *arguments: str) -> tuple[int, list[str], Any]:
    """Return the exit code, the rules of the findings and what was said on standard error."""
    ran = run("check", *arguments, "--format", "json")
    rules = [f["rule"] for f in json.loads(ran.out)["findings"]] if ran.out else []
    return ran.code, rules, ran.err


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody."""
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_one_settings_file_describes_all_pairs(project: Path, alignkit: Run) -> None:
    """Without arguments everything is checked."""
    assert checked(alignkit)[:2] == (0, [])
    (project / "locales/zh/app.json").write_text('{"size": "最大 50 MB"}', "utf-8")
    (project / "docs/a.zh.md").write_text("比率为 59%。\n", "utf-8")
    code, rules, _ = checked(alignkit)
    assert code == 1
    assert sorted(rules) == ["KEY001", "NUM001", "NUM002"]


def test_a_dead_pattern_is_told_and_the_rest_runs(project: Path, alignkit: Run) -> None:
    """Exit 2 at the end, with the findings of what could be checked."""
    more = '\n[[pairs]]\nsource = "gone/*.md"\ntarget = "lost/*.md"\n'
    (project / "alignkit.toml").write_text(SETTINGS + more, "utf-8")
    (project / "docs/a.zh.md").write_text("比率为 59%。\n", "utf-8")
    code, rules, said = checked(alignkit)
    assert (code, rules) == (2, ["NUM001"])
    assert "no file fits 'gone/*.md'" in said


def test_a_file_without_its_translation_is_told(project: Path, alignkit: Run) -> None:
    """And so is a translation without its source, which is no reason to fail."""
    (project / "locales/zh/old.json").write_text("{}", "utf-8")
    code, _, said = checked(alignkit)
    assert code == 0
    assert "locales/zh/old.json: nothing pairs with it" in said
    (project / "locales/en/new.json").write_text("{}", "utf-8")
    code, _, said = checked(alignkit)
    assert code == 2
    assert "there is no locales/zh/new.json" in said


def test_a_file_that_is_not_translated_yet_may_be_let_pass(project: Path, alignkit: Run) -> None:
    """By an option or by the settings: it is named, and is no failure."""
    (project / "locales/en/new.json").write_text("{}", "utf-8")
    (project / "docs/new.en.md").write_text("A new page.\n", "utf-8")
    assert checked(alignkit)[0] == 2
    code, _, said = checked(alignkit, "--allow-untranslated")
    assert code == 0
    assert "there is no locales/zh/new.json" in said
    (project / "alignkit.toml").write_text(f"untranslated = true\n{SETTINGS}", "utf-8")
    assert checked(alignkit)[0] == 0
    (project / "docs/a.zh.md").unlink()
    assert checked(alignkit)[0] == 0


def test_only_what_changed_since_a_revision(project: Path, alignkit: Run) -> None:
    """Committed, edited and new files count; what is the same is not checked."""
    (project / "docs/a.zh.md").write_text("比率为 59%。\n", "utf-8")
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "first")
    code, rules, said = checked(alignkit, "--since", "HEAD")
    assert (code, rules) == (0, [])
    assert "no pair changed since HEAD" in said
    (project / "locales/zh/app.json").write_text('{"size": "最大 50 MB", "save": "保存"}', "utf-8")
    assert checked(alignkit, "--since", "HEAD")[:2] == (1, ["NUM002"])
    (project / "docs/b.zh.md").write_text("比率为 59%。\n", "utf-8")
    (project / "docs/b.en.md").write_text("The rate is 95%.\n", "utf-8")
    assert sorted(checked(alignkit, "--since", "HEAD")[1]) == ["NUM001", "NUM002"]


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "HEAD"])
def test_a_revision_that_is_none_is_told(project: Path, alignkit: Run, revision: str) -> None:
    """Also one that looks like an option, or any where there is no repository."""
    if revision != "HEAD":
        git(project, "init", "-q")
    code, _, said = checked(alignkit, f"--since={revision}")
    assert code == 2
    assert len(said.splitlines()) == 1


def test_a_second_run_looks_at_what_changed_alone(
    project: Path, alignkit: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unchanged pairs are not checked again, and give the same output in every format."""
    (project / "docs/a.zh.md").write_text("比率为 59%。\n", "utf-8")
    formats = ("text", "json", "sarif", "html", "github", "csv")
    first = [alignkit("check", "--format", form).out for form in formats]
    looked_at: list[str] = []
    from alignkit.cli.checks import checked as checking

    real = checking._check
    monkeypatch.setattr(
        checking,
        "_check",
        lambda files, *rest: looked_at.append(files.source) or real(files, *rest),
    )
    assert [alignkit("check", "--format", form).out for form in formats] == first
    assert looked_at == []
    (project / "docs/a.zh.md").write_text("比率为 95%。\n", "utf-8")
    assert checked(alignkit)[:2] == (0, [])
    assert looked_at == ["docs/a.en.md"]
    alignkit("check", "--no-cache")
    assert len(looked_at) == 3


@pytest.mark.parametrize("form", sorted(set(WRITERS) | set(TOGETHER)))
def test_locale_folders_of_every_format_are_checked_by_one_command(
    form: str, tmp_path: Path, alignkit: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two folders; a lost key and a wrong number are found, whatever the files are."""
    monkeypatch.setenv("ALIGNKIT_CACHE", str(tmp_path / "cache"))
    english = {**ENGLISH, "size": "Up to 5 MB", "gone": "Never seen again"}
    chinese = {**CHINESE, "size": "最大 50 MB"}
    if form in WRITERS:
        name, write = WRITERS[form]
        if form == "po":
            monkeypatch.setitem(ENGLISH, "size", english["size"])
            monkeypatch.setitem(ENGLISH, "gone", english["gone"])
        for lang, texts in (("en", english), ("zh", chinese)):
            (tmp_path / lang).mkdir()
            (tmp_path / lang / name).write_text(write(texts), "utf-8")
        _, rules, _ = checked(alignkit, str(tmp_path / "en"), str(tmp_path / "zh"))
        assert sorted(set(rules)) == ["KEY001", "NUM002"]
    else:
        name, both = TOGETHER[form]
        (tmp_path / name).write_text(both(english, chinese), "utf-8")
        _, rules, _ = checked(alignkit, str(tmp_path / name))
        assert "NUM002" in rules


def test_any_number_of_processes_says_the_same(project: Path, alignkit: Run) -> None:
    """In the same order, with what could not be checked among it."""
    for n in range(4):
        (project / f"docs/n{n}.en.md").write_text(f"The rate is {n}5%.\n", "utf-8")
        (project / f"docs/n{n}.zh.md").write_text(f"比率为 5{n}%。\n" if n != 2 else "", "utf-8")
    first = alignkit("check", "--no-cache", "--jobs", "1", "--format", "json")
    second = alignkit("check", "--no-cache", "--jobs", "3", "--format", "json")
    assert (first.code, second.code) == (2, 2)
    assert "the file is empty" in first.err
    assert second.err == first.err
    assert second.out == first.out


def test_a_rule_that_is_none_is_told_once(project: Path, alignkit: Run) -> None:
    """Not once for each pair."""
    code, _, said = checked(alignkit, "--select", "NMU")
    assert code == 2
    assert said.count("NMU") == 1


def test_what_could_not_be_checked_names_its_file() -> None:
    """A missing package says which file needs it; a reason that names a file says it once."""
    from alignkit.cli.checks.checking import _named
    from alignkit.review.pairs import PairFiles

    files = PairFiles("a.md", "b.md", "", "")
    assert _named(files, "reading Markdown needs more") == "b.md: reading Markdown needs more"
    assert _named(files, "a.md: is empty") == "a.md: is empty"
