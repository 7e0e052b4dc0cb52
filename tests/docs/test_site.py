"""The site as readers have it: built whole, every link leads somewhere, and it can be searched."""

from __future__ import annotations

import functools
import http.server
import importlib.util
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def links() -> Any:
    """Return the script that follows links."""
    spec = importlib.util.spec_from_file_location("links", ROOT / "docs" / "links.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site, where a warning is an error."""
    pytest.importorskip("mkdocs")
    path = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return path


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site: a page from a file may not start the worker that searches."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_all_pages_are_built_and_indexed(site: Path) -> None:
    """Those that are made of the code as well."""
    assert (site / "commands.html").exists()
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    found = {page["location"].partition("#")[0] for page in index["docs"]}
    assert {"commands.html", "rules/NUM001.html", "start/book.html"} <= found


def test_every_link_leads_to_its_place(site: Path, links: Any) -> None:
    """Pages, pictures and headings."""
    assert not links.broken(site)
    assert sum(len(page.links) for page in links.read(site).values()) > 1000


def test_a_link_to_nothing_is_told(tmp_path: Path, links: Any) -> None:
    """A page, a heading and a picture that are not there; what leaves the site is listed."""
    (tmp_path / "a.html").write_text(
        '<p id="here"><a href="#here">x</a><a href="#gone">x</a><a href="b.html">x</a>'
        '<img src="c.png"><a href="https://example.org/">x</a></p>'
    )
    assert links.broken(tmp_path) == ["a.html: #gone", "a.html: b.html", "a.html: c.png"]
    assert links.external(tmp_path) == {"https://example.org/": "a.html"}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("severity", "findings.html"),
        ("COV002", "rules/COV002.html"),
        ("以上", "faq.html"),
        ("水泵", "start/translators.html"),
        ("智能网联汽车", "case-study-miit.html"),
    ],
)
def test_a_search_finds_the_page(address: str, words: str, page: str) -> None:
    """In both languages, by the keyboard."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(f"{address}/index.html")
        opened.click("input.md-search__input")
        opened.keyboard.type(words)
        opened.keyboard.press("Shift")  # the page listens to keys that are let go
        first = opened.wait_for_selector(".md-search-result__link")
        assert first
        assert (first.get_attribute("href") or "").partition("?")[0].endswith(f"/{page}")
        browser.close()
