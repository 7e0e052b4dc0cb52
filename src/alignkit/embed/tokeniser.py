"""Sentences into words, and words into the pieces that have vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, islice, pairwise, takewhile
from operator import add
from typing import TYPE_CHECKING
from zlib import crc32

from alignkit.deferred import deferred
from alignkit.embed.chinese import Segmenter, cut_plainly
from alignkit.embed.english import Pinyin, stem
from alignkit.embed.folding import Folding, fold, fold_with_origins

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.embed.cutter import Cutter
    from alignkit.embed.runs import Runs

_RANGES = (("㐀", "鿿"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
_HAN = "".join(f"{first}-{last}" for first, last in _RANGES)
_LETTERS = rf"[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,][0-9]+)*|[{_HAN}]+|[^\W\d_a-z{_HAN}]+"
_PLAIN = deferred(_LETTERS)
PUNCTUATION = '?!":;…()%$.,'
_WORD = deferred(f"{_LETTERS}|[{PUNCTUATION}]")
_FIRST_HAN = "㐀"
# Letters of a word's beginning that stand for a word the model does not know.
_LEAST_PREFIX, _MOST_PREFIX = 4, 8
# Texts that are numbered at once, which bounds memory.
_TEXTS = 4096
# So many Chinese characters are cut without a table: making one takes as long as cutting them. The
# table by which texts are cut one by one is the dearer one, and saves less.
_FEW, _FEW_ONE_BY_ONE = 2_500, 15_000
# Fewer runs than so many are cut one by one.
_FEW_RUNS = 60
# Where a word begins and ends in its text, and its folded form.
Placed = tuple[int, int, str]

#: The name of this way of cutting, part of a model's signature.
TOKENISER = "words1"

CHARACTER, STEM, PREFIX, SYLLABLE, BUCKET = "#~^@&"


class _Numbers(dict[str, int]):
    """The number of each word met; a new one is put behind `units`."""

    def __init__(self) -> None:
        super().__init__()
        self.units: list[str] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.units)
        self.units.append(word)
        return number


class Tokeniser:
    """Cuts texts into words and gives each word the rows of its pieces.

    Beside whole words the vocabulary holds pieces, told apart by their first character: `#` a
    Chinese character, `~` an English stem, `^` the beginning of a word, `@` a pinyin syllable,
    `&` a bucket that words unknown otherwise share by checksum.
    """

    def __init__(
        self, vocabulary: Sequence[str], costs: Sequence[int], variants: dict[str, str]
    ) -> None:
        self._vocabulary = vocabulary
        # Only Chinese words have costs; they come first.
        self._costs = costs
        self._folding = Folding(variants)
        # Characters cut without a table so far.
        self._plainly = 0
        # Syllables and buckets stand at the end, after the characters.
        last = list(takewhile(lambda token: token[0] != CHARACTER, reversed(vocabulary)))
        self._pinyin = Pinyin(frozenset(token[1:] for token in last if token[0] == SYLLABLE))
        buckets = {
            int(token[1:]): len(vocabulary) - 1 - place
            for place, token in enumerate(last)
            if token[0] == BUCKET
        }
        self._bucket_rows = [buckets[number] for number in range(len(buckets))]
        self.forget()

    def forget(self) -> None:
        """Drop the words met so far, so that memory stays bounded; who holds `units` keeps them."""
        numbers = _Numbers()
        cutter = self.__dict__.get("_cutter")
        if cutter is not None:
            cutter.forget()
        self._number = numbers.__getitem__
        self._of_word: NDArray[np.int32] | None = None
        self.units = numbers.units

    def _cut(self, run: str) -> list[str]:
        """Cut one run of Chinese characters: the first few plainly, then with a table."""
        if self._plainly >= _FEW_ONE_BY_ONE:
            return self._segmenter.cut(run)
        self._plainly += len(run)
        return cut_plainly(run, self._cost, self._longest)

    def _short(self, runs: Sequence[str]) -> bool:
        """Tell whether so few characters have come, with these, that no table is worth making."""
        return self._plainly + sum(map(len, runs)) < _FEW

    def _cost(self, word: str) -> int | None:
        row = self._rows.get(word, len(self._costs))
        return self._costs[row] if row < len(self._costs) else None

    # Each is made when it is first needed: texts one by one are cut with the one, many at once with
    # the other, and both take a part of a second that short texts do not have.
    @cached_property
    def _segmenter(self) -> Segmenter:
        return Segmenter(dict(zip(self._vocabulary, self._costs)))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._vocabulary[: len(self._costs)]), default=1)

    @cached_property
    def _runs(self) -> Runs:
        from alignkit.embed.runs import Runs

        return Runs(self._vocabulary[: len(self._costs)], self._costs)

    @cached_property
    def _cutter(self) -> Cutter | None:
        """Cuts and numbers many texts at once, where the compiled core is there."""
        from alignkit.core import core

        library = core()
        if library is None or not self._bucket_rows:
            return None
        from alignkit.embed.cutter import Cutter

        words, buckets = self._vocabulary, self._bucket_rows
        return Cutter(library, words, self._costs, buckets, self._folding, PUNCTUATION, _RANGES)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return dict(zip(self._vocabulary, range(len(self._vocabulary))))

    def number(self, texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Give the numbers of the texts' words, and where each text's begin and the last ends."""
        import numpy as np

        ids, sizes = [], []
        for start in range(0, len(texts), _TEXTS):
            more, held = self._numbered(texts[start : start + _TEXTS])
            ids.append(more)
            sizes.append(held)
        counts = np.concatenate([[0], *sizes])
        return np.concatenate([np.zeros(0, np.int32), *ids]), np.cumsum(counts, dtype=np.int64)

    def number_words(self, words: Sequence[str]) -> NDArray[np.intp]:
        """Give the numbers of words that are cut already."""
        import numpy as np

        return np.fromiter(map(self._number, words), np.intp, len(words))

    def _numbered(self, texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Give the numbers of the texts' words, and how many each text has."""
        import numpy as np

        few = "_cutter" not in self.__dict__ and self._short(texts)
        if not few and self._cutter is not None:
            return self._cutter.number(texts, self.units, self._number, self.unit_ids)
        cut = [_WORD.findall(fold(text, self._folding)) for text in texts]
        words = list(chain.from_iterable(cut))
        chinese = list(map(_FIRST_HAN.__le__, words))
        runs = list(compress(words, chinese))
        if not runs:
            return np.fromiter(map(self._number, words), np.int32, len(words)), _sizes(cut)
        if len(runs) < _FEW_RUNS if "_runs" in self.__dict__ else self._short(runs):
            held = list(map(self._numbers_of, cut))
            return np.array(list(chain.from_iterable(held)), np.int32), _sizes(held)
        others = list(map(self._number, [word for word in words if word < _FIRST_HAN]))
        counts, numbers = self._run_words(runs)
        is_run = np.array(chinese, bool)
        held_by = np.ones(len(words), np.int64)
        held_by[is_run] = counts
        of_run = np.repeat(is_run, held_by)
        ids = np.empty(len(of_run), np.int32)
        ids[of_run], ids[~of_run] = numbers, others
        before = np.concatenate(([0], np.cumsum(held_by)))
        return ids, np.diff(before[np.concatenate(([0], np.cumsum(_sizes(cut))))])

    def _run_words(self, runs: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Cut runs of Chinese characters: how many words each holds, and the words' numbers."""
        import numpy as np

        counts, sizes, words = self._runs.cut(runs)
        if self._of_word is None:
            self._of_word = np.full(len(self._costs), -1, np.int32)
        numbers = self._of_word
        for word in sorted(set(words[(words >= 0) & (numbers[words] < 0)].tolist())):
            numbers[word] = self._number(self._vocabulary[word])
        found = numbers[words]
        # Characters that are no words of the vocabulary.
        strange = np.flatnonzero(words < 0)
        text, begins = "".join(runs), np.cumsum(sizes) - sizes
        found[strange] = [self._number(text[place]) for place in begins[strange].tolist()]
        return counts, found

    def unit_ids(self, text: str) -> list[int]:
        """Give the numbers of one text's words; `units` holds the words themselves."""
        words = _WORD.findall(fold(text, self._folding))
        return list(map(self._number, words)) if text.isascii() else self._numbers_of(words)

    def _numbers_of(self, words: Sequence[str]) -> list[int]:
        """Give the numbers of words, those of each run of Chinese characters for the run."""
        parts: list[str] = []
        for word in words:
            if word[0] >= _FIRST_HAN:
                parts += self._cut(word)
            else:
                parts.append(word)
        return list(map(self._number, parts))

    def words(self, text: str) -> list[Placed]:
        """Give a text's words with their places in it; punctuation is left out."""
        return self.words_of([text])[0]

    def words_of(self, texts: Sequence[str]) -> list[list[Placed]]:
        """Give the words of several texts, whose runs of Chinese characters are cut together."""
        # Only where it is there already: making it takes longer than some texts.
        cutter: Cutter | None = self.__dict__.get("_cutter")
        if cutter is not None:
            return cutter.words_of(texts, self.units, self._number, self._placed_words)
        return self._placed_words(texts)

    def _placed_words(self, texts: Sequence[str]) -> list[list[Placed]]:
        folded = [fold_with_origins(text, self._folding) for text in texts]
        found = [[(m.start(), m.group()) for m in _PLAIN.finditer(text)] for text, _ in folded]
        parts = self._parts([word for held in found for _, word in held if word >= _FIRST_HAN])
        return [
            list(_placed(held, origins, parts))
            for held, (_, origins) in zip(found, folded, strict=True)
        ]

    def _parts(self, runs: list[str]) -> Iterator[list[str]]:
        """Yield the words of each run: together where they are many and a table is there."""
        if len(runs) < _FEW_RUNS or "_runs" not in self.__dict__:
            yield from map(self._cut, runs)
            return
        counts, sizes, _ = self._runs.cut(runs)
        held = iter(sizes.tolist())
        for run, count in zip(runs, counts.tolist(), strict=True):
            ends = list(accumulate(islice(held, count), initial=0))
            yield [run[start:end] for start, end in pairwise(ends)]

    def pieces_since(self, first: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Give the rows of all words met from one on, and where each one's end behind a first 0."""
        import numpy as np

        cutter: Cutter | None = self.__dict__.get("_cutter")
        if cutter is not None:
            return cutter.pieces(self.units, first)
        held = [self.pieces(word) for word in self.units[first:]]
        ends = np.cumsum([0, *map(len, held)], dtype=np.int64)
        return np.array(list(chain.from_iterable(held)), np.int32), ends

    def pieces(self, word: str) -> list[int]:
        """Give the vocabulary rows whose vectors make up a word."""
        first = word[0]
        if first >= _FIRST_HAN:
            return self._chinese(word)
        if "a" <= first <= "z":
            return self._latin(word)
        row = self._rows.get(word.replace(",", "") if "0" <= first <= "9" else word)
        return [row] if row is not None else [self._bucket(word)]

    def _chinese(self, word: str) -> list[int]:
        get = self._rows.get
        names = [word]
        if len(word) > 2:
            names += map(add, word, word[1:])
        names += map(CHARACTER.__add__, word)
        found = [row for row in map(get, names) if row is not None]
        return found or [self._bucket(word)]

    def _latin(self, word: str) -> list[int]:
        rows = self._rows
        root = STEM + stem(word)
        found = [rows[name] for name in (word, root) if name in rows]
        if root in rows:
            return found
        if not found and word.endswith("'s"):
            return self._latin(word[:-2])
        if not found and root[1:] in rows:
            # A rare form of a word that has no other forms in the vocabulary.
            return [rows[root[1:]]]
        # Common English words have a stem of their own; a word without may be a Chinese name.
        found += [rows[SYLLABLE + syllable] for syllable in self._pinyin.split(word)]
        if found:
            return found
        for length in range(min(_MOST_PREFIX, len(word)), _LEAST_PREFIX - 1, -1):
            row = rows.get(PREFIX + word[:length])
            if row is not None:
                return [row, self._bucket(word)]
        return [self._bucket(word)]

    def _bucket(self, word: str) -> int:
        return self._bucket_rows[crc32(word.encode()) % len(self._bucket_rows)]


def _placed(
    held: Sequence[tuple[int, str]], origins: list[int] | None, cut: Iterator[list[str]]
) -> Iterator[Placed]:
    """Yield words with their places in the text as it was before it was folded."""
    for start, word in held:
        for part in next(cut) if word >= _FIRST_HAN else (word,):
            end = start + len(part)
            if origins is None:
                yield start, end, part
            else:
                yield origins[start], origins[end - 1] + 1, part
            start = end


def _sizes(held: Sequence[Sequence[object]]) -> NDArray[np.int64]:
    import numpy as np

    return np.fromiter(map(len, held), np.int64, len(held))
