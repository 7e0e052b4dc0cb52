"""The reviser's list on the page, in a real browser."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from alignkit.report.outcome import Outcome
from alignkit.types import Span
from alignkit.types.suspect import Suspect
from report import samples

pytestmark = pytest.mark.browser


def suspicious() -> Outcome:
    """Return the samples' pair with a reviser's list of two places."""
    outcome = Outcome.of([samples.findings()])
    bitext = outcome.pairs[0].findings.bitext
    assert bitext is not None
    places = tuple(
        Suspect(bead, "target", Span(0, 3), bitext.passages(bead)[1].text[:3], why, chance)
        for bead, why, chance in (
            (4, "this renders nothing here", 0.7),
            (1, "rendered otherwise elsewhere", 0.4),
        )
    )
    return replace(outcome, pairs=(replace(outcome.pairs[0], suspects=places),))


def test_the_revisers_list_leads_to_its_beads(opened: Any) -> None:
    """Each place shows both sides and why; a click or a key goes to its bead."""
    page = opened(suspicious())
    places = page.locator(".doubts li button")
    assert places.count() == 2
    assert "this renders nothing here" in places.first.inner_text()
    assert places.first.locator("strong").count() == 1
    places.first.click()
    assert page.locator(".bead.current").get_attribute("id") == "b4"
    page.keyboard.press("l")
    assert page.locator(".bead.current").get_attribute("id") == "b1"
    assert places.nth(1).get_attribute("aria-current") == "true"
    page.keyboard.press("L")
    assert page.locator(".bead.current").get_attribute("id") == "b4"


def test_the_revisers_list_fits_a_narrow_screen(opened: Any) -> None:
    """It is folded there, opens by the keyboard, and is no wider than the screen."""
    page = opened(suspicious(), viewport={"width": 360, "height": 640})
    places = page.locator(".doubts li button")
    assert not places.first.is_visible()
    page.locator(".doubts summary").focus()
    page.keyboard.press("Enter")
    places.first.wait_for(state="visible")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".bead.current").get_attribute("id") == "b4"
