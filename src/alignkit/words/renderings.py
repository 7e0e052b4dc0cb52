"""What renders each word on the other side: nearness of vectors and the learned lexicon.

Texts of a chunk are looked at together, padded to blocks of like size: for short texts the calls
cost more than the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.words.lexicon import UnitTable, WordTable
from alignkit.words.numbered import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matched = tuple[NDArray[np.float32], NDArray[np.float32]]

Pair = tuple[Words, Words]

# A bead of more pairs of words than this is no passage anybody wrote, and would fill the memory.
MOST_PAIRS = 25_000_000
# So many pairs of words are looked at together: they stay in the processor's cache.
BLOCK = 24_000


def words_of(table: WordTable, text: str) -> Words:
    """Cut a text into words."""
    return words_of_all(table, [text])[0]


def words_of_all(table: UnitTable, texts: Sequence[str]) -> list[Words]:
    """Cut texts into words, taking up the new ones of all texts at once."""
    distinct = list(dict.fromkeys(texts))
    cuts = dict(zip(distinct, table.encoder.words_of(distinct), strict=True))
    table.take_up((word for cut in cuts.values() for _, _, word in cut), cut=True)
    found = {}
    for text, cut in cuts.items():
        starts, ends, forms = map(list, zip(*cut, strict=True)) if cut else ([], [], [])
        found[text] = Words(text, starts, ends, forms, table.numbers(forms))
    return [found[text] for text in texts]


def comparable(source: Words, target: Words) -> bool:
    """Return whether both sides hold words, and few enough to set each against each."""
    return 0 < len(source) * len(target) <= MOST_PAIRS


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs of like size side by side: which ones, and the numbers of their words.

    Where a text is shorter than the longest, the number 0 fills the row and the mask says so.
    """

    places: list[int]
    source: NDArray[np.intp]
    target: NDArray[np.intp]
    in_source: NDArray[np.bool_]
    in_target: NDArray[np.bool_]


def blocks(pairs: Sequence[Pair]) -> Iterator[Block]:
    """Yield the pairs whose sides both hold words, those of like size together."""
    held = [at for at, pair in enumerate(pairs) if len(pair[0]) and len(pair[1])]
    held.sort(key=lambda at: (len(pairs[at][1]), len(pairs[at][0])))
    places: list[int] = []
    longest = 0
    for at in held:
        longest = max(longest, len(pairs[at][0]))
        if places and (len(places) + 1) * longest * len(pairs[at][1]) > BLOCK:
            yield _block(pairs, places)
            places, longest = [], len(pairs[at][0])
        places.append(at)
    if places:
        yield _block(pairs, places)


def _block(pairs: Sequence[Pair], places: list[int]) -> Block:
    sides = [_padded([pairs[at][side].numbers for at in places]) for side in (0, 1)]
    return Block(places, sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def _padded(rows: list[NDArray[np.intp]]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    import numpy as np

    lengths = np.array([len(row) for row in rows])
    mask = np.arange(lengths.max()) < lengths[:, None]
    numbers = np.zeros(mask.shape, np.intp)
    numbers[mask] = np.concatenate(rows)
    return numbers, mask


def match(table: WordTable, source: Words, target: Words) -> Matched:
    """Return the cosine and the lexicon strength of every source word with every target word."""
    ((_, cosine, strength),) = match_blocks(table, [(source, target)])
    return cosine[0], strength[0]


def match_all(
    table: WordTable, pairs: Sequence[Pair]
) -> Iterator[tuple[int, Pair, NDArray[np.float32], NDArray[np.float32]]]:
    """Yield the places of the pairs that are comparable, each with its texts and `match` of it."""
    kept = [at for at, pair in enumerate(pairs) if comparable(*pair)]
    for block, cosine, strength in match_blocks(table, [pairs[at] for at in kept]):
        for row, place in enumerate(block.places):
            at = kept[place]
            own, other = map(len, pairs[at])
            yield at, pairs[at], cosine[row, :own, :other], strength[row, :own, :other]


def match_blocks(
    table: WordTable, pairs: Sequence[Pair]
) -> Iterator[tuple[Block, NDArray[np.float32], NDArray[np.float32]]]:
    """Yield blocks of pairs with what `match` says of each, outside of the masks nothing."""
    import numpy as np

    for block in blocks(pairs):
        cosine = np.matmul(table.units[block.source], table.units[block.target].transpose(0, 2, 1))
        strength = np.zeros_like(cosine)
        _meant(table, block.source, block.target, block.in_source, strength)
        # What both sides write alike is entered already: words with meanings are left.
        abroad = block.in_target & (table.means[block.target, 0] != table.keys[block.target])
        if abroad.any():
            _meant(table, block.target, block.source, abroad, strength.transpose(0, 2, 1))
        yield block, cosine, strength


def _meant(
    table: WordTable,
    own: NDArray[np.intp],
    other: NDArray[np.intp],
    mask: NDArray[np.bool_],
    strength: NDArray[np.float32],
) -> None:
    """Enter where a word of one side is among the meanings of a word of the other."""
    import numpy as np

    keys = table.keys[other]
    here, row = np.nonzero(mask)
    means = table.means[own[here, row]]
    # Few meanings of a word stand anywhere in the block: only those are looked for text by text.
    # The last place stands for no meaning, whose number is -1.
    there = np.zeros(max(int(keys.max()), int(means.max(initial=0))) + 2, np.bool_)
    there[keys] = True
    which, rank = np.nonzero(there[means])
    step = max(1, MOST_PAIRS // keys.shape[1])
    for low in range(0, len(which), step):
        some, ranks = which[low : low + step], rank[low : low + step]
        hit, column = np.nonzero(keys[here[some]] == means[some, ranks][:, None])
        some, ranks = some[hit], ranks[hit]
        strength[here[some], row[some], column] = table.strengths[own[here[some], row[some]], ranks]
