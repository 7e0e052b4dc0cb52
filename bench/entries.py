"""The hand-made tables line by line: what can be taken out, and a table without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TABLES = Path(__file__).parent.parent / "src" / "alignkit" / "data"
#: Made by a script or copied from a dictionary: no one's line by line.
MADE = (
    "judged.tsv",
    "promises.tsv",
    "witnesses.tsv",
    "pinyin.tsv",
    "camel_names.txt",
    "capitalised.txt",
    "lexicon.tsv",
    "lexicon.turned.tsv",
    "names.tsv",
    "names.turned.tsv",
    "classed.tsv",
    "settled.tsv",
    "spelled.tsv",
)
#: Closed classes of whole languages, which tell the language of a text: no line by line.
CLASSES = ("function_words.tsv",)
#: Rows of words.
PIECES = ("hyphens.tsv",)
#: What no rule of check reads.
OTHERS = frozenset(("segment", "link"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table, or one string of a list in it; `low` and `high` are what is cut."""

    table: str
    says: str
    low: int
    high: int


def tables() -> list[Path]:
    """Return the tables that people wrote and the checks read."""
    held = [p for p in TABLES.rglob("*") if p.suffix in (".toml", ".tsv", ".txt")]
    return sorted(p for p in held if p.name not in MADE + CLASSES and not OTHERS & set(p.parts))


def entries(path: Path) -> Iterator[Entry]:
    """Yield what can be taken out of a table so that it can still be read."""
    text = path.read_text(encoding="utf-8")
    name = str(path.relative_to(TABLES))
    place = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare and not bare.startswith(("#", "[")):
            if path.name in PIECES:
                yield from _pieces(name, line, place)
            elif path.suffix == ".txt":
                yield Entry(name, bare, place, place + len(line))
            elif path.suffix == ".tsv":
                yield Entry(name, bare.split("\t")[0], place, place + len(line))
            elif match := re.match(r'"([^"]+)" = (?!\[)', bare):
                yield Entry(name, match[1], place, place + len(line))
            else:
                yield from _strings(name, line, place)
        place += len(line)


def _pieces(name: str, line: str, place: int) -> Iterator[Entry]:
    """Yield the words after the TAB, each with the space before it."""
    for match in re.finditer(r"[ \t](\S+)", line):
        tab = line[match.start()] == "\t"
        yield Entry(name, match[1], place + match.start() + tab, place + match.end())


def _strings(name: str, line: str, place: int) -> Iterator[Entry]:
    """Yield the strings of a list in TOML, each with its comma."""
    start = line.find("[") if "=" in line else 0
    if start < 0:
        return
    for match in re.finditer(r'"([^"]+)"(?:,\s?)?', line):
        if match.start() >= start:
            yield Entry(name, match[1], place + match.start(), place + match.end())


def take_out(entries: Sequence[Entry]) -> None:
    """Make every later reading of a table miss some of its entries."""
    wanted = TABLES / entries[0].table
    whole = Path.read_text

    def without(self: Path, *arguments: str | None, **options: str | None) -> str:
        text = whole(self, *arguments, **options)
        for entry in sorted(entries, key=lambda e: -e.low) if self == wanted else ():
            text = text[: entry.low] + text[entry.high :]
        return text

    Path.read_text = without  # type: ignore[method-assign]
