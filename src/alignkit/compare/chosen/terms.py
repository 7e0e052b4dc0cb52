"""Terms of the original and their renderings, side by side, read from the links of each row."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from alignkit.compare.chosen.borne import SURE, by_each_other
from alignkit.compare.chosen.rowlinks import Linkage, RowLinks
from alignkit.compare.chosen.said import Said, said
from alignkit.compare.chosen.unsure import Place, without_doubtful
from alignkit.compare.chosen.vocabulary import Unit, units
from alignkit.link.cells import stem_key, word_class
from alignkit.link.linking import Tabled
from alignkit.types import Span
from alignkit.types.comparison import Renderings, Term
from alignkit.words.classes import NAME, OTHER, class_of
from alignkit.words.lexicon import WordTable
from alignkit.words.names import is_own, is_sound
from alignkit.words.script import HAN, is_chinese

# A word is left out where no link of it is stronger than faint; one of a single character may have
# been rendered in too many ways to tell.
FAINT, TELLING = 0.3, 2
# What may stand around a word of a heading.
MARKS = ".,;:!?()\"'“”‘’"
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
    whole = list(_completed([_places(places, own) for own in asked.links]))
    told = list(without_doubtful(whole, asked.words))
    for number, found in enumerate(told):
        renderings, share = _grouped(found, text if chinese else "")
        held.append(renderings)
        absent.append(tuple(_left_out(told, number)) if found else ())
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


def _places(places: Sequence[Unit], own: Mapping[int, Tabled]) -> list[Place]:
    return [
        Place(unit, own[unit.row], said(own[unit.row], unit.low, unit.high))
        for unit in places
        if unit.row in own
    ]


def _completed(found: Sequence[Sequence[Place]]) -> Iterator[list[Place]]:
    """Yield the renderings of each translation, each made whole where it is part of a longer one.

    Where “relics” stands for what is “cultural relics” in as many places, and the text has
    “cultural” before it, the whole is the rendering here as well.
    """
    counts = Counter(one.said.key for own in found for one in own if one.said)
    longer = sorted((key for key in counts if len(key) > 1), key=lambda key: (-len(key), key))
    for own in found:
        yield [
            one._replace(said=_whole(one.said, one.table, longer, counts)) if one.said else one
            for one in own
        ]


def _whole(
    one: Said,
    held: Tabled,
    known: Sequence[tuple[str, ...]],
    counts: Mapping[tuple[str, ...], int],
) -> Said:
    """Return the first known rendering that stands around a part of it."""
    words = held.target
    meant = [at for at, form in enumerate(words.forms) if word_class(form) == 0]
    stems = [stem_key(words.forms[at]) for at in meant]
    inside = [k for k, at in enumerate(meant) if one.span.start <= words.starts[at] < one.span.end]
    for key in known:
        if not (inside and set(one.key) < set(key) and counts[key] >= counts[one.key]):
            continue
        for low in range(max(0, inside[-1] - len(key) + 1), inside[0] + 1):
            if tuple(stems[low : low + len(key)]) == key:
                first, last = meant[low], meant[low + len(key) - 1]
                span = Span(words.starts[first], words.ends[last])
                return Said(span, span.slice(words.text), key, one.sure)
    return one


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


def _grouped(found: Sequence[Place], text: str) -> tuple[Renderings, Shares]:
    """Put the forms of one rendering together, the most frequent first."""
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in found:
        if place.said:
            name = class_of(text) == NAME or is_sound(place.said.text, text)
            forms[place.said.key][_folded(place.said, place.table, bool(text) and name)] += 1
            rows[place.said.key].append(place.unit.row)
    total = sum(map(len, rows.values()))
    ordered = sorted(rows, key=lambda key: (-len(rows[key]), rows[key], key))
    return (
        tuple((_shown(forms[key]), tuple(rows[key])) for key in ordered),
        {key: len(rows[key]) / total for key in ordered},
    )


def _folded(one: Said, table: Tabled, name: bool) -> str:
    """Return a rendering without the capitals that its sentence or its heading gives it."""
    text = " ".join(one.text.split())
    if name or HAN.search(text):
        return text
    whole = table.target.text
    before = whole[: one.span.start].rstrip(" \"“‘'([")
    if _is_heading(whole):
        return " ".join(word.lower() if _is_lower(word) else word for word in text.split(" "))
    opens = not before or before[-1] in ".!?:;。！？"
    return text[0].lower() + text[1:] if opens and _is_lower(text) else text


@lru_cache(maxsize=4096)
def _is_lower(text: str) -> bool:
    """Tell whether a rendering has its capital from where it stands: its first word is no name."""
    return text[1:].islower() and not is_own(text.split(" ")[0])


@lru_cache(maxsize=4096)
def _is_heading(text: str) -> bool:
    """Tell whether most words of meaning begin with a capital."""
    words = [word.strip(MARKS) for word in text.split()]
    firsts = [word[0] for word in words if word.isalpha() and word_class(word.lower()) == 0]
    return 2 * sum(map(str.isupper, firsts)) > len(firsts)


def _shown(forms: Counter[str]) -> str:
    """Return the form that stands for a rendering: in small letters if ever, then the shortest."""
    return min(forms, key=lambda form: (not form.islower(), len(form), -forms[form], form))


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
