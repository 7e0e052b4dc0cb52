"""Makes docs/benchmarks.md of what python -m bench has kept: python -m bench.page OUT.json."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent.parent / "docs"
INTRODUCTION = """# Benchmarks

All figures of this page were printed by

```sh
python -m bench --data DIR --json bench.json
python -m bench.page bench.json
```

The second command wrote the page. DIR holds the gold data: texts that belong to their owners and are
not part of this repository. What each folder of it is, and where it comes from, stands in the table
at the end. Figures of other systems were measured in the same run, unless the note says *published*.
A bar is what the project set itself; **no** in the column *met* is a miss.

Times are worth little on a machine that does other things; each section says how busy it was.
"""
SOURCES = """## The data

| folder | what | from |
|---|---|---|
| `mac-dev` | six chapters of Chinese novels and their English translations, aligned by hand | the development half of the MAC corpus (GitHub bfsujason/mac) |
| `academic` | thirteen academic texts, English and Chinese, aligned by hand | GitHub bfsujason/aligner-eval |
| `bible` | English and Chinese Bible, gold by verses | GitHub bfsujason/aligner-eval |
| `mqm-news`, `mqm-ted` | machine translations with errors marked by professionals; the verdicts on the numbers of `mqm-news` are the project's own | GitHub google/wmt-mqm-human-evaluation |
| `newstest2020` | 2,000 Chinese news segments, two professional translations | the WMT 2020 news test |
| `word-align` | 450 sentence pairs with linked words | TsinghuaAligner, as in GitHub neulab/awesome-align |
| `segment` | English web text, Chinese encyclopedic text, cut by hand | Universal Dependencies English-EWT, Chinese-GSDSimp |

`bench.read`, `bench.start` and the MIIT lines of `bench.align` need none of them: they use what is in
the repository.
"""


def page(rooms: dict[str, Any]) -> str:
    """Return the page as Markdown."""
    parts = [INTRODUCTION]
    for name, held in rooms.items():
        parts.append(section(name, held))
        if name == "scale" and len(curve(held["rows"])) > 1:
            draw(curve(held["rows"]), DOCS / "images" / "scale.svg")
            parts.append("![Seconds and memory against sentences](images/scale.svg)\n")
    return "\n".join([*parts, SOURCES])


def section(name: str, held: dict[str, Any]) -> str:
    """Return one room's heading, table, machine and signatures."""
    lines = [
        f"## {held['what'].rstrip('.')}\n",
        f"`python -m bench.{name}{'' if name in ('read', 'start') else ' --data DIR'}`, "
        f"{held['date']}, {held['seconds']:.0f} s.\n",
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
        value(row),
        bar,
        met,
        row["data"],
        row["note"],
    ]
    return "| " + " | ".join(re.sub(r"([|<>_*])", r"\\\1", c) if i != 1 and i != 4 else c
                             for i, c in enumerate(cells)) + " |"  # fmt: skip


def value(row: dict[str, Any]) -> str:
    """Return a figure with its unit; long ones without decimals."""
    held = row["value"]
    if isinstance(held, str):
        return held
    said = f"{held:,.0f}" if abs(held) >= 1000 else f"{held:.3g}"
    if held and abs(held) < 1:
        said = f"{held:.3f}"
    return f"{said} {row['unit']}".strip()


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


if __name__ == "__main__":
    main()
