"""The review desk: from the command to the page, and corrections of a long pair, in Chromium.

python -m bench desk --data DIR. The clock is read inside the page, from the key that is pressed to
the frame that shows what it did; processor time of the server and of the page stands beside it.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.figures.table import Row

BEADS, ROUNDS = 10_000, 12
PAIR = Path(__file__).parents[2] / "corpora" / "miit"
NAMES = "miit-action-plan.zh.txt", "miit-action-plan.digichina-web.en.txt"
NEWS = ("newstest2020-zhen-src.zh.txt", "newstest2020.zh-en.Human-A.0.txt")
#: Keys that correct the alignment, one after the other on the same bead, and back.
KEYS = ("m", "u", "y", "u", "]", "u", "x", "l", "l")
#: Tells when a key was pressed, and when the first frame was shown after the rows had changed.
WATCH = """() => {
  window.times = [];
  let pressed = 0;
  addEventListener("keydown", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    if (!pressed) return;
    const start = pressed;
    pressed = 0;
    requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - start), 0));
  }).observe(document.querySelector("#scroller"), { childList: true, subtree: true });
}"""
SAVED = "document.querySelector('.saved').textContent === 'Saved'"


@contextmanager
def served(*arguments: str) -> Iterator[tuple[int, str]]:
    """Start a desk, and yield its process's number and its address."""
    command = [sys.executable, "-m", "alignkit", "review", *arguments, "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    told = ""
    while not (found := re.search(r"http://\S+", told)):
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(told)
        told += line
    try:
        yield process.pid, found[0]
    finally:
        process.kill()
        process.communicate()


def opened(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("li.bead", timeout=120_000)


def from_command(browser: Any, place: Path) -> Iterator[Row]:
    """Yield the seconds from the command to the rows, of a new project and of one that is there."""
    for name in NAMES:
        shutil.copy(PAIR / name, place)
    files = [str(place / name) for name in NAMES]
    for what in ("a new project", "the same project again"):
        page = browser.new_page()
        start = time.perf_counter()
        with served(*files) as (_, address):
            opened(page, address)
            seconds = time.perf_counter() - start
            page.close()
        said = "MIIT action plan"
        yield Row(f"from the command to the page, {what}", seconds, 2, "lower", "s", said)


def corrections(browser: Any, data: Path, place: Path) -> Iterator[Row]:
    """Yield how long a correction of a long pair takes to be shown, and what it costs."""
    lines = [(data / "newstest2020" / name).read_text("utf-8").splitlines() for name in NEWS]
    pairs = [[text.replace("\t", " ").replace('"', "") for text in pair] for pair in zip(*lines)]
    rows = [pairs[number % len(pairs)] for number in range(BEADS)]
    table = place / "long.tsv"
    table.write_text("source\ttarget\n" + "".join(f"{a}\t{b}\n" for a, b in rows), "utf-8")
    (place / "alignkit.toml").write_text('select = ["FMT001"]\n', "utf-8")
    with served(str(table), "--config", str(place / "alignkit.toml")) as (pid, address):
        page = browser.new_page()
        opened(page, address)
        until(page, "!document.querySelector('.working')")
        page.evaluate(WATCH)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        before, cost = spent(pid), script(session)
        for turn in range(ROUNDS):
            at = (turn + 1) * (BEADS // (ROUNDS + 2))
            page.evaluate(f"import('/page/desk.js').then(({{ view }}) => view.put({at}, 1, 0))")
            page.wait_for_timeout(300)
            for key in KEYS:
                page.keyboard.press(key)
                until(page, SAVED)
                page.wait_for_timeout(150)
        times = [float(held) for held in page.evaluate("times")]
        count = ROUNDS * len(KEYS)
        mine = (spent(pid) - before) / count * 1000
        theirs = (script(session) - cost) / count * 1000
    said = f"{BEADS:,} beads, {len(times)} corrections"
    note = (
        f"median {statistics.median(times):.0f} ms, longest {max(times):.0f}; processor time a "
        f"correction: server {mine:.0f} ms with what follows from it, page {theirs:.0f} ms"
    )
    most = statistics.quantiles(times, n=20)[-1]
    yield Row("a correction is shown, 95 of a hundred", most, 100, "lower", "ms", said, note=note)


def until(page: Any, script: str) -> None:
    """Wait until a script says yes; the page's policy lets nobody wait inside it."""
    while not page.evaluate(script):
        page.wait_for_timeout(10)


def spent(pid: int) -> float:
    """Return the processor seconds of a process; what it has started does not count."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def script(session: Any) -> float:
    """Return the processor seconds that the page's thread has worked."""
    held = session.send("Performance.getMetrics")["metrics"]
    return float({metric["name"]: metric["value"] for metric in held}["TaskDuration"])


def chromium() -> str | None:
    """Return the browser, where it and what drives it are there."""
    if not find_spec("playwright"):
        return None
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), None)


def run(data: Path) -> list[Row]:
    path = chromium()
    if not path:
        return []
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        place = Path(name)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        rows = [*from_command(browser, place), *corrections(browser, data, place)]
        browser.close()
    return rows
