"""Parties, relatives, sides that changed places: both texts speak of as many, but of others.

The network sees a word in its place; where two parties of a contract are named again and again,
counting tells more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.linked import Reading, Side, reading
from alignkit.check.meaning.sensed import likely
from alignkit.check.meaning.signs import JOINED, contraries, forms, members
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span

# Sets whose words are settled names of parties, relatives and directions.
COUNTED = frozenset({"party", "party_ab", "suit", "loan", "lease", "trade", "compass", "parent",
                     "spouse", "side"})  # fmt: skip
# Sets of which natural pairs hardly ever hold one member here and its contrary alone there: one in
# a thousand does. Of amount, size, force or frequency free renderings do so several times as often.
OPPOSED = frozenset({"change"})
# Parties named by settled words: nothing else is meant by them, as a direction may be by a name's.
SETTLED = frozenset({"party", "party_ab", "suit", "loan", "lease", "trade"})
# How sure it is that one word for the other is an error, and one party for the other.
SURE, PARTY = 0.6, 0.8


def exchanged(view: BeadView) -> Iterator[Hit]:
    """Yield a word that stands once too often, while its contrary is missing once."""
    yield from _hits(view, settled=False)


def parties(view: BeadView) -> Iterator[Hit]:
    """Yield a party of a contract or suit in the place of the other one."""
    yield from _hits(view, settled=True)


def _hits(view: BeadView, settled: bool) -> Iterator[Hit]:
    read = view.once(reading)
    if read is None:
        return
    found = pair_of(read) or opposed(read)
    if found is None or _settled(read, found[1]) != settled or silent(view):
        return
    own, there = found
    texts = own.slice(view.source.text), there.slice(view.target.text)
    sure = settled or likely(read, "contrary") is not None
    yield Hit(
        f"“{texts[1]}” says the contrary of “{texts[0]}”",
        source=(own,),
        target=(there,),
        values={"source": texts[0], "target": texts[1], "wrong": 1},
        confidence=PARTY if settled else SURE,
        severity=Severity.WARNING if sure else Severity.INFO,
    )


def _settled(read: Reading, there: Span) -> bool:
    """Tell whether a word of the target is the settled name of a party."""
    return any(span == there for _, span in _told(read.target, SETTLED))


def pair_of(read: Reading) -> tuple[Span, Span] | None:
    """Return a word of the source and the one of the target that says another party."""
    here, there = _told(read.source), _told(read.target)
    counts = Counter(m for m, _ in here), Counter(m for m, _ in there)
    for foreign, span in there:
        if counts[1][foreign] <= counts[0][foreign]:
            continue
        for own in contraries()[foreign]:
            more = counts[0][own] - counts[1][own]
            if more > 0 and more == counts[1][foreign] - counts[0][foreign]:
                return next(place for member, place in here if member == own), span
    return None


def opposed(read: Reading) -> tuple[Span, Span] | None:
    """Return the only word of a set here and the only one there, where they exclude each other."""
    held = [_told(side, OPPOSED) for side in (read.source, read.target)]
    for name in sorted(OPPOSED):
        own, other = ([(m, s) for m, s in told if m.startswith(f"{name}/")] for told in held)
        if len(own) == len(other) == 1 and other[0][0] in contraries()[own[0][0]]:
            return own[0][1], other[0][1]
    return None


def _told(side: Side, sets: frozenset[str] = COUNTED) -> list[tuple[str, Span]]:
    """Return the members of some sets that a side's words speak of, with their places."""
    held, english, words = side.words.forms, forms()[1], side.words
    found = []
    for at, form in enumerate(held):
        joined = form + JOINED + held[at + 1] if at + 1 < len(held) else ""
        last = at + 1 if joined in english else at
        for member in english.get(joined, ()) or members(form):
            if member.split("/")[0] in sets:
                found.append((member, Span(words.starts[at], words.ends[last])))
    return found
