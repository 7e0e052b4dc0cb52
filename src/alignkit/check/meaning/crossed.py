"""Two parties that each stand in a clause of their own, and changed clauses.

水费由乙方承担，供暖费由甲方承担: water fees belong to Party B. Where the clause about water
names Party A, and the one about heating Party B, each is named as often as it should be, and both
are wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from alignkit.check.meaning.linked import Reading, Side
from alignkit.check.meaning.replaced import is_meant
from alignkit.types import Span

# What parts two clauses, in both languages; from this evidence on a word tells its clause.
PARTING, LINKED = re.compile(r"[，；。：]|[,;.:](?=\s)"), 0.5

Named = Sequence[tuple[str, Span]]


def crossed(read: Reading, own: Named, other: Named) -> tuple[Span, Span] | None:
    """Return the party of the source's first clause and the one that stands there instead.

    `own` and `other` are what both sides name. None where each stands in its clause, or where
    nothing tells the clauses apart.
    """
    if len(own) != 2 or len(other) != 2 or own[0][0] == own[1][0]:
        return None
    if {member for member, _ in own} != {member for member, _ in other}:
        return None
    parts = _parted(read.source, own), _parted(read.target, other)
    if parts[0] is None or parts[1] is None:
        return None
    (first, away), (back, second) = _counted(read, parts[0], parts[1], own)
    # The words of each clause say which clause of the other side it is, and none says another.
    straight = bool(first and second) and not (away or back)
    across = bool(away and back) and not (first or second)
    turned = own[0][0] != other[0][0]
    if (straight and turned) or (across and not turned):
        return own[0][1], other[0 if straight else 1][1]
    return None


def _parted(side: Side, named: Named) -> int | None:
    """Return where the clause of the first party ends, None where both stand in one."""
    between = side.words.text[named[0][1].end : named[1][1].start]
    marks = [match.start() for match in PARTING.finditer(between)]
    return named[0][1].end + marks[-1] if marks else None


def _counted(read: Reading, own: int, other: int, named: Named) -> list[list[int]]:
    """Count the words of both clauses by the clause of the target that renders them."""
    here, there = read.source.words, read.target.words
    best, back = read.evidence.argmax(axis=1), read.evidence.argmax(axis=0)
    counts = [[0, 0], [0, 0]]
    times = Counter(here.forms), Counter(there.forms)
    for at, form in enumerate(here.forms):
        partner = int(best[at])
        if int(back[partner]) != at or read.evidence[at, partner] < LINKED or not is_meant(form):
            continue
        start, answer = here.starts[at], there.forms[partner]
        # A word said twice stands in both clauses, whichever of the two renders it.
        twice = times[0][form] > 1 or times[1][answer] > 1
        if not twice and not any(span.start <= start < span.end for _, span in named):
            counts[start > own][there.starts[partner] > other] += 1
    return counts
