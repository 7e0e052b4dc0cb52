"""A desk as its users have it: a server started by the command line, and a real browser."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alignkit.desk.dossier import Dossier
from alignkit.desk.project import ProjectFile

SAMPLES = Path(__file__).parents[2] / "docs" / "start" / "desk"
PATIENCE = 30


class Served:
    """A running desk, its address and its project file."""

    def __init__(self, arguments: list[str], project: Path) -> None:
        self.project = project
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alignkit", "review", *arguments, "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        told = ""
        while not (found := re.search(r"http://\S+", told)):
            line = self.process.stdout.readline()
            assert line, told
            told += line
        self.address = found[0]
        self.origin, _, self.token = self.address.partition("/#")

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.kill()
        self.process.communicate()

    def close(self) -> str:
        """End the server as Ctrl-C does, and return what else it printed."""
        if self.process.stdout is None or self.process.stdout.closed:
            return ""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        told, _ = self.process.communicate(timeout=PATIENCE)
        return told

    def held(self) -> Dossier:
        """Return what stands in the project file now."""
        return ProjectFile(self.project).read().dossiers[0]

    def until(self, fits: Callable[[Dossier], Any]) -> Dossier:
        """Return the project file's pair as soon as it is as it should be."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.project.exists() and fits(held := self.held()):
                return held
            time.sleep(0.05)
        raise AssertionError("the project file never came to be so")


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Start desks on copies of the tutorial's texts; all are closed in the end."""
    started: list[Served] = []

    def start(name: str = "contract", *more: str) -> Served:
        for path in SAMPLES.glob(f"{name}.*.txt"):
            if not (tmp_path / path.name).exists():
                shutil.copy(path, tmp_path)
        files = [str(tmp_path / f"{name}.{lang}.txt") for lang in ("zh", "en")]
        served = Served([*files, *more], tmp_path / f"{name}.alignkit")
        started.append(served)
        return served

    yield start
    for served in started:
        served.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start one headless Chromium for the module."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        held = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield held
        held.close()


@pytest.fixture
def windows(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open windows on a desk; in the end nothing may have been asked of any other host."""
    troubles: list[str] = []
    contexts = []

    def open_window(served: Served, **options: Any) -> Any:
        context = browser.new_context(accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))

        def asked(request: Any) -> None:
            if not request.url.startswith((served.origin, "data:", "blob:")):
                troubles.append(f"request: {request.url}")

        page.on("request", asked)
        page.goto(served.address)
        page.wait_for_selector("html[data-ready]")
        page.wait_for_selector("li.bead")
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert troubles == []
