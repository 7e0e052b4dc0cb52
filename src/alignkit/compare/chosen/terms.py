"""Terms of the original and their renderings, side by side, read from the links of each row."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from alignkit.compare.chosen.borne import SURE, by_each_other
from alignkit.link.cells import stem_key
from alignkit.terms.linkage import Linkage, RowLinks
from alignkit.terms.said import said
from alignkit.terms.table import grouped, rendered
from alignkit.terms.unsure import Place
from alignkit.terms.vocabulary import Unit, units
from alignkit.types.comparison import Renderings, Term
from alignkit.words.classes import NAME, OTHER, class_of
from alignkit.words.lexicon import WordTable
from alignkit.words.script import HAN, is_chinese

# A word is left out where no link of it is stronger than faint; one of a single character may have
# been rendered in too many ways to tell.
FAINT, TELLING = 0.3, 2
Shares = Mapping[tuple[str, ...], float]


def compared_terms(linkage: Linkage, lang: str) -> tuple[Term, ...]:
    """Return the terms of the original: first where the translators part, then deviations."""
    borne = by_each_other(linkage)
    held = units(linkage.tables, borne)
    asked = Asked(borne, linkage.words, is_chinese(lang))
    found = [_term(text, places, asked) for text, places in held.items()]
    said.cache_clear()
    return tuple(sorted(found, key=_order))


def _order(term: Term) -> tuple[int, float, int, int, str]:
    """Consistent splits first, the frequent ones before the rare."""
    kinds = ("split", "deviation", "left out", "agreed")
    weight = term.split * math.log1p(len(term.rows))
    return (
        kinds.index(term.kind),
        -round(weight, 4),
        -len(term.rows),
        -len(term.source),
        term.source,
    )


class Asked(NamedTuple):
    """Where renderings are looked for: links, what is known of words, whether it is in Chinese."""

    links: RowLinks
    words: WordTable
    chinese: bool


def _term(text: str, places: Sequence[Unit], asked: Asked) -> Term:
    held: list[Renderings] = []
    absent: list[tuple[int, ...]] = []
    shares: list[Shares] = []
    chinese = asked.chinese
    told = rendered(places, asked.links, asked.words)
    for number, here in enumerate(told):
        groups = grouped(here, text if chinese else "")
        rows_of = [tuple(place.unit.row for place in one.places) for one in groups]
        total = sum(map(len, rows_of))
        share = {one.key: len(own) / total for one, own in zip(groups, rows_of, strict=True)}
        held.append(tuple((one.text, own) for one, own in zip(groups, rows_of, strict=True)))
        absent.append(tuple(_left_out(told, number)) if here else ())
        if share:
            shares.append(share)
    rows = tuple(sorted({place.row for place in places}))
    split = round(_split(shares), 4)
    return Term(
        text,
        rows,
        tuple(held),
        split,
        _class(text, held, chinese),
        places[0].phrase,
        tuple(absent),
        _kind(shares, absent),
    )


def _left_out(told: Sequence[Sequence[Place]], number: int) -> Iterator[int]:
    """Yield the rows in which a translator leaves a term out, where there are witnesses to it.

    Such are the other rows in which the translator does render it, or another translation that
    surely renders it here. Without them a missing link is right in six of ten. Where the words of
    the other translation stand in this one as well, it is not left out.
    """
    own = told[number]
    rendered = {one.unit.row for one in own if one.said}
    others: set[int] = set()
    words: dict[int, set[str]] = defaultdict(set)
    for at, found in enumerate(told):
        for one in found:
            if at != number and one.said:
                words[one.unit.row].update(one.said.key)
                if one.said.sure >= SURE:
                    others.add(one.unit.row)
    for one in own:
        if one.said or one.unit.row in rendered:
            continue
        stretch = slice(one.unit.low, one.unit.high)
        long = sum(map(len, one.table.source.forms[stretch])) >= TELLING
        faint = float(one.table.table[stretch].max(initial=0.0)) < FAINT
        absent = words[one.unit.row].isdisjoint(map(stem_key, one.table.target.forms))
        if long and absent and (rendered or (faint and one.unit.row in others)):
            yield one.unit.row


def _kind(shares: Sequence[Shares], absent: Sequence[Sequence[int]]) -> str:
    """Tell a term on which translators part from one on which one of them deviates."""
    keys = [set(own) for own in shares]
    if len(keys) > 1 and not set.intersection(*keys):
        return "split"
    if any(len(own) > 1 for own in keys) or any(own != keys[0] for own in keys):
        return "deviation"
    return "left out" if any(absent) else "agreed"


def _class(text: str, held: Sequence[Renderings], chinese: bool) -> str:
    """Return a term's word class; an English one has that of what it is rendered by."""
    if chinese:
        return class_of(text) if HAN.search(text) else NAME
    classes: Counter[str] = Counter()
    for own in held:
        for said_text, rows in own:
            classes[class_of(said_text)] += len(rows)
    return classes.most_common(1)[0][0] if classes else OTHER


def _split(shares: Sequence[Shares]) -> float:
    """Return how far the translators part: each with a rendering of its own gives 1."""
    if len(shares) < 2:
        return 0.0
    own = sum(max(held.values()) for held in shares) / len(shares)
    pairs = list(combinations(shares, 2))
    common = sum(_common(first, second) for first, second in pairs) / len(pairs)
    return max(0.0, own * (1 - common))


def _common(first: Shares, second: Shares) -> float:
    return sum(min(share, second.get(key, 0.0)) for key, share in first.items())
