"""Folders of alignments opened into files that belong together by their names."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from alignkit.errors import InputError

ENDINGS = frozenset({".align", ".aligned", ".ladder", ".jsonl", ".hunalign", ".xml", ".mapping"})


def in_folders(systems: Sequence[Any], gold: Any) -> tuple[list[Any], Any]:
    """Return systems and gold with folders opened: the files that are named as the gold's are.

    What is no folder is returned as it is; a file without a fellow is an error.
    """
    if not _is_folder(gold):
        return list(systems), gold
    folder = Path(gold)
    names = sorted(p.stem for p in folder.iterdir() if p.suffix in ENDINGS)
    if not names:
        raise InputError(folder, "no alignment is in this folder", "give the folder of the ladders")
    opened = [_named(Path(held), names) if _is_folder(held) else held for held in systems]
    return opened, _named(folder, names)


def _named(folder: Path, names: Sequence[str]) -> list[Path]:
    return [_one(folder, name) for name in names]


def _one(folder: Path, stem: str) -> Path:
    found = sorted(p for p in folder.iterdir() if p.stem == stem and p.suffix in ENDINGS)
    if len(found) != 1:
        raise InputError(folder, f"{len(found)} alignments are named {stem}", "there must be one")
    return found[0]


def _is_folder(held: Any) -> bool:
    return isinstance(held, (str, PathLike)) and Path(held).is_dir()
