"""Beads into files: each whole or not at all, split where they would grow too large."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from alignkit.corpus.shards import pyarrow, schema_of
from alignkit.errors import InputError, OptionError
from alignkit.files import atomic, together

Row = Mapping[str, Any]
Writer = Callable[[Iterator[Row], Path], list[str]]
# Rows that a Parquet file holds in one group, and a dataset in one file.
GROUP, SHARD = 20_000, 500_000
ENDINGS = {".jsonl": "jsonl", ".parquet": "parquet", ".tmx": "tmx", ".tsv": "tsv"}
CARD = """---
configs:
- config_name: default
  data_files:
  - split: train
    path: data/*.parquet
language:
- {source}
- {target}
task_categories:
- translation
---

Sentence pairs aligned by alignkit. Columns: document, bead, source, target, the offsets of both
sides in their documents, score, confidence.
"""


def write(rows: Iterator[Row], output: Path, format: str | None, split: int) -> list[str]:
    """Write rows and return the names of the files."""
    name = format or ENDINGS.get(output.suffix.lower(), "")
    if not name:
        raise OptionError(f"{output}: its ending names no format; give one with --format")
    first = next(rows, None)
    if first is None:
        raise InputError(output, "no pair passes the filters", "loosen them; nothing was written")
    whole = chain([first], rows)
    if name == "datasets":
        return _dataset(whole, output, split or SHARD, first)
    writer = {"jsonl": _jsonl, "parquet": _parquet, "moses": _moses}.get(name) or _units(name)
    if not split:
        return writer(whole, output)
    files: list[str] = []
    for number, part in enumerate(_parts(whole, split), 1):
        stem = f"{output.stem}-{number:05}{output.suffix}"
        files += writer(part, output.with_name(stem))
    return files


def _parts(rows: Iterator[Row], size: int) -> Iterator[Iterator[Row]]:
    for first in rows:
        part = chain([first], islice(rows, size - 1))
        yield part
        # What a writer left unread would otherwise begin the next part.
        for _ in part:
            pass


def _jsonl(rows: Iterable[Row], path: Path) -> list[str]:
    with atomic(path) as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return [str(path)]


def _parquet(rows: Iterable[Row], path: Path) -> list[str]:
    arrow, parquet = pyarrow()
    schema = schema_of("beads")
    stream = iter(rows)
    with (
        atomic(path, "wb") as file,
        parquet.ParquetWriter(file, schema, compression="zstd") as writer,
    ):
        while group := list(islice(stream, GROUP)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))
    return [str(path)]


def _dataset(rows: Iterator[Row], folder: Path, split: int, first: Row) -> list[str]:
    """Write a folder that `datasets.load_dataset` opens."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(folder, "it is there already and is not empty", "name a new folder")
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    files: list[str] = []
    for number, part in enumerate(_parts(rows, split)):
        files += _parquet(part, data / f"train-{number:05}.parquet")
    card = CARD.format(source=first["source_lang"], target=first["target_lang"])
    with atomic(folder / "README.md") as stream:
        stream.write(card)
    return [*files, str(folder / "README.md")]


def _moses(rows: Iterator[Row], path: Path) -> list[str]:
    """Write NAME.<source language> and NAME.<target language>, line by line parallel."""
    first = next(rows)
    langs = [str(first[f"{side}_lang"]) for side in ("source", "target")]
    if langs[0] == langs[1]:
        raise InputError(path, f"both sides are {langs[0]}", "name the languages when aligning")
    stem = path.with_suffix("") if path.suffix == ".moses" else path
    places = [stem.with_name(f"{stem.name}.{lang}") for lang in langs]
    with together(places, "w") as (sources, targets):
        for row in chain([first], rows):
            sources.write(_line(row["source"]))
            targets.write(_line(row["target"]))
    return [str(place) for place in places]


def _line(text: str) -> str:
    return " ".join(text.replace("\0", " ").splitlines()) + "\n"


def _units(format: str) -> Writer:
    from alignkit.formats.units import Head, Reading, Unit
    from alignkit.formats.writing import save_units

    def writer(rows: Iterator[Row], path: Path) -> list[str]:
        first = next(rows)
        head = Head(first["source_lang"], first["target_lang"])
        units = (
            Unit(
                row["source"], row["target"], row["score"], row["confidence"],
                props=(("x-document", row["document"]),),
            )
            for row in chain([first], rows)
        )  # fmt: skip
        save_units(Reading(head, units), path, format)
        return [str(path)]

    return writer
