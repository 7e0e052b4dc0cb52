"""What is counted on both sides: how near the nouns about two quantities come to each other."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from alignkit.check.numbers.counting import compared
from alignkit.check.numbers.ways import words_met
from alignkit.check.run.view import BeadView, PairView
from alignkit.embed.english import irregular_forms
from alignkit.quantity.lookup import counted
from alignkit.types import Quantity, Span
from alignkit.types.quantity import Kind
from alignkit.words.lexicon import meanings, sources, stem_of
from alignkit.words.senses import SIBLINGS, WIDER, related

if TYPE_CHECKING:
    from alignkit.words.lexicon import UnitTable, WordTable
    from alignkit.words.numbered import Words

# What the lexicon lists counts for more than vectors that are as near.
LISTED = 0.15
# Nouns nearer than this agree.
AGREE = 0.42
# A noun phrase is read as far as this: what follows is another phrase or a verb.
_REACH = {"zh": 8, "en": 5}
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
# Set by hand: 3 of 4 were right where the table knows both things.
CLASSED = 0.75
# The noun of an English number stands so near behind it; shorter words in -s are no plurals.
_FARTHEST, _SHORTEST = 60, 3
# Characters before and behind a Chinese number: where its noun may stand, where it mostly does,
# and where its phrase begins.
_AROUND, _BESIDE, _PHRASE = (10, 24), 8, 4
# What English counts anything by: 1,200 units of 汽车, 12 places for 12个省.
_ANYTHING = (
    "unit", "piece", "item", "place", "thing", "site", "location", "point", "area",
    "aspect", "dimension", "respect", "way", "front", "case",
)  # fmt: skip
# Whom a Chinese measure word counts, "people" names.
_PEOPLE, _OF_PEOPLE = ("person", "people"), frozenset("名位人口")
# So many meanings of a word, the likeliest, are asked for what they are to another.
_LIKELIEST = 3
# Measure words that stand before a noun, so that two of them are two of it.
_OF_TWO = frozenset("名位辆架艘台座栋幢所棵株匹篇本张把")
# Two hundred strong: people, whom the Chinese names.
_OF_HEADS = "strong"
_SMALL = frozenset("的了在是和与及等或被将从对为以于向有也都就不这那其并而")


def table(pair: PairView) -> WordTable:
    """Return the table of words, one for a pair of documents."""
    return pair.words(pair.encoder)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Return the measure words that name a thing by themselves: 人, 国, 户, not 名, 件."""
    return frozenset(word for entry in counted()["class"].values() for word in entry["zh"])


@lru_cache(maxsize=1)
def _anything() -> frozenset[str]:
    return frozenset(map(stem_of, _ANYTHING))


def named(quantity: Quantity, lang: str) -> str:
    """Return the words that name what a quantity counts, "" where none stand there."""
    if lang == "zh":
        unit = quantity.unit if quantity.unit in _nouns() else ""
        return unit + quantity.noun[: _REACH["zh"]]
    return " ".join(_WORD.findall(quantity.noun)[: _REACH["en"]])


def pair_of(source: Quantity, target: Quantity) -> bool:
    """Tell whether two says what it counts: two children and 两名儿童, not 两地, 两位数."""
    unit = source.unit + target.unit
    nouns = source.noun, target.noun
    several = any(_plural(w.lower()) for noun in nouns for w in _WORD.findall(noun)[:2])
    digits = any(noun.startswith("数") for noun in nouns)
    return several and all(nouns) and unit in _OF_TWO and not digits


def linked(source: Quantity, target: Quantity, langs: tuple[str, str]) -> bool:
    """Tell whether the lexicon lists a word of the Chinese noun or measure word for the English."""
    if set(langs) != {"zh", "en"}:
        return False
    chinese, english = (source, target) if langs[0] == "zh" else (target, source)
    phrase = chinese.unit + chinese.noun[: _REACH["zh"]]
    words = _WORD.findall(english.noun.lower())[: _REACH["en"]]
    return any(word in phrase for noun in words for word in sources(stem_of(noun)))


def likeness(
    view: BeadView, source: Quantity, target: Quantity, langs: tuple[str, str]
) -> float | None:
    """Return how near the nearest of the nouns come, from 0 to 1; None where a side names none."""
    if set(langs) != {"zh", "en"}:
        return None
    ours, theirs = named(source, langs[0]), named(target, langs[1])
    if not ours or not theirs:
        return None
    found: float | None = view.pair.once(_memory)(view.pair, ours, theirs)
    return found


def contradicted(
    view: BeadView, source: Quantity, target: Quantity, langs: tuple[str, str]
) -> tuple[float, dict[str, float]] | None:
    """Return how surely two quantities count different things, and the signs of it, or None.

    What the table of counted things sets apart is apart. Else the English noun that stands by the
    number is asked for among the Chinese words about its partner.
    """
    if set(langs) != {"zh", "en"}:
        return None
    if compared(source, target, langs) is False:
        return CLASSED, {"classes differ": 1.0}
    turn = 1 if langs[0] == "en" else 0
    texts = (view.source.text, view.target.text)
    sides = (source, target)
    found = signs(
        lambda: view.pair.once(words_met),
        Told(texts[turn], sides[turn]),
        Told(texts[1 - turn], sides[1 - turn]),
    )
    if not found:
        return None
    return 1 / (1 + math.exp(-sum(weighed(found).values()) - learned()["bias"])), found


@lru_cache(maxsize=1)
def learned() -> Mapping[str, float]:
    """Return the weights of the signs, which training/weights/things.py wrote."""
    text = files("alignkit.data").joinpath("check/things.json").read_text(encoding="utf-8")
    held: Mapping[str, float] = json.loads(text)["weights"]
    return held


