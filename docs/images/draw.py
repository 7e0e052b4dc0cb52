"""Draws the pictures of the report page that the README and the guide of the page show.

Run from the root of the repository, with Playwright, Chromium and a Chinese font at hand:
python docs/images/draw.py
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import alignkit as ak
from alignkit.report import save

HERE = Path(__file__).parent
PLAN = Path("corpora/miit")
SIZE = {"width": 1440, "height": 900}
# The finding that is shown: a unit that became another one.
RULE = "NUM005"


def main() -> None:
    """Write the light and the dark picture."""
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
        browser.close()


if __name__ == "__main__":
    main()
