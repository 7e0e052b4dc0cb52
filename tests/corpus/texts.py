"""Small documents and their translations, of which a corpus is made."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PLACES = [
    ("北京", "Beijing"), ("上海", "Shanghai"), ("广州", "Guangzhou"), ("成都", "Chengdu"),
    ("武汉", "Wuhan"), ("南京", "Nanjing"), ("西安", "Xi'an"), ("杭州", "Hangzhou"),
]  # fmt: skip
THINGS = [
    ("桥", "bridge"), ("医院", "hospital"), ("学校", "school"), ("图书馆", "library"),
    ("工厂", "factory"), ("公园", "park"), ("机场", "airport"), ("博物馆", "museum"),
    ("港口", "harbour"), ("市场", "market"), ("剧院", "theatre"),
]  # fmt: skip


def pair(number: int) -> tuple[list[str], list[str]]:
    """Return the sentences of a document and of its translation, told apart by what they name."""
    (city, town), (zh, en) = PLACES[number % len(PLACES)], THINGS[number % len(THINGS)]
    year, cost = 1950 + number % 70, 100 + 7 * number
    return (
        [
            f"{year}年，{city}建了一座新的{zh}。",
            f"这座{zh}花了{cost}万元。",
            "许多人从很远的地方来看它。",
            f"孩子们喜欢在{zh}旁边玩。",
            f"{city}的市长说，明年还要再建{number + 2}座。",
        ],
        [
            f"In {year} a new {en} was built in {town}.",
            f"The {en} cost {cost / 100:g} million yuan.",
            "Many people came from far away to see it.",
            f"Children like to play beside the {en}.",
            f"The mayor of {town} said that {number + 2} more would be built next year.",
        ],
    )


def folders(place: Path, count: int) -> tuple[Path, Path]:
    """Write so many documents and their translations into two folders."""
    sides = place / "zh", place / "en"
    for side in sides:
        side.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        for side, sentences in zip(sides, pair(number), strict=True):
            (side / f"{number:03}.txt").write_text("\n".join(sentences) + "\n", "utf-8")
    return sides


def rows_of(path: Path) -> list[Any]:
    """Return the objects of a file that holds one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def command(*arguments: object) -> list[str]:
    """Return the command line in a process that does not see the current folder."""
    code = "from alignkit.cli.main import entry; entry()"
    return [sys.executable, "-c", code, *map(str, arguments)]


def environment() -> dict[str, str]:
    """Return the environment that lets such a process find the package."""
    paths = os.pathsep.join(p for p in sys.path if p)
    return {**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1", "NO_COLOR": "1"}


def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end."""
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, env=environment(), cwd=cwd, check=False
    )


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start the command line and return its process."""
    return subprocess.Popen(
        command(*arguments),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )


def children(pid: int) -> list[int]:
    """Return the processes that a process has started, theirs too."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            held = [int(word) for word in task.read_text("ascii").split()]
        except OSError:
            continue
        found += held + [other for child in held for other in children(child)]
    return found


def await_child(process: subprocess.Popen[str], seconds: float = 60.0) -> list[int]:
    """Wait until a process has workers, and return them."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        held = children(process.pid)
        if held:
            return held
        time.sleep(0.02)
    return []


def await_tables(out: Path, count: int, seconds: float = 120.0) -> bool:
    """Wait until a run has finished so many shards."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if len(list((out / "done").glob("*.json"))) >= count:
            return True
        time.sleep(0.02)
    return False


def kill(pids: Sequence[int]) -> None:
    """Kill processes as a system would."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
