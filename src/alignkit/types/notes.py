"""Notes in brackets that a publication puts beside a translation: they translate nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from alignkit.types.text import Span

ADDED = re.compile(r"\[([^\[\]]{1,60})\]")
BRACKETED = re.compile(r"\s*[\[(（【]([^\[\]()（）【】]{1,60})[\])）】]")


def without_notes(text: str) -> str:
    """Return a text without its notes on the translation itself.

    >>> without_notes("Three-Year Plan [Full translation]")
    'Three-Year Plan'
    """
    return BRACKETED.sub(lambda match: "" if is_note(match[1]) else match[0], text).strip()


def added(text: str) -> list[Span]:
    """Return what a translator put into square brackets: words that the original does not have.

    >>> [span.slice("our [China's] forces [1]") for span in added("our [China's] forces [1]")]
    ["[China's]"]
    """
    return [
        Span(*match.span())
        for match in ADDED.finditer(text)
        if re.search("[A-Za-z]{2}", match[1]) and not is_note(match[1])
    ]


def is_note(text: str) -> bool:
    """Tell whether words in brackets say what kind of translation this is."""
    words = re.findall(r"[a-z]+", text.casefold())
    return bool(words) and " ".join(words) in _notes()


@lru_cache(maxsize=1)
def _notes() -> frozenset[str]:
    text = files("alignkit.data").joinpath("english/notes.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
