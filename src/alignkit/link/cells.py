"""What speaks for a word of one text rendering a word of the other, pair of words by pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from alignkit.words.foreign import chinese_skeleton, common_share, latin_skeleton
from alignkit.words.lexicon import WordTable, meanings, readings, spelled, stem_of, syllables
from alignkit.words.numbered import Words
from alignkit.words.renderings import match
from alignkit.words.script import HAN
from alignkit.words.tokens import table as word_list

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]
    # Names and words, each with its place, and the table where it is entered how alike they sound.
    Listener = Callable[[Sequence[tuple[int, str]], Sequence[tuple[int, str]], Table], None]

CELL = (
    "cosine", "lexicon", "small words", "alike", "sound", "aside", "content", "small", "mixed",
    "marks", "mark and word", "strength", "row margin", "column margin", "beside",
)  # fmt: skip
# How far off the diagonal, and what stands beside it, counts in the strength of a pair.
DIAGONAL, SUPPORT = 0.5, 0.2
# A lexicon entry says more than its strength: it was learned from whole sentences.
LISTED = 0.25
# Two foreign names sound alike where so much of their consonants is common.
SOUNDS = 0.6
# A shorter word in Latin letters has too few consonants to be told by them.
AUDIBLE = 4
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: Chinese words without a meaning of their own, by what they do: particles, prepositions, pronouns.
SMALL = frozenset(
    (
        "的 地 得 之 了 着 过 在 于 和 与 及 以及 或 或者 而 且 并 并且 但 "
        "但是 也 都 就 才 又 还 再 很 更 最 把 被 将 对 对于 从 由 向 为 为了 "
        "以 用 按 按照 根据 据 关于 因 因为 由于 所以 因此 如 如果 若 虽然 则 所 "
        "其 该 此 这 那 这些 那些 这个 那个 这样 这里 那里 他 她 它 我 你 您 "
        "他们 她们 它们 我们 你们 咱们 自己 是 有 会 能 可 可以 要 应 应该 个 位 "
        "名 件 上 下 中 里 内 外 间 时 后 前 等 等等 吗 呢 吧 啊 什么 谁 哪 "
        "怎么 到 至 给 让 使 令 跟 同 像 比 不 没 没有 无 未 一 一个 一种 种 "
        "项 次 "
        # What classical Chinese has for them.
        "矣 乎 哉 兮 欤 耶 焉 亦 乃 皆 吾 汝"
    ).split()
)


def cells(
    table: WordTable, source: Words, target: Words, prior: dict[str, dict[str, float]]
) -> Table:
    """Return for each pair of words the features named by CELL, as a table of three axes."""
    import numpy as np

    cosine, lexical = match(table, source, target)
    rows, columns = cosine.shape
    found = np.zeros((rows, columns, len(CELL)), np.float32)
    left, right = classes(source), classes(target)
    word = [np.array([kind != 2 for kind in side]) for side in (left, right)]
    real = word[0][:, None] & word[1][None]
    found[..., 0] = np.where(real, cosine, 0)
    found[..., 1] = np.where(real, np.sqrt(np.minimum(lexical, 1)), 0)
    found[..., 2] = small_table(source, target, prior)
    found[..., 3], found[..., 4] = spelling(source, target, left, right)
    down, across = (np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns
    aside = np.abs(down[:, None] - across[None])
    found[..., 5] = aside
    one, other = np.array(left)[:, None], np.array(right)[None]
    found[..., 6] = (one == 0) & (other == 0)
    found[..., 7] = (one == 1) & (other == 1)
    found[..., 8] = real & (one != other)
    found[..., 10] = (one == 2) != (other == 2)
    rows_of, columns_of = (np.flatnonzero(np.array(side) == 2) for side in (left, right))
    if len(rows_of) and len(columns_of):
        marks = [
            np.array([words.forms[at] for at in places.tolist()], object)
            for words, places in ((source, rows_of), (target, columns_of))
        ]
        found[rows_of[:, None], columns_of, 9] = marks[0][:, None] == marks[1]
    strength = np.maximum.reduce(
        [
            found[..., 0],
            np.where(lexical > 0, lexical + LISTED, 0),
            found[..., 2],
            found[..., 3],
            found[..., 4],
            found[..., 9] * 0.8,
        ]
    )
    near = beside(strength)
    total = strength + SUPPORT * near - DIAGONAL * aside
    found[..., 11] = total
    found[..., 12] = total - rival(total, 1)
    found[..., 13] = total - rival(total, 0)
    found[..., 14] = near
    return found


def beside(table: Table) -> Table:
    """Return the sum of the neighbouring cells, those along the diagonal counting twice."""
    import numpy as np

    padded = bordered(table)
    middle, there = slice(1, -1), slice(2, None)
    straight = padded[middle, there] + padded[middle, :-2]
    straight += padded[there, middle]
    straight += padded[:-2, middle]
    straight /= np.float32(2)
    found: Table = padded[there, there] + padded[:-2, :-2]
    found += straight
    return found


def bordered(table: Table) -> Table:
    """Return a table with a row and a column of noughts around it."""
    import numpy as np

    rows, columns = table.shape
    found = np.zeros((rows + 2, columns + 2), table.dtype)
    found[1:-1, 1:-1] = table
    return found


def rival(table: Table, axis: int) -> Table:
    """Return for each cell the greatest of the others in its row (axis 1) or column (axis 0)."""
    import numpy as np

    if table.shape[axis] < 2:
        return np.zeros_like(table)
    two = -np.partition(-table, 1, axis=axis)
    first, second = np.take(two, [0], axis=axis), np.take(two, [1], axis=axis)
    return np.where(table >= first, second, first)


def classes(words: Words) -> list[int]:
    """Return the class of each word: 0 carries meaning, 1 is small, 2 is a mark."""
    return [word_class(form) for form in words.forms]


@lru_cache(maxsize=100_000)
def word_class(form: str) -> int:
    """Return the class of a word: 0 carries meaning, 1 is small, 2 is a mark.

    >>> word_class("海洋"), word_class("的"), word_class(",")
    (0, 1, 2)
    """
    if not any(character.isalnum() for character in form):
        return 2
    return int(form in SMALL or form in word_list("function-words"))


def small_table(source: Words, target: Words, prior: dict[str, dict[str, float]]) -> Table:
    """Return how surely small words render each other, as was learned."""
    import numpy as np

    found = np.zeros((len(source), len(target)), np.float32)
    places: dict[str, list[int]] = {}
    for at, form in enumerate(target.forms):
        places.setdefault(form, []).append(at)
    for row, form in enumerate(source.forms):
        known = prior.get(form, {})
        # What both hold, the lesser looked up in the greater: a small word has many renderings.
        for other in known.keys() & places.keys() if known else ():
            found[row, places[other]] = known[other]
    return found


def spelling(
    source: Words,
    target: Words,
    left: list[int],
    right: list[int],
    listener: Listener | None = None,
) -> tuple[Table, Table]:
    """Return where two words are written alike, and where they sound alike.

    Names are given to `listener` where that is there, which enters how much they sound alike.
    """
    import numpy as np

    alike = np.zeros((len(source), len(target)), np.float32)
    sound = np.zeros((len(source), len(target)), np.float32)
    numbered: list[tuple[int, frozenset[str]]] = []
    romanised: list[tuple[int, str, frozenset[str]]] = []
    audible: list[tuple[int, str]] = []
    places: dict[str, list[int]] = {}
    for at, (form, kind) in enumerate(zip(target.forms, right, strict=True)):
        if kind == 0:
            places.setdefault(form, []).append(at)
            if form[0].isdigit():
                numbered.append((at, _numbers(form)))
            if own := syllables(form):
                romanised.append((at, form, frozenset(own)))
            elif len(form) >= AUDIBLE:
                audible.append((at, form))
    names: list[tuple[int, str]] = []
    for row, (form, kind) in enumerate(zip(source.forms, left, strict=True)):
        if kind == 2:
            continue
        numbers = _numbers(form) if form[0].isdigit() else None
        for column, others in numbered if numbers else ():
            alike[row, column] = not others.isdisjoint(numbers or ())
        if not _chinese(form):
            alike[row, places.get(form, [])] = 1
            continue
        name = kind == 0 and not meanings(form)
        first = readings().get(form[0], ()) if romanised else ()
        for column, other, own_sounds in romanised:
            # Of what sounds otherwise from the first character on only names are worth a look.
            if name or not own_sounds.isdisjoint(first):
                sound[row, column] = _sounds(form, other, name)
        if name and len(form) > 1:
            names.append((row, form))
    if names and audible:
        (listener or heard)(names, audible, sound)
    return alike, sound


def heard(
    names: Sequence[tuple[int, str]], audible: Sequence[tuple[int, str]], sound: Table
) -> None:
    """Enter how much names sound like words in Latin letters that are no pinyin."""
    for row, form in names:
        for column, other in audible:
            share = _sounds(form, other, True)
            if share:
                sound[row, column] = share


@lru_cache(maxsize=100_000)
def _numbers(form: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(form))


@lru_cache(maxsize=100_000)
def _chinese(form: str) -> bool:
    return HAN.match(form) is not None


@lru_cache(maxsize=200_000)
def _sounds(chinese: str, latin: str, name: bool) -> float:
    """Return how much a Chinese word sounds like a word in Latin letters, 0 to 1."""
    heard = syllables(latin)
    if heard:
        share = spelled(chinese, frozenset(heard))
        if share == 1.0:
            return 1.0
    if not name or len(latin) < AUDIBLE or len(chinese) < 2:
        return 0.0
    best = 0.0
    for part in chinese.split("·"):
        one, other = chinese_skeleton(part), latin_skeleton(latin)
        shorter, both = min(len(one), len(other)), len(one) + len(other)
        if shorter >= 2 and 2 * shorter >= SOUNDS * both:
            best = max(best, common_share(one, other))
    return best if best >= SOUNDS else 0.0


def stem_key(form: str) -> str:
    """Return what a word is counted by: its stem, or itself where it is Chinese."""
    return form if HAN.match(form) else stem_of(form)
