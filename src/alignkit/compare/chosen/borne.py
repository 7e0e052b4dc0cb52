"""Links that another translation bears out: what one says surely, the other may say as well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alignkit.compare.chosen.opposite import nearness
from alignkit.link.cells import word_class
from alignkit.link.linking import Tabled
from alignkit.terms.linkage import Linkage, RowLinks
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

# A link bears another out from this probability on; one that is as sure as FIRM needs no witness.
SURE, FIRM = 0.8, 0.7
# Words of two translations say the same where they are so near.
NEAR = 0.72
# What another word renders as surely in the other translation too is that word's.
SHARED = 0.5


def by_each_other(linkage: Linkage) -> RowLinks:
    """Return the links of every row with those added that the next translation bears out."""
    held = linkage.tables
    if len(held) < 2:
        return held
    found = []
    for number, own in enumerate(held):
        beside = held[(number + 1) % len(held)]
        found.append(
            {
                row: _borne_out(table, beside[row], linkage.words) if row in beside else table
                for row, table in own.items()
            }
        )
    return found


def _borne_out(held: Tabled, other: Tabled, words: WordTable) -> Tabled:
    """Return a row's links, those in doubt told by what the other translation says surely."""
    import numpy as np

    ours, theirs = _meant(held.target), _meant(other.target)
    if held.target.text == other.target.text or not (ours.any() and theirs.any()):
        return held
    own, its = np.where(ours, held.table, 0), np.where(theirs, other.table, 0)
    doubtful = [
        at
        for at, form in enumerate(held.source.forms)
        if word_class(form) == 0 and own[at].max() < FIRM and its[at].max() >= SURE
    ]
    if not doubtful:
        return held
    near = np.where(ours[:, None] & theirs[None], nearness(words, held.target, other.target), 0)
    table = held.table.copy()
    for at in doubtful:
        place = int(its[at].argmax())
        best = int(near[:, place].argmax())
        if near[best, place] < NEAR or int(near[best].argmax()) != place:
            continue
        claims = own[:, best] >= FIRM
        claims[at] = False
        if (claims & (its[:, place] >= SHARED)).any() or own[:, best].max() >= SURE:
            continue
        sure = float(its[at, place] * min(1.0, near[best, place]))
        table[at] *= 1 - sure
        table[:, best] *= 1 - sure
        table[at, best] = sure
    return replace(held, table=table)


def _meant(words: Words) -> NDArray[np.bool_]:
    import numpy as np

    return np.array([word_class(form) == 0 for form in words.forms], bool)
