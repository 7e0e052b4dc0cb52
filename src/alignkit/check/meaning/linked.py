"""A bead read for its meaning: words, which renders which, and where the network sees an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from alignkit.check.coverage.both_ways import table, words_at
from alignkit.check.meaning.sense import KINDS, MOST_WORDS, sense
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Span
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.renderings import match_all
from alignkit.words.script import is_chinese

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Told = tuple[NDArray[np.float32], NDArray[np.float32]]

T = TypeVar("T")
# What the lexicon lists counts for more than vectors that are as near.
LISTED = 0.15
# A word that nothing renders so well stands where its neighbours do.
RENDERED = 0.35
NEIGHBOURS = (-1, 1, -2, 2)
# Log odds of a bead that is not read.
NOTHING = -30.0


@dataclass(frozen=True)
class Side:
    """One side of a bead: its words and its language."""

    words: Words
    language: str

    known: dict[Callable[[Side], Any], Any] = field(default_factory=dict, compare=False, repr=False)

    def span(self, place: int) -> Span:
        """Return the characters of a word."""
        return Span(self.words.starts[place], self.words.ends[place])

    def once(self, work: Callable[[Side], T]) -> T:
        """Return work(self), done once for all rules that ask."""
        if work not in self.known:
            self.known[work] = work(self)
        found: T = self.known[work]
        return found


class Asked:
    """Readings that the network is asked about together, when the first of them is."""

    def __init__(self, table: WordTable) -> None:
        self._table = table
        self._waiting: list[Reading] = []
        self._told: list[Told] = []

    def take_up(self, read: Reading) -> None:
        """Ask of one more reading when the time comes."""
        self._waiting.append(read)

    def told(self, place: int) -> Told:
        """Return the log odds of each kind of error for each word of a reading's sides."""
        if self._waiting:
            self._told = _told(self._table, self._waiting)
            self._waiting = []
        return self._told[place]


@dataclass(frozen=True)
class Reading:
    """A bead: both sides, how likely each word renders each, and its place among those asked of.

    `listed` is what the lexicon alone says of each two words.
    """

    source: Side
    target: Side
    evidence: NDArray[np.float32]
    listed: NDArray[np.float32]
    asked: Asked
    place_asked: int

    @property
    def words(self) -> tuple[Words, Words]:
        """The words of the source and of the target."""
        return self.source.words, self.target.words

    @property
    def told(self) -> Told:
        """The log odds of each kind of error for each word of the source and of the target."""
        return self.asked.told(self.place_asked)

    def odds(self, kind: str) -> float:
        """Return the log odds that the bead holds an error of a kind."""
        return self._odds[KINDS.index(kind)]

    @cached_property
    def _odds(self) -> list[float]:
        import numpy as np

        odds: list[float] = np.logaddexp.reduce(np.concatenate(self.told), axis=0).tolist()
        return odds

    def place(self, kind: str) -> tuple[int, int]:
        """Return the likeliest place of an error of a kind, in the source and in the target.

        One is the word that looks wrong, the other what stands in its place on the other side.
        """
        own, there = (side[:, KINDS.index(kind)] for side in self.told)
        if own.max() > there.max():
            at = int(own.argmax())
            return at, counterpart(self.evidence, at)
        at = int(there.argmax())
        return counterpart(self.evidence.T, at), at

    def wrong(self, kind: str) -> int:
        """Return 0 where the word that looks wrong stands in the source, 1 in the target."""
        own, there = (side[:, KINDS.index(kind)] for side in self.told)
        return 0 if own.max() > there.max() else 1


def counterpart(evidence: NDArray[np.float32], at: int) -> int:
    """Return the word of the other side that stands in the place of a word."""
    best = int(evidence[at].argmax())
    if evidence[at, best] >= RENDERED:
        return best
    near = [at + step for step in NEIGHBOURS if 0 <= at + step < len(evidence)]
    surest = max(near, key=lambda place: float(evidence[place].max()), default=at)
    return int(evidence[surest].argmax())


def reading(view: BeadView) -> Reading | None:
    """Return a bead's reading, None where a side is empty or the languages are others."""
    return reading_at(view.pair, view.index)


def reading_at(pair: PairView, index: int) -> Reading | None:
    """Return the reading of a bead of which nothing else is asked."""
    return pair.chunked(_readings, index)


def languages(pair: PairView) -> tuple[str, str] | None:
    """Return "zh" and "en" in the pair's order, None for other languages."""
    source, target = pair.bitext.source.lang, pair.bitext.target.lang
    if is_chinese(source) and target.split("-")[0] == "en":
        return "zh", "en"
    if is_chinese(target) and source.split("-")[0] == "en":
        return "en", "zh"
    return None


def _readings(pair: PairView, low: int, high: int) -> Sequence[Reading | None]:
    found: list[Reading | None] = [None] * (high - low)
    langs = pair.once(languages)
    if langs is None:
        return found
    words = pair.once(table)
    for at, one in read_all(words, [words_at(pair, at) for at in range(low, high)], langs):
        found[at] = one
    return found


def read_all(
    words: WordTable, pairs: Sequence[tuple[Words, Words]], langs: tuple[str, str]
) -> list[tuple[int, Reading]]:
    """Return the readings of the pairs that hold words on both sides, with their places."""
    import numpy as np

    found: list[tuple[int, Reading]] = []
    asked = Asked(words)
    for at, (own, other), cosine, strength in match_all(words, pairs):
        evidence = np.maximum(cosine, strength + np.float32(LISTED) * (strength > 0))
        sides = Side(own, langs[0]), Side(other, langs[1])
        read = Reading(*sides, evidence, strength, asked, len(found))
        asked.take_up(read)
        found.append((at, read))
    return found


def _told(table: WordTable, reads: Sequence[Reading]) -> list[Told]:
    """Ask the network of all readings that are not too long for it."""
    import numpy as np

    found = [_nothing(read) for read in reads]
    # The network reads the Chinese side first.
    turned = [read.source.language != "zh" for read in reads]
    short = [at for at, read in enumerate(reads) if max(map(len, read.words)) <= MOST_WORDS]
    words = [reads[at].words[::-1] if turned[at] else reads[at].words for at in short]
    evidence = [np.transpose(reads[at].evidence) if turned[at] else reads[at].evidence
                for at in short]  # fmt: skip
    for at, told in zip(short, sense()(table, words, evidence), strict=True):
        found[at] = told[::-1] if turned[at] else told
    return found


def _nothing(read: Reading) -> Told:
    import numpy as np

    own, other = (np.full((len(words), len(KINDS)), NOTHING, np.float32) for words in read.words)
    return own, other
