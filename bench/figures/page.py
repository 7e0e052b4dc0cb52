"""Writes the figures kept by python -m bench into the documents: python -m bench page OUT.json.

They are docs/benchmarks.md, and the tables between marks in README.md, docs/limits.md and
docs/others.md. What OUT does not hold stays as it stands there.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.figures import highlights
from bench.figures.table import said
from bench.rooms import ROOMS
from bench.texts.data import SETS
from bench.unseen.record import ROUNDS

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
#: Rooms that need no gold data.
BARE = tuple(room.name for room in ROOMS if not room.needs)


def page(rooms: dict[str, Any], older: str = "", whole: dict[str, int] | None = None) -> str:
    """Return the page as Markdown; rooms that were not measured keep their older section."""
    kept = {part.partition("\n")[0]: part for part in re.split(r"^## ", older, flags=re.M)[1:]}
    parts = [(HERE / "page_head.md").read_text("utf-8")]
    for room in ROOMS:
        title = room.what.rstrip(".")
        if room.name in rooms:
            parts.append(_room(room.name, rooms[room.name]))
        elif title in kept:
            parts.append(f"## {kept[title].rstrip()}\n")
    foot = (HERE / "page_foot.md").read_text("utf-8")
    text = "\n".join([*parts, foot.replace("SETS", "\n".join(sets()))])
    return text.replace("COSTS", costs(text, whole))


def costs(text: str, whole: dict[str, int] | None = None) -> str:
    """Return what all rooms of a page take together, in one run or as far as their sections say."""
    if whole:
        return (
            f"A run of all rooms took {whole['seconds']:,} s by the clock with --jobs "
            f"{whole['jobs']}, {whole['processor']:,} s of processors"
        )
    found = re.findall(r"UTC, (\d+) s(?:, (\d+) s of processors)?\.", text)
    clock = sum(int(seconds) for seconds, _ in found)
    told = [int(seconds) for _, seconds in found if seconds]
    rest = (
        f"; {len(told)} of them tell their processor time, {sum(told):,} s in all" if told else ""
    )
    return f"The {len(found)} rooms below took {clock:,} s by the clock, busy or not{rest}"


def sets() -> list[str]:
    """Return the table of the data."""
    lines = ["| folder | what | directions | genres | halves | looked at as a whole | from |",
             "|---|---|---|---|---|---|---|"]  # fmt: skip
    for held in SETS:
        seen = "yes" if held.seen else "no"
        lines.append(
            f"| `{held.path}` | {held.what} | {', '.join(held.directions)} | "
            f"{', '.join(held.genres)} | {held.cut} | {seen} | {held.licence} |"
        )
    return lines


def _room(name: str, held: dict[str, Any]) -> str:
    text = section(name, held, rounds(held["rows"]) if name == "judged" else None)
    if name == "scale" and len(curve(held["rows"])) > 1:
        draw(curve(held["rows"]), DOCS / "images" / "scale.svg")
        text += "\n![Seconds and memory against sentences](images/scale.svg)\n"
    return text


def rounds(rows: list[dict[str, Any]]) -> list[str]:
    """Return the rounds of reading side by side, a column a round."""
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        turn, _, rest = row["data"].partition(", ")
        said_of = f"{said(row)} ({row['note']})" if row["note"] else said(row)
        cells.setdefault((row["name"], rest), {})[turn] = said_of
    turns = [turn for turn in ROUNDS if any(turn in held for held in cells.values())]
    lines = [f"| figure | {' | '.join(turns)} |", "|---|" + "---|" * len(turns)]
    for (name, rest), held in cells.items():
        what = f"{name}, {rest}" if rest else name
        lines.append(f"| {what} | {' | '.join(held.get(turn, '') for turn in turns)} |")
    return lines


def section(name: str, held: dict[str, Any], table: list[str] | None = None) -> str:
    """Return one room's heading, table, machine and signatures."""
    spent = f", {held['seconds']:.0f} s" if "seconds" in held else ""
    spent += f", {held['processor']:.0f} s of processors" if "processor" in held else ""
    lines = [
        f"## {held['what'].rstrip('.')}\n",
        f"`python -m bench {name}{'' if name in BARE else ' --data DIR'}`, "
        f"{held['date']}{spent}.\n",
    ]
    lines += table or [
        "| figure | system | value | bar | met | data | note |",
        "|---|---|---:|---:|---|---|---|",
        *map(line, held["rows"]),
    ]
    lines += ["", *(f"Left out: {reason}.\n" for reason in held["left out"])]
    lines.append(
        "Measured with " + ", ".join(f"{k} {v}" for k, v in held["machine"].items()) + ".\n"
    )
    signatures = sorted({row["signature"] for row in held["rows"] if row["signature"]})
    if signatures:
        lines += ["Signatures:\n", *(f"- `{signature}`" for signature in signatures), ""]
    return "\n".join(lines)


def line(row: dict[str, Any]) -> str:
    """Return one figure as a line of the table; our own systems stand out."""
    bar, met = "", ""
    if row["bar"] is not None:
        bar = f"{'≥' if row['better'] == 'higher' else '≤'} {row['bar']:g}"
    if row["bar"] is not None and not isinstance(row["value"], str):
        higher = row["better"] == "higher"
        good = row["value"] >= row["bar"] if higher else row["value"] <= row["bar"]
        met = "yes" if good else "**no**"
    cells = [
        row["name"],
        row["rival"] or "**alignkit**",
        said(row),
        bar,
        met,
        row["data"],
        row["note"],
    ]
    return "| " + " | ".join(re.sub(r"([|<>_*])", r"\\\1", c) if i != 1 and i != 4 else c
                             for i, c in enumerate(cells)) + " |"  # fmt: skip


def curve(rows: list[dict[str, Any]]) -> list[tuple[int, float, float]]:
    """Return sentences, seconds and memory of every size that was measured."""
    found: dict[int, dict[str, float]] = {}
    for row in rows:
        match = re.match(r"(time|memory), ([\d,]+) x", row["name"])
        if match and not row["rival"]:
            found.setdefault(int(match[2].replace(",", "")), {})[match[1]] = row["value"]
    return [(n, f["time"], f["memory"]) for n, f in sorted(found.items()) if len(f) == 2]


def draw(points: list[tuple[int, float, float]], path: Path) -> None:
    """Draw the growth of time and memory, the same bytes for the same figures."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "alignkit"
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3.2))
    sizes = [n for n, *_ in points]
    for axes, place, title in ((left, 1, "seconds"), (right, 2, "memory, MiB")):
        axes.plot(sizes, [p[place] for p in points], "o-", color="#00796b")
        axes.set_xlabel("sentences of the shorter text")
        axes.set_title(title)
        axes.set_ylim(bottom=0)
        axes.grid(alpha=0.3)
    figure.tight_layout()
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


def main(arguments: Sequence[str], data: Path) -> None:
    """Write the page from the file named."""
    if len(arguments) != 1:
        sys.exit("usage: python -m bench page OUT.json")
    kept = json.loads(Path(arguments[0]).read_text("utf-8"))
    rooms = kept["rooms"]
    path = DOCS / "benchmarks.md"
    path.write_text(page(rooms, path.read_text("utf-8"), kept.get("whole")), encoding="utf-8")
    highlights.write("README.md", highlights.README, rooms)
    highlights.write("docs/limits.md", highlights.LIMITS, rooms)
    highlights.write_beside(rooms)
