"""Files whose texts have keys: one with both languages, or two that are joined by key."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path

from alignkit.formats.registry import Format, by_ending
from alignkit.formats.source import Source
from alignkit.formats.units import Reading, entry_of
from alignkit.formats.xml.events import verbatim
from alignkit.resources.entries import Finder, Resource, Value, distinct
from alignkit.resources.join import join
from alignkit.resources.one_side import kind_of, pair_files, read_file, side
from alignkit.types import Bitext

# Formats of bitexts whose units have keys: two such files, one a language, are joined by them.
UNITS = ("xliff", "tmx")


def read_bitext(source: Source, source_lang: str | None, target_lang: str | None) -> Bitext:
    """Read one file that holds both languages; it says of no pair how sure it is."""
    bitext = pair_files(source.name, None, source_lang, target_lang)
    return replace(bitext, beads=tuple(replace(bead, confidence=None) for bead in bitext.beads))


def paired(
    source: str | PathLike[str],
    target: str | PathLike[str],
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> Bitext | None:
    """Join two files by key, or return None where one of them has no keys."""
    if not (has_keys(source) and has_keys(target)):
        return None
    one, two = _side(source, source_lang), _side(target, target_lang)
    return join(one, two, source_lang, target_lang)


def has_keys(path: str | PathLike[str]) -> bool:
    """Return whether the texts of a file have keys by which it can be joined with another."""
    return _format(path) is not None or kind_of(path) is not None


def _format(path: str | PathLike[str]) -> Format | None:
    held = by_ending(Path(fspath(path)))
    return held if held is not None and held.name in UNITS else None


def _side(path: str | PathLike[str], lang: str | None) -> Resource:
    format = _format(path)
    held = read_file(path) if format is None else _resources(format, path)
    return side(held, lang)


def _resources(format: Format, path: str | PathLike[str]) -> tuple[Resource, ...]:
    """Return both sides of a file of units, which stand under the ids that the file gives them."""
    reading: Reading = format.load_reader().read_units(Source(path))
    sources: list[Value] = []
    targets: list[Value] = []
    finder = Finder(Source(path).text())
    place = 0
    for number, unit in enumerate(reading.units, start=1):
        entry = entry_of(unit, number)
        if entry is not None:
            held = [finder.place(verbatim(text), place) for text in (unit.source, unit.target)]
            sources.append(Value(replace(entry, flags=()), unit.source, held[0]))
            targets.append(Value(entry, unit.target, held[1]))
            place = held[0].end if unit.source and held[0].start > place else place
    name = fspath(path)
    return (
        Resource(name, format.name, distinct(sources), reading.head.source_lang, finder.raw),
        Resource(name, format.name, distinct(targets), reading.head.target_lang, finder.raw),
    )
