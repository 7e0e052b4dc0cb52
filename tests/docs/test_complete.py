"""Nothing is left undocumented, no link leads nowhere, and the site builds."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from alignkit.cli.main import COMMANDS
from alignkit.config import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.M | re.S)


def written() -> str:
    """Return all of the documentation's prose and code."""
    return "\n".join(path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md")))


def hooks() -> Any:
    """Return the module that makes pages of the code."""
    spec = importlib.util.spec_from_file_location("hooks", DOCS / "hooks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made() -> set[str]:
    """Return the names of the pages that are made of the code."""
    return {name for name, _ in hooks().generated()}


def links() -> Iterator[tuple[str, str]]:
    """Yield every relative link of the README, the documents beside it and the documentation."""
    paths = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "training" / "README.md"]
    for path in sorted(paths):
        for target in LINK.findall(CODE.sub("", path.read_text("utf-8"))):
            if not re.match(r"[a-z]+:|#", target):
                yield path.relative_to(ROOT).as_posix(), target.partition("#")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_shown_at_work(name: str) -> None:
    """The documentation uses each command at least once beside its page of options."""
    assert re.search(rf"alignkit {name}\b", written())


@pytest.mark.parametrize("name", [f.name for f in fields(Settings) if f.name != "path"])
def test_every_setting_is_documented(name: str) -> None:
    """The page on configuration names each key as it is written."""
    text = (DOCS / "configuration.md").read_text("utf-8")
    key = name.replace("_", "-")
    assert re.search(rf"^(\[+)?{key}\b", text, re.M)


def test_no_link_leads_nowhere() -> None:
    """Every relative link names a file, or a page that is made of the code."""
    pages = made()
    for origin, target in links():
        path = (ROOT / origin).parent / target
        known = path.exists() or (
            path.resolve().is_relative_to(DOCS)
            and path.resolve().relative_to(DOCS).as_posix() in pages
        )
        assert known, f"{origin} links to {target}, which is not there"


def test_no_placeholder_is_left() -> None:
    """Whatever was to be filled in was filled in."""
    text = written() + (ROOT / "README.md").read_text("utf-8")
    assert not re.findall(r"\b(?:FIGURES\w*|PLACEHOLDER|TODO|TBD)\b", text)


def test_every_rule_has_a_page() -> None:
    """Each rule's page is made, and holds its examples."""
    from alignkit.check.run.registry import all_rules

    pages = dict(hooks().generated())
    for rule in all_rules():
        assert "## Examples" in pages[f"rules/{rule.id}.md"]


def test_every_page_stands_in_the_contents() -> None:
    """A page that nobody can find in the navigation is not documentation."""
    contents = (ROOT / "mkdocs.yml").read_text("utf-8")
    for path in DOCS.rglob("*.md"):
        assert path.relative_to(DOCS).as_posix() in contents


def test_the_repository_stands_in_one_place() -> None:
    """The pages write OWNER for the owner that pyproject.toml names, and no other address."""
    held = hooks()
    assert held.repository().endswith("/alignkit")
    text = written() + (ROOT / "README.md").read_text("utf-8")
    addresses = set(re.findall(r"[\w.-]+/alignkit(?=@|\n)", text))
    assert addresses <= {"OWNER/alignkit"}
    shown = held.repository().removeprefix("https://github.com/")
    assert held.on_page_markdown("uses: OWNER/alignkit@v1") == f"uses: {shown}@v1"
