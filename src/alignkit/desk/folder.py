"""The pairs of a folder, told by their names: plan.zh.docx and plan.en.docx."""

from __future__ import annotations

import re
from pathlib import Path

from alignkit.desk.reopening import Files
from alignkit.errors import InputError

# What a part of a name says of its side; the first of each pair is the source.
SIDES = (("src", "tgt"), ("source", "target"))
READABLE = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
_PARTS = re.compile(r"[._\-]")
_LANG = re.compile(r"(zh|en|ja|ko|fr|de|es|ru)(-[A-Za-z]{2,4})?")
MOST_PAIRS = 500


def pairs_of(folder: Path, langs: tuple[str, str], presplit: bool) -> list[Files]:
    """Return the pairs of a folder: names that differ in nothing but the side or the language.

    The Chinese side is the source unless the languages given say otherwise.
    """
    held: dict[tuple[str, ...], dict[str, Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix.lower() in READABLE and not path.name.startswith("."):
            parts = _PARTS.split(path.stem)
            for number, part in enumerate(parts):
                if _LANG.fullmatch(part) or any(part in pair for pair in SIDES):
                    key = (*parts[:number], "", *parts[number + 1 :])
                    held.setdefault(key, {})[part] = path
    taken: set[Path] = set()
    pairs: list[Files] = []
    for sides in held.values():
        order = _ordered(sides, langs)
        if order is not None and taken.isdisjoint(order):
            taken.update(order)
            pairs.append(Files(order[0], order[1], *langs, presplit))
    if not pairs:
        raise InputError(
            folder,
            "no pair of documents is in this folder",
            "name them like plan.zh.docx and plan.en.docx",
        )
    if len(pairs) > MOST_PAIRS:
        raise InputError(folder, f"{len(pairs)} pairs are in this folder", "name one of them")
    return pairs


def _ordered(sides: dict[str, Path], langs: tuple[str, str]) -> tuple[Path, Path] | None:
    """Return the source and the target among the files of one name."""
    for first, second in SIDES:
        if first in sides and second in sides:
            return sides[first], sides[second]
    named = sorted(part for part in sides if _LANG.fullmatch(part))
    if len(named) != 2:
        return None
    wanted = langs[0] or "zh"
    first = next((n for n in named if n.startswith(wanted)), named[0])
    second = next(n for n in named if n != first)
    return sides[first], sides[second]
