"""Parquet: a column each for the texts, their sentences, score and confidence."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from alignkit.errors import InputError, MissingExtraError
from alignkit.formats.cells.headings import columns_of
from alignkit.formats.source import Source, encode
from alignkit.formats.units import Head, Reading, Unit
from alignkit.types import Signature

KEY = b"alignkit"
COLUMNS = ("source_sentences", "target_sentences", "notes", "findings")


def read_units(source: Source) -> Reading:
    """Read a table with the columns source and target, or two named after languages."""
    _, parquet = _pyarrow()
    data = io.BytesIO(source.data())
    try:
        table = parquet.read_table(data)
        headings = table.column_names
    except Exception as error:  # pyarrow raises whatever the damage leads to
        raise _damaged(source.name, error) from None
    columns = columns_of(headings)
    if columns is None:
        raise InputError(
            source.name,
            f"no source and target among the columns {', '.join(headings)}",
            "rename two of them",
        )
    try:
        facts = json.loads((table.schema.metadata or {}).get(KEY, b"{}"))
    except ValueError as error:
        raise _damaged(source.name, error) from None
    head = Head(
        columns.source_lang or facts.get("source_lang", ""),
        columns.target_lang or facts.get("target_lang", ""),
        facts.get("source_name", ""),
        facts.get("target_name", ""),
        Signature.parse(facts.get("signature", "")),
        facts.get("meta", {}),
    )
    names = {role: headings[place] for role, place in columns.places.items()}
    return Reading(head, _units(table, names, source.name))


def _damaged(place: str, error: Exception) -> InputError:
    reason = " ".join(str(error).split())[:120]
    return InputError(place, f"this is not a Parquet table ({reason})", "write it again")


def render(held: Reading) -> Iterator[bytes]:
    """Write one table; languages, names and signature are its metadata."""
    pyarrow, parquet = _pyarrow()
    units = list(held.units)
    for unit in units:
        encode(unit.source + unit.target)
    head = held.head
    texts = pyarrow.list_(pyarrow.string())
    table = pyarrow.table(
        {
            "source": pyarrow.array([u.source for u in units], pyarrow.string()),
            "target": pyarrow.array([u.target for u in units], pyarrow.string()),
            "score": pyarrow.array([u.score for u in units], pyarrow.float64()),
            "confidence": pyarrow.array([u.confidence for u in units], pyarrow.float64()),
            **{
                name: pyarrow.array([list(getattr(u, name)) for u in units], texts)
                for name in COLUMNS
            },
        }
    )
    facts = {
        "source_lang": head.source_lang,
        "target_lang": head.target_lang,
        "source_name": head.source_name,
        "target_name": head.target_name,
        "signature": str(head.signature),
        "meta": dict(head.meta),
    }
    stream = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata({KEY: json.dumps(facts)}), stream)
    yield stream.getvalue()


def _units(table: Any, names: dict[str, str], place: str) -> Iterator[Unit]:
    for batch in table.to_batches():
        try:
            rows = batch.to_pylist()
        except Exception as error:  # damage shows only where a text is taken out
            raise _damaged(place, error) from None
        for row in rows:
            score, confidence = (row.get(names.get(r, r)) for r in ("score", "confidence"))
            yield Unit(
                _text(row[names["source"]]),
                _text(row[names["target"]]),
                None if score is None else float(score),
                None if confidence is None else float(confidence),
                **_lists(row, place),
            )


def _lists(row: dict[str, Any], place: str) -> dict[str, Any]:
    held = {name: tuple(row[name]) for name in COLUMNS if isinstance(row.get(name), list)}
    for name, cells in held.items():
        if any(isinstance(cell, bytes) for cell in cells):
            raise _damaged(place, TypeError(f"{name} holds bytes and no text"))
    return held


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError("reading and writing Parquet files", "parquet") from None
    return pyarrow, pyarrow.parquet
