"""The hand-made tables line by line: what can be taken out, and a table without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "src" / "alignkit" / "data"
#: Made by a script or copied from a dictionary: no one's line by line. So are those that are longer
#: than anybody writes.
MADE = (
    "judged.tsv", "promises.tsv", "witnesses.tsv", "pinyin.tsv", "camel_names.txt",
    "capitalised.txt", "lexicon.tsv", "lexicon.turned.tsv", "names.tsv", "names.turned.tsv",
    "classed.tsv", "money.tsv", "opposed.tsv", "senses.tsv", "settled.tsv", "sounds.tsv",
    "spelled.tsv",
)  # fmt: skip
LONG = 1000
#: Closed classes of whole languages, which tell the language of a text: no line by line.
CLASSES = ("function_words.tsv",)
#: Rows of words.
PIECES = ("hyphens.tsv",)
#: Rows of words that belong together: how many cells name the row, and where its words begin.
GROUPS = {"contrasts.tsv": (2, 2), "exclusive.tsv": (1, 0)}
#: Stands for the rest of a word that a piece begins or ends.
ANY = "*"
#: What no rule of check reads.
OTHERS = frozenset(("segment", "link"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table, or one string of a list in it; `low` and `high` are what is cut.

    `words` are what a text holds that uses it: the line itself, or any of the words it lists.
    """

    table: str
    says: str
    low: int
    high: int
    words: tuple[str, ...] = ()


def tables() -> list[Path]:
    """Return the tables that people wrote and the checks read."""
    held = [p for p in TABLES.rglob("*") if p.suffix in (".toml", ".tsv", ".txt")]
    held = [p for p in held if p.name not in MADE + CLASSES and not OTHERS & set(p.parts)]
    return sorted(p for p in held if p.read_bytes().count(b"\n") <= LONG)


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
            elif path.name in GROUPS:
                parts, words = GROUPS[path.name]
                cells = bare.split("\t")
                held = " ".join(cells[words:]).split()
                yield Entry(name, " ".join(cells[:parts]), place, place + len(line), _found(*held))
            elif path.suffix == ".txt":
                yield Entry(name, bare, place, place + len(line), _found(bare.lstrip("=!")))
            elif path.suffix == ".tsv":
                says = bare.split("\t")[0]
                yield Entry(name, says, place, place + len(line), _found(says))
            elif match := re.match(r'"([^"]+)" = (?!\[)', bare):
                yield Entry(name, match[1], place, place + len(line), _found(match[1]))
            else:
                yield from _strings(name, line, place)
        place += len(line)


def _found(*words: str) -> tuple[str, ...]:
    """Return words as texts are searched for them: in small letters, joined by spaces alone."""
    return tuple(re.sub("[-_]", " ", word.lower()) for word in words)


def _pieces(name: str, line: str, place: int) -> Iterator[Entry]:
    """Yield the words after the TAB, each with the space before it."""
    kind = line.partition("\t")[0]
    for match in re.finditer(r"[ \t](\S+)", line):
        low, high = place + match.start(), place + match.end()
        tab = line[match.start()] == "\t"
        word = {"endings": ANY + match[1], "prefixes": match[1] + ANY}.get(kind, match[1])
        yield Entry(name, match[1], low + tab, high, (word,))


def _strings(name: str, line: str, place: int) -> Iterator[Entry]:
    """Yield the strings of a list in TOML, each with its comma."""
    start = line.find("[") if "=" in line else 0
    if start < 0:
        return
    for match in re.finditer(r'"([^"]+)"(?:,\s?)?', line):
        if match.start() >= start:
            low, high = place + match.start(), place + match.end()
            yield Entry(name, match[1], low, high, _found(match[1]))
