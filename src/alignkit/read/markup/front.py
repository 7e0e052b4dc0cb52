"""The settings at the head of a page: what of them is text."""

from __future__ import annotations

import re

from alignkit.read.taken import Taken

# The keys that site generators show to readers: Jekyll, Hugo, VitePress, Docusaurus, Astro.
_SHOWN = (
    "title linktitle subtitle description summary excerpt tagline headline abstract caption "
    "sidebar_label sidebartitle lead"
)
_TEXT = frozenset(_SHOWN.split())
_LINE = re.compile(r"^([A-Za-z_-]+)[ \t]*[:=][ \t]*(.*?)[ \t]*$", re.MULTILINE)
# A longer head is none: a text may begin with a rule of its own.
_LONGEST = 20_000
_FENCES = {
    "---\n": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M),
    "+++\n": re.compile(r"^\+\+\+$", re.M),
}


def front_matter(source: str) -> int:
    """Return where the settings at the head of a page end, 0 where it has none.

    >>> front_matter("---\\ntitle: Hello\\n---\\nText")
    21
    """
    close = _FENCES.get(source[:4])
    end = close.search(source, 4, _LONGEST) if close else None
    if end is None or (source[4:5] == "\n" and not _LINE.search(source, 4, end.start())):
        return 0
    return min(end.end() + 1, len(source))


def take_front(source: str, end: int, taken: Taken) -> None:
    """Take the titles and descriptions among the settings, as headings."""
    for found in _LINE.finditer(source, 4, end):
        value = found.group(2)
        if found.group(1).lower() not in _TEXT or value in ("", "|", ">", "|-", ">-"):
            continue
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        taken.line(value[1:-1] if quoted else value, found.start(2) + quoted, "heading", 1)
