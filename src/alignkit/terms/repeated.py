"""The phrases that a document repeats, and what its translation renders each by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import ne
from typing import NamedTuple

from alignkit.link.cells import stem_key, word_class
from alignkit.link.linking import Tabled, of_cut
from alignkit.terms.said import said
from alignkit.terms.table import grouped, rendered
from alignkit.terms.vocabulary import LONGEST_REPEATED, Unit, is_term, units, whole
from alignkit.types import Bitext, Span
from alignkit.words.classes import NAME, NOUN, class_of
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.renderings import words_of_all
from alignkit.words.script import HAN, is_chinese

# A phrase is a term of the document where it stands so often.
LEAST = 3
# So many words of meaning tell a rendering, were one of them another.
TELLING = 3
# Passages that are linked, at most; the phrases that stand most often choose them.
MOST_ROWS = 2000

# A longer passage is no sentence that somebody wrote: every phrase of it is held against all.
LONGEST_PASSAGE = 300

Cut = tuple[Words, Words]
Stems = tuple[str, ...]


class Run(NamedTuple):
    """Neighbouring words of a bead's source: which is the first, and how many they are."""

    row: int
    first: int
    size: int


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence of a term: its bead, its characters, and those of its rendering."""

    bead: int
    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way a term is rendered: its commonest form, its folded key, where it stands."""

    text: str
    key: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        """How often the term is rendered so."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source with its renderings, commonest first."""

    source: str
    renderings: tuple[Rendering, ...]

    @property
    def count(self) -> int:
        """How often a rendering of the term is known."""
        return sum(one.count for one in self.renderings)


def terms_of(bitext: Bitext) -> tuple[Term, ...]:
    """Return the words and phrases that a bitext's source repeats with their renderings.

    The commonest stand first. Forms of one English word are one term.
    """
    from alignkit.embed import encoder

    langs = bitext.source.lang, bitext.target.lang
    if not _is_pair(langs):
        return ()
    table = WordTable(encoder(None))
    words = words_of_all(table, [text for pair in bitext.pairs() for text in pair])
    cuts = enumerate(zip(words[::2], words[1::2], strict=True))
    links = _links([cut for cut in cuts if all(cut[1])][:MOST_ROWS], table, langs)
    folded: dict[tuple[bool, Stems], list[Unit]] = defaultdict(list)
    for text, places in units([links], [links]).items():
        row, low, high, phrase = places[0]
        if phrase or not HAN.search(text) or class_of(text) in (NOUN, NAME):
            forms = links[row].source.forms[low:high]
            folded[phrase, (text,) if HAN.search(text) else tuple(map(stem_key, forms))] += places
    found = [_term(held, held, links, table) for held in folded.values() if len(held) >= LEAST]
    said.cache_clear()
    return tuple(sorted((term for term in found if term.renderings), key=_order))


def _is_pair(langs: tuple[str, str]) -> bool:
    """Tell whether two languages are Chinese and English."""
    return {"zh" if is_chinese(lang) else lang.split("-")[0] for lang in langs} == {"en", "zh"}


def clashing_terms(
    cuts: Sequence[Cut], table: WordTable, langs: tuple[str, str]
) -> tuple[Term, ...]:
    """Return the repeated phrases that may be rendered in two ways, or two of them in one.

    `cuts` holds the words of each bead's sides. Inflection and articles do not make a rendering
    another one. Pairs other than Chinese and English give an empty table.
    """
    if not _is_pair(langs):
        return ()
    repeated = _repeated([source for source, _ in cuts])
    held = {phrase: repeated[phrase] for phrase in _in_doubt(repeated, cuts)}
    rows: dict[int, None] = {}
    for phrase in sorted(held, key=lambda one: (-len(held[one]), one)):
        if len(rows) > MOST_ROWS:
            del held[phrase]
        rows.update((at.row, None) for at in held.get(phrase, ()))
    links = _links([(row, cuts[row]) for row in sorted(rows)], table, langs)
    starts = {
        row: {start: at for at, start in enumerate(linked.source.starts)}
        for row, linked in links.items()
    }
    found = []
    for places in held.values():
        runs = [_unit(at, cuts[at.row][0], starts[at.row]) for at in places]
        whole = [one for one in runs if _is_phrase(links[one.row], one)]
        if 2 * len(whole) > len(runs):
            found.append(_term(runs, whole, links, table))
    said.cache_clear()
    return tuple(sorted((term for term in found if term.renderings), key=_order))


def _order(term: Term) -> tuple[int, str]:
    return -term.count, term.source


def _repeated(sources: Sequence[Words]) -> dict[Stems, list[Run]]:
    """Return the runs of words of meaning that are repeated, with their places.

    One that stands in no other company than a longer one's is a part of that.
    """
    found: dict[Stems, list[Run]] = defaultdict(list)
    for row, words in enumerate(sources):
        for first, run in _runs(words) if len(words) <= LONGEST_PASSAGE else ():
            for count in range(2, LONGEST_REPEATED + 1):
                for at in range(len(run) - count + 1):
                    found[tuple(run[at : at + count])].append(Run(row, first + at, count))
    held = {phrase: places for phrase, places in found.items() if len(places) >= LEAST}
    parts = Counter[Stems]()
    for phrase, places in held.items():
        for part in (phrase[1:], phrase[:-1]):
            parts[part] = max(parts[part], len(places))
    return {phrase: places for phrase, places in held.items() if len(places) > parts[phrase]}


