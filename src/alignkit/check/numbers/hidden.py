"""Numerals that no quantity took up: inside words, idioms, names and codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from alignkit.check.run.view import BeadView
from alignkit.quantity.numerals import ENGLISH_TENS, ONES, ORDINALS, chinese, fold
from alignkit.quantity.reader import readable
from alignkit.quantity.sameness import Atom
from alignkit.quantity.zh.figures import trap_at
from alignkit.types import Span
from alignkit.types.quantity import Kind

_HAN_RUN = re.compile(r"[零〇一二两三四五六七八九十百千万亿廿卅]+")
_PLACES = frozenset("十百千万亿")
_DIGIT_RUN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORD = re.compile(r"[A-Za-z]+")
_HIDDEN_ZH = {
    "双": (2,),
    "俩": (2,),
    "对": (2,),
    "仨": (3,),
    "倍": (2,),
    "再": (2,),
    "次": (2,),
    "孪": (2,),
    "季": (4,),
    "立体": (3,),
    "半年": (6,),
}
_HIDDEN_EN = {
    "both": 2, "pair": 2, "couple": 2, "double": 2, "dual": 2, "twin": 2, "twins": 2, "twice": 2,
    "bilateral": 2, "either": 2, "duo": 2, "half": 2, "trio": 3, "triple": 3, "trilateral": 3,
    "tripartite": 3, "triangle": 3, "quarter": 4, "quarters": 4, "quadruple": 4, "quartet": 4,
    "pentagon": 5, "decade": 10, "decades": 10, "dozen": 12, "dozens": 12, "century": 100,
    "centuries": 100, "centennial": 100, "centenary": 100, "score": 20, "fortnight": 14,
    "monthly": 1, "annual": 1, "yearly": 1, "weekly": 1, "daily": 1, "single": 1, "once": 1,
    "hundred": 100, "thousand": 1000,
    "hundreds": 100, "thousands": 1000, "million": 10**6, "millions": 10**6, "billionaire": 10**9,
    "biennial": 2, "triennial": 3, "quinquennial": 5, "tertiary": 3, "secondary": 2, "primary": 1,
    "decathlon": 10, "hexagon": 6, "octopus": 8, "quadrilateral": 4, "teen": 10, "thrice": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """The loose values of each side, where a counterpart may hide."""

    source: frozenset[Decimal]
    target: frozenset[Decimal]

    def holds(self, side: str, atom: Atom) -> bool:
        """Tell whether the other side shows the value of an atom in some other writing."""
        other = self.target if side == "source" else self.source
        if atom.low is not None and not atom.date:
            if atom.quantity.kind == Kind.MULTIPLE:
                return False
            return atom.low in other
        if atom.date[:2] == "XX" and atom.date[2:].isdigit():
            # the consensus of '92 and 九二共识
            return Decimal(atom.date[2:]) in other
        parts = [part for part in atom.date.split("-") if part.isdigit()]
        if atom.date.endswith("X"):
            stated = [digits for digits in (atom.date[2:3], atom.date[:2]) if digits.isdigit()]
            return any(Decimal(d + "0" if len(d) == 1 else d) in other for d in stated)
        return bool(len(parts) == 1 and len(parts[0]) == 4 and Decimal(parts[0]) in other)


def evidence(view: BeadView) -> Evidence:
    """Return the loose values of a bead."""
    ours = _loose(view.source.text, readable(view.source_lang), _taken(view, 0))
    theirs = _loose(view.target.text, readable(view.target_lang), _taken(view, 1))
    # What both hold, as in the number of a table, stands for itself.
    return Evidence(ours - theirs, theirs - ours)


# Words that count two whatever is counted.
_PAIRS = {"zh": re.compile(r"[双俩]"), "en": re.compile(r"\bboth\b", re.I)}


@dataclass(frozen=True, slots=True)
class Unsaid:
    """The hidden numerals of each side, by place, that the other side says in no writing."""

    source: Mapping[Decimal, Span]
    target: Mapping[Decimal, Span]


def unsaid(view: BeadView) -> Unsaid:
    """Return the numerals of words and names, from two on, that are rendered by no number."""
    from alignkit.check.numbers.stated import sides

    both = view.once(sides)
    if both is None:
        return Unsaid({}, {})
    held = []
    for side, (own, other) in enumerate(((both[0], both[1]), (both[1], both[0]))):
        ours = _numerals(own.text, own.lang, _taken(view, side))
        said = _loose(other.text, other.lang, ())
        said |= {end for atom in other.atoms for end in (atom.low, atom.high) if end is not None}
        held.append(
            {value: span for value, span in ours.items() if value >= 2 and value not in said}
        )
    return Unsaid(*held)


def _numerals(text: str, lang: str, taken: tuple[tuple[int, int], ...]) -> dict[Decimal, Span]:
    covered = {place for start, end in taken for place in range(start, end)}
    found: dict[Decimal, Span] = {}
    if lang == "zh":
        for match in _HAN_RUN.finditer(fold(text)):
            reading = chinese(match[0]) if match.start() not in covered else None
            if reading:
                found[reading.low] = Span(match.start(), min(len(text), match.end() + 1))
    for match in _DIGIT_RUN.finditer(text):
        if match.start() not in covered:
            found[Decimal(match[0].replace(",", ""))] = Span(*match.span())
    for match in _PAIRS[lang].finditer(text):
        found.setdefault(Decimal(2), Span(*match.span()))
    return found


def _taken(view: BeadView, side: int) -> tuple[tuple[int, int], ...]:
    from alignkit.check.numbers.stated import sides

    both = view.once(sides)
    if both is None:
        return ()
    return tuple(
        (q.span.start, q.span.end)
        for q in both[side].quantities
        if q.kind
        not in (
            Kind.MODEL,
            Kind.NAME,
            Kind.VERSION,
            Kind.CITATION,
            Kind.ITEM,
            Kind.ARTICLE,
            Kind.RATIO,
        )
    )


def _loose(text: str, lang: str, taken: tuple[tuple[int, int], ...]) -> frozenset[Decimal]:
    covered: set[int] = set()
    for start, end in taken:
        covered.update(range(start, end))
    found: set[Decimal] = set()
    for match in _DIGIT_RUN.finditer(text):
        if match.start() not in covered:
            found.add(Decimal(match[0].replace(",", "")))
    if lang == "zh":
        found |= _loose_chinese(fold(text), covered)
    else:
        found |= _loose_english(text, covered)
    return frozenset(found)


def _loose_chinese(text: str, covered: set[int]) -> set[Decimal]:
    found: set[Decimal] = set()
    for word, values in _HIDDEN_ZH.items():
        if word in text and text.find(word) not in covered:
            found.update(map(Decimal, values))
    return found | _han_numerals(text, covered)


def _han_numerals(text: str, covered: set[int]) -> set[Decimal]:
    """Return the numerals of Chinese words that no quantity took up."""
    found: set[Decimal] = set()
    for match in _HAN_RUN.finditer(text):
        if match.start() in covered:
            continue
        trap = trap_at(text, match.start())
        if trap and not trap[1].open:
            continue
        if trap and trap[1].shown is not None:
            if trap[1].shown:
                for shown in map(Decimal, trap[1].shown.split()):
                    found |= {shown, shown % 100}
            continue
        for raw in _parts(match[0]):
            reading = chinese(raw)
            if reading:
                found.add(reading.low)
    return found


def _parts(run: str) -> set[str]:
    """Return what a run of numerals may say: 五四 also five and four, 四十四 forty-four alone."""
    whole = len(run) > 1 and not _PLACES.isdisjoint(run[:-1]) and chinese(run) is not None
    return {run} if whole else {run, *run}


_ROMAN = re.compile(r"(?<![A-Za-z])(?=[IVXLC]{2})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?![A-Za-z])")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _roman(match: re.Match[str]) -> int:
    """Return what a Roman numeral says: XLIX is 49."""
    values = [_LETTERS[letter] for letter in match[0]]
    after = [*values[1:], 0]
    return sum(-one if one < more else one for one, more in zip(values, after, strict=True))


_NOTHING: frozenset[Decimal] = frozenset()


@lru_cache(maxsize=1)
def _said_in_english() -> Mapping[str, frozenset[Decimal]]:
    """Return the values that each English word may hold."""
    tables = (ONES, ENGLISH_TENS, ORDINALS, _HIDDEN_EN)
    return {
        word: frozenset(Decimal(table[word]) for table in tables if word in table)
        for word in {word for table in tables for word in table}
    }


def _loose_english(text: str, covered: set[int]) -> set[Decimal]:
    found = {Decimal(_roman(match)) for match in _ROMAN.finditer(text) if match[0]}
    said = _said_in_english()
    # In most texts no word says a number: their places are of no use then.
    if said.keys().isdisjoint(_WORD.findall(text.lower())):
        return found
    for match in _WORD.finditer(text):
        if match.start() in covered:
            continue
        found |= said.get(match[0].lower(), _NOTHING)
    return found
