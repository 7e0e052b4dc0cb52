"""The arithmetic of the network of meaning, for many pairs of texts at a time.

Texts of like size stand side by side in padded blocks, small enough for the processor's cache. What
a matrix can do besides its own work it does: a layer's norm, its offsets and the sums of a softmax
are rows and columns of the matrices, laid out once when the network is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.words.numbered import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Places = NDArray[np.intp]

# So many pairs of words are looked at together: they stay in the processor's cache.
BLOCK = 16_000
# A block of its own costs as much as so many words: empty places beyond that are not worth it.
APART = 60
# No attention is stronger or weaker than this: a softmax of it neither overflows nor vanishes.
STRONGEST = 60.0
SMALLEST = 1e-5


@dataclass(frozen=True)
class Half:
    """The matrices of one layer for one side; a last row of each stands for its offset."""

    conv: Array
    width: int
    query: Array
    pair: Array
    out: Array
    up: Array
    down: Array
    offset: Array
    near: Array
    apart: Array


@dataclass(frozen=True)
class Block:
    """Pairs of like size: their places, their words as rows of entries, what they hold beside.

    `rows` has for each side the rows of its words, `inside` where there are any, `capitals` where
    an English word has one. Beyond a text's end stands nothing.
    """

    places: list[int]
    rows: tuple[Places, Places]
    inside: tuple[Array, Array]
    capitals: Array
    near: Array
    apart: Array


def halves(weights: dict[str, Array], heads: int, layer: int, place: float) -> tuple[Half, Half]:
    """Return the matrices of a layer; `place` is how much distance counts."""
    first, second = (_half(weights, f"layers.{layer}.{side}", heads, place) for side in (0, 1))
    return first, second


def normed(weights: dict[str, Array], norm: str, *lines: str) -> Array:
    """Return one matrix for lines that follow a norm, with the norm's own work in it."""
    import numpy as np

    matrix = np.concatenate([weights[f"{name}.weight"] for name in lines]).T
    offset = np.concatenate([weights[f"{name}.bias"] for name in lines])
    return _after(weights, norm, matrix, offset)


def _after(weights: dict[str, Array], norm: str, matrix: Array, offset: Array) -> Array:
    import numpy as np

    inner = weights[f"{norm}.weight"][:, None] * matrix
    # A norm takes away the mean first: so does the matrix.
    inner = inner - inner.mean(axis=0)
    last = weights[f"{norm}.bias"] @ matrix + offset
    return np.ascontiguousarray(np.concatenate([inner, last[None]]), np.float32)


