"""Glossaries: terms, their renderings and those forbidden, found longest first in linear time."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

from alignkit import files
from alignkit.deferred import deferred
from alignkit.errors import InputError, MissingExtraError
from alignkit.types import Span
from alignkit.words.lexicon import stem_of
from alignkit.words.script import HAN_CHARACTERS

_TOKEN = deferred(rf"[{HAN_CHARACTERS}]|[^\W_]+(?:['’][^\W_]+)?")
_HAN = deferred(rf"[{HAN_CHARACTERS}]")
_ALTERNATIVES = deferred(r"\s*[|;；]\s*")
# Aligned files, of which each bead is a term and its rendering.
_MEMORIES = frozenset({".tmx", ".xlf", ".xliff", ".jsonl"})
# How a line begins that is no term: a comment, and what Excel writes to find its own sign again.
_ASIDE = ("#", "sep=")
_NAMES = {
    "source": {"source", "term", "src", "zh", "chinese", "原文", "术语", "中文"},
    "target": {"target", "translation", "tgt", "en", "english", "译文", "译名", "英文"},
    "forbidden": {"forbidden", "wrong", "deprecated", "禁用"},
    "note": {"note", "comment", "remark", "备注"},
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: how it is written in the source, its renderings, and those forbidden."""

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    note: str = ""


class Index:
    """Finds phrases in a text: by character in Chinese, by stem elsewhere, longest first."""

    def __init__(self, phrases: Sequence[tuple[str, Any]]) -> None:
        self._root: dict[str, Any] = {}
        for phrase, held in phrases:
            node = self._root
            for _, token in tokens(phrase):
                node = node.setdefault(token, {})
            if node is not self._root:
                node.setdefault("", []).append(held)

    def find(self, text: str) -> Iterator[tuple[Span, Any]]:
        """Yield what stands in a text with its place; a phrase inside a longer one is passed over.

        >>> index = Index([("deep learning", 1), ("learning", 2)])
        >>> [(span.slice("Deep Learnings"), held) for span, held in index.find("Deep Learnings")]
        [('Deep Learnings', 1)]
        """
        parts = tokens(text)
        place = 0
        while place < len(parts):
            node, length, held = self._root, 0, []
            for at in range(place, len(parts)):
                if parts[at][1] not in node:
                    break
                node = node[parts[at][1]]
                if "" in node:
                    length, held = at - place + 1, node[""]
            if length:
                span = Span(parts[place][0].start, parts[place + length - 1][0].end)
                for one in held:
                    yield span, one
            place += max(1, length)


def tokens(text: str) -> list[tuple[Span, str]]:
    """Cut a text into Chinese characters and stems of words, with their places."""
    return [
        (Span(*match.span()), match[0] if _HAN.match(match[0]) else stem_of(match[0].lower()))
        for match in _TOKEN.finditer(text)
    ]


@dataclass(frozen=True)
class Glossary:
    """The entries of a glossary file, ready to be looked for."""

    entries: tuple[Entry, ...]
    signature: str = field(default="", compare=False)

    @cached_property
    def index(self) -> Index:
        """The source terms."""
        return Index([(entry.source, entry) for entry in self.entries])

    def find(self, text: str) -> list[tuple[Span, Entry]]:
        """Return the terms that stand in a source text, with their places."""
        return list(self.index.find(text))

    def facing(self, source: str) -> Glossary:
        """Return the glossary with its sides exchanged where most entries begin with the other.

        Which column comes first is the spreadsheet's choice, and one table serves both directions.
        """
        ways = [
            (bool(_HAN.search(e.source)), any(map(_HAN.search, e.targets))) for e in self.entries
        ]
        wanted = (source == "zh", source != "zh")
        if ways.count(wanted[::-1]) <= ways.count(wanted):
            return self
        turned: dict[str, list[str]] = {}
        notes: dict[str, str] = {}
        for entry in self.entries:
            for term in entry.targets:
                turned.setdefault(term, []).append(entry.source)
                notes.setdefault(term, entry.note)
        return Glossary(
            tuple(Entry(term, tuple(held), (), notes[term]) for term, held in turned.items()),
            self.signature,
        )

    def __getstate__(self) -> dict[str, Any]:
        """Leave the index out: a worker builds its own."""
        return {"entries": self.entries, "signature": self.signature}


def holds(text: str, phrases: Sequence[str]) -> Span | None:
    """Return where the first of some phrases stands in a text, whatever its inflection."""
    found = next(iter(Index([(phrase, None) for phrase in phrases]).find(text)), None)
    return found[0] if found else None


