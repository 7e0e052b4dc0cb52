"""Lists with an item left out of one side, or put into it, on purpose."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import numpy as np

from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import match, words_of
from training.texts.sources import Pair

LIST = re.compile(r"[^，。；：！？、“”（）()\s]{2,12}(?:、[^，。；：！？、“”（）()\s]{2,12}){2,}")
TRIES = 60


def item(
    source: str, target: str, table: WordTable, draw: random.Random
) -> tuple[str, str, tuple[int, int]] | None:
    """Take one item of a list out of the English, with its comma or its "and"."""
    held = LIST.search(source)
    if not held:
        return None
    place, items = held.start(), []
    for item in held[0].split("、"):
        items.append((place, place + len(item)))
        place += len(item) + 1
    low, high = draw.choice(items)
    own, other = words_of(table, source), words_of(table, target)
    if not len(own) or len(other) < 4:
        return None
    cosine, strength = match(table, own, other)
    evidence = np.maximum(cosine, strength + 0.15 * (strength > 0))
    inside = np.array([low <= start < high for start in own.starts])
    if not inside.any() or inside.all():
        return None
    best, rest = evidence[inside].max(axis=0), evidence[~inside].max(axis=0)
    columns = np.flatnonzero((best > 0.4) & (best > rest + 0.1))
    if not len(columns):
        return None
    start, end = other.starts[columns[0]], other.ends[columns[-1]]
    before = re.search(r"(?:, and|, or|,| and| or) (?:[\w'-]+ ){0,2}$", target[:start])
    after = re.match(r"(?: [\w'-]+){0,2}(?=,| and | or |[.;:]|$)", target[end:])
    first = re.match(r"(?: [\w'-]+){0,2}(?:, | and )", target[end:])
    if before and after:
        rest_text = target[: before.start()] + target[end + after.end() :]
    elif first and low == items[0][0]:
        rest_text = target[:start] + target[end + first.end() :]
    else:
        return None
    if "," in target[start:end] or len(target[start:end].split()) > 6:
        return None
    return source, rest_text, (low, high)


def chinese_item(
    source: str, target: str, table: WordTable, draw: random.Random
) -> tuple[str, str, tuple[int, int]] | None:
    """Take one item of a list out of the Chinese; the English words it rendered are left alone."""
    held = LIST.search(target)
    if not held:
        return None
    items = held[0].split("、")
    at = draw.randrange(len(items))
    start = held.start() + sum(len(item) + 1 for item in items[:at])
    own, other = words_of(table, source), words_of(table, target)
    inside = np.array([start <= place < start + len(items[at]) for place in other.starts])
    if not len(own) or not inside.any() or inside.all():
        return None
    cosine, strength = match(table, own, other)
    evidence = np.maximum(cosine, strength + 0.15 * (strength > 0))
    best, rest = evidence[:, inside].max(axis=1), evidence[:, ~inside].max(axis=1)
    rows = np.flatnonzero((best > 0.4) & (best > rest + 0.1))
    if (
        not len(rows)
        or rows[-1] - rows[0] > 5
        or "," in source[own.starts[rows[0]] : own.ends[rows[-1]]]
    ):
        return None
    left = "、".join([*items[:at], *items[at + 1 :]])
    whole = target[: held.start()] + left + target[held.end() :]
    return source, whole, (own.starts[rows[0]], own.ends[rows[-1]])


def extra_item(
    source: str, target: str, held: Sequence[Pair], draw: random.Random
) -> tuple[str, str, tuple[int, int]] | None:
    """Put an inner item of another list into this one, whose translation stays as it is."""
    own = LIST.search(source)
    texts = (draw.choice(held)[0] for _ in range(TRIES))
    other = next((match for match in map(LIST.search, texts) if match), None)
    if not own or not other:
        return None
    item = draw.choice(other[0].split("、")[1:-1])
    if item in source:
        return None
    place = draw.choice([own.start() + at for at, mark in enumerate(own[0]) if mark == "、"])
    whole = f"{source[:place]}、{item}{source[place:]}"
    return whole, target, (place + 1, place + 1 + len(item))
