"""What the aligner knows of each side before it looks at the other: vectors, words, marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import numpy as np

from alignkit.align.marks import Cut, Ends, common_marks, ends, lengths
from alignkit.core import core
from alignkit.core.calls import sums
from alignkit.embed import Encoder

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from numpy.typing import NDArray

_P = ParamSpec("_P")
_T = TypeVar("_T")

# Below so many sentences a thread costs more to start and to wait for than it takes over.
WORTH_A_THREAD = 1_000
_SMALL = np.float32(1e-6)
# How much of a sentence's own length counts where sentences are to count nearly alike.
_ALIKE = 0.25
# Words summed at once: few enough to stay in the processor's cache, and for a product of them all.
_AT_ONCE = 128
# The heaviest words stand for a sentence that has more: for one as long as a book.
_MOST_WORDS = 300
_RARE = 1.0
_SHRINK = 20


@dataclass(frozen=True)
class Words:
    """A side's words: sentence i holds `ids[offsets[i]:offsets[i + 1]]`, rows of `directions`."""

    ids: NDArray[np.int32]
    offsets: NDArray[np.int64]
    directions: NDArray[np.float32]
    weights: NDArray[np.float32]


@dataclass(frozen=True)
class Shares:
    """What each sentence's different words weigh: sentence i's are offsets[i] to offsets[i + 1].

    The rows of `weights` are the weight in the whole sentence, and the shares of its first and of
    its last third.
    """

    ids: NDArray[np.int32]
    offsets: NDArray[np.int64]
    weights: NDArray[np.float32]


@dataclass(frozen=True)
class Blocks:
    """A side's blocks: where one begins, and which sentences are headings."""

    begins: NDArray[np.float32]
    heading: NDArray[np.float32]
    number: NDArray[np.int32]
    known: bool


@dataclass(frozen=True)
class SideSignals:
    """One side of an alignment, sentence by sentence."""

    vectors: NDArray[np.float32]
    norms: NDArray[np.float32]
    lengths: NDArray[np.float32]
    words: Words | None
    marks: list[list[int]]
    ends: Ends
    blocks: Blocks
    #: The vectors of a second encoder, where one stands beside the first.
    beside: NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self.vectors)


def prepare(
    encoder: Encoder,
    source: Sequence[str],
    target: Sequence[str],
    blocks: tuple[Blocks, Blocks],
    word_encoder: Encoder | None = None,
) -> tuple[SideSignals, SideSignals, NDArray[np.float32]]:
    """Work out both sides' signals, and how rare each mark is that both share."""
    tokenise = getattr(word_encoder or encoder, "tokenise", None)
    with _Helper(len(source) + len(target)) as helper:
        # While the next text is read in Python, the last one's numbers are worked out beside it.
        words: list[Callable[[], Words]] = []
        cut: Cut | None = None
        for texts in (source, target):
            if tokenise is not None:
                tokens = tokenise(list(texts))
                cut = Cut(tokens.ids, tokens.offsets, tokens.units)
                words.append(helper.begin(_words, tokens.ids, tokens.offsets, tokens.vectors))
        sums = [helper.begin(_summed, held) for held in words] if word_encoder is None else []
        first, second, rarity = common_marks(source, target, cut)
        closes = [ends(texts) for texts in (source, target)]
        sizes = [lengths(texts) for texts in (source, target)]
        sides = []
        for k, (texts, marks) in enumerate(((source, first), (target, second))):
            vectors = sums[k]() if sums else _encoded(encoder, texts, sizes[k])
            norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
            own = words[k]() if words else None
            sides.append(SideSignals(vectors, norms, sizes[k], own, marks, closes[k], blocks[k]))
    return sides[0], sides[1], rarity


