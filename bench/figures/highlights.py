"""The few figures that the README and the page on limits quote, taken from what bench has kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures.table import said
from bench.texts.data import DIRECTIONS, STRANGERS

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Line:
    """One figure to quote: in words, where it is kept, and what is to stand beside it.

    That is a rival, or the same on texts that rules were written by: `developed`, as room, name
    and data.
    """

    says: str
    room: str
    name: str
    data: str = ""
    rival: str = ""
    developed: tuple[str, str, str] = ("", "", "")


_NEWS = "newstest2020 Human-A"
UNSEEN = (
    Line("Unseen translations, read by people: findings at warning or above that are right",
         "judged", "findings at warning or above that are right"),
    Line("the same, findings a hundred pairs", "judged", "findings a hundred pairs"),
    Line("the same, numbers", "judged", "right, NUM at warning or above",
         developed=("quantities", "precision", "mqm-news")),
    Line("the same, omissions", "judged", "right, COV at warning or above",
         developed=("coverage", "precision at the default threshold", "mqm-news")),
    *(
        Line(f"Errors that a stranger planted in new documents, {direction}: told as a warning",
             "stranger", f"planted by the {STRANGERS[-1]} stranger, told", direction)
        for direction in DIRECTIONS
    ),
    Line("the same, warnings and errors a hundred lines without an error", "stranger",
         "warnings and errors a hundred lines"),
    *(
        Line(f"Errors put into professional translations, {direction}: {what} found", "seeded",
             f"found, all {group}", f"{direction}, held half",
             developed=("seeded", f"found, all {group}", f"{direction}, development half"))
        for group, what in (("numbers", "numbers, units, dates, bounds"),
                            ("omissions", "clauses, items, sentences left out"),
                            ("meaning", "direction, negation, modality, names, terms"))
        for direction in DIRECTIONS
    ),
    *(
        Line(f"{says}: pairs without a mark that are flagged", "marks", "unmarked pairs flagged",
             data)
        for says, data in (("Medical abstracts, zh-en", "bio, zh-en"),
                           ("Medical abstracts, en-zh", "bio, en-zh"),
                           ("News, en-zh", "esa, en-zh, news"),
                           ("Social posts, en-zh", "esa, en-zh, social"))
    ),
    *(
        Line(f"Real documents, {genre}: findings a hundred beads", "wild",
             "findings a hundred beads", f"wild, {genre}")
        for genre in ("docs", "readme", "law", "lit", "talk")
    ),
)  # fmt: skip
README = (
    *UNSEEN[:13],
    Line("Where English sentences end, F1", "segment", "boundary F1", "en-ewt", "pySBD"),
    Line("Where Chinese sentences end, F1", "segment", "boundary F1", "zh-gsd", "pySBD"),
    Line("Alignment of novels, strict F1", "align", "F1 literary, cross", "", "Bertalign"),
    Line("Alignment of academic texts, strict F1", "align", "F1 academic, cross", "", "Bertalign"),
    Line("Alignment of a 10,000-sentence book, strict F1", "align", "F1 bible 002", "bible/002",
         "Bertalign"),
    Line("the same, the half that nothing was learned from", "align",
         "F1 bible 002, second half"),
    Line("30,000 × 42,000 sentences aligned, start to file", "scale", "time, 30,000"),
    Line("the memory for it", "scale", "memory, 30,000"),
    Line("`import alignkit`", "start", "import alignkit"),
)  # fmt: skip
LIMITS = (
    *UNSEEN,
    Line("Sentence ends: English, F1", "segment", "boundary F1", "en-ewt"),
    Line("Sentence ends: Chinese, F1", "segment", "boundary F1", "zh-gsd"),
    Line("Beads of novels that are right, F1", "align", "F1 literary, cross"),
    Line("Beads of academic texts that are right, F1", "align", "F1 academic, cross"),
    Line("How far confidence is off", "align", "calibration error"),
    Line("Numbers understood, Chinese, F1", "quantities", "extraction F1, zh"),
    Line("Numbers understood, English, F1", "quantities", "extraction F1, en"),
    Line("Wrong numbers found in rated news", "quantities", "recall", "mqm-news"),
    Line("Number findings there that are right", "quantities", "precision", "mqm-news"),
    Line("Right pairs there that are flagged", "quantities", "right pairs flagged", "mqm-news"),
    Line("Professional translations flagged, first translator", "quantities",
         "segments flagged, Human-A"),
    Line("Professional translations flagged, second translator", "quantities",
         "segments flagged, Human-B"),
    Line("Talks without an error flagged for numbers", "quantities", "talks without error"),
    Line("Omissions in rated news that are flagged", "coverage",
         "recall at the default threshold", "mqm-news"),
    Line("Omission findings there that are right", "coverage",
         "precision at the default threshold", "mqm-news"),
    Line("Omissions in rated talks that are flagged", "coverage",
         "recall at the default threshold", "mqm-ted"),
    Line("Omission findings there that are right", "coverage",
         "precision at the default threshold", "mqm-ted"),
    Line("Omission findings a hundred professional segments, first translator", "coverage",
         "findings a hundred untouched segments, COV", "newstest2020 Human-A"),
    Line("Omission findings a hundred professional segments, second translator", "coverage",
         "findings a hundred untouched segments, COV", "newstest2020 Human-B"),
    Line("Term and format findings a hundred professional segments", "coverage",
         "findings a hundred untouched segments, TRM+FMT", "newstest2020 Human-A"),
    Line("Sentences taken out that are found", "coverage", "sentence detected",
         "newstest2020 Human-A"),
    Line("Clauses taken out that are found", "coverage", "clause detected",
         "newstest2020 Human-A"),
    Line("List items taken out that are found", "coverage", "list item detected",
         "newstest2020 Human-A"),
    Line("Rows of two translators called different in substance: part that is", "compare",
         "rows called substance, precision"),
    Line("Rows of two translators that differ in substance: part that is called so", "compare",
         "rows called substance, recall"),
)  # fmt: skip


def table(lines: Sequence[Line], rooms: dict[str, Any], older: str = "") -> str:
    """Return the figures as a Markdown table; one that was not measured stays as it stood."""
    # Two lines may say the same of the line before: each takes the next of its own.
    kept: dict[str, list[str]] = {}
    for row in older.splitlines():
        kept.setdefault(row.split(" | ")[0].removeprefix("| "), []).append(row)
    out = ["| figure | alignkit | bar | beside it | command |", "|---|---:|---:|---|---|"]
    for line in lines:
        rows = rooms.get(line.room, {}).get("rows", [])
        own = [row for row in rows if _is(row, line.name, line.data) and not row["rival"]]
        if not own:
            out += kept.get(line.says, [])[:1]
            kept[line.says] = kept.get(line.says, [])[1:]
            continue
        kept[line.says] = kept.get(line.says, [])[1:]
        row = own[0]
        name = line.name.partition(", cross")[0]
        beside = "; ".join(
            other["rival"] + f" {said(other)}" + (", published" * ("published" in other["note"]))
            for other in rows
            if line.rival and other["rival"].startswith(line.rival) and _is(other, name, line.data)
        )
        room, what, data = line.developed
        grown = [
            other
            for other in rooms.get(room, {}).get("rows", [])
            if _is(other, what, data) and not other["rival"]
        ]
        if grown:
            beside = f"{said(grown[0])} on texts that rules were written by"
        sign = "≥" if row["better"] == "higher" else "≤"
        bar = "" if row["bar"] is None else f"{sign} {row['bar']:g}"
        command = f"`python -m bench {line.room}`"
        # A busy machine stretches the time on the wall, not that of the processor.
        value = said(row) + (f", {row['note']}" if line.room == "scale" and row["note"] else "")
        if held := interval(row["note"]):
            value += f" ({held})"
        out.append(f"| {line.says} | {value} | {bar} | {beside} | {command} |")
    return "\n".join(out)


def interval(note: str) -> str:
    """Return the interval that a figure's note begins with, and the sources behind it."""
    held = re.match(r"([\d.]+-[\d.]+); (?:[\d,]+ from )?(?:([\d,]+) sources)?", note)
    if not held:
        return "one source" if note.startswith("one source") else ""
    return held[1] + (f"; {held[2]} sources" if held[2] else "")


