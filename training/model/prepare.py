"""From the data folder to a vocabulary and numbered texts."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from alignkit.embed.chinese import Segmenter
from alignkit.embed.tokeniser import BUCKET, SYLLABLE, Tokeniser
from training.model import vocabulary
from training.model.material import Material, Side
from training.texts import dictionary, sources
from training.texts.sources import Pair

BLOCK = 64
MADE_UP_NAMES = 30_000
LONGEST = 200
_HAN_WORD = re.compile(r"[㐀-鿿𠀀-𰿿]{1,6}")


@dataclass(frozen=True)
class Prepared:
    """The vocabulary with the segmenter's costs, the character table, and the numbered texts."""

    tokens: list[str]
    costs: list[int]
    variants: dict[str, str]
    material: Material


def prepare(data: Path, limits: tuple[int, int], seed: int) -> Prepared:
    """Read, clean, sample, choose the vocabulary within its limits, and number the texts."""
    entries = dictionary.cedict(data)
    variants = dictionary.variants(entries)
    left_out = {entry.chinese for entry in dictionary.held_out(entries)}
    more = dictionary.wiktionary(data, variants)
    selected = {name: _sample(data, name, seed) for name in sources.source_names(data)}
    glosses = dictionary.pairs(entries, more, left_out)
    names = dictionary.names(entries, left_out, MADE_UP_NAMES, seed)
    synonyms = dictionary.synonyms(data, entries, left_out)
    print(
        f"{sum(map(len, selected.values()))} sentence pairs, {len(glosses)} glosses, "
        f"{len(names)} names, {len(synonyms)} synonyms",
        flush=True,
    )
    listed = {entry.chinese for entry in entries} | more.keys()
    listed = {word for word in listed - left_out if _HAN_WORD.fullmatch(word)}
    readings = vocabulary.syllables(entry.pinyin for entry in entries)
    tokens, costs = _vocabulary(
        list(_weighted(selected, glosses)), listed, readings, variants, limits
    )
    groups = {**selected, "dict": glosses, "names": names, "synonyms": synonyms}
    tokeniser = Tokeniser(tokens, costs, variants)
    segmenter = Segmenter(dict(zip(tokens, costs, strict=False)))
    material = _number(groups, tokeniser, segmenter, len(tokens))
    tokens, costs, material = _without_unused(tokens, costs, material)
    return Prepared(tokens, costs, variants, material)


def _sample(data: Path, name: str, seed: int) -> list[Pair]:
    """Read a source; of a large technical one take whole blocks of neighbouring lines at random."""
    pairs = sources.load_source(data / "pairs" / f"{name}.tsv.xz")
    cap = sources.CAPS.get(name, sources.CAP)
    if name in sources.GENERAL or len(pairs) <= cap:
        return pairs
    starts = list(range(0, len(pairs), BLOCK))
    random.Random(f"{seed} {name}").shuffle(starts)
    return [pair for start in sorted(starts[: cap // BLOCK]) for pair in pairs[start:][:BLOCK]]


def _weighted(
    selected: dict[str, list[Pair]], glosses: list[Pair]
) -> Iterator[tuple[str, str, float]]:
    """Give the texts that are counted, general sources weighing more than technical ones."""
    for name, pairs in selected.items():
        times = sources.GENERAL.get(name, 1)
        weight = float(times) if times > 1 else 0.3
        for chinese, english in pairs:
            yield chinese, english, weight
    for _, english in glosses:
        yield "", english, 2.0


def _vocabulary(
    texts: list[tuple[str, str, float]],
    listed: set[str],
    readings: list[str],
    variants: dict[str, str],
    limits: tuple[int, int],
) -> tuple[list[str], list[int]]:
    general = vocabulary.jieba_frequencies()
    base = {word: general.get(word, 0) + 1 for word in sorted(listed)}
    base |= {w: n for w, n in general.items() if w not in base and len(w) <= 4 and n >= 3}
    costs = vocabulary.frequency_costs(base)
    chinese, others, lower = vocabulary.count_tokens(texts, costs, variants)
    worth: Counter[str] = Counter()
    for word in base:
        uses, known = chinese[word], general.get(word, 0)
        if len(word) == 1:
            # All characters that are in use; a rare one may be a name's only token.
            if uses or known:
                worth[word] = 1e9
        elif word in listed:
            worth[word] = 1 + known**0.5 + 4 * uses**0.5 + 3 * (len(word) == 4)
        elif uses >= 4:
            worth[word] = 0.3 * known**0.5 + 4 * uses**0.5
    characters = sum(1 for word in worth if len(word) == 1)
    kept = Counter({w: n for w, n in others.items() if n >= 2})
    words, tokens = vocabulary.choose(
        worth, kept, lower, readings, (limits[0] + characters, limits[1])
    )
    scale = 0.15 * sum(general.values()) / sum(chinese.values())
    frequencies = {w: 0.5 * general.get(w, 0) + scale * chinese[w] + 1 for w in words}
    final = vocabulary.frequency_costs(frequencies)
    return words + tokens, [final[word] for word in words]


def _number(
    groups: dict[str, list[Pair]], tokeniser: Tokeniser, segmenter: Segmenter, tokens: int
) -> Material:
    flats: tuple[list[int], list[int]] = [], []
    offsets: tuple[list[int], list[int]] = [0], [0]
    owners: list[int] = []
    for number, pairs in enumerate(groups.values()):
        for pair in pairs:
            for flat, ends, text in zip(flats, offsets, pair, strict=True):
                flat += tokeniser.unit_ids(text)[:LONGEST]
                ends.append(len(flat))
            owners.append(number)
    words = list(enumerate(tokeniser.units))
    parts = [_parts(number, word, tokeniser, segmenter) for number, word in words]
    # Words that were met only as parts of others are their own parts.
    parts += [[number] for number in range(len(parts), len(tokeniser.units))]
    pieces = [tokeniser.pieces(word) for word in tokeniser.units]
    sides = [Side(np.array(f, np.int32), np.array(o)) for f, o in zip(flats, offsets, strict=True)]
    owned = np.array(owners, np.int16)
    return Material(*sides, _side(pieces), _side(parts), owned, list(groups), tokens)


def _parts(number: int, word: str, tokeniser: Tokeniser, segmenter: Segmenter) -> list[int]:
    """Give the numbers of what a word would be cut into if it were unknown."""
    if len(word) > 1 and _HAN_WORD.fullmatch(word):
        return tokeniser.unit_ids(" ".join(segmenter.cut_up(word)))
    return [number]


def _side(rows: list[list[int]]) -> Side:
    flat = np.array([number for row in rows for number in row], np.int32)
    return Side(flat, np.cumsum([0, *map(len, rows)]))


def _without_unused(
    tokens: list[str], costs: list[int], material: Material
) -> tuple[list[str], list[int], Material]:
    """Leave out the tokens that no text uses: nothing is learned of them."""
    used = material.token_counts() > 0
    used |= np.array([token[0] in (SYLLABLE, BUCKET) for token in tokens])
    # Words beyond the longest text may have pieces that are left out; any place will do for them.
    places = np.maximum(np.cumsum(used) - 1, 0)
    pieces = Side(places[material.pieces.flat].astype(np.int32), material.pieces.offsets)
    kept = [token for token, use in zip(tokens, used, strict=True) if use]
    left = [cost for cost, use in zip(costs, used, strict=False) if use]
    return kept, left, replace(material, pieces=pieces, tokens=len(kept))
