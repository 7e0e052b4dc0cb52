"""Tables of documents: Parquet, and the Arrow files of Hugging Face datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from alignkit.corpus.sources.fields import items_of
from alignkit.corpus.sources.opened import Opened, Wanted
from alignkit.corpus.sources.records import ENDINGS as RECORDS
from alignkit.corpus.sources.records import open_lines
from alignkit.errors import InputError, MissingExtraError

ENDINGS = (".parquet", ".arrow")
# Rows read at once: documents may be long.
_AT_ONCE = 64


def shards_in(folder: Path) -> list[Path]:
    """Return the tables or files of documents in a folder that holds such and nothing else."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    for endings in (ENDINGS, RECORDS):
        found = [path for path in files if path.name.lower().endswith(endings)]
        # A dataset has cards and descriptions beside its tables.
        others = [p for p in files if p not in found and p.suffix.lower() not in (".json", ".md")]
        if found and not others:
            return found
    return []


def open_tables(paths: Sequence[Path], wanted: Wanted) -> Opened:
    """Open tables, read one after the other, a few rows at a time."""
    if paths[0].name.lower().endswith(RECORDS):
        return open_lines(paths, wanted)
    rows = (row for path in paths for row in _rows(path))
    return items_of(rows, wanted, str(paths[0]), paths[0].parent)


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        import pyarrow
    except ImportError:
        raise MissingExtraError("reading Parquet and Arrow files", "parquet") from None
    number = 0
    try:
        for batch in _batches(path):
            for row in batch.to_pylist():
                yield f"{path.name}:{number}", row
                number += 1
    except (pyarrow.ArrowException, OSError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(path, f"this table cannot be read ({reason})", "write it again") from None


def _batches(path: Path) -> Iterator[Any]:
    if path.suffix.lower() == ".parquet":
        import pyarrow.parquet as parquet

        with parquet.ParquetFile(path) as table:
            yield from table.iter_batches(_AT_ONCE)
        return
    import pyarrow

    with pyarrow.memory_map(str(path)) as stream:
        for batch in pyarrow.ipc.open_stream(stream):
            for start in range(0, batch.num_rows, _AT_ONCE):
                yield batch.slice(start, _AT_ONCE)
