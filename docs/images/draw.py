"""Draws the pictures of the report page and of the desk that the README and the guides show.

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
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import alignkit as ak
from alignkit.report import save

HERE = Path(__file__).parent
PLAN = Path("corpora/miit")
SIZE = {"width": 1440, "height": 900}
# The finding that is shown: a unit that became another one.
RULE = "NUM005"


DESK = Path("docs/start/desk")


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """Open the desk on copies of the guide's contract, and close it at the end."""
    for path in DESK.glob("contract.*.txt"):
        shutil.copy(path, folder)
    command = [sys.executable, "-m", "alignkit", "review", "contract.zh.txt", "contract.en.txt"]
    with subprocess.Popen(
        [*command, "--no-browser"], cwd=folder, stdout=subprocess.PIPE, text=True
    ) as served:
        assert served.stdout
        said = next(line for line in served.stdout if "http://" in line)
        yield re.findall(r"http://\S+", said)[0]
        served.terminate()


def draw_desk(browser: Browser, address: str) -> None:
    """Draw the desk with its overview, and as a narrow screen shows it."""
    for name, size in (("desk", SIZE), ("desk-390", {"width": 390, "height": 844})):
        page = browser.new_page(viewport=size)
        page.goto(address)
        page.wait_for_selector("li.bead")
        page.wait_for_timeout(2500)  # the first check
        for key in ("j", "a", "j", "j", "o") if name == "desk" else ("j", "j"):
            page.keyboard.press(key)
            page.wait_for_timeout(300)
        page.wait_for_timeout(800)
        page.screenshot(path=HERE / f"{name}.png")
        page.close()


def main() -> None:
    """Write the report in light and dark, and the desk in two sizes."""
    names = (PLAN / "miit-action-plan.zh.txt", PLAN / "miit-action-plan.digichina-pdf.en.txt")
    found = ak.check(*names)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_path = Path(folder) / "report.html"
        save(found, page_path)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport=SIZE, color_scheme=scheme)
            page.goto(page_path.as_uri())
            card = page.locator("[id^=f]", has_text=RULE).first
            card.scroll_into_view_if_needed()
            card.click()
            page.evaluate("window.scrollBy(0, -40)")
            page.wait_for_timeout(800)
            page.screenshot(path=HERE / f"report-{scheme}.png")
        with desk(Path(folder)) as address:
            draw_desk(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