def beside(rooms: dict[str, Any]) -> dict[str, str]:
    """Return the room of peers as two tables, a system a line: aligners, and checkers."""
    rows = rooms.get("peers", {}).get("rows", [])
    if not rows:
        return {}
    aligned = [row for row in rows if row["name"].startswith(("F1", "processor", "memory", "most"))]
    checked = [row for row in rows if row not in aligned]
    return {"aligners": _systems(aligned), "checkers": _systems(checked)}


def _systems(rows: list[dict[str, Any]]) -> str:
    columns: dict[str, None] = {}
    cells: dict[str, dict[str, str]] = {}
    for row in rows:
        what = row["name"].removesuffix(", times alignkit's")
        if row["name"].startswith(("errors", "untouched")):
            what = f"{what}, {row['data'].partition(',')[0]}"
        what = what.replace("most memory", "memory").replace("processor time, all texts",
                                                             "processor time")  # fmt: skip
        columns.setdefault(what)
        held = interval(row["note"])
        cells.setdefault(row["rival"] or "**alignkit**", {})[what] = said(row) + (
            f" ({held})" if held else ""
        )
    lines = [f"| | {' | '.join(columns)} |", "|---|" + "---:|" * len(columns)]
    for system, held in cells.items():
        lines.append(f"| {system} | {' | '.join(held.get(c, '') for c in columns)} |")
    return "\n".join(lines)


def write_beside(rooms: dict[str, Any], path: Path = ROOT / "docs" / "others.md") -> None:
    """Put the tables of peers between their marks in the page beside other tools."""
    text = path.read_text("utf-8")
    for name, table_ in beside(rooms).items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- end -->)"
        text = re.sub(pattern, lambda m, t=table_: f"{m[1]}{t}\n{m[2]}", text, flags=re.S)
    path.write_text(text, "utf-8")


def write(name: str, lines: Sequence[Line], rooms: dict[str, Any]) -> None:
    """Put the table between the marks `<!-- figures -->` and `<!-- end -->` of a document."""
    path = ROOT / name
    text = path.read_text("utf-8")
    older = text.partition("<!-- figures -->")[2].partition("<!-- end -->")[0]
    held = f"<!-- figures -->\n{table(lines, rooms, older)}\n<!-- end -->"
    path.write_text(
        re.sub(r"<!-- figures -->.*?<!-- end -->", lambda _: held, text, flags=re.S), "utf-8"
    )


def _is(row: dict[str, Any], name: str, data: str) -> bool:
    return bool(row["name"].startswith(name) and row["data"].startswith(data))
