"""One side of a bead with the quantities that it states."""

from __future__ import annotations

from dataclasses import dataclass

from alignkit.check.run.view import BeadView
from alignkit.quantity.reader import read, readable
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
    held = []
    for text, lang in (
        (view.source.text, readable(view.source_lang)),
        (view.target.text, readable(view.target_lang)),
    ):
        if not lang:
            return None
        found = tuple(read(text, lang, view.pair.settings.units))
        if len(found) > MOST_NUMBERS:
            return None
        held.append(Side(text, lang, found, tuple(atoms(list(found), len(text)))))
    return held[0], held[1]
