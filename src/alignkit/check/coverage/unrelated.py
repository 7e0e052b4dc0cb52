"""Whether the two documents are translations of each other at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from alignkit.check.run.view import PairView
from alignkit.types import Bead, Document
from alignkit.words.script import weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.embed import Encoder

# Beads looked at to say that two texts are unrelated: more change the share by little.
SAMPLE = 300
LEAST = 12
BAR = 0.62
# Own partners of translations win more often than this, and some are clearly each other's; of
# shuffled, crossed and slipped columns neither holds, and of slipped ones many are another row's.
BAR_SURE = 0.75
MINE = 0.05
SLIPPED = 0.3
# A translation, however free or shortened, had more of it aligned, or has a clear counterpart for
# more of it somewhere; another text has neither. python -m bench crossed measures both.
ALIGNED = 0.6
FOUND = 0.1
# A free translation that was cut short leaves less to align; lengths say which may be one.
ALIGNED_UNEVEN = 0.35
_SHORT, _LONG = 0.5, 2.0
# So much of it with a counterpart is the same text, only not in its place.
_ELSEWHERE = 0.5
# Fewer sentences than this on a side are not enough to call a text another one.
SENTENCES = 8
# More pairs of sentences than this take longer to compare than all other rules together.
CELLS = 100_000_000
# So much alike, and so much more than either is to any other, are chance pairs hardly ever.
_ALIKE = 0.4
_LEAD = 0.08
# Rows compared at once, so that memory grows with one text alone.
_ROWS = 512
# The languages of the shipped encoder, which the bars above were measured with.
_SHIPPED = {"zh", "en"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why two documents look unrelated, if they do, and whether that is past doubt."""

    reason: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """How much of the text has a clear counterpart, and whether both are about as long."""

    share: float
    even: bool


def unrelated(pair: PairView) -> str:
    """Return why the two documents look unrelated, or nothing where they do not."""
    return pair.once(verdict).reason


def verdict(pair: PairView) -> Verdict:
    """Tell whether the two documents look unrelated.

    The aligner says how much it found where it worked, and what it did not find is sought in all
    of the other text; given pairs are told from their own shuffled selves.
    """
    if "parallel" in pair.bitext.meta:
        return _aligned(pair)
    return _given(pair)


def _aligned(pair: PairView) -> Verdict:
    warning, share = pair.bitext.meta.get("warning", ""), float(pair.bitext.meta["parallel"])
    if share >= ALIGNED:
        return Verdict(warning)
    found = _found(pair.bitext.source, pair.bitext.target)
    if found is None:
        return Verdict(warning)
    if found.share < FOUND and (found.even or share < ALIGNED_UNEVEN):
        return Verdict(
            "this is the translation of another text: wherever a counterpart is sought, "
            f"{found.share:.0%} of it has one",
            sure=True,
        )
    if warning and found.share > _ELSEWHERE:
        warning += f"; {found.share:.0%} has a counterpart somewhere in it, in another order"
    return Verdict(warning)


def _found(source: Document, target: Document) -> _Found | None:
    """Return how much of the text has a clear counterpart anywhere, None where nobody can tell."""
    if not {source.lang.split("-")[0], target.lang.split("-")[0]} <= _SHIPPED:
        return None
    texts = _prose(source), _prose(target)
    if min(map(len, texts)) < SENTENCES or len(texts[0]) * len(texts[1]) > CELLS:
        return None
    rows, columns = _clear(*map(_shipped, texts))
    own, other = (sum(map(weight, side)) for side in texts)
    share = max(_share(texts[0], rows), _share(texts[1], columns))
    return _Found(share, own > 0 and _SHORT <= other / own <= _LONG)


def _prose(document: Document) -> list[str]:
    """Return the sentences that a translator had to render."""
    literal = {n for n, block in enumerate(document.blocks) if block.literal}
    return [held.text for held in document.sentences if held.block not in literal]


def _share(texts: Sequence[str], held: NDArray[np.intp]) -> float:
    return sum(len(texts[number]) for number in held) / sum(map(len, texts))


def _clear(
    source: NDArray[np.float32], target: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the sentences of both sides that are each other's best by far, pair by pair."""
    import numpy as np

    rows, row_best, row_next = _nearest(source, target)
    columns, _, column_next = _nearest(target, source)
    places = np.arange(len(source))
    found = (columns[rows] == places) & (row_best >= _ALIKE)
    found &= row_best - np.maximum(row_next, column_next[rows]) >= _LEAD
    return places[found], rows[found]


def _nearest(
    one: NDArray[np.float32], two: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.float32]]:
    """Return the nearest of each row in the other text, how near, and how near the next is."""
    import numpy as np

    nearest, best, second = [], [], []
    for start in range(0, len(one), _ROWS):
        likeness = one[start : start + _ROWS] @ two.T
        places = np.arange(len(likeness))
        nearest.append(likeness.argmax(axis=1))
        best.append(likeness[places, nearest[-1]])
        likeness[places, nearest[-1]] = 0.0
        second.append(likeness.max(axis=1))
    return np.concatenate(nearest), np.concatenate(best), np.concatenate(second)


def _given(pair: PairView) -> Verdict:
    """Tell by likeness whether the pairs of a file are translations, or its columns slipped."""
    source, target = pair.bitext.source, pair.bitext.target
    beads = _sample([b for b in pair.bitext.beads if b.source and b.target])
    if len(beads) < LEAST:
        return Verdict()
    known = {source.lang.split("-")[0], target.lang.split("-")[0]} <= _SHIPPED
    encode = _shipped if known else partial(_units, pair.encoder)
    texts = [source.passage(b.source).text for b in beads]
    one, two = encode(texts), encode([target.passage(b.target).text for b in beads])
    likeness = one @ two.T
    own = likeness.diagonal()
    # How often a text is more like its own partner than like another one: half the time by chance.
    wins = float((likeness < own[:, None]).sum() + (likeness < own[None, :]).sum())
    share = wins / (2 * len(beads) * (len(beads) - 1))
    rows, columns = _clear(one, two)
    mine, elsewhere = (_share(texts, rows[held]) for held in (rows == columns, rows != columns))
    sure = known and mine < MINE
    if elsewhere > SLIPPED:
        steps = Counter((columns - rows)[rows != columns].tolist()).most_common(1)[0][0]
        return Verdict(
            f"the columns slipped: {elsewhere:.0%} of the text has its counterpart in another "
            f"row, most often {abs(steps)} {'further down' if steps > 0 else 'further up'}",
            sure=sure,
        )
    if share >= (BAR_SURE if sure else BAR):
        return Verdict()
    return Verdict(
        "these pairs are hardly translations of each other: a text is more like its own partner "
        f"than like any other only {share:.0%} of the time",
        sure=sure,
    )


def _sample(beads: Sequence[Bead]) -> Sequence[Bead]:
    """Return beads from the beginning, the middle and the end, neighbours beside each other."""
    if len(beads) <= SAMPLE:
        return beads
    size, middle = SAMPLE // 3, len(beads) // 2
    return (*beads[:size], *beads[middle - size // 2 : middle + size // 2], *beads[-size:])


def _units(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    return _unit(encoder.encode(texts))


def _shipped(texts: Sequence[str]) -> NDArray[np.float32]:
    from alignkit.embed import encoder

    return _unit(encoder(None).encode(texts))


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    units: NDArray[np.float32] = rows / np.maximum(
        np.linalg.norm(rows, axis=1, keepdims=True), 1e-6
    )
    return units
