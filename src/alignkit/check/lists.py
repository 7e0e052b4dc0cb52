"""Whether a stretch is an item of a list whose other items are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alignkit.check.words import Found, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LIST = re.compile(r"[^，。；：！？（）()]*、[^，。；：！？（）()]*")
_JOINT = re.compile(r"、|以及|(?<=.)[和与及或](?=.)")
_SEPARATOR = re.compile(r",? (?:and|or|as well as|plus)\b|[,;]|(?<=\w)/(?=\w)| & ", re.I)
_LEAST = 3
_FAR = 12


def list_features(
    source: Words,
    target: Words,
    odds: NDArray[np.float32],
    low: int,
    high: int,
    found: Found,
) -> list[float]:
    """Return whether the words from `low` to `high` are an item of a list, whether a whole one.

    Also whether the items beside it stand next to each other in the target (1) or leave room for
    it (-1), and the odds of its siblings.
    """
    start, end = source.starts[low], source.ends[high - 1]
    items = _items(source.text, start, end)
    if len(items) < _LEAST:
        return [0.0, 0.0, 0.0, 0.0]
    own = [i for i, (a, b) in enumerate(items) if min(b, end) > max(a, start)]
    if not own:
        return [0.0, 0.0, 0.0, 0.0]
    whole = float(start <= items[own[0]][0] + 1 and end >= items[own[-1]][1] - 1)
    members: dict[int, list[int]] = {}
    for at, begin in enumerate(source.starts):
        item = next((i for i, (a, b) in enumerate(items) if a <= begin < b), None)
        if item is not None and item not in own:
            members.setdefault(item, []).append(at)
    values = [float(odds[at]) for held in members.values() for at in held]
    siblings = sum(values) / len(values) if values else 0.0
    before = _place(members.get(own[0] - 1, []), found)
    after = _place(members.get(own[-1] + 1, []), found)
    return [1.0, whole, _room(target, before, after), siblings]


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    for match in _LIST.finditer(text):
        if match.start() <= start and end <= match.end():
            items, place = [], match.start()
            for joint in _JOINT.finditer(text, match.start(), match.end()):
                items.append((place, joint.start()))
                place = joint.end()
            return [*items, (place, match.end())]
    return []


def _place(words: list[int], found: Found) -> int:
    """Return where in the target the surest of some source words stands, -1 for nowhere.

    A word of the target counts only for the source word that explains it best.
    """
    words = [at for at in words if found.places[at] >= 0 and found.owners[found.places[at]] == at]
    best = max(words, key=lambda at: found.strengths[at], default=-1)
    return found.places[best] if best >= 0 else -1


def _room(target: Words, before: int, after: int) -> float:
    """Say whether two items stand next to each other, or have room for another between them."""
    if before < 0 or after < 0 or before == after:
        return 0.0
    low, high = min(before, after), max(before, after)
    if high - low > _FAR:
        return 0.0
    between = target.text[target.ends[low] : target.starts[high]]
    separators = len(_SEPARATOR.findall(between))
    return 0.0 if separators == 0 else 1.0 if separators == 1 else -1.0
