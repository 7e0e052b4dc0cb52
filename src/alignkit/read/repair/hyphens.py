"""Words broken by a hyphen at a line's end: technol-⏎ogy loses it, high-⏎quality keeps it.

The text itself is asked first: whichever form it uses elsewhere is taken. Then a small knowledge
of what English writes with a hyphen and of what is only a piece of a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from alignkit.deferred import deferred
from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

_BROKEN = deferred(
    r"(?<=[^\W_㐀-鿿])(?P<hyphen>[-‐])[ \t]*[\n\f]\s*"
    r"(?P<right>[^\W_㐀-鿿]+)(?P<chain>-?)[^\s㐀-鿿]*(?P<space>[ \t]*)"
)
_LEFT = deferred(r"[^\W_㐀-鿿]+$")
_SOFT = deferred("\u00ad[ \t]*[\n\f]\\s*|\u00ad")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield an edit for each word that a hyphen breaks over two lines, and each soft hyphen."""
    for found in _SOFT.finditer(text) if "\u00ad" in text else ():
        yield Edit(found.start(), found.end(), "")
    for found in _BROKEN.finditer(text):
        place = found.start()
        left = _LEFT.search(text, max(0, place - 60), place)
        if left is None:
            continue
        keeps = found.group("chain") or _in_compound(text, left.start())
        keeps = keeps or keeps_hyphen(left.group(), found.group("right"), evidence)
        # The rest of the word goes up to its first half, so that the lines stay as they were.
        yield Edit(place + bool(keeps), found.start("right"), "")
        if found.group("space"):
            yield Edit(found.start("space"), found.end(), "\n", quiet=True)


def _in_compound(text: str, start: int) -> bool:
    """Whether the broken word is part of a longer one, such as an address or man-in-the-middle."""
    return start > 0 and text[start - 1] in "-/_.="


def keeps_hyphen(left: str, right: str, evidence: Evidence) -> bool:
    """Whether a word broken at its hyphen is written with it."""
    if not (left.isalpha() and right.isalpha()) or right[0].isupper():
        return True
    low, high = left.lower(), right.lower()
    words = evidence.words
    whole, split = words[low + high], words[f"{low}-{high}"]
    if whole != split:
        return split > whole
    pieces = fragments()
    if low in pieces["compounds"]:
        return True
    if low in pieces["prefixes"] or high in pieces["endings"]:
        return False
    # Both halves are words of this text that stand alone elsewhere.
    return words[low] > 0 and words[high] > 0


@cache
def fragments() -> dict[str, frozenset[str]]:
    """Return the table of word pieces: which keep a hyphen, which are parts of a word."""
    table = resources.files("alignkit.data").joinpath("hyphens.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {kind: frozenset(pieces.split()) for kind, pieces in rows}