class _Helper:
    """Works beside its caller on long texts, and at once on those that a thread costs more than."""

    def __init__(self, sentences: int) -> None:
        self._pool: Executor | None = None
        if sentences > WORTH_A_THREAD:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1)

    def __enter__(self) -> _Helper:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def begin(
        self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> Callable[[], _T]:
        """Begin a piece of work, and return what waits for its result."""
        if self._pool is not None:
            return self._pool.submit(work, *args, **kwargs).result
        done = work(*args, **kwargs)
        return lambda: done


def _summed(words: Callable[[], Words]) -> NDArray[np.float32]:
    """Return each sentence's vector: the sum of its words', the rarer the longer."""
    held = words()
    return _sums(held.ids, held.offsets, held.directions, held.weights)


def _encoded(
    encoder: Encoder, texts: Sequence[str], lengths: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the vectors of an encoder that has no words."""
    vectors = encoder.encode(list(texts))
    if not encoder.additive:
        vectors = centred(vectors) * np.sqrt(lengths + 1)[:, None]
    return np.ascontiguousarray(vectors, np.float32)


def within(
    encoder: Encoder,
    texts: Sequence[str],
    spans: Sequence[tuple[int, int]],
    lengths: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return the centred vectors of the sentences within these spans, zeros for the others."""
    places = [place for start, end in spans for place in range(start, end)]
    found = np.zeros((len(texts), encoder.dimensions), np.float32)
    held = centred(encoder.encode([texts[place] for place in places]))
    found[places] = held * np.sqrt(lengths[places] + 1)[:, None]
    return found


def with_words(
    side: SideSignals, words: Words, changed: NDArray[np.int64], summed: bool
) -> SideSignals:
    """Return a side with some words changed, and the sentences made of them where they are sums."""
    before = side.words
    if not summed or before is None:
        return replace(side, words=words)
    # Each changed word's place among those that changed: only what they bring is added up.
    place = np.full(len(words.weights), -1, np.int32)
    place[changed] = np.arange(len(changed), dtype=np.int32)
    held = place[words.ids]
    kept = np.concatenate(([0], np.cumsum(held >= 0)))[words.offsets]
    brought = words.directions[changed] * words.weights[changed, None]
    brought -= before.directions[changed] * before.weights[changed, None]
    once = np.ones(len(brought), np.float32)
    vectors = side.vectors + _sums(held[held >= 0], kept, brought, once)
    norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return replace(side, vectors=vectors, norms=norms, words=words)


def centred(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the directions of vectors, less what all of one side share.

    Sentences of one language are alike to a transformer whatever they say; without that the
    cosines lie where those of the shipped model do, with which the weights were learned.
    """
    norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    directions = vectors / np.maximum(norms, _SMALL)[:, None]
    if len(directions):
        directions -= directions.mean(axis=0) * (len(directions) / (len(directions) + _SHRINK))
    norms = np.sqrt(np.einsum("ij,ij->i", directions, directions))
    found: NDArray[np.float32] = (directions / np.maximum(norms, _SMALL)[:, None]).astype(
        np.float32
    )
    return found


def evening(norms: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what vectors are multiplied by so that the short count nearly as much as the long."""
    return np.asarray(1 / np.maximum(norms, _SMALL) ** (1 - _ALIKE), np.float32)


def _sums(
    ids: NDArray[np.int32],
    offsets: NDArray[np.int64],
    vectors: NDArray[np.float32],
    weights: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return the sum of each sentence's word vectors, each taken as often as it weighs."""
    library = core()
    if library is not None:
        return sums(library, ids, offsets, vectors, weights)
    vectors = vectors * weights[:, None]
    summed = np.zeros((len(offsets) - 1, vectors.shape[1]), np.float32)
    filled = np.flatnonzero(np.diff(offsets))
    begins, ends = offsets[filled], offsets[filled + 1]
    sentence = np.repeat(np.arange(len(filled)), ends - begins)
    room = np.empty((2 * _AT_ONCE, vectors.shape[1]), np.float32)
    for start, end in _stretches(begins, ends):
        first, last = begins[start], ends[end - 1]
        own = np.arange(start, end)[:, None]
        # In parts, where a sentence is as long as a book.
        for part in range(first, last, 2 * _AT_ONCE):
            stop = min(last, part + 2 * _AT_ONCE)
            words = room[: stop - part]
            # With this mode numpy writes to `out` without another copy; none is out of range.
            vectors.take(ids[part:stop], axis=0, out=words, mode="clip")
            # Which word is whose, as a product: the fastest sum there is.
            holds = np.asarray(sentence[part:stop] == own, np.float32)
            summed[filled[start:end]] += holds @ words
    return summed


def _stretches(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield ranges of sentences that hold few words together; a long one is by itself."""
    start = 0
    while start < len(begins):
        end = int(np.searchsorted(begins, begins[start] + _AT_ONCE))
        if end - 1 > start and ends[end - 1] - begins[start] > 2 * _AT_ONCE:
            end -= 1
        yield start, end
        start = end


def _words(
    ids: NDArray[np.int32], offsets: NDArray[np.int64], vectors: NDArray[np.float32]
) -> Words:
    # In the order of their first use, which does not hang on what was encoded before.
    first = np.empty(len(vectors), np.int64)
    first[ids[::-1]] = np.arange(len(ids))[::-1]
    used = ids[np.flatnonzero(first[ids] == np.arange(len(ids)))]
    places = np.zeros(len(vectors), np.int32)
    places[used] = np.arange(len(used), dtype=np.int32)
    inverse = places[ids]
    held = vectors[used]
    weights = np.sqrt(np.einsum("ij,ij->i", held, held))
    directions = held / np.maximum(weights, _SMALL)[:, None]
    weights = weights * _rarity(inverse, offsets, len(used))
    return Words(inverse, offsets, directions, weights)


def _rarity(ids: NDArray[np.int32], offsets: NDArray[np.int64], count: int) -> NDArray[np.float32]:
    """Return how much each word counts in this text: less where most sentences hold it."""
    sentences = len(offsets) - 1
    if not len(ids):
        return np.ones(count, np.float32)
    keys = np.repeat(np.arange(sentences) * count, np.diff(offsets)) + ids
    keys.sort()
    fresh = np.concatenate(([True], keys[1:] != keys[:-1]))
    held = np.bincount(keys[fresh] % count, minlength=count)
    rarity = np.log1p(sentences / held) / np.log1p(sentences / 2)
    return np.asarray(rarity**_RARE, np.float32)


def numbered(ids: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the different numbers in order, and the place of each given one among them."""
    order = ids.argsort()
    ordered = ids[order]
    fresh = np.ones(len(ids), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    places = np.empty(len(ids), np.int64)
    places[order] = np.cumsum(fresh) - 1
    return ordered[fresh], places


def shares(words: Words) -> Shares:
    """Return what each sentence's different words weigh in it."""
    sizes, count = np.diff(words.offsets), max(1, len(words.weights))
    sentence = np.repeat(np.arange(len(sizes)), sizes)
    key = sentence * count + words.ids
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    fresh = np.flatnonzero(np.diff(ordered, prepend=-1))
    place = np.arange(len(key)) - words.offsets[:-1][sentence]
    third = -(-sizes // 3)[sentence]
    weight = words.weights[words.ids]
    weights = np.zeros((3, len(fresh)), np.float32)
    own = sentence[order[fresh]]
    if len(fresh):
        parts = weight, weight * (place < third), weight * (place >= sizes[sentence] - third)
        for row, held in enumerate(parts):
            weights[row] = np.add.reduceat(held[order], fresh)
        for row in (1, 2):
            total = np.bincount(own, weights=weights[row], minlength=len(sizes))
            weights[row] /= np.maximum(total, _SMALL)[own]
    ids = words.ids[order[fresh]]
    held = np.bincount(own, minlength=len(sizes))
    if len(held) and held.max() > _MOST_WORDS:
        heavy = np.lexsort((-weights[0], own))
        rank = np.arange(len(own)) - np.repeat(np.cumsum(held) - held, held)
        kept = np.sort(heavy[rank < _MOST_WORDS])
        ids, weights = ids[kept], weights[:, kept]
        held = np.minimum(held, _MOST_WORDS)
    return Shares(ids, np.concatenate(([0], np.cumsum(held))), weights)
