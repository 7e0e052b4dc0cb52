"""One version, one list of dependencies: what is released says the same everywhere."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from alignkit import __version__

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
#: Own extras that gather others.
OWN = {"alignkit"}


def asked() -> set[str]:
    """Return the packages that pyproject.toml asks for, for users and for work on alignkit."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        lines += extra
    return {re.split(r"[\s\[<>=;!~]", line)[0].lower() for line in lines} - OWN


def listed() -> dict[str, str]:
    """Return the packages and licences of the table in the documentation."""
    text = (ROOT / "docs" / "licences.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| [^|]+ \| ([^|]+) \|", text, re.M)
    return {name.lower(): licence.strip() for name, licence in rows if name != "package"}


def test_the_licence_of_every_dependency_is_listed() -> None:
    """A package that pyproject.toml names stands in the table, and no other does."""
    assert set(listed()) == asked()


def test_no_dependency_binds_those_who_use_alignkit() -> None:
    """All licences are permissive or bind the package's own files alone."""
    binding = {name for name, held in listed().items() if re.search(r"\b(A?GPL)", held)}
    assert not binding


def test_pages_name_the_version_that_is_released() -> None:
    """Whoever copies a line from a page gets this version."""
    named = {
        match
        for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for match in re.findall(r"alignkit@v([\d.]+\d)|rev: v([\d.]+\d)", path.read_text("utf-8"))
    }
    assert {"".join(pair) for pair in named} == {__version__}


def test_the_changelog_has_a_section_for_the_version() -> None:
    """With a date, and with notes for those who come from the version before."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    section = text.partition(f"## [{__version__}] - ")[2].partition("\n## ")[0]
    assert re.match(r"\d{4}-\d\d-\d\d\n", section)
    assert "### Upgrading" in section
