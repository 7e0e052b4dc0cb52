"""Draws every picture of the report page and of the desk that the README and the guides show.

The plot of seconds and memory is drawn by python -m bench page; the figure of the search stands by
itself.

Run from the root of the repository, with Playwright, Chromium and a Chinese font at hand:
python docs/images/draw.py
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

import alignkit as ak
from alignkit.report import save

HERE = Path(__file__).parent
PLAN = Path("corpora/miit")
SIZE: ViewportSize = {"width": 1440, "height": 900}
# The finding that is shown: a unit that became another one.
RULE = "NUM005"
DESK = Path("docs/start/desk")
# The same contract in other words, and with other faults, for the translation that stands beside.
OTHER = (
    ("Party A shall", "The Buyer shall"),
    ("Party A purchases", "The Buyer purchases"),
    ("753,000", "735,000"),
    ("ten days", "10 days"),
)
# A table of the documents, with one wrong figure.
TABLE = {
    "plan.zh.md": """\
# 采购计划

下表列出设备。

| 名称 | 数量 | 单价 |
|---|---|---|
| 激光干涉仪 | 12台 | 3.5万元 |
| 数控机床 | 3台 | 120万元 |
| 机器人 | 45台 | 20万元。含安装。 |
""",
    "plan.en.md": """\
# Procurement plan

The following table lists the equipment.

| Name | Quantity | Unit price |
|---|---|---|
| Laser interferometer | 12 | 35,000 yuan |
| CNC machine tool | 3 | 1.3 million yuan |
| Robot | 45 | 200,000 yuan. Installation included. |
""",
}


@contextmanager
def desk(folder: Path, *others: str) -> Iterator[str]:
    """Open the desk on copies of the guide's contract, and close it at the end."""
    folder.mkdir()
    for path in DESK.glob("contract.*.txt"):
        shutil.copy(path, folder)
    text = (folder / "contract.en.txt").read_text(encoding="utf-8")
    for old, new in OTHER:
        text = text.replace(old, new)
    for name in others:
        (folder / name).write_text(text, encoding="utf-8")
    names = ("contract.zh.txt", "contract.en.txt", *others)
    command = [sys.executable, "-m", "alignkit", "review", *names, "--no-browser"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout
        said = next(line for line in served.stdout if "http://" in line)
        try:
            yield re.findall(r"http://\S+", said)[0]
        finally:
            served.terminate()


def draw_desk(
    browser: Browser,
    address: str,
    name: str,
    keys: tuple[str, ...],
    *,
    size: ViewportSize = SIZE,
    dark: bool = False,
    term: str = "",
) -> None:
    """Draw the desk after some keys, and after the search for a term in its concordance."""
    page = browser.new_page(viewport=size, color_scheme="dark" if dark else "light")
    page.goto(address)
    page.wait_for_selector("li.bead")
    page.wait_for_timeout(2500)  # the first check
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(300)
    if term:
        page.get_by_placeholder("A term in either language").fill(term)
    page.wait_for_timeout(1200)
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


def draw_report(browser: Browser, folder: Path) -> None:
    """Draw the report of the plan at one finding, in light and dark, and a table on a page."""
    names = (PLAN / "miit-action-plan.zh.txt", PLAN / "miit-action-plan.digichina-pdf.en.txt")
    page_path = folder / "report.html"
    save(ak.check(*names), page_path)
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport=SIZE, color_scheme=scheme)
        page.goto(page_path.as_uri())
        card = page.locator("[id^=f]", has_text=RULE).first
        card.scroll_into_view_if_needed()
        card.click()
        page.evaluate("window.scrollBy(0, -40)")
        page.wait_for_timeout(800)
        page.screenshot(path=HERE / f"report-{scheme}.png")
        page.close()


def draw_table(browser: Browser, folder: Path) -> None:
    """Draw a table of the documents, as the page shows it before the beads of its cells."""
    for name, text in TABLE.items():
        (folder / name).write_text(text, encoding="utf-8")
    with chdir(folder):  # the page names the documents as they were given
        save(ak.check(*TABLE), folder / "table.html")
    page = browser.new_page(viewport={"width": 1200, "height": 560})
    page.goto((folder / "table.html").as_uri())
    page.get_by_text("采购计划").first.wait_for()
    page.evaluate("window.scrollBy(0, 247)")  # past the summary: the table in the middle
    page.wait_for_timeout(800)
    page.screenshot(path=HERE / "report-table.png")
    page.close()


def main() -> None:
    """Write the pictures of the report and of the desk."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        draw_report(browser, folder)
        draw_table(browser, folder)
        with desk(folder / "one") as address:
            draw_desk(browser, address, "desk", ("j", "a", "j", "j", "o"))
            draw_desk(browser, address, "desk-390", ("j", "j"), size={"width": 390, "height": 844})
            draw_desk(browser, address, "desk-dark", ("v",), dark=True, term="验收")
        with desk(folder / "two", "other.en.txt") as address:
            draw_desk(browser, address, "desk-compare", ("o",))
        browser.close()


if __name__ == "__main__":
    main()
