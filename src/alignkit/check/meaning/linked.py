"""A bead read for its meaning: words, which renders which, signs, what each side expects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from alignkit.check.coverage.both_ways import table, words_at
from alignkit.check.meaning.bearing import bearing
from alignkit.check.meaning.signs import Sign, cues, cues_between, signs
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Span
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.renderings import match_all
from alignkit.words.script import is_chinese

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What the lexicon lists counts for more than vectors that are as near.
LISTED = 0.15


@dataclass(frozen=True)
class Side:
    """One side of a bead: its words, its language, its signs, what it tells of the other side."""

    words: Words
    language: str

    @cached_property
    def signs(self) -> list[Sign]:
        """The signs of the side, in order."""
        return signs(self.words)

    @cached_property
    def cues(self) -> set[str]:
        """What the side tells of the other by."""
        return cues(self.words)

    @cached_property
    def expects(self) -> dict[str, float]:
        """The log odds that the other side holds a sign of each member."""
        return bearing(self.language).odds(self.cues)

    def span(self, sign: Sign) -> Span:
        """Return the characters of a sign."""
        return Span(self.words.starts[sign.place], self.words.ends[sign.last])

    @cached_property
    def tells(self) -> dict[str, tuple[float, int]]:
        """For each member the word that most tells of it: how much, and its place."""
        found: dict[str, tuple[float, int]] = {}
        weights = bearing(self.language).weights
        forms = self.words.forms
        for place in range(len(forms)):
            for cue in cues_between(forms, place, place + 1):
                for member, weight in weights.get(cue, {}).items():
                    if member not in found or weight > found[member][0]:
                        found[member] = weight, place
        return found

    def clause(self, place: int) -> tuple[int, int]:
        """Return the first word of a word's clause, and the one after its last."""
        breaks = self.words.breaks
        low = place
        while low > 0 and breaks[low] != 2:
            low -= 1
        high = place + 1
        while high < len(self.words) and breaks[high] != 2:
            high += 1
        return low, high


@dataclass(frozen=True)
class Reading:
    """A bead: both sides, and how likely each word of the source renders each of the target."""

    source: Side
    target: Side
    evidence: NDArray[np.float32]
    strength: NDArray[np.float32]

    def sides(self, which: int) -> tuple[Side, Side, NDArray[np.float32]]:
        """Return one side, the other, and the evidence with the words of the one as rows."""
        if which == 0:
            return self.source, self.target, self.evidence
        return self.target, self.source, self.evidence.T


def reading(view: BeadView) -> Reading | None:
    """Return a bead's reading, None where a side is empty or the languages are others."""
    return view.pair.chunked(_readings, view.index)


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
    for at, one in read_all(
        pair.once(table), [words_at(pair, at) for at in range(low, high)], langs
    ):
        found[at] = one
    return found


def read_all(
    words: WordTable, pairs: Sequence[tuple[Words, Words]], langs: tuple[str, str]
) -> list[tuple[int, Reading]]:
    """Return the readings of the pairs that hold words on both sides, with their places."""
    import numpy as np

    found = []
    for at, (own, other), cosine, strength in match_all(words, pairs):
        evidence = np.maximum(cosine, strength + np.float32(LISTED) * (strength > 0))
        sides = Side(own, langs[0]), Side(other, langs[1])
        found.append((at, Reading(*sides, evidence, strength.copy())))
    return found
