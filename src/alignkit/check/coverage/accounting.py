"""Which word of the translation renders which word of the source, each word counted once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alignkit.words.numbered import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]
    Places = NDArray[np.intp]

#: Words that no other word wants more are taken first; so many rounds settle nearly all.
ROUNDS = 4
#: What is likely by less than this renders nothing.
LEAST = 0.25
#: How far a place at the other end of the text counts against a word: it parts equal words.
STRAY = 0.12
#: So many words on both sides of a word are its company.
REACH = 3

_FIGURE = re.compile(r"\d[\d,.，]*")
_MAGNITUDES = frozenset("十百千万亿")


def figures_kept(source: Words, target: str) -> dict[int, float]:
    """Return the places of figures whose digits the target has, zeros and points apart (5.17万)."""
    if not any(form[0].isdigit() for form in source.forms):
        return {}
    there = {_digits(match[0]) for match in _FIGURE.finditer(target)}
    kept: dict[int, float] = {}
    for match in _FIGURE.finditer(source.text):
        if _digits(match[0]) in there:
            for at, start in enumerate(source.starts):
                inside = match.start() <= start < match.end()
                if inside or (at - 1 in kept and source.forms[at][0] in _MAGNITUDES):
                    kept[at] = 1.0
    return kept


def _digits(figure: str) -> str:
    return re.sub(r"\D", "", figure).strip("0") or "0"


def assigned(
    evidence: Rows, counts: NDArray[np.intp], others: NDArray[np.intp]
) -> tuple[Places, Rows]:
    """Return for each source word of a block its place in the target, -1 for none, and how sure.

    No two words have the same place. `evidence` says how likely each word renders each.
    """
    import numpy as np

    texts, rows, columns = evidence.shape
    own = (np.arange(rows) + 0.5) / np.maximum(counts, 1)[:, None]
    there = (np.arange(columns) + 0.5) / np.maximum(others, 1)[:, None]
    left = evidence - np.float32(STRAY) * np.abs(own[:, :, None] - there[:, None, :]).astype(
        np.float32
    )
    places = np.full((texts, rows), -1, np.intp)
    sure = np.zeros((texts, rows), np.float32)
    at = np.arange(rows)
    for _ in range(ROUNDS):
        best = left.argmax(axis=2)
        owner = left.argmax(axis=1)
        value = np.take_along_axis(left, best[:, :, None], 2)[:, :, 0]
        mutual = (np.take_along_axis(owner, best, 1) == at) & (value > LEAST) & (places < 0)
        text, row = np.nonzero(mutual)
        if not len(text):
            break
        column = best[text, row]
        places[text, row] = column
        sure[text, row] = evidence[text, row, column]
        left[text, row, :] = -9.0
        left[text, :, column] = -9.0
    return places, sure


def company(places: Places, sure: Rows) -> Rows:
    """Say how many of a word's neighbours are rendered beside its own rendering, or at all.

    The renderings of a clause stand together; words found by chance are strewn over the text.
    """
    import numpy as np

    found = np.zeros_like(sure)
    held = places >= 0
    for step in range(1, REACH + 1):
        both = held[:, step:] & held[:, :-step]
        apart = np.abs(places[:, step:] - places[:, :-step])
        near = (np.exp(-np.maximum(apart - 1, 0) / 3.0) * both).astype(np.float32)
        found[:, step:] += near * sure[:, :-step]
        found[:, :-step] += near * sure[:, step:]
    return found


def strewn(places: list[int], low: int, high: int) -> tuple[float, float, float]:
    """Say how the words from `low` to `high` are rendered: how many, how close, how much alone.

    The first is the share of the words that have a place; the second the share of those whose
    place is beside another's of the stretch; the third the share whose neighbours in the
    translation render words outside of the stretch.
    """
    inside = {place for place in places[low:high] if place >= 0}
    if not inside:
        return 0.0, 0.0, 0.0
    outside = {place for place in (*places[:low], *places[high:]) if place >= 0}
    close = sum(not inside.isdisjoint((p - 2, p - 1, p + 1, p + 2)) for p in inside)
    among = sum((p - 1 in outside) + (p + 1 in outside) for p in inside)
    count = len(inside)
    return count / (high - low), close / count, among / (2 * count)


def room(
    places: list[int], weights: list[float], lengths: list[int], low: int, high: int
) -> tuple[float, float, float]:
    """Return what renders nothing beside a stretch, by weight and by characters, and in all.

    Beside it is what follows the rendering of the word before the stretch and what precedes that of
    the word after it, up to a word that renders another.
    """
    used = {place for place in places if place >= 0}
    before = next((places[at] for at in range(low - 1, -1, -1) if places[at] >= 0), -1)
    after = next((place for place in places[high:] if place >= 0), len(weights))
    inside = {place for place in places[low:high] if place >= 0}
    outer = used - inside
    near: set[int] = set()
    for place, step in ((before + 1, 1), (after - 1, -1)):
        while 0 <= place < len(weights) and place not in outer:
            near.add(place)
            place += step
    beside = sum(weights[place] for place in near - inside)
    wide = float(sum(lengths[place] for place in near - inside))
    whole = sum(weight for place, weight in enumerate(weights) if place not in used)
    return beside, wide, whole
