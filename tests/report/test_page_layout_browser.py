"""The page in a real browser: long, printed, narrow, of several texts and of many pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignkit.report import save
from alignkit.report.outcome import Outcome
from alignkit.types import Bitext, Findings
from report import samples
from report.views import current, rows

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_five_thousand_beads_are_drawn_as_they_are_needed(opened: Any) -> None:
    """Every bead has its place in the list at once; the far end is drawn when a key goes there."""
    page = opened(samples.many(5000))
    assert page.locator("li.bead").count() >= 5000
    page.keyboard.press("k")
    last = page.locator(".finding.current")
    assert last.is_visible()
    box = last.bounding_box()
    assert 0 < box["y"] < page.viewport_size["height"]


@pytest.mark.slow
def test_printing_unfolds_every_row_and_repeats_the_names(opened: Any, tmp_path: Path) -> None:
    """The PDF holds every bead and, on each page, file names and signature."""
    page = opened(samples.many(200))
    path = tmp_path / "report.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    from pdfminer.high_level import extract_pages, extract_text

    text = extract_text(path)
    pages = len(list(extract_pages(path)))
    assert text.count("Overall goals") == 29
    assert pages > 3
    assert text.count("big.zh.txt") >= pages
    assert text.count("task:check") >= pages
    assert "Reject" not in text


def test_counts_lead_to_what_they_count(opened: Any) -> None:
    """Errors, beads without counterpart: a click shows them alone."""
    page = opened(samples.findings())
    page.locator(".counts", has_text="2 errors").click()
    assert rows(page) == 2
    page.keyboard.press("Escape")
    page.locator(".counts", has_text="without counterpart").click()
    assert rows(page) == 2
    assert page.locator("select[data-key=confidence]").input_value() == "alone"


def test_the_worst_findings_stand_above_the_fold_of_a_telephone(opened: Any) -> None:
    """At 390 pixels findings are in sight at once, and the filters unfold inside the screen."""
    page = opened(samples.findings(), viewport={"width": 390, "height": 844})
    worst = page.locator(".worst button")
    assert worst.count() == 4
    box = worst.last.bounding_box()
    assert box["y"] + box["height"] < 844
    assert not page.locator(".tools").is_visible()
    page.locator("button[aria-label=Filters]").click()
    for control in page.locator(".tools select:visible, .tools button:visible").all():
        box = control.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    worst.first.click()
    assert current(page) == "f0"


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_screen_is_too_narrow(opened: Any, width: int) -> None:
    """Nothing sticks out sideways, on a telephone either."""
    screen = {"width": width, "height": 800}
    page = opened(samples.findings(), viewport=screen, reduced_motion="reduce")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("j")
    page.keyboard.press("j")
    box = page.locator("#f0").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert 0 < box["y"] < 800


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(browser: Any, tmp_path: Path, theme: str, width: int) -> None:
    """No barrier that axe knows, in both themes and sizes, with dialogs and decisions too."""
    package = pytest.importorskip("axe_playwright_python")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")
    path = tmp_path / "report.html"
    save(samples.findings(), path)
    # The policy of the page would keep axe itself out.
    page = browser.new_context(
        color_scheme=theme, viewport={"width": width, "height": 800}, bypass_csp=True
    ).new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.evaluate(axe)
    found = []
    for keys in ((), ("j", "a", "j", "r", "n"), ("Escape", "?"), ("Escape", "e")):
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_timeout(250)
        for violation in page.evaluate("axe.run(document)")["violations"]:
            found.append((keys, violation["id"], [node["html"] for node in violation["nodes"]]))
    page.context.close()
    assert found == []


def test_three_texts_stand_side_by_side(browser: Any, tmp_path: Path) -> None:
    """A sheet of an original and two translations shows three columns, marks in each."""
    from alignkit.report.html import render_page
    from alignkit.report.html.model import Mark, Page, Row, Sheet, Side

    sides = [
        Side("plan.zh.txt", "zh", "", ["检出率达到95%。"]),
        Side("a.en.txt", "en", " ", ["The rate is 95%."]),
        Side("b.en.txt", "en", " ", ["The rate is 59%."]),
    ]
    spans = [[[5, 8]], [[12, 15]], [[12, 15]]]
    mark = Mark("DIV001", "error", "they differ", 0, spans, ["95 %", "95 %", "59 %"])
    sheet = Sheet("plan", "key", "", sides, [Row(0, [[0], [0], [0]])], [mark])
    path = tmp_path / "compare.html"
    path.write_text(render_page(Page("compare", "plan", [sheet])), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#b0 .side").count() == 3
    assert page.locator("#b0 mark").all_text_contents() == ["95%", "95%", "59%"]
    boxes = [page.locator("#b0 .side").nth(i).bounding_box() for i in range(3)]
    assert len({box["y"] for box in boxes}) == 1
    page.close()


def two_pairs() -> Outcome:
    """Return the outcome of the samples' pair and of one without findings."""
    other = Bitext.from_pairs([("你好。", "Hello.")], name="b.tsv")
    return Outcome.of([samples.findings(), Findings((), bitext=other)])


def test_a_page_of_many_pairs_opens_on_all_of_them(opened: Any) -> None:
    """The pair with most errors stands first; a link leads into it, a key and Back lead out."""
    page = opened(two_pairs())
    table = page.locator(".overview tbody tr")
    assert table.count() == 2
    assert not page.locator(".summary").is_visible()
    assert page.locator(".overview .verdict").inner_text().startswith("2 errors")
    assert "1 without findings" in page.locator(".overview .verdict").inner_text()
    table.first.locator("a").click()
    assert rows(page) == 7
    assert not page.locator(".overview").is_visible()
    page.keyboard.press("o")
    page.wait_for_selector(".overview:visible")
    page.go_back()
    page.wait_for_selector(".overview", state="hidden")


def test_all_pairs_can_be_read_on_a_telephone(opened: Any) -> None:
    """A name has the width of the screen, each number its name, and nothing leads nowhere."""
    page = opened(two_pairs())
    page.set_viewport_size({"width": 390, "height": 800})
    row = page.locator(".overview tbody tr").first
    assert row.locator("th").bounding_box()["width"] > 280
    assert row.bounding_box()["height"] < 120
    name = row.locator("td.error").evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "Errors" in name
    assert page.locator(".bar .narrow:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_all_pairs_are_sorted_filtered_and_searched(opened: Any) -> None:
    """By any column, by a rule, by a name."""
    page = opened(two_pairs())
    names = page.locator(".overview tbody a")
    first = names.first.inner_text()
    page.locator(".overview thead button", has_text="Errors").click()
    assert names.last.inner_text() == first
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Errors")
    page.locator(".overview .chip").first.click()
    assert names.count() == 1
    page.locator(".overview .chip").first.click()
    page.locator(".overview input").fill("b.tsv")
    assert names.all_inner_texts() == ["b.tsv"]


def test_a_page_of_many_pairs_lets_one_choose(opened: Any) -> None:
    """Two pairs share a page; each keeps its own rows."""
    page = opened(two_pairs())
    page.locator(".overview tbody a").first.click()
    assert rows(page) == 7
    page.locator("select[aria-label=Pair]").select_option("1")
    page.wait_for_function("document.querySelectorAll('.bead').length === 1")
    assert page.locator(".summary .verdict").inner_text().startswith("Nothing found")
