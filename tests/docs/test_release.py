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


def learned() -> set[str]:
    """Return the files that the page of what was learned names, as they lie in the package."""
    text = (ROOT / "docs" / "learned.md").read_text("utf-8")
    found: set[str] = set()
    for cell in re.findall(r"^\| (`[^|]+) \|", text, re.M):
        folder = ""
        for name in re.findall(r"`([^`]+)`", cell):
            folder = name.rpartition("/")[0] or folder
            found.add(f"{folder}/{name.rpartition('/')[2]}".rstrip("/"))
    return found


def test_what_was_learned_is_there_and_its_origin_is_named() -> None:
    """Each file of the page lies in the package, and NOTICE names it."""
    notice = (ROOT / "NOTICE").read_text("utf-8")
    named = learned()
    assert len(named) > 20
    for name in named:
        path = ROOT / "src" / "alignkit" / name
        assert path.exists(), name
        assert path.name in notice, name


def test_no_file_of_weights_is_without_an_origin() -> None:
    """Whatever a machine learned stands on the page of what was learned."""
    held = {
        path.relative_to(ROOT / "src" / "alignkit").as_posix()
        for ending in ("*.json", "*.json.xz", "*.npz", "*.npy")
        for path in (ROOT / "src" / "alignkit").rglob(ending)
        if "embed/model" not in path.as_posix()
    }
    schemas = {name for name in held if name.endswith(".schema.json")}
    assert held - schemas <= learned()


def test_notice_names_the_files_that_there_are() -> None:
    """A file that was renamed would leave its terms behind."""
    text = (ROOT / "NOTICE").read_text("utf-8")
    named = re.findall(r"src/alignkit/[\w./]*\w", text)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_model_card_and_notice_name_the_same_sources() -> None:
    """Name, origin and licence of each text that the vectors were learned from."""
    card = (ROOT / "src/alignkit/embed/model/README.md").read_text("utf-8")
    notice = (ROOT / "NOTICE").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \| ([^|]+?) \|$", card, re.M)[1:]
    lines = {f"{name}: {origin}; {licence}" for name, origin, licence in rows}
    given = notice.partition("The tables of the checks")[0]
    assert lines == set(re.findall(r"^- (.+)$", given, re.M))


def test_the_citation_is_of_this_version() -> None:
    """With the day that the changelog gives it."""
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    day = re.search(r'^date-released: "?([\d-]+)', text, re.M)
    assert re.search(rf"^version: {re.escape(__version__)}$", text, re.M)
    assert day
    assert f"## [{__version__}] - {day[1]}\n" in changes


def test_what_the_upgrade_notes_call_new_is_new() -> None:
    """Each rule of this version stands in the notes, with the number of all of them."""
    from alignkit.check.run.registry import all_rules

    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    notes = text.partition("### Upgrading")[2].partition("\n###")[0]
    told = notes.partition("are new: ")[2].partition(".")[0]
    listed: set[str] = set()
    for family, first, last in re.findall(r"([A-Z]{3})(\d{3})(?: to [A-Z]{3}(\d{3}))?", told):
        listed |= {f"{family}{n:03}" for n in range(int(first), int(last or first) + 1)}
    assert listed == {rule.id for rule in all_rules() if rule.since == __version__}
    assert {rule.since for rule in all_rules()} == {"0.1.0", __version__}
    assert "**No rule went or was renamed.** Forty-four are new" in notes
    assert len(listed) == 44
