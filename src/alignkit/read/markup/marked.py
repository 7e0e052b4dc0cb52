"""What all marked-up text is read by: its own reader takes the text, this makes the document."""

from __future__ import annotations

from collections.abc import Callable, Collection

from alignkit.read import plain
from alignkit.read.decode import decode
from alignkit.read.taken import Taken, plain_lines
from alignkit.types import Document

# What a format whose blocks say where text begins and ends has no need of.
SETTLED = ("pages", "hyphens", "lines", "latex", "emphasis", "treebank", "glue", "menus")


def marked(
    format: str,
    take: Callable[[str], Taken],
    data: bytes,
    name: str,
    lang: str | None,
    repair: bool | Collection[str],
) -> Document:
    """Return the document of a file in a format, whose text `take` takes line by line."""
    source, encoding = decode(data, name)
    lined, ends = plain_lines(source)
    taken = take(lined)
    taken.inlines.sort(key=lambda inline: inline.span)
    return plain.document(
        taken.text(),
        lang,
        name,
        repair,
        encoding=encoding,
        format=format,
        hints=tuple(taken.hints),
        inlines=tuple(taken.inlines),
        without=SETTLED,
        way_back=taken.way_back(source, ends),
    )
