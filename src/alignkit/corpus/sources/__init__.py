"""Corpora as people keep them, opened as a stream of entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from alignkit.corpus.entries import Entry
from alignkit.errors import InputError, OptionError

Path_ = str | PathLike[str]
Corpus = Path_ | tuple[Path_, Path_] | Iterable[Mapping[str, Any]]
NAME, CONTENT = "name", "content"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a corpus is to be read: languages, how documents are paired, how many a shard holds."""

    source_lang: str = ""
    target_lang: str = ""
    pair: str = NAME
    pattern: tuple[str, str] = ("", "")
    shard: int = 64

    def __post_init__(self) -> None:
        if self.shard < 1:
            raise OptionError(f"shard is {self.shard}; give 1 or more documents")
        if self.pair not in (NAME, CONTENT):
            raise OptionError(f"pair is {self.pair!r}; give name or content")


@dataclass(frozen=True, slots=True)
class Opened:
    """A corpus: its entries one after the other, and whether they are paired already.

    `lone` tells what found no partner, once the entries have been read.
    """

    entries: Iterable[Entry]
    paired: bool = True
    lone: Iterable[tuple[str, str]] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def open_corpus(corpus: Corpus, wanted: Wanted) -> Opened:
    """Open two folders, one folder, a manifest, lines, a table or rows of a caller's own."""
    if isinstance(corpus, tuple):
        from alignkit.corpus.sources import folders

        return folders.two(Path(corpus[0]), Path(corpus[1]), wanted)
    if not isinstance(corpus, (str, PathLike)):
        from alignkit.corpus.sources.rows import entries_of

        return entries_of(((f"row {n}", row) for n, row in enumerate(corpus)), wanted, "corpus")
    path = Path(corpus)
    if not path.exists():
        raise InputError(path, "there is no such file or folder", "check the name")
    return _folder(path, wanted) if path.is_dir() else _file(path, wanted)


def _folder(path: Path, wanted: Wanted) -> Opened:
    from alignkit.corpus.sources import folders, tables

    shards = tables.shards_in(path)
    return tables.open_tables(shards, wanted) if shards else folders.one(path, wanted)


def _file(path: Path, wanted: Wanted) -> Opened:
    from alignkit.corpus.sources import lines, manifest, tables

    name = path.name.lower()
    if name.endswith(manifest.ENDINGS):
        return manifest.open_manifest(path, wanted)
    if name.endswith(tables.ENDINGS):
        return tables.open_tables([path], wanted)
    if name.endswith(lines.ENDINGS):
        return lines.open_lines([path], wanted)
    raise InputError(
        path,
        "this is no corpus",
        "give two folders, a manifest (toml, csv, tsv), documents (jsonl, parquet, warc), or a "
        "folder of these",
    )
