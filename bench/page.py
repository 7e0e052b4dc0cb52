"""Writes the figures kept by python -m bench into the documents: python -m bench.page OUT.json.

They are docs/benchmarks.md as a whole, and the tables between marks in README.md and
docs/limits.md.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from bench import highlights
from bench.table import said

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"


def page(rooms: dict[str, Any]) -> str:
    """Return the page as Markdown."""
    parts = [(HERE / "page_head.md").read_text("utf-8")]
    for name, held in rooms.items():
        parts.append(section(name, held))
        if name == "scale" and len(curve(held["rows"])) > 1:
            draw(curve(held["rows"]), DOCS / "images" / "scale.svg")
            parts.append("![Seconds and memory against sentences](images/scale.svg)\n")
    return "\n".join([*parts, (HERE / "page_foot.md").read_text("utf-8")])


def section(name: str, held: dict[str, Any]) -> str:
    """Return one room's heading, table, machine and signatures."""
    spent = f", {held['seconds']:.0f} s" if "seconds" in held else ""
    lines = [
        f"## {held['what'].rstrip('.')}\n",
        f"`python -m bench.{name}{'' if name in ('read', 'start') else ' --data DIR'}`, "
        f"{held['date']}{spent}.\n",
        "| figure | system | value | bar | met | data | note |",
        "|---|---|---:|---:|---|---|---|",
    ]
    lines += map(line, held["rows"])
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


def main() -> None:
    """Write the page from the file named."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.page OUT.json")
    rooms = json.loads(Path(sys.argv[1]).read_text("utf-8"))["rooms"]
    (DOCS / "benchmarks.md").write_text(page(rooms), encoding="utf-8")
    highlights.write("README.md", highlights.README, rooms)
    highlights.write("docs/limits.md", highlights.LIMITS, rooms)


if __name__ == "__main__":
    main()
