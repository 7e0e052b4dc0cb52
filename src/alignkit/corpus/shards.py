"""Shards: tables of a few dozen documents that appear whole or not at all, known by their rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from alignkit.corpus.item import DIGITS
from alignkit.corpus.packing import column
from alignkit.errors import InputError, MissingExtraError
from alignkit.files import atomic

Rows = Sequence[Mapping[str, Any]]

_SIDE = {
    "path": "string", "text": "large_string", "lang": "string", "digest": "string",
    "size": "int64", "ending": "string",
}  # fmt: skip
_SPANS = "list<struct<start: int32, end: int32>>"
SCHEMAS: dict[str, dict[str, str]] = {
    "input": {
        "id": "string",
        **{f"{side}_{key}": kind for side in ("source", "target") for key, kind in _SIDE.items()},
    },
    "documents": {
        "document": "string", "status": "string", "reason": "string",
        "source_lang": "string", "target_lang": "string",
        "source_sentences": "int32", "target_sentences": "int32", "beads": "int32",
        "parallel": "float64", "warning": "string", "moved": "string", "signature": "string",
    },
    "beads": {
        "document": "string", "bead": "int32", "source": "string", "target": "string",
        "source_sentences": "list<int32>", "target_sentences": "list<int32>",
        "source_start": "int32", "source_end": "int32",
        "target_start": "int32", "target_end": "int32",
        "score": "float64", "confidence": "float64",
        "source_lang": "string", "target_lang": "string",
    },
    "findings": {
        "document": "string", "rule": "string", "severity": "string", "message": "string",
        "bead": "int32", "source": "string", "source_spans": _SPANS, "target": "string",
        "target_spans": _SPANS, "values": "string", "confidence": "float64",
        "fingerprint": "string",
    },
    "vectors": {
        "document": "string", "status": "string", "reason": "string", "lang": "string",
        "size": "int64", "vector": "binary", "marks": "list<int64>",
    },
}  # fmt: skip


def write_rows(path: Path, kind: str, rows: Rows) -> str:
    """Write a table under another name and rename it; return the digest of its rows."""
    arrow, parquet = pyarrow()
    schema = schema_of(kind)
    columns = [column(arrow, f.type, [row.get(f.name) for row in rows]) for f in schema]
    table = arrow.Table.from_arrays(columns, schema=schema)
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic(path, "wb") as stream:
        parquet.write_table(table, stream, compression="zstd")
    return digest_of_rows(rows, schema.names)


def read_rows(path: Path, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, a few at a time."""
    arrow, parquet = pyarrow()
    try:
        with parquet.ParquetFile(path) as table:
            for batch in table.iter_batches(1024, columns=columns):
                yield from batch.to_pylist()
    except (arrow.ArrowException, OSError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(
            path, f"this shard cannot be read ({reason})", "remove it and run again"
        ) from None


def digest_of_rows(rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> str:
    """Return the digest of what the rows say, whichever program packed them."""
    found = sha256()
    for row in rows:
        line = json.dumps([row.get(name) for name in names], ensure_ascii=True, default=_bytes)
        found.update(line.encode() + b"\n")
    return found.hexdigest()[:DIGITS]


def schema_of(kind: str) -> Any:
    """Return the Arrow schema of a kind of shard."""
    arrow, _ = pyarrow()
    spans = arrow.list_(arrow.struct([("start", arrow.int32()), ("end", arrow.int32())]))
    types = {
        "list<int32>": arrow.list_(arrow.int32()),
        "list<int64>": arrow.list_(arrow.int64()),
        _SPANS: spans,
    }
    plain = ("string", "large_string", "int32", "int64", "float64", "binary")
    types.update({name: getattr(arrow, name)() for name in plain})
    return arrow.schema([(name, types[held]) for name, held in SCHEMAS[kind].items()])


def pyarrow() -> tuple[Any, Any]:
    """Return pyarrow and its Parquet module, or say which command brings them."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise MissingExtraError("the corpus mode", "parquet") from None
    return arrow, parquet


def _bytes(value: Any) -> str:
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value).__name__)
