"""Folders of chapters: each chapter is aligned by itself, and all are compared as one text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from os import PathLike
from os.path import isdir
from pathlib import Path
from typing import Any

from alignkit.errors import InputError
from alignkit.types import Bead, Bitext, Block, Document, Sentence, Span

# What stands between two chapters of the joined text.
BETWEEN = "\n\n"


def is_folder(side: Any) -> bool:
    """Tell whether a side of a comparison is a folder of chapters."""
    # A text may be longer than any name; os.path answers that there is no such folder.
    return isinstance(side, (str, PathLike)) and "\n" not in str(side) and isdir(side)


def of_folders(source: Any, targets: Sequence[Any], options: Mapping[str, Any]) -> list[Bitext]:
    """Return each translation aligned to the original chapter by chapter, as one text.

    Without an original the first translation takes its place.

    Chapters are told apart by their names, without ending and language, and stand in the order of
    their numbers. A chapter that a translation lacks is missing there.
    """
    sides = [source, *targets] if source is not None else list(targets)
    other = next((side for side in sides if not is_folder(side)), None)
    if other is not None:
        raise InputError(
            str(other), "this is no folder", "give a folder of chapters for each side, or files"
        )
    held = [_chapters(Path(side)) for side in sides]
    base, rest = held[0], held[1:]
    for side, chapters in zip(sides[1:], rest, strict=True):
        if not set(base) & set(chapters):
            raise InputError(
                str(side),
                f"none of its files is named like one of {sides[0]}",
                "give the chapters the same names on all sides (01.zh.txt and 01.en.txt)",
            )
    names = sorted(base, key=_in_order)
    return [_bitext(names, base, chapters, options) for chapters in rest]


def _chapters(folder: Path) -> dict[str, Path]:
    from alignkit.read.opening import is_known
    from alignkit.resources.locales import without_locale

    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts) or not path.is_file():
            continue
        if is_known(path):
            key = without_locale(name.as_posix()).rpartition(".")[0] or name.as_posix()
            if key in found:
                raise InputError(
                    path, f"{found[key].name} is the same chapter", "leave only one of them there"
                )
            found[key] = path
    if not found:
        raise InputError(folder, "no file in this folder is a text that can be read")
    return found


def _in_order(name: str) -> list[tuple[int, str]]:
    """Order names by the numbers in them.

    >>> sorted(["ch10", "ch9", "preface"], key=_in_order)
    ['ch9', 'ch10', 'preface']
    """
    parts = re.findall(r"\d+|\D+", name)
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def _bitext(
    names: Sequence[str],
    base: Mapping[str, Path],
    own: Mapping[str, Path],
    options: Mapping[str, Any],
) -> Bitext:
    from alignkit.align import align
    from alignkit.align.inputs import open_side

    sources: list[Document] = []
    targets: list[Document] = []
    beads: list[Bead] = []
    signature = None
    for name in names:
        at = sum(len(d.sentences) for d in sources), sum(len(d.sentences) for d in targets)
        if name not in own:
            alone = open_side(base[name], options["source_lang"], options["presplit"])
            sources.append(alone)
            beads += [Bead((at[0] + i,), ()) for i in range(len(alone.sentences))]
            continue
        part = align(base[name], own[name], **options)
        signature = part.signature
        sources.append(part.source)
        targets.append(part.target)
        beads += [
            replace(
                bead,
                source=tuple(at[0] + i for i in bead.source),
                target=tuple(at[1] + i for i in bead.target),
            )
            for bead in part.beads
        ]
    found = Bitext(joined(sources), joined(targets), tuple(beads))
    return replace(found, signature=signature) if signature else found


def joined(documents: Sequence[Document]) -> Document:
    """Join chapters to one document that is named by their folder."""
    texts: list[str] = []
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    start = 0
    for document in documents:
        here = len(blocks)
        blocks += [replace(block, span=_moved(block.span, start)) for block in document.blocks]
        sentences += [
            Sentence(own.text, _moved(own.span, start), own.block + here)
            for own in document.sentences
        ]
        texts.append(document.text)
        start += len(document.text) + len(BETWEEN)
    name = Path(documents[0].name).parent.name
    return Document(BETWEEN.join(texts), documents[0].lang, tuple(blocks), tuple(sentences), name)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
