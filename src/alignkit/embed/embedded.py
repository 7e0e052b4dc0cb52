"""The shipped model: static token vectors, a sentence's vector the plain sum of its words'."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from alignkit.embed.tokeniser import Tokeniser
from alignkit.embed.weights import Weights, read_description, read_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL_FOLDER = Path(__file__).parent / "model"
# Words kept as numbers at once, which bounds memory.
MOST_WORDS = 80_000
# Words summed at once: few enough to stay in the processor's cache, several times as fast as many.
AT_ONCE = 256


@dataclass(frozen=True)
class Tokens:
    """The words of some texts: text i's vectors are `vectors[ids[offsets[i]:offsets[i + 1]]]`.

    `units` holds the words by number; others may be added behind them, none changes.
    """

    ids: NDArray[np.int32]
    offsets: NDArray[np.int64]
    vectors: NDArray[np.float32]
    units: list[str]

    def __iter__(self) -> Iterator[NDArray[np.int32] | NDArray[np.int64]]:
        """Unpack as ids and offsets."""
        return iter((self.ids, self.offsets))


class EmbeddedEncoder:
    """Encodes Chinese and English with the static vectors in a model folder."""

    additive = True

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        self.folder = folder
        self._description = read_description(folder)
        self.name: str = self._description["name"]
        self.dimensions: int = self._description["training"]["dimensions"]
        self._vectors: NDArray[np.float32] | None = None
        self._ready = 0
        self._opened: tuple[Weights, Tokeniser] | None = None
        # Held while words are numbered and their vectors made; what is handed out never changes.
        self._lock = RLock()

    # Opened by the first text: many checks ask for the encoder and then have nothing to encode.
    def _open(self) -> tuple[Weights, Tokeniser]:
        opened = self._opened
        if opened is None:
            with self._lock:
                opened = self._opened
                if opened is None:
                    held = read_weights(self.folder)
                    cutter = Tokeniser(held.vocabulary, held.costs, held.variants)
                    opened = self._opened = held, cutter
        return opened

    @cached_property
    def signature(self) -> str:
        """Return name, version, the weights' digest, dimensions and tokeniser in one line."""
        d = self._description
        return (
            f"{d['name']}|version:{d['version']}|sha256:{d['sha256'][:12]}"
            f"|dim:{self.dimensions}|tok:{d['tokeniser']}"
        )

    @property
    def vectors(self) -> NDArray[np.float32]:
        """Return the vectors of the words met so far, which `tokenise` numbers."""
        with self._lock:
            return self._fill(*self._open())

    def encode(
        self,
        texts: Sequence[str],
        *,
        batch_size: int = 1024,
        progress: Callable[[int, int], None] | None = None,
    ) -> NDArray[np.float32]:
        """Return one vector a text, the sum of its words' vectors; an empty text gives zeros."""
        import numpy as np

        found = np.zeros((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), batch_size):
            batch = texts[start : start + batch_size]
            _sum_texts(self.tokenise(batch), found[start : start + batch_size])
            if progress is not None:
                progress(min(start + batch_size, len(texts)), len(texts))
        return found

    def tokenise(self, texts: Sequence[str]) -> Tokens:
        """Cut texts into numbered words; the numbers point into the vectors beside them."""
        weights, tokeniser = self._open()
        with self._lock:
            self._tidy(tokeniser)
            ids, offsets = tokeniser.number(texts)
            return Tokens(ids, offsets, self._fill(weights, tokeniser), tokeniser.units)

    def encode_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector a word, the sum of its pieces'; the same as `encode` of the word."""
        return self.encode(words)

    def encode_cut(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the same for words that `words_of` gave, which are not cut again."""
        weights, tokeniser = self._open()
        with self._lock:
            self._tidy(tokeniser)
            numbers = tokeniser.number_words(words)
            return self._fill(weights, tokeniser)[numbers]

    def words(self, text: str) -> list[tuple[int, int, str]]:
        """Return a text's words as start, end and folded form; punctuation is left out."""
        return self.words_of([text])[0]

    def words_of(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        """Return the same for several texts, which is faster than one by one."""
        _, tokeniser = self._open()
        with self._lock:
            self._tidy(tokeniser)
            return tokeniser.words_of(texts)

    def _tidy(self, tokeniser: Tokeniser) -> None:
        """Forget the words met so far where they are too many."""
        if len(tokeniser.units) > MOST_WORDS:
            tokeniser.forget()
            self._vectors, self._ready = None, 0

    def _fill(self, weights: Weights, tokeniser: Tokeniser) -> NDArray[np.float32]:
        """Work out the vectors of words met since the last time, and return all."""
        import numpy as np

        units = tokeniser.units
        if self._vectors is None or self._ready < len(units):
            if self._vectors is None or len(units) > len(self._vectors):
                # A larger copy rather than a resize: vectors handed out before stay as they are.
                grown = np.zeros((max(4096, 2 * len(units)), self.dimensions), np.float32)
                if self._vectors is not None:
                    grown[: self._ready] = self._vectors[: self._ready]
                self._vectors = grown
            first = self._ready
            rows, ends = tokeniser.pieces_since(first)
            begins, sizes = ends[:-1], np.diff(ends)
            for start in range(0, len(begins), AT_ONCE):
                part, held = begins[start : start + AT_ONCE], sizes[start : start + AT_ONCE]
                made = weights.rows(rows[part].astype(np.intp))
                for place in range(1, int(held.max())):
                    longer = np.flatnonzero(held > place)
                    made[longer] += weights.rows(rows[part[longer] + place].astype(np.intp))
                self._vectors[first + start : first + start + len(part)] = made
            self._ready = len(units)
        return self._vectors[: self._ready]


def _sum_texts(tokens: Tokens, into: NDArray[np.float32]) -> None:
    """Add up each text's word vectors, never holding more than `AT_ONCE` of them."""
    import numpy as np

    ids, vectors = tokens.ids, tokens.vectors
    if len(ids) and int(ids.max()) >= len(vectors):
        raise IndexError(f"word {int(ids.max())} has no vector among {len(vectors)}")
    sizes = np.diff(tokens.offsets)
    # Of texts that are one word, as most are that words are looked up for, there is nothing to add.
    single = np.flatnonzero(sizes == 1)
    into[single] = vectors[ids[tokens.offsets[single]]]
    held = np.empty((AT_ONCE, vectors.shape[1]), np.float32)
    ones = np.ones(AT_ONCE, np.float32)
    offsets = tokens.offsets.tolist()
    for text in np.flatnonzero(sizes > 1).tolist():
        first, end = offsets[text : text + 2]
        for start in range(first, end, AT_ONCE):
            stop = min(start + AT_ONCE, end)
            words = held[: stop - start]
            # With this mode numpy writes to `out` without another copy of it; none is out of range.
            vectors.take(ids[start:stop], axis=0, out=words, mode="clip")
            # A product with ones is a sum, and the fastest there is.
            if end - first <= AT_ONCE:
                np.dot(ones[: stop - start], words, out=into[text])
            else:
                into[text] += ones[: stop - start] @ words