def weighed(found: Mapping[str, float]) -> dict[str, float]:
    """Return what each sign adds to the logarithm of the odds."""
    return {name: learned()[name] * value for name, value in found.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """A text and one of its quantities."""

    text: str
    quantity: Quantity

    def around(self, back: int, ahead: int) -> str:
        """Return the text about the quantity."""
        span = self.quantity.span
        return self.text[max(0, span.start - back) : span.end + ahead]


def head_of(english: Told) -> Span | None:
    """Return the place of the noun that an English number counts: three young *teams* of.

    A plural, or the only word; names are nobody's rendering.
    """
    quantity = english.quantity
    held = list(_WORD.finditer(quantity.noun))[: _REACH["en"]]
    plurals = [match for match in held if _plural(match[0].lower())]
    match = plurals[0] if plurals else held[0] if len(held) == 1 else None
    if match is None or match[0][0].isupper() or match[0] == _OF_HEADS:
        return None
    start = english.text.find(match[0], quantity.span.end)
    if not 0 <= start - quantity.span.end <= _FARTHEST:
        return None
    return Span(start, start + len(match[0]))


def _plural(word: str) -> bool:
    regular = word.endswith("s") and not word.endswith(("ss", "us", "is", "ous"))
    return irregular_forms().get(word, word) != word or (regular and len(word) > _SHORTEST)


def signs(words: Callable[[], UnitTable], chinese: Told, english: Told) -> dict[str, float]:
    """Return the signs that the English noun renders nothing near the Chinese number.

    None where nothing can be said, or a word that the lexicon lists for it stands there: most
    nouns are found so, before any text is cut into words.
    """
    place = head_of(english)
    counts = chinese.quantity.kind == english.quantity.kind == Kind.COUNT
    named_too = chinese.quantity.noun or chinese.quantity.unit in _nouns()
    if place is None or not counts or not named_too or (chinese.quantity.low or 0) % 1:
        return {}
    stem = stem_of(place.slice(english.text).lower())
    if stem in map(stem_of, _PEOPLE) and chinese.quantity.unit in _OF_PEOPLE:
        return {}
    known = sources(stem)
    if not known or stem in _anything() or _listed(known, chinese.around(*_AROUND), chinese.text):
        return {}
    from alignkit.words.renderings import comparable, words_of_all

    held = words()
    ours, theirs = words_of_all(held, [chinese.text, english.text])
    return _measured(held, ours, theirs, chinese, place) if comparable(ours, theirs) else {}


def _listed(known: Iterable[str], around: str, text: str) -> bool:
    """Tell whether a word that an English word renders stands in a text, one character near by."""
    return any(word in (text if len(word) > 1 else around) for word in known)


def _measured(
    held: UnitTable, ours: Words, theirs: Words, chinese: Told, place: Span
) -> dict[str, float]:
    """Weigh the English noun against the Chinese words beside and about the number."""
    import numpy as np

    span = chinese.quantity.span
    starts, at = np.array(ours.starts), np.array(theirs.starts)
    noun = (at < place.end) & (np.array(theirs.ends) > place.start)
    around = (starts >= span.start - _AROUND[0]) & (starts <= span.end + _AROUND[1])
    beside = (starts >= span.start) & (starts <= span.end + _BESIDE)
    stem = stem_of("".join(form for form, own in zip(theirs.forms, noun, strict=True) if own))
    near = "".join(form for form, own in zip(ours.forms, around, strict=True) if own)
    if not noun.any() or not beside.any() or _listed(sources(stem), near, "".join(ours.forms)):
        return {}
    cosine = held.units[ours.numbers] @ held.units[theirs.numbers].T
    nearest = cosine[:, noun].max(axis=1)
    phrase = beside & (starts < span.end + _PHRASE) & np.array([_says(f) for f in ours.forms])
    gap = (cosine[:, ~noun].max(axis=1, initial=0.0) - nearest)[phrase]
    near_by = [form for form, own in zip(ours.forms, beside, strict=True) if own]
    if any(_wider(form, stem) for form in near_by):
        return {}
    siblings = (_sibling(form, stem) for form in near_by)
    found = {
        "nearest beside": nearest[beside].max(),
        "nearest around": nearest[around].max(),
        "nearest anywhere": nearest.max(),
        "another of its kind beside": max(siblings),
        "renders another word better": gap.max(initial=0.0),
    }
    return {name: round(float(value), 3) for name, value in found.items()}


def _says(form: str) -> bool:
    """Tell whether a Chinese word is no figure and no small word."""
    return form[:1] >= "\u4e00" and _SMALL.isdisjoint(form)


def _sibling(form: str, stem: str) -> float:
    """Return how surely a Chinese word means another thing of the kind: 儿童 beside adults."""
    likely = itertools.islice(meanings(form).items(), _LIKELIEST)
    return max((min(1.0, v) for m, v in likely if related(m, stem) == SIBLINGS), default=0.0)


def _wider(form: str, stem: str) -> bool:
    """Tell whether a Chinese word means what an English one is a sort of: 金币 beside guineas."""
    likely = itertools.islice(meanings(form), _LIKELIEST)
    return any(related(meaning, stem) == WIDER for meaning in likely)


def _memory(pair: PairView) -> Any:
    """Return the measure of two phrases, which keeps what it has measured."""

    @lru_cache(maxsize=4096)
    def measured(_: PairView, ours: str, theirs: str) -> float | None:
        from alignkit.words.renderings import comparable, match, words_of

        known = pair.once(table)
        first, second = words_of(known, ours), words_of(known, theirs)
        if not comparable(first, second):
            return None
        cosine, strength = match(known, first, second)
        listed = strength + LISTED * (strength > 0)
        return float(min(1.0, max(cosine.max(), listed.max())))

    return measured
