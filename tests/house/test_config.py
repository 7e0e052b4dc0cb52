"""Settings files: what is read, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignkit import InputError
from alignkit.config import Settings, find_settings, load_settings


def test_nearest_file_wins(tmp_path: Path) -> None:
    """A file in a folder above is found, the nearest first."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "alignkit.toml").write_text('model = "LaBSE"\n')
    assert load_settings(find_settings(inner)).model == "LaBSE"
    (inner / "pyproject.toml").write_text('[tool.alignkit]\nfail-on = "warning"\n')
    assert load_settings(find_settings(inner)).fail_on == "warning"


def test_pyproject_without_a_section_is_passed_over(tmp_path: Path) -> None:
    """A project that says nothing of alignkit does not hide the file above it."""
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    found = find_settings(tmp_path)
    assert found is None or found.parent != tmp_path


def test_unknown_key_names_file_key_and_the_known(tmp_path: Path) -> None:
    """A misspelt key is an error that lists the right ones."""
    path = tmp_path / "alignkit.toml"
    path.write_text('modell = "x"\n')
    with pytest.raises(InputError, match=r"alignkit.toml: unknown setting 'modell'.*model"):
        load_settings(path)


def test_wrong_type_is_told(tmp_path: Path) -> None:
    """A value of the wrong type is an error that says what to give."""
    path = tmp_path / "alignkit.toml"
    path.write_text('jobs = "two"\n')
    with pytest.raises(InputError, match="give a number"):
        load_settings(path)


@pytest.mark.parametrize("line", ["select = [1]", "pairs = ['a']"])
def test_a_list_of_the_wrong_things_is_told(tmp_path: Path, line: str) -> None:
    """What stands in a list is looked at, too."""
    path = tmp_path / "alignkit.toml"
    path.write_text(line + "\n")
    with pytest.raises(InputError, match=r"give a list of (strings|tables)"):
        load_settings(path)


def test_one_of_several_needs_no_list(tmp_path: Path) -> None:
    """One family, or some in a line, as a command takes them."""
    path = tmp_path / "alignkit.toml"
    path.write_text('select = "NUM, COV"\nignore = "NUM004"\n')
    held = load_settings(path)
    assert (held.select, held.ignore) == (("NUM", "COV"), ("NUM004",))


def test_broken_toml_is_told(tmp_path: Path) -> None:
    """A file that is no TOML is an error, not a traceback."""
    path = tmp_path / "alignkit.toml"
    path.write_text("= =")
    with pytest.raises(InputError, match="not TOML"):
        load_settings(path)


def test_no_file_gives_the_defaults() -> None:
    """Without a file every setting has its default."""
    assert load_settings(None) == Settings()
