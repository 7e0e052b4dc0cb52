"""Rows that hold documents, from lines, tables or a caller, as items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from alignkit.corpus.item import Content, Item, joined_sentences
from alignkit.corpus.sources.opened import Opened, Wanted
from alignkit.errors import InputError
from alignkit.formats.cells.headings import columns_of

Row = Mapping[str, Any]
NAMES = ("id", "name", "url", "doc_id", "key")
TEXTS = ("text", "content", "document")
LANGS = ("lang", "language")


def items_of(
    rows: Iterable[tuple[str, Row]], wanted: Wanted, place: str, folder: Path = Path()
) -> Opened:
    """Read rows as pairs (source and target, or two languages) or as lone documents (text)."""
    stream = iter(rows)
    first = next(stream, None)
    if first is None:
        raise InputError(place, "no document stands in it")
    rest = chain([first], stream)
    names = _names(first[1])
    if names is None:
        if not any(key in first[1] for key in TEXTS):
            raise InputError(
                place,
                f"no documents among {', '.join(map(str, first[1]))}",
                "name them source and target, or text where they are not paired yet",
            )
        return Opened(_lone(rest, wanted, place), paired=False)
    return Opened(_pairs(rest, names, wanted, folder))


def _names(row: Row) -> tuple[str, str, str, str] | None:
    """Return the columns of source and target, and the languages that they are named after."""
    if "source_path" in row:
        return "source_path", "target_path", "", ""
    if isinstance(row.get("translation"), Mapping):
        row = row["translation"]
    keys = list(row)
    columns = columns_of([str(key) for key in keys])
    if columns is None:
        return None
    source, target = (keys[columns.places[side]] for side in ("source", "target"))
    return source, target, columns.source_lang, columns.target_lang


def _pairs(
    rows: Iterable[tuple[str, Row]], names: tuple[str, str, str, str], wanted: Wanted, folder: Path
) -> Iterator[Item]:
    for place, row in rows:
        held = row["translation"] if isinstance(row.get("translation"), Mapping) else row
        langs = (
            str(row.get("source_lang") or wanted.source_lang or names[2]),
            str(row.get("target_lang") or wanted.target_lang or names[3]),
        )
        sides = [
            _content(held.get(name), lang, place, folder if name.endswith("_path") else None)
            for name, lang in zip(names, langs, strict=False)
        ]
        yield Item(_name(row, place), *sides)


def _lone(rows: Iterable[tuple[str, Row]], wanted: Wanted, place: str) -> Iterator[Item]:
    for where, row in rows:
        text = next((row[key] for key in TEXTS if row.get(key)), "")
        lang = next((str(row[key]) for key in LANGS if row.get(key)), "")
        content = _content(text, lang, where, None)
        yield Item(":" + _name(row, where), replace(content, ending=str(row.get("ending", ""))))


def _name(row: Row, place: str) -> str:
    return next((str(row[key]) for key in NAMES if row.get(key) not in (None, "")), place)


def _content(value: Any, lang: str, place: str, folder: Path | None) -> Content:
    if folder is not None and value:
        return Content.of_file(folder / str(value), lang)
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        value = joined_sentences(value)
    if value is not None and not isinstance(value, str):
        raise InputError(place, f"a {type(value).__name__} stands for a document", "give texts")
    return Content.of_text(value or "", lang)
