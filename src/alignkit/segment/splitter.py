"""What a splitter is, and how its cuts become spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from alignkit.types import Sentence, Span


class Splitter(Protocol):
    """The rules of one language.

    `name` goes into signatures; `cuts` yields, in order, the places inside text[start:end] where a
    sentence ends, the end itself left out.
    """

    name: str

    def cuts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield the places where a sentence ends."""
        ...


def splitter(lang: str, abbreviations: Sequence[str] = (), *, semicolons: bool = False) -> Splitter:
    """Return the rules for a language; one without rules of its own gets the Unicode rule.

    >>> splitter("en").name, splitter("fr").name
    ('en', 'uax29')
    """
    return _splitter(lang.split("-")[0].lower(), tuple(abbreviations), semicolons)


@lru_cache(maxsize=32)
def _splitter(lang: str, abbreviations: tuple[str, ...], semicolons: bool) -> Splitter:
    if lang in ("zh", "yue", "lzh"):
        from alignkit.segment.zh import Chinese

        return Chinese(abbreviations, semicolons=semicolons)
    if lang == "en":
        from alignkit.segment.en import English

        return English(abbreviations, semicolons=semicolons)
    from alignkit.segment.fallback import Fallback

    return Fallback()


def split(
    rules: Splitter, text: str, start: int, end: int, block: int, whole: Sequence[Span] = ()
) -> Iterator[Sentence]:
    """Yield the sentences of text[start:end], without the white space between them.

    No sentence ends inside a stretch that is `whole`: what a code span holds is its own matter.
    """
    for cut in (*rules.cuts(text, start, end), end):
        if cut < end and whole and _inside(whole, cut):
            continue
        piece = text[start:cut]
        held = piece.strip()
        if held:
            low = start if held[0] == piece[0] else text.index(held[0], start)
            yield Sentence(held, Span(low, low + len(held)), block)
        start = cut


def _inside(whole: Sequence[Span], cut: int) -> bool:
    """Whether a place lies in one of some stretches, in their order, or at its end."""
    at = bisect_left(whole, cut, key=lambda span: span.end)
    return at < len(whole) and whole[at].start < cut
