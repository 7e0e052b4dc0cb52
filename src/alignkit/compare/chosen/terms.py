"""Terms of the original and their renderings, side by side, read from the links of each row."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from alignkit.compare.chosen.rowlinks import RowLinks
from alignkit.compare.chosen.said import Said, said
from alignkit.compare.chosen.vocabulary import Unit, units
from alignkit.link.cells import word_class
from alignkit.link.linking import Tabled
from alignkit.types.comparison import Renderings, Term
from alignkit.words.classes import NAME, OTHER, class_of
from alignkit.words.names import is_own
from alignkit.words.script import HAN, is_chinese

# What renders a term that stands once is told from this probability on.
ALONE = 0.6
Shares = Mapping[tuple[str, ...], float]


def compared_terms(links: RowLinks, lang: str) -> tuple[Term, ...]:
    """Return the terms of the original: first where the translators part, then deviations."""
    found = [_term(text, places, links, is_chinese(lang)) for text, places in units(links).items()]
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


def _term(text: str, places: Sequence[Unit], links: RowLinks, chinese: bool) -> Term:
    held: list[Renderings] = []
    absent: list[tuple[int, ...]] = []
    shares: list[Shares] = []
    for own in links:
        there = [(place, own[place.row]) for place in places if place.row in own]
        found = [(place, said(table, place.low, place.high)) for place, table in there]
        # No other place bears witness to what stands once.
        unsure = len(places) == 1 and any(one and one.sure < ALONE for _, one in found)
        found = [] if unsure else found
        there = [] if unsure else there
        renderings, share = _grouped(found, there, chinese and class_of(text) == NAME)
        held.append(renderings)
        absent.append(tuple(place.row for place, one in found if one is None))
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


def _grouped(
    found: Sequence[tuple[Unit, Said | None]],
    there: Sequence[tuple[Unit, Tabled]],
    name: bool,
) -> tuple[Renderings, Shares]:
    """Put the forms of one rendering together, the most frequent first."""
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for (place, one), (_, table) in zip(found, there, strict=True):
        if one:
            forms[one.key][_folded(one, table, name)] += 1
            rows[one.key].append(place.row)
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
    firsts = [word[0] for word in text.split() if word.isalpha() and word_class(word.lower()) == 0]
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
