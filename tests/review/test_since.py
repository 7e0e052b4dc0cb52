"""What changed since a revision is checked, and all of it where the run itself was changed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from alignkit.cli.checks.planning import plan_of
from alignkit.config import load_settings
from alignkit.errors import OptionError
from alignkit.review.since import changed_since

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git")
NONE = (None, None)
PAIRS = '[[pairs]]\nsource = "*.zh.txt"\ntarget = "*.en.txt"\n'


def git(folder: Path, *arguments: str) -> None:
    """Run git as a stranger to this machine's settings."""
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two pairs, committed."""
    folder = tmp_path / "文档 repository"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.zh.txt").write_text("你好。\n", "utf-8")
        (folder / f"{name}.en.txt").write_text("Hello.\n", "utf-8")
    (folder / "alignkit.toml").write_text(PAIRS, "utf-8")
    (folder / "pyproject.toml").write_text('version = "1"\n[tool.alignkit]\nselect = "NUM"\n')
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


def planned(folder: Path, settings: str = "alignkit.toml", manifest: str | None = None) -> int:
    """Return how many pairs a run since the last commit checks."""
    held = load_settings(folder / settings)
    return len(plan_of((), manifest, held, NONE, "HEAD").pairs)


def test_only_pairs_whose_files_changed_are_checked(repository: Path) -> None:
    """An edited translation brings its pair, and nothing else."""
    assert planned(repository) == 0
    (repository / "a.en.txt").write_text("Good morning.\n", "utf-8")
    assert planned(repository) == 1


def test_other_settings_are_held_against_every_pair(repository: Path) -> None:
    """A remark in the settings file changes nothing, another rule does."""
    (repository / "alignkit.toml").write_text(f"# a remark\n{PAIRS}", "utf-8")
    assert planned(repository) == 0
    (repository / "alignkit.toml").write_text(f'select = "NUM"\n{PAIRS}', "utf-8")
    assert planned(repository) == 2


def test_only_our_part_of_pyproject_counts(repository: Path) -> None:
    """A new version of the project brings no pair back."""
    pairs = PAIRS.replace("[[pairs]]", "[[tool.alignkit.pairs]]")
    path = repository / "pyproject.toml"
    path.write_text(f'version = "1"\n{pairs}', "utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "pairs")
    path.write_text(f'version = "2"\n{pairs}', "utf-8")
    assert planned(repository, path.name) == 0
    path.write_text(f'version = "2"\n{pairs}\n[tool.alignkit]\nselect = "NUM"\n', "utf-8")
    assert planned(repository, path.name) == 2


def test_another_manifest_is_checked_whole(repository: Path) -> None:
    """The pairs that a manifest now names were perhaps never checked."""
    manifest = repository / "pairs.toml"
    manifest.write_text(PAIRS, "utf-8")
    assert planned(repository, manifest=str(manifest)) == 2


def test_a_clone_without_history_is_told_how_to_get_it(repository: Path, tmp_path: Path) -> None:
    """As continuous integration makes them."""
    git(repository, "commit", "-q", "--allow-empty", "-m", "second")
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    with pytest.raises(OptionError, match="fetch-depth: 0"):
        changed_since("HEAD~1", tmp_path / "shallow")
    with pytest.raises(OptionError, match=r"no such revision$"):
        changed_since("nowhere", repository)
