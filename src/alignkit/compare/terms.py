"""Terms of the original and their renderings, side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from alignkit.types import Bead, Bitext
from alignkit.types.comparison import Row, Term
from alignkit.words.script import is_chinese

if TYPE_CHECKING:
    from alignkit.check.terms.extraction import Term as FoundTerm

Shares = Mapping[Hashable, float]
Key = tuple[str, ...]
# A term of an English original stands in so many rows of one translation at least.
LEAST_ROWS = 3


def compared_terms(rows: Sequence[Row], bitexts: Sequence[Bitext]) -> tuple[Term, ...]:
    """Return the terms of the original, those that split consistently between translators first."""
    homes = {sentence: row.index for row in rows for sentence in row.source_sentences}
    english = bitexts[0].source.lang.split("-")[0] == "en"
    if english and all(is_chinese(bitext.target.lang) for bitext in bitexts):
        found = _of_english(bitexts, homes)
    else:
        found = _of_chinese(bitexts, homes)
    return tuple(sorted(found, key=lambda term: (-term.split, -len(term.rows), term.source)))


def _of_chinese(bitexts: Sequence[Bitext], homes: Mapping[int, int]) -> list[Term]:
    from alignkit.check.terms.extraction import term_table

    first = term_table(bitexts[0])
    wanted = [term.source for term in first]
    tables = [first, *(term_table(bitext, wanted) for bitext in bitexts[1:])]
    by_source = [{term.source: term for term in table} for table in tables]
    sources = sorted({source for table in by_source for source in table})
    return [_term(source, [t.get(source) for t in by_source], bitexts, homes) for source in sources]


def _of_english(bitexts: Sequence[Bitext], homes: Mapping[int, int]) -> list[Term]:
    """Return the terms of an English original: those that Chinese terms of a translation render.

    The table of terms reads Chinese; it is asked for each translation with the sides exchanged.
    """
    from alignkit.check.terms.extraction import term_table

    said: dict[Key, Counter[str]] = defaultdict(Counter)
    tables: list[dict[Key, dict[str, list[int]]]] = []
    for bitext in bitexts:
        held: dict[Key, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for term in term_table(_exchanged(bitext)):
            for rendering in term.renderings:
                for place in rendering.places:
                    bead = bitext.beads[place.bead]
                    if bead.source:
                        held[rendering.key][term.source].append(homes[bead.source[0]])
                said[rendering.key][rendering.text] += rendering.count
        tables.append(held)
    return [
        _english_term(said[key].most_common(1)[0][0], [table.get(key, {}) for table in tables])
        for key in sorted(said)
        if max(sum(map(len, table.get(key, {}).values())) for table in tables) >= LEAST_ROWS
    ]


def _exchanged(bitext: Bitext) -> Bitext:
    beads = tuple(Bead(bead.target, bead.source, bead.score) for bead in bitext.beads)
    return replace(bitext, source=bitext.target, target=bitext.source, beads=beads)


def _english_term(source: str, held: Sequence[Mapping[str, Sequence[int]]]) -> Term:
    renderings = tuple(
        tuple(
            (text, tuple(rows))
            for text, rows in sorted(own.items(), key=lambda one: (-len(one[1]), one[0]))
        )
        for own in held
    )
    rows = sorted({row for own in held for places in own.values() for row in places})
    shares: list[Shares] = []
    for own in held:
        total = sum(map(len, own.values()))
        if total:
            shares.append({text: len(places) / total for text, places in own.items()})
    return Term(source, tuple(rows), renderings, round(_split(shares), 4))


def _term(
    source: str,
    found: Sequence[FoundTerm | None],
    bitexts: Sequence[Bitext],
    homes: Mapping[int, int],
) -> Term:
    """Join what each bitext says of a term."""
    renderings: list[tuple[tuple[str, tuple[int, ...]], ...]] = []
    rows: set[int] = set()
    for term, bitext in zip(found, bitexts):
        held: list[tuple[str, tuple[int, ...]]] = []
        for rendering in term.renderings if term else ():
            beads = (bitext.beads[place.bead] for place in rendering.places)
            places = tuple(homes[bead.source[0]] for bead in beads if bead.source)
            held.append((rendering.text, places))
            rows.update(places)
        renderings.append(tuple(held))
    shares = [_shares(term) for term in found if term and term.renderings]
    return Term(source, tuple(sorted(rows)), tuple(renderings), round(_split(shares), 4))


def _split(shares: Sequence[Shares]) -> float:
    """Return how far the translators part: each with a rendering of its own gives 1."""
    if len(shares) < 2:
        return 0.0
    own = sum(max(held.values()) for held in shares) / len(shares)
    pairs = list(combinations(shares, 2))
    common = sum(_common(first, second) for first, second in pairs) / len(pairs)
    return max(0.0, own * (1 - common))


def _shares(term: FoundTerm) -> Shares:
    total = sum(rendering.count for rendering in term.renderings)
    return {rendering.key: rendering.count / total for rendering in term.renderings}


def _common(first: Shares, second: Shares) -> float:
    return sum(min(share, second.get(key, 0.0)) for key, share in first.items())
