"""The renderings of each term, found at every place of it and put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from alignkit.link.cells import stem_key, word_class
from alignkit.link.linking import Tabled
from alignkit.terms.linkage import RowLinks
from alignkit.terms.said import Said, said
from alignkit.terms.unsure import Place, without_doubtful
from alignkit.terms.vocabulary import Unit
from alignkit.types import Span
from alignkit.words.classes import NAME, class_of
from alignkit.words.lexicon import WordTable
from alignkit.words.names import is_own, is_sound
from alignkit.words.script import HAN

# What may stand around a word of a heading.
MARKS = ".,;:!?()\"'“”‘’"


class Group(NamedTuple):
    """One way a term is rendered: its form, what it is compared by, and where it stands."""

    text: str
    key: tuple[str, ...]
    places: tuple[Place, ...]


def rendered(units: Sequence[Unit], links: RowLinks, words: WordTable) -> list[list[Place]]:
    """Return for each translation the places of a term, with what each is surely rendered by."""
    whole = list(_completed([_places(units, own) for own in links]))
    return list(without_doubtful(whole, words))


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


def grouped(found: Sequence[Place], text: str) -> list[Group]:
    """Put the forms of one rendering together, the most frequent first."""
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    held: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for place in found:
        if place.said:
            name = class_of(text) == NAME or is_sound(place.said.text, text)
            forms[place.said.key][_folded(place.said, place.table, bool(text) and name)] += 1
            held[place.said.key].append(place)
    rows = {key: [place.unit.row for place in own] for key, own in held.items()}
    ordered = sorted(held, key=lambda key: (-len(rows[key]), rows[key], key))
    return [Group(_shown(forms[key]), key, tuple(held[key])) for key in ordered]


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