def _runs(words: Words) -> Iterator[tuple[int, list[str]]]:
    """Yield the stems of neighbouring words of meaning, and where the first of them stands."""
    run: list[str] = []
    for at, form in enumerate(words.forms):
        apart = run and words.text[words.ends[at - 1] : words.starts[at]].strip(" ")
        means = word_class(form) == 0 and not form[0].isdigit()
        if run and (apart or not means):
            yield at - len(run), run
            run = []
        if means:
            run.append(stem_key(form))
    if run:
        yield len(words) - len(run), run


def _unit(at: Run, words: Words, starts: dict[int, int]) -> Unit:
    """Return a run of words as the links have it, which hold the marks as well."""
    low = starts[words.starts[at.first]]
    return Unit(at.row, low, starts[words.starts[at.first + at.size - 1]] + 1, True)


def _is_phrase(held: Tabled, unit: Unit) -> bool:
    """Tell whether words may be a term, and are rendered in one piece."""
    parts = [(at, at + 1) for at in range(unit.low, unit.high)]
    return is_term(held.source, unit.low, unit.high) and whole([held], unit.low, unit.high, parts)


def _in_doubt(held: dict[Stems, list[Run]], cuts: Sequence[Cut]) -> Iterator[Stems]:
    """Yield the phrases that seem to be rendered in two ways, or to share their rendering.

    Where most passages of a phrase hold the same neighbouring words and another one holds them with
    one word changed, links are worth their cost; so they are where two phrases have all the same.
    """
    runs: dict[int, frozenset[Stems]] = {}

    def of(row: int) -> frozenset[Stems]:
        if row not in runs:
            runs[row] = frozenset(
                tuple(run[at : at + count])
                for _, run in (_runs(cuts[row][1]) if len(cuts[row][1]) <= LONGEST_PASSAGE else ())
                for count in (2, 3)
                for at in range(len(run) - count + 1)
            )
        return runs[row]

    hidden: dict[int, frozenset[tuple[int, Stems]]] = {}

    def masked(row: int) -> frozenset[tuple[int, Stems]]:
        if row not in hidden:
            hidden[row] = frozenset(mask for run in of(row) for mask in _masks(run))
        return hidden[row]

    sharing: dict[Stems, list[Stems]] = defaultdict(list)
    for phrase, places in held.items():
        row, first, size = places[0]
        if not is_term(cuts[row][0], first, first + size):
            continue
        rows = dict.fromkeys(at.row for at in places)
        counts = Counter(chain.from_iterable(map(of, rows)))
        usual = [one for one, count in counts.items() if count > 1 and 2 * count >= len(rows)]
        for one in usual:
            if counts[one] == len(rows) >= LEAST:
                sharing[one].append(phrase)
        if any(
            one not in of(row) and any(mask in masked(row) for mask in _masks(one))
            for row in rows
            for one in usual
        ):
            yield phrase
    for phrases in sharing.values():
        one = phrases[0]
        yield from (
            phrase
            for other in phrases[1:LEAST]
            if not set(one) & set(other)
            for phrase in (one, other)
        )


def _masks(run: Stems) -> Iterator[tuple[int, Stems]]:
    """Yield a run of words without each of them: runs that share one differ in one word."""
    return ((at, run[:at] + run[at + 1 :]) for at in range(len(run)))


def _links(
    cuts: Sequence[tuple[int, Cut]], table: WordTable, langs: tuple[str, str]
) -> dict[int, Tabled]:
    """Return the links of some beads."""
    found = of_cut([cut for _, cut in cuts], table, langs)
    return {row: held for (row, _), held in zip(cuts, found, strict=True)}


def _term(
    units: Sequence[Unit], whole: Sequence[Unit], links: dict[int, Tabled], table: WordTable
) -> Term:
    row, low, high, _ = units[0]
    words = links[row].source
    text = words.text[words.starts[low] : words.ends[high - 1]]
    (found,) = rendered(whole, [links], table)
    groups = grouped(found, text if HAN.search(text) else "")
    renderings = [
        Rendering(
            group.text,
            group.key,
            tuple(
                Place(at.unit.row, _span(at.table.source, at.unit), at.said.span)
                for at in group.places
                if at.said
            ),
        )
        for group in groups
    ]
    if renderings and renderings[0].count >= LEAST:
        told = {place.unit for place in found if place.said}
        renderings += _nearly(
            renderings[0], [(unit, links[unit.row]) for unit in units if unit not in told]
        )
    return Term(text, tuple(renderings))


def _nearly(usual: Rendering, places: Sequence[tuple[Unit, Tabled]]) -> Iterator[Rendering]:
    """Yield the renderings that no link led to: the usual one with another word in one place.

    A word that is no synonym of the usual one links to nothing, and only its company betrays it.
    """
    if len(usual.key) < TELLING:
        return
    for unit, held in places:
        words = held.target
        for first, run in _runs(words):
            for at in range(len(run) - len(usual.key) + 1):
                key = tuple(run[at : at + len(usual.key)])
                if sum(map(ne, key, usual.key)) == 1:
                    start, end = words.starts[first + at], words.ends[first + at + len(key) - 1]
                    span = Span(start, end)
                    place = Place(unit.row, _span(held.source, unit), span)
                    yield Rendering(span.slice(words.text), key, (place,))


def _span(words: Words, unit: Unit) -> Span:
    return Span(words.starts[unit.low], words.ends[unit.high - 1])
