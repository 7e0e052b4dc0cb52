"""What stands on the page, as a browser shows it."""

from __future__ import annotations

from typing import Any


def rows(page: Any) -> int:
    """Return how many beads are shown."""
    return int(page.locator("li.bead:visible").count())


def current(page: Any) -> str:
    """Return the id of the finding that the keys act on."""
    return str(page.evaluate("document.querySelector('.finding.current')?.id ?? ''"))
