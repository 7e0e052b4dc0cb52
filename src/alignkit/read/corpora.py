"""Corpora: folders of texts with a manifest that says what each is and where it is from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from alignkit.config import toml
from alignkit.errors import InputError, OptionError
from alignkit.read.opening import read
from alignkit.types import Document

MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document: how its first block and the first block after it begin."""

    name: str
    start: str = ""
    end: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a corpus says about one of its documents."""

    id: str
    file: str
    role: str
    lang: str
    title: str
    publisher: str
    date: str
    source: str
    licence: str
    sha256: str
    state: str = ""
    translators: str = ""
    number: str = ""
    packaged: bool = True
    parts: tuple[Part, ...] = ()

    def part(self, name: str) -> Part:
        """Return the part of this name."""
        for part in self.parts:
            if part.name == name:
                return part
        known = ", ".join(part.name for part in self.parts) or "none"
        raise OptionError(f"{self.id} has no part {name!r}: {known}")

    def meta(self) -> dict[str, str]:
        """Return what a document carries of this entry."""
        held = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in held.items() if isinstance(value, str) and value}


class Corpus(Mapping[str, Document]):
    """The documents of one corpus by their ids, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        held = toml(folder / MANIFEST)
        self.name: str = held["name"]
        self.title: str = held["title"]
        self.source_lang: str = held.get("source_lang", "zh")
        self.target_lang: str = held.get("target_lang", "en")
        self._rows: list[dict[str, Any]] = held["document"]
        self._read: dict[tuple[str, str], Document] = {}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """What the manifest says, by id."""
        return {row["id"]: _entry(row) for row in self._rows}

    def entry(self, name: str) -> Entry:
        """Return what the manifest says about one document."""
        try:
            return self.entries[name]
        except KeyError:
            known = ", ".join(self.entries)
            raise OptionError(f"corpus {self.name} has no document {name!r}: {known}") from None

    def path(self, name: str) -> Path:
        """Return where a document's file lies."""
        entry = self.entry(name)
        path = self.folder / entry.file
        if not path.is_file():
            why = "is kept in the repository only" if not entry.packaged else "is missing"
            raise InputError(path, f"this text {why}", "use a checkout of alignkit's repository")
        return path

    def document(self, name: str, part: str | None = None) -> Document:
        """Return a document, or one part of it such as the plan without the notice before it."""
        entry = self.entry(name)
        chosen = None if part is None else entry.part(part)
        lang = chosen.lang if chosen and chosen.lang else entry.lang
        if (name, lang) not in self._read:
            self._read[name, lang] = read(self.path(name), lang, True)
        held = self._read[name, lang]
        held = replace(held, name=entry.file, meta={**held.meta, **entry.meta(), "lang": lang})
        return _cut(held, entry, chosen) if chosen else held

    def intact(self, name: str) -> bool:
        """Whether a document's file is the one that the manifest describes."""
        data = self.path(name).read_bytes()
        return hashlib.sha256(data).hexdigest() == self.entry(name).sha256

    def __getitem__(self, name: str) -> Document:
        if name not in self.entries:
            raise KeyError(name)
        return self.document(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        return f"<corpus {self.name}: {', '.join(self.entries)}>"


def find(name: str) -> Corpus:
    """Return the corpus of this name, from the checkout or from the installed package."""
    folder = root()
    known = sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))
    if name not in known:
        raise OptionError(f"there is no corpus {name!r}: {', '.join(known) or 'none is installed'}")
    return Corpus(folder / name)


def root() -> Path:
    """Return the folder of the corpora."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "corpora"
    checkout = package.parents[1] / "corpora"
    return checkout if not installed.is_dir() and checkout.is_dir() else installed


def _entry(row: Mapping[str, Any]) -> Entry:
    known = {f.name for f in fields(Entry)} - {"parts"}
    parts = tuple(
        Part(held["name"], held.get("from", ""), held.get("to", ""), held.get("lang", ""))
        for held in row.get("part", ())
    )
    return Entry(**{name: row[name] for name in known & set(row)}, parts=parts)


def _cut(document: Document, entry: Entry, part: Part) -> Document:
    starts = [block.span.slice(document.text) for block in document.blocks]
    begins = (i for i, text in enumerate(starts) if text.startswith(part.start))
    first = next(begins, None)
    if first is None:
        raise InputError(entry.file, f"the {part.name} cannot be found in it", "mend its manifest")
    ends = (i for i in range(first + 1, len(starts)) if starts[i].startswith(part.end))
    last = next(ends, None) if part.end else len(starts)
    if last is None:
        raise InputError(
            entry.file, f"the end of the {part.name} cannot be found", "mend its manifest"
        )
    return document.cut(document.blocks[first].span.start, document.blocks[last - 1].span.end)
