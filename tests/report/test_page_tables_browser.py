"""Tables of the documents on the page: as tables, with a way from each cell to its bead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignkit.align.inputs import open_pair
from alignkit.report import save
from alignkit.report.html.tabular import tables_of
from alignkit.types import Bead, Bitext, Document, Findings
from report import samples

COLUMNS = 12


def grid(first: str) -> str:
    """Return a document with a wide table of two rows."""
    lines = [[f"{first}{row}{column}" for column in range(COLUMNS)] for row in range(2)]
    rows = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join(["Before.", "", rows[0], "|---" * COLUMNS + "|", rows[1], "", "Behind."])


def cut(text: str, tmp_path: Path, lang: str = "zh") -> Document:
    """Return a Markdown text as a document with its sentences."""
    path = tmp_path / f"t.{lang}.md"
    path.write_text(text, "utf-8")
    return open_pair(path, path, (lang, lang), False)[0]


def wide(tmp_path: Path) -> Findings:
    """Return a pair with a wide table, and an error in its last cell."""
    sides = [cut(grid(word), tmp_path, lang) for word, lang in (("量", "zh"), ("q", "en"))]
    beads = tuple(Bead((n,), (n,), 0.9, 0.99) for n in range(2 * COLUMNS + 2))
    bitext = Bitext(sides[0], sides[1], beads)
    words = "量111", "q111"
    found = samples.finding(bitext, "NUM901", 2 * COLUMNS, words, message="another value")
    return Findings((found,), bitext=bitext)


def test_each_cell_knows_its_sentences(tmp_path: Path) -> None:
    """A table is its cells in order; a new one begins where places go back."""
    twice = grid("量").replace("Behind.", grid("价").partition("\n\n")[2])
    tables = tables_of(cut(twice, tmp_path))
    assert [len(cells) for cells in tables] == [2 * COLUMNS, 2 * COLUMNS]
    assert tables[0][:2] == [[1, 1, [1]], [1, 2, [2]]]
    assert tables[1][-1] == [2, COLUMNS, [4 * COLUMNS]]


def test_a_column_alone_is_no_table(tmp_path: Path) -> None:
    """What has one column or one row reads as well bead by bead."""
    text = "| 一 |\n|---|\n| 二 |\n"
    assert tables_of(cut(text, tmp_path)) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_a_wide_table_is_kept_as_a_table(opened: Any, tmp_path: Path, width: int) -> None:
    """Both tables stand before their cells, scroll by themselves, and lead to the beads."""
    page = opened(wide(tmp_path), viewport={"width": width, "height": 900})
    tables = page.locator(".tables table")
    assert tables.count() == 2
    assert page.locator("#b1 .tables").count() == 1
    assert tables.first.locator("tr").count() == 2
    assert tables.last.locator("td").all_inner_texts()[:2] == ["q00", "q01"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert tables.last.locator("td .error").count() == 1
    tables.last.locator("td a").last.click()
    assert page.evaluate("location.hash") == f"#b{2 * COLUMNS}"


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_tables_and_headings(browser: Any, tmp_path: Path, theme: str) -> None:
    """A table that scrolls is reached by keys; headings that leave levels out nest all the same."""
    package = pytest.importorskip("axe_playwright_python")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")
    sides = [
        cut(f"# {a}\n\n{grid(a)}\n\n### {a}{a}\n\n{a}。\n", tmp_path, lang)
        for a, lang in (("量", "zh"), ("q", "en"))
    ]
    beads = tuple(Bead((n,), (n,), 0.9, 0.99) for n in range(len(sides[0].sentences)))
    path = tmp_path / "page.html"
    save(Findings((), bitext=Bitext(sides[0], sides[1], beads)), path)
    context = browser.new_context(color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    # Beads further down are set as the page comes to them.
    page.wait_for_function("document.querySelectorAll('[role=heading]').length === 4")
    levels = page.locator("[role=heading]").evaluate_all("all => all.map(e => e.ariaLevel)")
    assert levels == ["2", "2", "3", "3"]
    page.evaluate(axe)
    found = page.evaluate("axe.run(document)")["violations"]
    context.close()
    assert [violation["id"] for violation in found] == []


@pytest.mark.slow
@pytest.mark.browser
def test_a_very_long_table_is_drawn_in_part(opened: Any, tmp_path: Path) -> None:
    """Thousands of rows neither break the page nor stand twice on it."""
    rows = "".join(f"| 名{row} | {row} |\n" for row in range(4000))
    side = cut(f"| 甲 | 乙 |\n|---|---|\n{rows}", tmp_path)
    count = len(side.sentences)
    bitext = Bitext(side, side, tuple(Bead((n,), (n,), 0.9, 0.99) for n in range(count)))
    page = opened(Findings((), bitext=bitext))
    table = page.locator(".tables table").first
    assert table.locator("tr").count() == 201
    assert "3,801 more rows" in table.inner_text()
