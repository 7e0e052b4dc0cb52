"""Parties, relatives, sides that changed places: both texts speak of as many, but of others.

The network sees a word in its place; where two parties of a contract are named again and again,
counting tells more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.crossed import crossed
from alignkit.check.meaning.linked import Reading, Side, reading
from alignkit.check.meaning.sensed import likely
from alignkit.check.meaning.signs import JOINED, contraries, forms, members, rows
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span

# Sets whose words are settled names of parties, relatives and directions.
ROLES = frozenset({"party", "party_ab", "suit", "loan", "lease", "trade", "disclosure", "licence",
                   "agency", "breach", "assignment", "guarantee", "insurance",
                   "works", "gift", "appeal", "carriage"})  # fmt: skip
COUNTED = ROLES | {"compass", "parent", "spouse", "side"}
# Sets of which natural pairs hardly ever hold one member here and its contrary alone there: one in
# a thousand does. Of amount, size, force or frequency free renderings do so several times as often.
OPPOSED = frozenset({"change"})
# Parties named by settled words: nothing else is meant by them, as a direction may be by a name's.
SETTLED = ROLES
TOLD = COUNTED | OPPOSED
# So many words as they are cut make one name at most: 被, 许可 and 方 do.
WORDS = 4
# Of words that are no settled names the network says at least this, as log odds, where they were
# exchanged: of 32 in the development half all, of clean pairs with such two words one in four.
HEARD = -0.5
# How sure it is that one word for the other is an error, and one party for the other.
SURE, PARTY = 0.6, 0.8
# What turns a Chinese sentence round, parts two sentences or joins two parties; what makes the
# first party no doer. Nobody has judged such findings, so that they are notes.
ROUND, NO_DOER = frozenset("由被受归经，。；、和与或及"), frozenset("经由向对给与和同被按受从的")
TURNED = 0.55
# The same in English: between the two, before the first, and before the second.
BETWEEN = frozenset({"by", "from", "and", "or"})
BEFORE = frozenset({"by", "from", "to", "of", "with"})
LATER = BETWEEN | {"of", "with", "between"}
POSSESSIVE = ("'s", "’s")


def exchanged(view: BeadView) -> Iterator[Hit]:
    """Yield a word that stands once too often, while its contrary is missing once."""
    yield from _hits(view, settled=False)


def parties(view: BeadView) -> Iterator[Hit]:
    """Yield a party of a contract or suit in the place of the other one."""
    found = list(_hits(view, settled=True))
    yield from found or _turned_round(view)


def _turned_round(view: BeadView) -> Iterator[Hit]:
    """Yield a party that gives where the other text says that it receives, or changed clauses."""
    read = view.once(reading)
    if read is None:
        return
    acting = receiving(read)
    places = acting or crossed(read, *(_told(side, SETTLED) for side in (read.source, read.target)))
    if places is None or silent(view):
        return
    own, there = places
    texts = own.slice(view.source.text), there.slice(view.target.text)
    message = "“{}” acts in the source, “{}” in the translation" if acting else "“{}” became “{}”"
    yield Hit(
        message.format(*texts),
        source=(own,),
        target=(there,),
        values={"source": texts[0], "target": texts[1]},
        confidence=TURNED,
        severity=Severity.INFO,
    )


def receiving(read: Reading) -> tuple[Span, Span] | None:
    """Return the doer of the one text and that of the other; None where roles agree.

    甲方向乙方支付 and 甲方通知乙方 name the doer first; so does “Party A shall notify Party B”,
    where no passive and no possessive turns the sentence round.
    """
    turned = read.source.language != "zh"
    chinese, english = (read.target, read.source) if turned else (read.source, read.target)
    held = [_told(side, SETTLED) for side in (chinese, english)]
    if any(len(told) != 2 for told in held):
        return None
    (doer, own), (other, to) = held[0]
    (first, there), (second, last) = held[1]
    if other not in contraries()[doer] or (first, second) != (other, doer):
        return None
    text, said = chinese.words.text, english.words.text.casefold()
    between = text[own.end : to.start]
    if not between or ROUND.intersection(between) or text[own.start - 1 : own.start] in NO_DOER:
        return None
    if any(said.startswith(POSSESSIVE, span.end) for span in (there, last)):
        return None
    parted = said[there.end : last.start].split()
    if BEFORE.intersection(said[: there.start].split()[-2:]) or BETWEEN.intersection(parted):
        return None
    if LATER.intersection(parted[-2:]):
        return None
    return (there, own) if turned else (own, there)


def _hits(view: BeadView, settled: bool) -> Iterator[Hit]:
    read = view.once(reading)
    # A member is exchanged for another only where both sides speak of one.
    if read is None or not (read.target.once(_spoken) and read.source.once(_spoken)):
        return
    counted = pair_of(read)
    found = counted or opposed(read)
    if found is None or _settled(read, found[1]) != settled or silent(view):
        return
    # A West may be in a name; that one side rises and the other falls is said by verbs.
    if counted and not settled and read.odds("contrary") < HEARD:
        return
    own, there = found
    texts = own.slice(view.source.text), there.slice(view.target.text)
    sure = settled or likely(read, "contrary") is not None
    message = "“{}” became “{}”" if settled else "“{1}” says the contrary of “{0}”"
    yield Hit(
        message.format(*texts),
        source=(own,),
        target=(there,),
        values={"source": texts[0], "target": texts[1]},
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
    told = side.once(_spoken)
    return [(member, span) for name, member, span in told if name in sets] if told else []


def _spoken(side: Side) -> list[tuple[str, str, Span]]:
    """Return the sets and members that a side's words speak of, with their places."""
    held, words, at = side.words.forms, side.words, 0
    found: list[tuple[str, str, Span]] = []
    chinese = side.language == "zh"
    table, openings = _joined(chinese)
    while at < len(held):
        last, said = at, members(held[at])
        if held[at][:1] in openings:
            for count in range(min(WORDS, len(held) - at), 1, -1):
                one = ("" if chinese else JOINED).join(held[at : at + count])
                if one in table:
                    last, said = at + count - 1, table[one]
                    break
        for member in said:
            name = member.split("/")[0]
            # An insurer's stem is that of to insure: a party is named by its whole word.
            if name not in TOLD:
                continue
            if name not in ROLES or chinese or last > at or _is_whole(held[at]):
                found.append((name, member, Span(words.starts[at], words.ends[last])))
        at = last + 1
    return found


@lru_cache(maxsize=2)
def _joined(chinese: bool) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Return the forms of a language that may be cut in several words, and how they begin."""
    own, other = forms()
    held = own if chinese else {form: said for form, said in other.items() if JOINED in form}
    return held, frozenset(form[0] for form in held)


def _is_whole(form: str) -> bool:
    """Tell whether an English word stands in the table as it is, or is the plural of one."""
    return not _whole().isdisjoint((form, form.removesuffix("s")))


@lru_cache(maxsize=1)
def _whole() -> frozenset[str]:
    return frozenset(form for _, _, _, english in rows() for form in english.split())
