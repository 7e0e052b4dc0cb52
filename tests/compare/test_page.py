"""The page of a comparison: what it holds, and what a reader does with it in a browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import alignkit as ak
from alignkit.report.comparison.output import render
from alignkit.report.comparison.page import page_of
from alignkit.report.comparison.telling import told
from alignkit.types import Span
from alignkit.types.comparison import Comparison, Divergence

ZH = [
    "建设网络强国需要35亿元。",
    "网络强国需要人才。",
    "人才支持网络强国。",
    "开放数据。",
    "到此为止。",
]
FIRST = [
    "Building a cyber superpower takes 3.5 billion yuan.",
    "A cyber superpower needs talent.",
    "Talent 🎓 supports a cyber superpower.",
    "Open up data.",
    "This is the end.",
]
SECOND = [
    "Building a network power takes 3.5 million yuan.",
    "A network power needs talented people.",
    "Talent 🎓 supports the network power.",
    "Open up data.",
    "",
]
EVIL = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)>"


def compared(first: list[str], second: list[str], names: tuple[str, str]) -> Comparison:
    """Compare two lists of renderings."""
    sides = [ak.Bitext.from_pairs(list(zip(ZH, side))) for side in (first, second)]
    return ak.compare(ZH, *sides, names=names)


@pytest.fixture(scope="module")
def diff() -> Comparison:
    """One row that differs in substance, two in words, one that is the same, one missing."""
    return compared(FIRST, SECOND, ("Ann", "Ben"))


def test_messages_name_the_translators() -> None:
    """Neither “the first” nor “in the other”: who says what is told by name."""
    place = (Span(0, 7),), (Span(0, 5),)
    message = "“Council” in one, “Court” in the other; the second is closer to the original here"
    said = Divergence("DIV006", "sense", message, (0, 2), *place)
    assert told(said, ("Ann", "Ben", "Cho")) == (
        "“Council” in Ann, “Court” in Cho; Cho is closer to the original here"
    )


def test_the_page_has_a_side_for_each_text(diff: Comparison) -> None:
    """The original first, then the translations by name, and a row for each row."""
    page = page_of(diff)
    (sheet,) = page.sheets
    assert [side.name for side in sheet.sides][1:] == ["Ann", "Ben"]
    assert [row.kind for row in sheet.rows] == [
        "substance",
        "wording",
        "wording",
        "same",
        "missing",
    ]
    assert sheet.rows[4].absent[2] == "Cut off"
    assert all(len(row.edits) == 3 and row.edits[0] == [] for row in sheet.rows)


def test_marks_count_as_the_script_counts(diff: Comparison) -> None:
    """Spans of edits are in UTF-16 units: a sign outside the basic plane counts two."""
    (sheet,) = page_of(diff).sheets
    units = FIRST[2].encode("utf-16-le")
    said = [
        units[2 * int(start) : 2 * int(end)].decode("utf-16-le")
        for start, end, _ in sheet.rows[2].edits[1]
    ]
    assert said[-1].startswith(("a cyber superpower", "cyber superpower", "superpower"))


def test_texts_cannot_break_out_of_the_page() -> None:
    """Whatever a translation or its name holds stays data."""
    html = render(compared([EVIL, *FIRST[1:]], SECOND, (EVIL, "Ben")), "html")
    assert isinstance(html, str)
    assert EVIL not in html
    found = re.search(r'<script type="application/json" id="page-data">(.*?)</script>', html, re.S)
    assert found
    assert json.loads(found[1])["sheets"][0]["sides"][1]["name"] == EVIL


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start one headless Chromium for the module."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        held = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield held
        held.close()


@pytest.mark.browser
def test_each_text_says_whose_it_is_on_a_narrow_page(
    browser: Any, diff: Comparison, tmp_path: Path
) -> None:
    """Where the columns' heads have no room, the name stands above the text."""
    diff.save(tmp_path / "diff.html")
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((tmp_path / "diff.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    said = "el => getComputedStyle(el, '::before').content"
    assert page.locator("#b0 .side").nth(1).evaluate(said) == '"Ann"'
    page.set_viewport_size({"width": 1300, "height": 800})
    assert page.locator("#b0 .side").nth(1).evaluate(said) == "none"
    page.close()


@pytest.mark.browser
def test_what_is_unfolded_is_printed(browser: Any, diff: Comparison, tmp_path: Path) -> None:
    """The table of terms as well, whole and without its controls; what is folded is not."""
    diff.save(tmp_path / "diff.html")
    page = browser.new_page(viewport={"width": 1300, "height": 800})
    page.goto((tmp_path / "diff.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    page.emulate_media(media="print")
    terms = page.locator("details.terms").first
    terms.evaluate("el => { el.open = true; }")
    assert terms.locator("table").is_visible()
    assert not terms.locator(".choose").is_visible()
    terms.evaluate("el => { el.open = false; }")
    assert not terms.is_visible()
    page.close()


@pytest.mark.browser
def test_a_reader_filters_marks_and_sorts(browser: Any, diff: Comparison, tmp_path: Path) -> None:
    """Rows of a kind alone, words that differ, the terms sorted by each column, no complaint."""
    troubles: list[str] = []
    diff.save(tmp_path / "diff.html")
    page = browser.new_page()
    page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.goto((tmp_path / "diff.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    visible = page.locator("li.bead:visible")
    assert visible.count() == 5
    for kind, number in (("substance", 1), ("wording", 2), ("same", 1), ("missing", 1)):
        page.locator("select[data-key=kind]").select_option(kind)
        assert visible.count() == number
    visible.scroll_into_view_if_needed()
    visible.get_by_text("Cut off").wait_for()
    page.keyboard.press("Escape")
    assert visible.count() == 5
    page.locator("#b1").scroll_into_view_if_needed()
    edits = page.locator("#b1 .side").nth(2).locator(".edit")
    edits.first.wait_for()
    assert "network power" in " ".join(edits.all_text_contents())
    marks = page.locator("#b0 .side").nth(1).locator("mark").all_text_contents()
    assert "billion" in " ".join(marks)
    assert page.locator("#b3 .edit").count() == 0
    terms = page.locator(".terms tbody tr")
    assert "网络强国" in terms.nth(0).inner_text()
    for place in range(5):
        button = page.locator(".terms thead button").nth(place)
        button.click()
        assert page.locator(".terms thead th").nth(place).get_attribute("aria-sort") != "none"
    page.locator(".terms").get_by_role("button", name="网络强国", exact=True).click()
    assert visible.count() == 3
    page.keyboard.press("Escape")
    page.locator(".terms tbody a").first.click()
    page.locator(".furthest button").first.click()
    page.keyboard.press("j")
    assert page.locator(".finding.current").count() == 1
    page.close()
    assert troubles == []
