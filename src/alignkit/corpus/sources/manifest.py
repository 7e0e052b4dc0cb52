"""Manifests that name the files of a corpus: TOML with [[pairs]], CSV or TSV with headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

from alignkit import files
from alignkit.corpus.item import Content, Item
from alignkit.corpus.sources.opened import Opened, Wanted
from alignkit.errors import InputError

ENDINGS = (".toml", ".csv", ".tsv")
if TYPE_CHECKING:
    from alignkit.review.pairs import PairFiles

SIDES = ("source", "target")
_COLUMNS = "the first line names the columns: source and target (files), and if you like id"


def open_manifest(path: Path, wanted: Wanted) -> Opened:
    """Open a manifest; its paths are counted from its own folder."""
    if path.suffix.lower() != ".toml":
        return Opened(_rows(path, wanted))
    from alignkit.review.pairs import load_pairs

    plan = load_pairs(path)
    lone = [(dead.name, dead.reason) for dead in plan.dead]
    lone += [(name, "no file of the other side fits it") for name in plan.orphans]
    return Opened(_named(path, plan.pairs, wanted), lone=lone)


def _named(path: Path, pairs: Sequence[PairFiles], wanted: Wanted) -> Iterator[Item]:
    for pair in pairs:
        name = Path(relpath(pair.source, path.parent)).as_posix()
        row = {"id": name, "source": name, "source_lang": pair.source_lang}
        if pair.target:
            row["target"] = relpath(pair.target, path.parent)
        yield _item({**row, "target_lang": pair.target_lang}, str(path), path.parent, wanted)


def _rows(path: Path, wanted: Wanted) -> Iterator[Item]:
    for place, row in _table(path):
        yield _item(row, place, path.parent, wanted)


def _item(row: Mapping[str, str], place: str, folder: Path, wanted: Wanted) -> Item:
    source = row.get("source") or row.get("source_path") or row.get("bitext") or ""
    target = row.get("target") or row.get("target_path") or ""
    if not source:
        raise InputError(place, "names no source", _COLUMNS)
    langs = [row.get(f"{side}_lang") or getattr(wanted, f"{side}_lang") for side in SIDES]
    second = Content.of_file(folder / target, langs[1]) if target else Content()
    return Item(row.get("id") or source, Content.of_file(folder / source, langs[0]), second)


def _table(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    rows = csv.DictReader(io.StringIO(files.text(path, "input_mb"), ""), delimiter=delimiter)
    try:
        known = {"source", "source_path", "bitext"} & set(rows.fieldnames or ())
        if not known:
            raise InputError(path, "no column is named source", _COLUMNS)
        for number, row in enumerate(rows, 2):
            yield f"{path}:{number}", {k: v for k, v in row.items() if k and isinstance(v, str)}
    except csv.Error as error:
        raise InputError(path, f"this is no table ({error})", _COLUMNS) from None
