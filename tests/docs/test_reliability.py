"""The page of what was tried names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path


def test_every_test_that_the_page_names_is_there(root: Path) -> None:
    """By its name, wherever it stands."""
    page = (root / "docs" / "reliability.md").read_text("utf-8")
    named = set(re.findall(r"`((?:test_|Test)\w+)`", page))
    held = "\n".join(path.read_text("utf-8") for path in (root / "tests").rglob("test_*.py"))
    missing = {name for name in named if not re.search(rf"\b{name}\b", held)}
    assert len(named) > 50
    assert missing == set()
