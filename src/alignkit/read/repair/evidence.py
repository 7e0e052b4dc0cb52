"""What a text says about itself: its words, its habits. Counted once, when a step first asks."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from alignkit.deferred import deferred
from alignkit.read.lineforms import HAN

_WORD = deferred(r"[^\W\d_㐀-鿿]+(?:[-‐][^\W\d_㐀-鿿]+)*")
_HAN = deferred(f"[{HAN}]")
_CAMEL = deferred(r"\b\w*[a-z][A-Z]\w*")
_SPACED = deferred(rf"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]")
_CLOSE = deferred(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")


class Evidence:
    """The habits of one text, as the steps of repair ask for them."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = lang

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the text, in small letters, hyphens kept."""
        return Counter(found.group().lower() for found in _WORD.finditer(self.text))

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that stand somewhere in the text in small letters: no mere names."""
        # Not `findall`: its list of all words would outweigh the text.
        words = (found.group() for found in _WORD.finditer(self.text))
        return frozenset(word for word in words if word.islower())

    @cached_property
    def has_han(self) -> bool:
        """Whether there is any Chinese in the text."""
        return not self.text.isascii() and bool(_HAN.search(self.text))

    @cached_property
    def capitals(self) -> Counter[str]:
        """How often each word with a capital inside stands in the text."""
        return Counter(_CAMEL.findall(self.text))

    @cached_property
    def spaced_scripts(self) -> bool:
        """Whether the text writes a space between Chinese and Latin characters."""
        sample = self.text[:500_000]
        return len(_SPACED.findall(sample)) > len(_CLOSE.findall(sample))
