"""Corpora as people keep them, opened as a stream of items."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from alignkit.corpus.sources.opened import Corpus, Opened, Wanted
from alignkit.errors import InputError


def open_corpus(corpus: Corpus, wanted: Wanted) -> Opened:
    """Open two folders, one folder, a manifest, lines, a table or rows of a caller's own."""
    if isinstance(corpus, tuple):
        from alignkit.corpus.sources import trees

        return trees.two(Path(corpus[0]), Path(corpus[1]), wanted)
    if not isinstance(corpus, (str, PathLike)):
        from alignkit.corpus.sources.fields import items_of

        return items_of(((f"row {n}", row) for n, row in enumerate(corpus)), wanted, "corpus")
    path = Path(corpus)
    if not path.exists():
        raise InputError(path, "there is no such file or folder", "check the name")
    return _folder(path, wanted) if path.is_dir() else _file(path, wanted)


def _folder(path: Path, wanted: Wanted) -> Opened:
    from alignkit.corpus.sources import arrow, trees

    shards = arrow.shards_in(path)
    return arrow.open_tables(shards, wanted) if shards else trees.one(path, wanted)


def _file(path: Path, wanted: Wanted) -> Opened:
    from alignkit.corpus.sources import arrow, manifest, records

    name = path.name.lower()
    if name.endswith(manifest.ENDINGS):
        return manifest.open_manifest(path, wanted)
    if name.endswith(arrow.ENDINGS):
        return arrow.open_tables([path], wanted)
    if name.endswith(records.ENDINGS):
        return records.open_lines([path], wanted)
    raise InputError(
        path,
        "this is no corpus",
        "give two folders, a manifest (toml, csv, tsv), documents (jsonl, parquet, warc), or a "
        "folder of these",
    )
