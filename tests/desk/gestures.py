"""What a test does on the desk's page, and what it waits for."""

from __future__ import annotations

import time
from typing import Any

from desk.conftest import PATIENCE, Served


def shapes(served: Served) -> list[str]:
    """Return the beads in the project file as sizes, h where set by hand."""
    beads = served.held().pair.beads
    return [f"{b.source}-{b.target}" + ("h" if b.by == "hand" else "") for b in beads]


def until(page: Any, script: str) -> None:
    """Wait until a script says yes; the page's policy lets no test wait inside it."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(script):
        assert time.monotonic() < end, script
        page.wait_for_timeout(20)


def saved(page: Any) -> None:
    """Wait until what was done last is on disk."""
    until(page, "document.querySelector('.saved').textContent === 'Saved'")


def checked(page: Any) -> None:
    """Wait until the first check is through."""
    page.wait_for_selector(".finding")


def put(page: Any, number: int, side: str = "target", at: int = 0) -> None:
    """Click on a sentence of the bead with this number, counted from 1."""
    page.evaluate("n => import('/page/desk.js').then(({ view }) => view.put(n - 1, 1, 0))", number)
    place = page.locator(
        f"li.bead:has(.number:text-is('{number - 1}')) [data-side={side}] .sentence"
    )
    place.nth(at).click()


def press(page: Any, key: str) -> None:
    """Press a key and wait until it is saved."""
    page.keyboard.press(key)
    saved(page)


def reads(page: Any, number: int, side: str = "target") -> str:
    """Return what a bead's side reads."""
    row = page.locator(f"li.bead:has(.number:text-is('{number - 1}'))")
    parts = row.locator(f"[data-side={side}] .sentence").all_text_contents()
    return " ".join(parts)
