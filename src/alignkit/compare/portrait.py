"""A portrait of each translator: habits counted, each with places to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignkit.compare.chosen.grammar import PASSIVE
from alignkit.compare.wording import words
from alignkit.terms.verbs import is_participle
from alignkit.types import Bitext, Span
from alignkit.types.comparison import ADDED, SENSE, SILENT, Row, Term
from alignkit.types.notes import added
from alignkit.types.translators import Portrait, Trait
from alignkit.words.classes import class_of

# So many places are shown of each trait.
SHOWN = 12
_MODALS = ("shall", "should", "must", "will", "may")
_ARTICLE = re.compile(r"\b(?:the|an?)\b", re.I)
# Roman numerals are none.
_ACRONYM = re.compile(r"\b(?![IVXLC]+\b)[A-Z]{2,6}s?\b")
# A modal verb is given with so many words after it.
AFTER = 4
Place = tuple[int, str]


def portraits(
    names: Sequence[str], bitexts: Sequence[Bitext], rows: Sequence[Row], terms: Sequence[Term]
) -> tuple[Portrait, ...]:
    """Return what marks each translation out; English has traits that Chinese lacks."""
    return tuple(
        Portrait(name, tuple(_traits(number, bitext, rows, terms)))
        for number, (name, bitext) in enumerate(zip(names, bitexts, strict=True))
    )


def _traits(
    number: int, bitext: Bitext, rows: Sequence[Row], terms: Sequence[Term]
) -> Iterator[Trait]:
    held = [row for row in rows if row.source and row.renderings[number].text]
    yield from _sentences(number, held)
    texts = [(row.index, row.renderings[number].text) for row in held]
    length = sum(len(words(text)) for _, text in texts)
    yield Trait("words", length, "characters of the original", sum(len(r.source) for r in held))
    notes = [(at, span.slice(text)) for at, text in texts for span in added(text)]
    yield _trait("additions in brackets", notes, "rows", len(held))
    if bitext.target.lang.split("-")[0] == "en":
        yield from _english(texts, sum(len(row.renderings[number].sentences) for row in held))
    yield from _terms(number, terms)
    meant = sum(
        len(rows)
        for term in terms
        if not term.phrase
        for rows in (
            *(rows for _, rows in term.renderings[number]),
            *term.absent[number : number + 1],
        )
    )
    yield from _chosen(number, held, meant)


def _trait(name: str, places: Sequence[Place], among: str, total: int) -> Trait:
    return Trait(name, len(places), among, total, tuple(places[:SHOWN]))


def _sentences(number: int, held: Sequence[Row]) -> Iterator[Trait]:
    counts = [
        (row, len(row.source_sentences), len(row.renderings[number].sentences)) for row in held
    ]
    joined = [(row.index, row.renderings[number].text) for row, a, b in counts if b < a]
    split = [(row.index, row.renderings[number].text) for row, a, b in counts if b > a]
    yield _trait("rows with sentences joined", joined, "rows", len(held))
    yield _trait("rows with sentences split", split, "rows", len(held))


def _english(texts: Sequence[Place], sentences: int) -> Iterator[Trait]:
    passives = [
        (at, match[0])
        for at, text in texts
        for match in PASSIVE.finditer(text)
        if is_participle(match[1].lower())
    ]
    yield _trait("passives", passives, "sentences", sentences)
    for modal in _MODALS:
        found = re.compile(rf"\b{modal}\b(?:\s+[\w’'-]+){{0,{AFTER}}}", re.I)
        places = [(at, match[0]) for at, text in texts for match in found.finditer(text)]
        yield _trait(f"“{modal}”", places, "sentences", sentences)
    whole = sum(len(words(text)) for _, text in texts)
    articles = sum(len(_ARTICLE.findall(text)) for _, text in texts)
    yield Trait("articles", articles, "words", whole)
    acronyms = [(at, match[0]) for at, text in texts for match in _ACRONYM.finditer(text)]
    yield _trait("acronyms", acronyms, "words", whole)


def _terms(number: int, terms: Sequence[Term]) -> Iterator[Trait]:
    """Yield how consistent a translator is with the terms that come back."""
    back = [
        (term, term.renderings[number])
        for term in terms
        if sum(len(rows) for _, rows in term.renderings[number]) > 1
    ]
    varied = [(term.source, held) for term, held in back if len(held) > 1]
    varied.sort(key=lambda one: -len(one[1]))
    places = [
        (rows[0], f"{source}: {', '.join(text for text, _ in held)}")
        for source, held in varied
        for rows in [held[0][1]]
    ]
    yield _trait("terms rendered in several ways", places, "terms that come back", len(back))


def _chosen(number: int, held: Sequence[Row], total: int) -> Iterator[Trait]:
    """Yield what a translator leaves out, adds, and renders by a word of another sense."""
    silent: dict[str, list[Place]] = {}
    adds: list[Place] = []
    farther: list[Place] = []
    for row in held:
        # What is told beside several translations counts once.
        told = dict.fromkeys(
            (choice.kind, choice.source, own, choice.closer == number)
            for choice in row.choices
            for place, own in zip(choice.pair, (choice.first, choice.second), strict=True)
            if place == number
        )
        text = row.renderings[number].text
        for kind, places, own, closer in told:
            source = _joined(row.source, places)
            if kind == SILENT and not own:
                silent.setdefault(class_of(source), []).append((row.index, source))
            elif kind == ADDED and own:
                adds.append((row.index, _joined(text, own)))
            elif kind == SENSE and not closer:
                farther.append((row.index, f"{source}: {_joined(text, own)}"))
    every = [place for held_of in silent.values() for place in held_of]
    yield _trait("words left out", sorted(every), "words of meaning", total)
    for kind, held_of in sorted(silent.items()):
        yield _trait(f"{kind}s left out", held_of, "words left out", len(every))
    yield _trait("words added", adds, "words of meaning", total)
    yield _trait("words of another sense", farther, "words of meaning", total)


def _joined(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(span.slice(text) for span in spans)
