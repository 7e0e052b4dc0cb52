"""One side of a bead with the quantities that it states."""

from __future__ import annotations

from dataclasses import dataclass, replace

from alignkit.check.run.view import BeadView, PairView
from alignkit.quantity.rates import Said, reconciled
from alignkit.quantity.reader import read, readable
from alignkit.quantity.roman import parted
from alignkit.quantity.sameness import Atom, atoms
from alignkit.types import Quantity

# A bead of more numbers than this is a dump of data, no sentence: comparing each with each would
# take the square of its length.
MOST_NUMBERS = 240


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a bead: its text, language, quantities and their single values."""

    text: str
    lang: str
    quantities: tuple[Quantity, ...]
    atoms: tuple[Atom, ...]


def sides(view: BeadView) -> tuple[Side, Side] | None:
    """Return both sides with their quantities; None where they cannot be compared."""
    return view.pair.chunked(every, view.index)


def every(pair: PairView, low: int, high: int) -> list[tuple[Side, Side] | None]:
    """Return both sides of each bead of a chunk: its neighbours ask for them as well."""
    return [_both(pair, index) for index in range(low, high)]


def _both(pair: PairView, index: int) -> tuple[Side, Side] | None:
    langs = readable(pair.bitext.source.lang), readable(pair.bitext.target.lang)
    held = []
    for passage, lang in zip(pair.passages(index), langs, strict=True):
        if not lang:
            return None
        found = tuple(read(passage.text, lang, pair.settings.units))
        if len(found) > MOST_NUMBERS:
            return None
        held.append(Said(passage.text, lang, found))
    for agree in (reconciled, parted):
        held = [replace(said, found=found) for said, found in zip(held, agree(*held), strict=True)]
    ours, theirs = (
        Side(
            said.text, said.lang, tuple(said.found), tuple(atoms(list(said.found), len(said.text)))
        )
        for said in held
    )
    return ours, theirs
