"""What words of the two languages mean each other: vectors, the learned lexicon, spelling."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from alignkit.embed.english import Pinyin, irregular_forms, stem
from alignkit.words.halving import Lines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Encode = Callable[[Sequence[str]], NDArray[np.float32]]

# A digit d in the table stands for a strength of BASE * STEP**d.
BASE, STEP = 0.02, 1.55
STRENGTHS = tuple(BASE * STEP**digit for digit in range(10))
# So many meanings of a word are looked for, strongest first.
MOST_MEANINGS = 14
MOST_WORDS = 150_000
# So many words with others are kept with how near these are: what a long text asks again and again.
MOST_NEAR = 100_000


# The learned lexicon by its Chinese words and, turned, by its English stems: `training lexicon`
# wrote both.
FILE, TURNED = "lexicon.tsv", "lexicon.turned.tsv"


@lru_cache(maxsize=2)
def _table(name: str) -> Lines:
    return Lines(files("alignkit.data.check").joinpath(name).read_bytes(), "\t")


@lru_cache(maxsize=50_000)
def meanings(word: str) -> Mapping[str, float]:
    """Return the English stems of a Chinese word with their strengths, strongest first."""
    parts = (_table(FILE).get(word) or "").split()[:MOST_MEANINGS]
    return {part[:-1]: STRENGTHS[int(part[-1])] for part in parts}


@lru_cache(maxsize=50_000)
def sources(stem: str) -> Mapping[str, float]:
    """Return the Chinese words that an English stem renders with the strengths, but for faint ones.

    >>> max(sources("pork"), key=sources("pork").get)
    '猪肉'
    """
    parts = (_table(TURNED).get(stem) or "").split()
    return {part[:-1]: STRENGTHS[int(part[-1])] for part in parts}


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


HAN_FIRST = "㐀"
TRAITS = ("known", "single", "digits", "latin", "expected")


class UnitTable:
    """The words met so far, by number: their unit vectors alone, which cost least to look up."""

    units: NDArray[np.float32]

    def __init__(self, encoder: Any) -> None:
        self.encoder = encoder
        self._numbers: dict[str, int] = {}
        self._room = 0

    @property
    def size(self) -> int:
        """How many words were taken up."""
        return len(self._numbers)

    def take_up(self, words: Iterable[str], cut: bool = False) -> None:
        """Give a number to each word not met before; `cut` says that the encoder cut them all."""
        known = self._numbers
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            self._add(new, self.encoder.encode_cut if cut else self.encoder.encode_words)

    def numbers(self, words: Sequence[str]) -> NDArray[np.intp]:
        """Return the numbers of words that were taken up."""
        import numpy as np

        return np.fromiter(map(self._numbers.__getitem__, words), np.intp, len(words))

    def tidy(self) -> None:
        """Forget all words where they are too many; numbers given out before hold no more."""
        if len(self._numbers) > MOST_WORDS:
            self._numbers.clear()
            self._room = 0

    def _add(self, words: list[str], encode: Encode) -> None:
        self._enter(words, encode(words))

    def _enter(self, words: list[str], vectors: NDArray[np.float32]) -> slice:
        """Number new words, keep their unit vectors and return their places."""
        start = len(self._numbers)
        self._numbers.update({word: start + place for place, word in enumerate(words)})
        if len(self._numbers) > self._room:
            self._grow(vectors.shape[1], start)
        own = slice(start, start + len(words))
        self.units[own] = _as_meant(words, vectors, self.encoder)
        return own

    def _grow(self, dimensions: int, kept: int) -> None:
        self._widen((("units", (dimensions,), "float32"),), kept)

    def _widen(self, columns: Iterable[tuple[str, tuple[int, ...], str]], kept: int) -> None:
        """Make room for half as many words again, keeping what is known of the first ones."""
        import numpy as np

        wider = self._room > 0
        self._room = max(4096, 3 * len(self._numbers) // 2)
        for name, width, kind in columns:
            shape = (self._room, *width)
            larger = np.full(shape, -1, kind) if name == "means" else np.zeros(shape, kind)
            if wider:
                larger[:kept] = getattr(self, name)[:kept]
            setattr(self, name, larger)


class WordTable(UnitTable):
    """What is known of the words met so far, by number: vectors, meanings, traits.

    `units` are unit vectors and `lengths` the lengths that the vectors had: how much a word weighs.
    `keys` tells apart what a word is looked for as: a stem, or itself where it is Chinese. `means`
    holds the keys of what it is rendered by (-1 for none), `strengths` how sure each is: a Latin
    word or number is rendered by itself. `traits` are those of TRAITS.
    """

    lengths: NDArray[np.float32]
    keys: NDArray[np.int32]
    means: NDArray[np.int32]
    strengths: NDArray[np.float32]
    traits: NDArray[np.float32]

    def __init__(self, encoder: Any) -> None:
        super().__init__(encoder)
        self._keys: dict[str, int] = {}
        self._near: dict[tuple[str, str], tuple[float, float]] = {}

    def tidy(self) -> None:
        """Forget all words where they are too many; numbers given out before hold no more."""
        super().tidy()
        if not self._numbers:
            self._keys.clear()
            self._near.clear()

    def both_near(
        self, pairs: Sequence[tuple[str, str]], usual: Callable[[str], tuple[str, ...]]
    ) -> list[tuple[float, float]]:
        """Return for each two words how near the usual renderings of either are to the other.

        A pair is looked at once, and the words of all new ones are taken up together.
        """
        known = self._near
        new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        if len(known) + len(new) > MOST_NEAR:
            known.clear()
            new = list(dict.fromkeys(pairs))
        if new:
            self.take_up(word for pair in new for form in pair for word in (form, *usual(form)))
            for one, other in new:
                near = self._nearest(other, usual(one)), self._nearest(one, usual(other))
                known[one, other] = near
        return list(map(known.__getitem__, pairs))

    def _nearest(self, form: str, others: tuple[str, ...]) -> float:
        """Return how near the nearest of some words is to a word; all of them were taken up."""
        if not others:
            return 0.0
        units, known = self.units, self._numbers
        return float((units[[known[other] for other in others]] @ units[known[form]]).max())

    def _add(self, words: list[str], encode: Encode) -> None:
        import numpy as np

        vectors = encode(words)
        own = self._enter(words, vectors)
        self.lengths[own] = np.sqrt((vectors * vectors).sum(axis=1))
        self.traits[own] = list(map(_traits, words))
        key = self._key
        meant = [_meant(word) for word in words]
        self.keys[own] = [key(word if word >= HAN_FIRST else stem_of(word)) for word in words]
        counts = np.array([len(held) for held in meant])
        filled = np.arange(MOST_MEANINGS) < counts[:, None]
        self.means[own][filled] = [key(stem) for held in meant for stem in held]
        self.strengths[own][filled] = [value for held in meant for value in held.values()]

    def _key(self, form: str) -> int:
        return self._keys.setdefault(form, len(self._keys))

    def _grow(self, dimensions: int, kept: int) -> None:
        columns = (
            ("units", (dimensions,), "float32"),
            ("lengths", (), "float32"),
            ("keys", (), "int32"),
            ("means", (MOST_MEANINGS,), "int32"),
            ("strengths", (MOST_MEANINGS,), "float32"),
            ("traits", (len(TRAITS),), "float32"),
        )
        self._widen(columns, kept)


def _as_meant(
    words: Sequence[str], vectors: NDArray[np.float32], encoder: Any
) -> NDArray[np.float32]:
    """Return unit vectors of words; an irregular form is half its verb.

    "Rose" is a flower too, and its vector is the flower's: half of it is to be "rise".
    """
    units = _directions(vectors)
    forms = irregular_forms()
    past = [place for place, word in enumerate(words) if forms.get(word, word) != word]
    if past:
        verbs = encoder.encode_words([forms[words[place]] for place in past])
        units[past] = _directions(units[past] + _directions(verbs))
    return units


def _directions(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    lengths = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    directions: NDArray[np.float32] = vectors / np.maximum(lengths, 1e-6)
    return directions


def _meant(form: str) -> Mapping[str, float]:
    """Return what a word is rendered by: Latin words and numbers by themselves."""
    return meanings(form) if form >= HAN_FIRST else {stem_of(form): 1.0}


def _traits(form: str) -> tuple[float, ...]:
    """Return the TRAITS of a word."""
    return (
        form < HAN_FIRST or bool(meanings(form)),
        len(form) == 1,
        form[0].isdigit(),
        "a" <= form[0] <= "z",
        expected(form),
    )
