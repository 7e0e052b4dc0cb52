"""Terms of the original and their renderings, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from alignkit.compare.types import Row, Term
from alignkit.types import Bitext

if TYPE_CHECKING:
    from alignkit.check.terms import Term as FoundTerm

Shares = Mapping[tuple[str, ...], float]


def compared_terms(rows: Sequence[Row], bitexts: Sequence[Bitext]) -> tuple[Term, ...]:
    """Return the terms of the original, those that split consistently between translators first."""
    from alignkit.check.terms import term_table

    first = term_table(bitexts[0])
    wanted = [term.source for term in first]
    tables = [first, *(term_table(bitext, wanted) for bitext in bitexts[1:])]
    homes = {sentence: row.index for row in rows for sentence in row.source_sentences}
    by_source = [{term.source: term for term in table} for table in tables]
    sources = sorted({source for table in by_source for source in table})
    found = (
        _term(source, [t.get(source) for t in by_source], bitexts, homes) for source in sources
    )
    return tuple(sorted(found, key=lambda term: (-term.split, -len(term.rows), term.source)))


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
    return Term(source, tuple(sorted(rows)), tuple(renderings), round(_split(found), 4))


def _split(found: Sequence[FoundTerm | None]) -> float:
    """Return how far the translators part: each with a rendering of its own gives 1."""
    shares = [_shares(term) for term in found if term and term.renderings]
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
