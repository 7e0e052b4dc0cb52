"""What words of the two languages mean each other: vectors, the learned lexicon, spelling."""

from __future__ import annotations

import lzma
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from alignkit.embed.english import Pinyin, stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A digit d in the table stands for a strength of BASE * STEP**d.
BASE, STEP = 0.02, 1.55
MOST_WORDS = 150_000


@lru_cache(maxsize=1)
def lexicon() -> dict[str, str]:
    """Return the learned lexicon: a Chinese word to its English stems, each with a digit."""
    packed = files("alignkit.data.check").joinpath("lexicon.tsv.xz").read_bytes()
    # Cells in one go: line by line takes three times as long, and every run waits for this.
    cells = lzma.decompress(packed).decode("utf-8").replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))


@lru_cache(maxsize=50_000)
def meanings(word: str) -> Mapping[str, float]:
    """Return the English stems of a Chinese word with their strengths, strongest first."""
    held = lexicon().get(word, "")
    return {part[:-1]: BASE * STEP ** int(part[-1]) for part in held.split()}


@lru_cache(maxsize=50_000)
def expected(word: str) -> float:
    """Return how sure it is what a word is rendered by, from 0 to 1."""
    return math.sqrt(min(1.0, next(iter(meanings(word).values()), 0.0)))


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """Return a word's stem, kept at hand because words come again and again."""
    return stem(word)


# English words that happen to be pinyin as well; a capital alone does not make them names.
_ENGLISH = frozenset((
    "a", "an", "can", "china", "die", "en", "fan", "gang", "hang", "he", "lie", "long", "me",
    "men", "pan", "sang", "she", "to", "you"
))  # fmt: skip


@lru_cache(maxsize=1)
def readings() -> dict[str, frozenset[str]]:
    """Return the Mandarin syllables of each character."""
    text = files("alignkit.data.check").joinpath("pinyin.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {character: frozenset(syllables.split()) for character, syllables in rows}


@lru_cache(maxsize=1)
def _pinyin() -> Pinyin:
    return Pinyin(frozenset(s for own in readings().values() for s in own))


@lru_cache(maxsize=50_000)
def syllables(word: str) -> tuple[str, ...]:
    """Return the pinyin syllables of a romanised name, none for an English word.

    >>> syllables("zhongbo"), syllables("china"), syllables("friday")
    (('zhong', 'bo'), (), ())
    """
    return () if word in _ENGLISH else _pinyin().split(word)


def spelled(word: str, sounds: frozenset[str]) -> float:
    """Return the share of a Chinese word's characters whose reading is among some syllables.

    >>> spelled("中波", frozenset({"zhong", "bo"})), spelled("中国", frozenset({"zhong"}))
    (1.0, 0.5)
    """
    held = readings()
    return sum(1 for c in word if not sounds.isdisjoint(held.get(c, ()))) / len(word)


class WordTable:
    """Unit vectors of the words met so far, and the lengths of their vectors, by number."""

    def __init__(self, encoder: Any) -> None:
        self.encoder = encoder
        self._numbers: dict[str, int] = {}
        self._units: NDArray[np.float32] | None = None
        self._lengths: NDArray[np.float32] | None = None

    def take_up(self, words: Iterable[str]) -> None:
        """Give a number to each word not met before."""
        known = self._numbers
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            self._add(new)

    def numbers(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of words that were taken up."""
        known = self._numbers
        return [known[word] for word in words]

    def tidy(self) -> None:
        """Forget all words where they are too many; numbers given out before hold no more."""
        if len(self._numbers) > MOST_WORDS:
            self._numbers.clear()
            self._units = self._lengths = None

    def _add(self, words: list[str]) -> None:
        import numpy as np

        vectors = self.encoder.encode_words(words)
        lengths = np.sqrt((vectors * vectors).sum(axis=1))
        units = vectors / np.maximum(lengths, 1e-6)[:, None]
        start = len(self._numbers)
        self._numbers.update({word: start + place for place, word in enumerate(words)})
        if self._units is None or self._lengths is None or len(self._numbers) > len(self._units):
            grown = max(4096, 2 * len(self._numbers))
            larger = np.zeros((grown, units.shape[1]), np.float32), np.zeros(grown, np.float32)
            if self._units is not None and self._lengths is not None:
                larger[0][:start], larger[1][:start] = self._units[:start], self._lengths[:start]
            self._units, self._lengths = larger
        self._units[start : start + len(words)] = units
        self._lengths[start : start + len(words)] = lengths

    @property
    def units(self) -> NDArray[np.float32]:
        """The unit vectors, by number."""
        assert self._units is not None
        return self._units

    @property
    def lengths(self) -> NDArray[np.float32]:
        """The lengths of the words' vectors, by number: how much a word weighs."""
        assert self._lengths is not None
        return self._lengths
