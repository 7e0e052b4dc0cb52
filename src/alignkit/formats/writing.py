"""Writing a bitext: rendered piece by piece into a file that appears whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path

from alignkit.errors import InputError, OptionError
from alignkit.files import atomic
from alignkit.formats.registry import FORMATS, Format, by_ending, named
from alignkit.formats.units import Reading, to_bitext, to_reading, without_numbers
from alignkit.types import Bitext, Findings

DEFAULT = "tsv"
MEMORY = "tmx"
# Endings of a file that is named without one, or as plain text; it gets the default.
PLAIN = ("", ".txt")


def save_bitext(
    bitext: Bitext,
    path: str | PathLike[str],
    format: str | None = None,
    findings: Findings | None = None,
) -> None:
    """Write a bitext as `alignkit.formats.save` says."""
    chosen = format_for(path, format)
    if chosen.files:
        if fspath(path) == "-":
            raise OptionError(f"{chosen.title} is more than one file: name them with -o NAME")
        chosen.load().save_files(bitext, Path(path))
    else:
        _put(_pieces(chosen, bitext, findings), path)


def save_units(reading: Reading, path: str | PathLike[str], format: str | None = None) -> None:
    """Write units as they come, so that a file of any size passes through."""
    chosen = format_for(path, format)
    if chosen.streams:
        _put(chosen.renders()(reading.with_languages()), path)
    else:
        save_bitext(to_bitext(reading), path, chosen.name)


def written(bitext: Bitext, format: str, findings: Findings | None = None) -> str | bytes:
    """Return a bitext as `alignkit.formats.write` says."""
    chosen = named(format)
    if chosen.files:
        raise OptionError(f"{chosen.title} is more than one file: save it under a name")
    data = b"".join(_pieces(chosen, bitext, findings))
    return data if chosen.binary else data.decode("utf-8")


def format_for(path: str | PathLike[str], format: str | None) -> Format:
    """Return the format that a name or a file's ending asks for; refuse what none has."""
    ending = Path(path).suffix.lower()
    chosen = named(format) if format else by_ending(Path(path))
    if chosen is None and ending in PLAIN:
        chosen = named(DEFAULT)
    ends = ", ".join(end for held in FORMATS if held.writes for end in held.endings[:1])
    known = f"or end in one of {ends}"
    if chosen is None:
        none = f"{fspath(path)}: no format of aligned texts ends in {ending}"
        raise OptionError(f"{none}; name the format, {known}")
    if not chosen.writes:
        none = f"{chosen.title} is read but not written"
        raise OptionError(f"{none}; choose another format, {known}")
    return chosen


def _pieces(chosen: Format, bitext: Bitext, findings: Findings | None) -> Iterator[bytes]:
    _whole(bitext)
    renderer = chosen.renders()
    if chosen.streams:
        # In a memory the numbers of one document's lists would only hinder the next one's.
        held = without_numbers(bitext) if chosen.name == MEMORY else bitext
        return renderer(to_reading(held, findings))
    given = (findings,) if "findings" in chosen.keeps else ()
    return renderer(bitext, *given)


def _whole(bitext: Bitext) -> None:
    """Refuse beads that name sentences which are not there."""
    for number, bead in enumerate(bitext.beads):
        for side, document in ((bead.source, bitext.source), (bead.target, bitext.target)):
            if side and max(side) >= len(document.sentences):
                raise InputError(
                    document.name,
                    f"bead {number} names sentence {max(side)} of {len(document.sentences)}",
                    "align the texts again",
                )


def _put(pieces: Iterator[bytes], path: str | PathLike[str]) -> None:
    if fspath(path) == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    with atomic(path, "wb") as stream:
        for piece in pieces:
            stream.write(piece)  # type: ignore[arg-type]
