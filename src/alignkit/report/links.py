"""Linked words written out: JSON, a table of links, word numbers in the Pharaoh format."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.errors import MissingExtraError, OptionError
from alignkit.files import atomic
from alignkit.formats.cells.quoting import line
from alignkit.shown import spelt_out
from alignkit.types.link import Links

if TYPE_CHECKING:
    import pandas

ENDINGS = {".json": "json", ".tsv": "tsv", ".pharaoh": "pharaoh", ".txt": "text"}
COLUMNS = (
    "bead", "source", "target", "probability", "source_start", "source_end", "target_start",
    "target_end", "source_word", "target_word",
)  # fmt: skip


def render_links(links: Links, format: str = "text") -> str:
    """Return links in one of the formats: text, json, tsv, pharaoh."""
    if format not in _WRITERS:
        raise OptionError(f"no format of links {format!r}; known are {', '.join(_WRITERS)}")
    return _WRITERS[format](links)


def save_links(links: Links, path: str | PathLike[str], format: str | None = None) -> None:
    """Write links to a file, in the format its ending names unless one is given."""
    ending = Path(fspath(path)).suffix.lower()
    chosen = format or ENDINGS.get(ending)
    if chosen is None:
        raise OptionError(f"{path}: no format of links ends in {ending!r}; give one with --format")
    held = render_links(links, chosen)
    with atomic(path) as stream:
        stream.write(held)


def links_to_pandas(links: Links) -> pandas.DataFrame:
    """Return one row a link; needs the pandas extra."""
    try:
        import pandas
    except ImportError:
        raise MissingExtraError("a pandas table", "pandas") from None
    return pandas.DataFrame(list(_lines(links)), columns=list(COLUMNS))


def _lines(links: Links) -> Iterator[list[Any]]:
    for pair in links:
        for link in pair.links:
            one, other = pair.source_words[link.source], pair.target_words[link.target]
            words = one.slice(pair.source), other.slice(pair.target)
            yield [pair.bead, *words, link.probability, *one, *other, link.source, link.target]


def _json(links: Links) -> str:
    return spelt_out(json.dumps(links.to_json(), ensure_ascii=False, indent=1)) + "\n"


def _tsv(links: Links) -> str:
    return "".join(line(cells, "\t") for cells in (COLUMNS, *_lines(links)))


def _pharaoh(links: Links) -> str:
    return "".join(pair.pharaoh() + "\n" for pair in links)


def _text(links: Links) -> str:
    """Return the phrases of each pair, to be read: the smallest stretches that translate."""
    lines = []
    for pair in links:
        lines += [pair.source, pair.target]
        lines += [
            f"  {phrase.source.slice(pair.source)}  {phrase.target.slice(pair.target)}"
            f"  {phrase.probability:.2f}"
            for phrase in pair.phrases
        ]
        lines.append("")
    return "\n".join(lines)


_WRITERS: dict[str, Callable[[Links], str]] = {
    "text": _text,
    "json": _json,
    "tsv": _tsv,
    "pharaoh": _pharaoh,
}
