"""The beads to be scored, whatever they come in, and the verses that join them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from os import PathLike, fspath
from typing import Any

from alignkit.errors import InputError, OptionError
from alignkit.types import Bead, Bitext

Pair = tuple[tuple[int, ...], tuple[int, ...]]
# Formats of aligned texts that do not say where one sentence ends and the next begins.
SENTENCELESS = frozenset({"tsv", "csv", "moses", "po", "xlsx", "html"})


def several(held: Any) -> list[Any]:
    """Return what was given as a list with an item a file."""
    if isinstance(held, (str, PathLike, Bitext)):
        return [held]
    items = list(held)
    return [items] if not items or _is_bead(items[0]) else items


def pairs(held: Any) -> list[Pair]:
    """Return the beads of one file as pairs of sentence numbers."""
    if isinstance(held, Bitext):
        return [(bead.source, bead.target) for bead in held.beads]
    if isinstance(held, (str, PathLike)):
        return [(bead.source, bead.target) for bead in _read(held)]
    if not isinstance(held, Sequence) or not all(_is_bead(item) for item in held):
        raise OptionError("give a Bitext, a path, or a list of beads: (source, target) numbers")
    return [
        (held.source, held.target) if isinstance(held, Bead) else (tuple(held[0]), tuple(held[1]))
        for held in held
    ]


def verse_names(held: str | PathLike[str] | Sequence[str]) -> list[str]:
    """Return the verse of every sentence: a list as it is, a file one name after the other."""
    if isinstance(held, (str, PathLike)):
        from alignkit.formats.source import Source

        return Source(held).text().split()
    return list(held)


def joined(beads: Sequence[Pair], verses: tuple[Sequence[str], Sequence[str]]) -> list[Pair]:
    """Make one bead of neighbours whose sentences all belong to a single verse.

    >>> joined([((0,), (0,)), ((1,), (1,))], (["a", "a"], ["a", "a"]))
    [((0, 1), (0, 1))]
    """
    for side, names in enumerate(verses):
        last = max((number for bead in beads for number in bead[side]), default=-1)
        if last >= len(names):
            raise OptionError(
                f"the alignment names sentence {last}, but there are verses for {len(names)}"
            )

    def inside(bead: Pair) -> object:
        names = {verses[0][i] for i in bead[0]} | {verses[1][j] for j in bead[1]}
        return ("verse", names.pop()) if len(names) == 1 else bead

    runs = (list(run) for _, run in groupby(beads, key=inside))
    return [
        (
            tuple(number for bead in run for number in bead[0]),
            tuple(number for bead in run for number in bead[1]),
        )
        for run in runs
    ]


def _is_bead(item: object) -> bool:
    if isinstance(item, Bead):
        return True
    return (
        isinstance(item, Sequence)
        and not isinstance(item, str)
        and len(item) == 2
        and all(
            isinstance(side, Sequence)
            and not isinstance(side, str)
            and all(isinstance(number, int) for number in side)
            for side in item
        )
    )


def _read(path: str | PathLike[str]) -> Sequence[Bead]:
    """Read the beads of a file: ladders of every kind by their numbers, others by their texts."""
    from alignkit.formats import hunalign, ladder, load, sketch
    from alignkit.formats.reading import told
    from alignkit.formats.source import Source

    source = Source(path)
    if not source.head().strip():
        raise InputError(source.name, "the file is empty", "give an alignment")
    chosen = told(source)
    if chosen.module == "ladder" or chosen.name == "ladder":
        return ladder.read_beads(source.text(), source.name)[0]
    if chosen.name == "sketch":
        return sketch.read_beads(source.text(), source.name)
    if chosen.name == "hunalign" or _rungs(source):
        text = source.text()
        if hunalign.RUNG.match(text):
            return hunalign.read_beads(text, source.name)
    if chosen.name in SENTENCELESS:
        raise InputError(
            fspath(path),
            f"{chosen.title} does not tell the sentences of a bead",
            "give a ladder or JSON lines",
        )
    return load(path).beads


def _rungs(source: Any) -> bool:
    return bool(re.match(rb"0\t0(\t[-\d.eE]+)?\r?\n", source.head()))