def load_glossary(path: str | PathLike[str]) -> Glossary:
    """Read a glossary: TSV and CSV as spreadsheets save them, a workbook, TBX, or a term memory.

    A table has the columns source, target, forbidden and note, named in its first line or in this
    order; several renderings are parted by | or ;. Cells of a CSV may be parted by semicolons too,
    and both kinds of table be written in GB 18030.
    """
    place = Path(path)
    data = files.data(place, "settings_mb")
    ending = place.suffix.lower()
    if ending in {".tbx", ".xml"}:
        entries = _tbx(place, data)
    elif ending in _MEMORIES:
        entries = _memory(place)
    else:
        entries = _table(place, _sheet(place) if ending == ".xlsx" else _lines(place, data))
    if not entries:
        raise InputError(place, "holds no term", "give lines of source TAB target")
    return Glossary(tuple(entries), hashlib.sha256(data).hexdigest()[:12])


def glossary_of(renderings: Mapping[str, str | Sequence[str]]) -> Glossary:
    """Return the glossary of a mapping from terms to their renderings, one or several.

    >>> glossary_of({"数据": "data", "模型": ["model", "models"]}).entries[1].targets
    ('model', 'models')
    """
    entries = [
        Entry(term.strip(), tuple(_ALTERNATIVES.split(given) if isinstance(given, str) else given))
        for term, given in renderings.items()
    ]
    said = "\n".join("\t".join((entry.source, *entry.targets)) for entry in entries)
    return Glossary(tuple(entries), hashlib.sha256(said.encode()).hexdigest()[:12])


def _sheet(place: Path) -> list[list[str]]:
    from alignkit.formats.cells.xlsx import first_sheet
    from alignkit.formats.source import Source

    return [list(cells) for _, cells in first_sheet(Source(place))]


def _lines(place: Path, data: bytes) -> list[list[str]]:
    from alignkit.read.decode import decode

    text, _ = decode(data, str(place))
    if "\x00" in text:
        raise InputError(place, "is not a text file", "give a TSV, CSV or TBX file")
    if place.suffix.lower() == ".csv":
        ways = [list(csv.reader(io.StringIO(text), delimiter=sign)) for sign in ",;\t"]
        return next((rows for rows in ways if _is_table(rows)), ways[0])
    return [line.split("\t") for line in text.splitlines()]


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a spreadsheet was cut at its own sign: each row has two cells or more."""
    return all(len(row) > 1 or not any(row) or row[0].startswith(_ASIDE) for row in rows)


def _memory(place: Path) -> list[Entry]:
    """Return the pairs of an aligned file as terms, several renderings of one together."""
    from alignkit.formats import load

    found: dict[str, list[str]] = {}
    for source, target in load(place).pairs():
        if source.strip() and target.strip():
            found.setdefault(source.strip(), []).append(target.strip())
    return [Entry(term, tuple(dict.fromkeys(held))) for term, held in found.items()]


def _table(place: Path, rows: list[list[str]]) -> list[Entry]:
    rows = [row for row in rows if any(map(str.strip, row)) and not row[0].startswith(_ASIDE)]
    columns = _columns(rows[0]) if rows else {}
    if columns:
        rows = rows[1:]
    else:
        columns = {"source": 0, "target": 1, "forbidden": 2, "note": 3}
    entries = []
    for number, row in enumerate(rows, 1):
        cells = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
        source, target = cells.get("source", ""), cells.get("target", "")
        forbidden = _parted(cells.get("forbidden", ""))
        if not source or not (target or forbidden):
            raise InputError(
                place,
                f"term {number} ({' '.join(row)[:40]}) lacks its source or its rendering",
                "write source TAB target, or save a CSV, TBX, TMX or XLSX file",
            )
        entries.append(Entry(source, _parted(target), forbidden, cells.get("note", "")))
    return entries


def _columns(row: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        for name, known in _NAMES.items():
            if cell.strip().lower() in known:
                found.setdefault(name, at)
    return found if {"source", "target"} <= set(found) else {}


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(part for part in _ALTERNATIVES.split(cell) if part)


def _tbx(place: Path, data: bytes) -> list[Entry]:
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtraError("reading TBX glossaries", "formats") from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(place, f"is not well-formed XML ({error})", "export it again") from None
    entries = []
    for concept in root.iter("{*}termEntry", "{*}conceptEntry"):
        sides: dict[str, list[tuple[str, bool]]] = {}
        for group in concept.iter("{*}langSet", "{*}langSec"):
            lang = group.get("{http://www.w3.org/XML/1998/namespace}lang", "").split("-")[0].lower()
            for term in group.iter("{*}term"):
                holder = term.getparent()
                notes = " ".join(
                    (note.text or "").lower()
                    for note in (holder if holder is not None else term).iter("{*}termNote")
                    if "status" in (note.get("type") or "").lower()
                )
                bad = any(w in notes for w in ("deprecated", "forbidden", "superseded", "obsolete"))
                sides.setdefault(lang, []).append(((term.text or "").strip(), bad))
        source = next((lang for lang in sides if lang == "zh"), next(iter(sides), ""))
        others = [pair for lang, pairs in sides.items() if lang != source for pair in pairs]
        good = tuple(text for text, bad in others if text and not bad)
        wrong = tuple(text for text, bad in others if text and bad)
        if good or wrong:
            entries += [Entry(text, good, wrong) for text, bad in sides[source] if text and not bad]
    return entries