def _half(weights: dict[str, Array], name: str, heads: int, place: float) -> Half:
    import numpy as np

    kernel = weights[f"{name}.conv.weight"]
    wide, deep, width = kernel.shape
    steps = kernel.transpose(1, 2, 0).reshape(deep, width * wide)
    # The offset of a convolution counts once, at the word itself.
    offset = np.zeros((width, wide), np.float32)
    offset[width // 2] = weights[f"{name}.conv.bias"]
    size = wide // heads
    query = normed(weights, f"{name}.n2", f"{name}.q") / np.float32(size**0.5)
    pair = normed(weights, f"{name}.n2", f"{name}.k", f"{name}.v")
    values = np.zeros((deep + 1, heads, size + 1), np.float32)
    values[:, :, :size] = pair[:, wide:].reshape(deep + 1, heads, size)
    # A column of ones: with it the weights of a softmax sum themselves up.
    values[-1, :, size] = 1.0
    out = np.zeros((heads, size + 1, wide), np.float32)
    out[:, :size] = weights[f"{name}.o.weight"].T.reshape(heads, size, wide)
    out[:, size] = weights[f"{name}.o.bias"] / heads
    near, apart = weights[f"{name}.bias"]
    return Half(
        _after(weights, f"{name}.n1", steps, offset.reshape(-1)),
        width,
        query,
        np.concatenate([pair[:, :wide], values.reshape(deep + 1, -1)], axis=1),
        out.reshape(heads * (size + 1), wide),
        normed(weights, f"{name}.n3", f"{name}.up"),
        np.ascontiguousarray(weights[f"{name}.down.weight"].T),
        weights[f"{name}.down.bias"],
        near[:, None, None],
        (-place * apart)[:, None, None],
    )


def scaled(x: Array, inside: Array, beside: int = 0) -> Array:
    """Return rows as a norm leaves them but for their mean, with a last column of ones.

    Beyond the end of a text, and for `beside` rows around it, all is nought.
    """
    import numpy as np

    texts, rows, wide = x.shape
    found = np.zeros((texts, rows + 2 * beside, wide + 1), np.float32)
    mean = x.mean(axis=2)
    spread = np.einsum("tri,tri->tr", x, x) / np.float32(wide) - mean * mean
    factor = inside / np.sqrt(spread + np.float32(SMALLEST))
    held = found[:, beside : beside + rows]
    np.multiply(x, factor[:, :, None], out=held[:, :, :wide])
    held[:, :, wide] = inside
    return found


def times(rows: Array, matrix: Array) -> Array:
    """Return rows of texts times a matrix, as one product."""
    texts, count, _ = rows.shape
    found: Array = rows.reshape(texts * count, -1) @ matrix
    return found.reshape(texts, count, -1)


def local(x: Array, inside: Array, half: Half) -> Array:
    """Let each word see its neighbours."""
    import numpy as np

    rows, wide = x.shape[1:]
    steps = times(scaled(x, inside, half.width // 2), half.conv)
    told = steps[:, :rows, :wide] + steps[:, 1 : rows + 1, wide : 2 * wide]
    for at in range(2, half.width):
        told += steps[:, at : at + rows, at * wide : (at + 1) * wide]
    np.maximum(told, 0, out=told)
    told += x
    return told


def across(x: Array, own: Array, other: Array, block: Block, half: Half, side: int) -> Array:
    """Let each word see those of the other side; `own` and `other` are both sides scaled."""
    import numpy as np

    texts, rows, wide = x.shape
    heads = len(half.near)
    size = wide // heads
    query = times(own, half.query).reshape(texts, rows, heads, size).transpose(0, 2, 1, 3)
    both = times(other, half.pair)
    key = both[:, :, :wide].reshape(texts, -1, heads, size).transpose(0, 2, 3, 1)
    value = both[:, :, wide:].reshape(texts, -1, heads, size + 1).transpose(0, 2, 1, 3)
    near, apart = (held.transpose(0, 2, 1) if side else held for held in (block.near, block.apart))
    look = np.matmul(query, key)
    look += half.near * near[:, None]
    look += half.apart * apart[:, None]
    np.clip(look, -STRONGEST, STRONGEST, out=look)
    seen = np.matmul(np.exp(look, out=look), value)
    seen /= seen[:, :, :, size:]
    x = x + times(seen.transpose(0, 2, 1, 3).reshape(texts, rows, -1), half.out)
    inner = times(scaled(x, block.inside[side]), half.up)
    x += times(np.maximum(inner, 0, out=inner), half.down)
    x += half.offset
    return x


def blocks(
    pairs: Sequence[tuple[Words, Words]],
    rows: Sequence[tuple[Places, Places]],
    evidence: Sequence[Array],
) -> Iterator[Block]:
    """Yield pairs of a Chinese and an English text in blocks, those of like size together."""
    sizes = [(len(own), len(other)) for own, other in pairs]
    places: list[int] = []
    most = (0, 0)
    for at in sorted(range(len(pairs)), key=lambda at: (sum(sizes[at]), sizes[at])):
        wider = max(most[0], sizes[at][0]), max(most[1], sizes[at][1])
        count = len(places)
        longer = (count + 1) * sum(wider) - count * sum(most)
        full = (count + 1) * wider[0] * wider[1] > BLOCK
        if count and (full or longer > sum(sizes[at]) + APART):
            yield _block(pairs, rows, evidence, places)
            places, wider = [], sizes[at]
        places.append(at)
        most = wider
    if places:
        yield _block(pairs, rows, evidence, places)


def _block(
    pairs: Sequence[tuple[Words, Words]],
    rows: Sequence[tuple[Places, Places]],
    evidence: Sequence[Array],
    places: list[int],
) -> Block:
    import numpy as np

    sizes = np.array([[len(words) for words in pairs[at]] for at in places])
    most = sizes.max(axis=0)
    masks = [np.arange(most[side]) < sizes[:, side, None] for side in (0, 1)]
    numbers = []
    for side, mask in enumerate(masks):
        filled = np.zeros(mask.shape, np.intp)
        filled[mask] = np.concatenate([rows[at][side] for at in places])
        numbers.append(filled)
    near = np.zeros((len(places), *most), np.float32)
    for at, place in enumerate(places):
        own, other = sizes[at]
        np.maximum(evidence[place], 0, out=near[at, :own, :other])
    where = [(np.arange(most[side]) + 0.5) / sizes[:, side, None] for side in (0, 1)]
    capitals = np.zeros(masks[1].shape, np.float32)
    capitals[masks[1]] = [
        words.text[start].isupper() for at in places for words in pairs[at][1:]
        for start in words.starts
    ]  # fmt: skip
    first, second = (mask.astype(np.float32) for mask in masks)
    return Block(
        places,
        (numbers[0], numbers[1]),
        (first, second),
        capitals,
        near,
        np.abs(where[0][:, :, None] - where[1][:, None]).astype(np.float32),
    )
