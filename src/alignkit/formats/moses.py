"""Moses: two parallel files, NAME.zh and NAME.en, one segment a line."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path

from alignkit.errors import InputError
from alignkit.files import keep, together
from alignkit.formats.escape import NULL
from alignkit.formats.languages import named
from alignkit.formats.source import Source, encode
from alignkit.formats.units import Head, Reading, Unit, to_reading
from alignkit.types import Bitext

ENDING = ".moses"


def read_units(source: Source, target: str | PathLike[str] | None = None) -> Reading:
    """Read the two files of a name, or a file and its fellow."""
    paths = fellows(source.path) if target is None else (source.path, Path(target))
    keep(paths)
    lines = [_lines(path) for path in paths]
    if len(lines[0]) != len(lines[1]):
        raise InputError(
            paths[1],
            f"{len(lines[1])} lines where {paths[0].name} has {len(lines[0])}",
            "give files that are parallel line by line",
        )
    source_lang, target_lang = (named(p.suffix[1:]) and p.suffix[1:] for p in paths)
    head = Head(source_lang, target_lang)
    return Reading(head, (Unit(s, t) for s, t in zip(*lines, strict=True)))


def save_files(bitext: Bitext, path: Path) -> None:
    """Write NAME.<source language> and NAME.<target language>, both or neither."""
    stem = _stem(path)
    held = to_reading(bitext)
    languages = held.head.source_lang, held.head.target_lang
    if languages[0] == languages[1]:
        raise InputError(path, f"both sides are {languages[0]}", "name the languages")
    places = [stem.with_name(f"{stem.name}.{language}") for language in languages]
    with together(places) as (sources, targets):
        for number, unit in enumerate(held.units):
            for stream, text, place in (
                (sources, unit.source, places[0]),
                (targets, unit.target, places[1]),
            ):
                # A text's own byte order mark would be taken for the file's.
                mark = "\ufeff" if number == 0 and text.startswith("\ufeff") else ""
                stream.write(_line(mark + text, place))


def _line(text: str, place: Path) -> bytes:
    """A segment as one line: a line break inside it becomes a space, a null its picture."""
    return encode(re.sub(r"\r\n|\n|\r", " ", text).translate(NULL) + "\n", str(place))


def _stem(path: Path) -> Path:
    return path.with_suffix("") if path.suffix == ENDING else path


def fellows(path: Path) -> tuple[Path, Path]:
    """Find the two files: beside a stem, or the other one of a file that is named."""
    if path.is_file() and named(path.suffix[1:]):
        others = [p for p in _parallel(path.with_suffix("")) if p != path]
        if len(others) == 1:
            return path, others[0]
    else:
        others = _parallel(_stem(path))
        if len(others) == 2:
            # Chinese is the source unless the name says otherwise, as in news.en-zh.
            order = re.search(r"[.-]([a-z]{2,3})-([a-z]{2,3})$", _stem(path).name)
            first = order[1] if order else "zh"
            others.sort(key=lambda p: named(p.suffix[1:]) != first)
            return others[0], others[1]
    raise InputError(
        path,
        f"{len(others)} files beside it end in a language",
        "there must be two, such as NAME.zh and NAME.en",
    )


def _parallel(stem: Path) -> list[Path]:
    if not stem.parent.is_dir():
        return []
    fellows = (p for p in stem.parent.iterdir() if p.name.startswith(f"{stem.name}."))
    return sorted(p for p in fellows if p.stem == stem.name and named(p.suffix[1:]))


def _lines(path: Path) -> list[str]:
    lines = re.split(r"\r\n|\n", Source(path).text())
    return lines[:-1] if lines[-1] == "" else lines
