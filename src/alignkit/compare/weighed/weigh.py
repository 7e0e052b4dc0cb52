"""Tells rows of substance from the others by all that was found in them, and says what differs."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from alignkit.compare.chosen.opposite import Sides, sides_of
from alignkit.compare.details import WHICH
from alignkit.compare.lacking import Compared
from alignkit.compare.usage import HABIT, counted, firsts
from alignkit.compare.weighed import features
from alignkit.compare.weighed.customary import once
from alignkit.compare.weighed.gaps import Gap, Matched, gaps, matched, meant
from alignkit.compare.weighed.scales import learned
from alignkit.link.cells import stem_key, word_class
from alignkit.terms.linkage import Linkage
from alignkit.terms.said import RENDERS
from alignkit.types import Span
from alignkit.types.comparison import DETAILS, Divergence, Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

Words = Mapping[int, Sequence[Compared]]
# A difference of a row of substance is told as such where it is at least this share of the surest.
SHARE = 0.5
# A gap's words render a word of the original from here on.
RENDERED = 0.3
# A word of the original is rendered from here on by a translation that is said to lack its clause.
ANSWERED = 0.5
# Words of two renderings that stand in one place are two renderings of it where they are so few.
FACED = 4
# The lexicon and the vectors bear one rendering out so much better than the other.
CLOSER = 0.15


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of a row: features of each gap and each divergence, how sure the others are."""

    gaps: Table
    content: Table
    sure: tuple[float, ...]
    places: tuple[tuple[Gap, Matched], ...] = ()


def read_rows(rows: Sequence[Row], linkage: Linkage, words: Words) -> list[Read]:
    """Return what is known of each row."""
    held = [(row.index, matched(sides)) for row in rows for sides in sides_of(row, linkage)]
    found: dict[int, list[Matched]] = {}
    for (index, _), one in zip(held, once(*zip(*held, strict=True))) if held else ():
        found.setdefault(index, []).append(one)
    return [_read(row, found.get(row.index, ()), words.get(row.index, ())) for row in rows]


def _read(row: Row, beside: Sequence[Matched], compared: Sequence[Compared]) -> Read:
    places: list[tuple[Gap, Matched]] = []
    lines: list[list[float]] = []
    known = dict(zip([like.pair for like in row.likenesses if like.chrf < 100], compared))
    for held in beside:
        likeness = next(like for like in row.likenesses if like.pair == held.sides.pair)
        own = features.Known(known.get(held.sides.pair), likeness)
        whole = features.of_row(held, own)
        for gap in gaps(held):
            places.append((gap, held))
            lines.append([*features.of_gap(gap, held, own), *whole])
    found = [features.of_divergence(each, _both_render(each, beside)) for each in row.divergences]
    return Read(
        features.table_of(lines, len(features.GAP) + len(features.ROW)),
        features.table_of(found, len(features.CONTENT)),
        tuple(map(features.sure, row.divergences)),
        tuple(places),
    )


def _both_render(found: Divergence, beside: Sequence[Matched]) -> float:
    """Return how much of what only one is said to render the links find in both translations."""
    sides = next((held.sides for held in beside if held.sides.pair == found.pair), None)
    if sides is None or not found.source:
        return 0.0
    words = sides.tables[0].source
    inside = [
        at
        for at in meant(words.forms)
        if any(span.start <= words.starts[at] < span.end for span in found.source)
    ]
    if not inside:
        return 0.0
    sure = [(table.table[inside].max(1, initial=0.0) >= ANSWERED).mean() for table in sides.tables]
    return float(min(sure))


def _meet(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in ours for b in theirs)


def _marked(row: Row, linkage: Linkage) -> Row:
    """Mark the words that render what only one translation renders, where a rule marked none."""
    bare = [each for each in row.divergences if each.source and not (each.first or each.second)]
    if not bare:
        return row
    held = {sides.pair: sides for sides in sides_of(row, linkage)}
    found = []
    for each in row.divergences:
        sides = held.get(each.pair)
        if each in bare and sides:
            own = [_rendering(sides, side, each.source) for side in (0, 1)]
            side = int(len(own[1]) > len(own[0]))
            spans = _spans(sides, side, own[side])
            each = replace(each, second=spans) if side else replace(each, first=spans)
        found.append(each)
    return replace(row, divergences=tuple(found))


def _rendering(sides: Sides, side: int, places: Sequence[Span]) -> list[int]:
    """Return the words of meaning that render a stretch of the original."""
    table = sides.tables[side]
    words = table.source
    inside = [
        at
        for at in range(len(words))
        if any(span.start <= words.starts[at] < span.end for span in places)
    ]
    likely = table.table[inside].max(0, initial=0.0)
    return [at for at in meant(table.target.forms) if likely[at] >= RENDERS]


def weighed(rows: Sequence[Row], linkage: Linkage, words: Words) -> list[Row]:
    """Return the rows, each called one of substance where its differences make it likely.

    A row's differences that weigh little beside its weightiest are remarks.
    """
    reads = read_rows(rows, linkage, words)
    keys = [[_key(*place) for place in read.places] for read in reads]
    first = firsts((row.index, key) for row, own in zip(rows, keys, strict=True) for key in own)
    found = []
    for row, read, own in zip(rows, reads, keys, strict=True):
        if row.source and any(like.chrf < 100 for like in row.likenesses):
            row = _marked(_weighed(row, read, [first[key] for key in own]), linkage)
        found.append(row)
    return found


def _key(gap: Gap, held: Matched) -> Hashable:
    """Return by what a gap is known again: who renders which words by which."""
    sides = held.sides
    own = (
        tuple(stem_key(table.target.forms[at]) for at in places)
        for table, places in zip(sides.tables, gap.sides, strict=True)
    )
    words = sides.tables[0].source
    return (sides.pair, *own, tuple(words.forms[at] for at in sorted(_sources(gap, sides))))


def _weighed(row: Row, read: Read, seen: Sequence[tuple[int, int]]) -> Row:
    """Weigh a row; `seen` says of each gap in which row it is first seen, and in how many."""
    weights = learned()
    again = [count >= HABIT and at != row.index for at, count in seen]
    own = [
        0.0 if told else value
        for value, told in zip(weights.of_gaps(read.gaps).tolist(), again, strict=True)
    ]
    content = weights.of_content(read.content).tolist()
    told = [max(pair) for pair in zip(content, read.sure, strict=True)]
    whole = _whole(row, read, own, told)
    if whole < weights.likely:
        remarks = tuple(
            _narrowed(replace(each, severity="info"), read, row) for each in row.divergences
        )
        return _scored(row, remarks, whole)
    least = SHARE * max([*own, *told])
    kept = [
        replace(
            each,
            severity=("warning" if each.severity == "info" else each.severity)
            if value >= least and each.kind not in DETAILS
            else "info",
        )
        for each, value in zip(row.divergences, told, strict=True)
    ]
    places = zip(read.places, seen, own, strict=True)
    for (gap, held), (_, count), value in sorted(places, key=lambda place: -place[2]):
        if value < least:
            break
        said = _said(gap, held, row, value)
        said = counted(said, count) if count >= HABIT else said
        covered = [
            each
            for each in kept
            if each.severity != "info" and each.pair == said.pair and _overlap(each, said)
        ]
        if not covered:
            lesser = {id(e) for e in kept if e.kind in ("word", "content") and _overlap(e, said)}
            kept = [each for each in kept if id(each) not in lesser]
            kept.append(said)
    kept = [_answered(_narrowed(each, read, row), read, row) for each in kept]
    return _scored(row, tuple(kept), whole)


def _answered(each: Divergence, read: Read, row: Row) -> Divergence:
    """Return a gap in content as another sense where the other rendering has words in its place.

    What only one says and what stands there instead are one difference: both are marked.
    """
    if each.kind != "content" or each.severity == "info" or bool(each.first) == bool(each.second):
        return each
    side = 0 if each.first else 1
    for gap, held in read.places:
        if held.sides.pair != each.pair or not min(map(len, gap.sides)) >= 1:
            continue
        forms, starts = (getattr(held.sides.tables[side].target, n) for n in ("forms", "starts"))
        own = {at for at in meant(forms) if _meets(starts[at], (*each.first, *each.second))}
        if max(map(len, gap.sides)) <= FACED and 2 * len(own & {*gap.sides[side]}) > len(own):
            return replace(_said(gap, held, row, each.confidence), severity=each.severity)
    return each


def _meets(start: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= start < span.end for span in spans)


def _narrowed(each: Divergence, read: Read, row: Row) -> Divergence:
    """Return a run of words of one rendering, marked at those that nothing answers alone."""
    # Only a run, of all gaps in content, says nothing of who is closer to the original.
    if each.kind != "content" or len(each.first) + len(each.second) != 1 or "closer" in each.values:
        return each
    side = 0 if each.first else 1
    (span,) = each.first or each.second
    for held in {id(held): held for _, held in read.places}.values():
        if held.sides.pair != each.pair:
            continue
        words = held.sides.tables[side].target
        own = [at for at in held.left[side] if span.start <= words.starts[at] < span.end]
        if own:
            spans = _spans(held.sides, side, _joined(words.forms, own))
            quoted = _quoted(spans, row.renderings[each.pair[side]].text)
            message = f"only {WHICH[side]} says “{quoted}”"
            each = replace(each, message=message)
            each = replace(each, second=spans) if side else replace(each, first=spans)
    return each


def _joined(forms: Sequence[str], own: Sequence[int]) -> list[int]:
    """Return words with the small ones that stand between two of them."""
    found = list(own)
    for one, other in pairwise(own):
        if all(word_class(form) == 1 for form in forms[one + 1 : other]):
            found += range(one + 1, other)
    return sorted(found)


def _whole(row: Row, read: Read, own: Sequence[float], told: Sequence[float]) -> float:
    """Return how likely any two renderings of a row differ in substance."""
    found: dict[tuple[int, int], list[float]] = {}
    for (_, held), value in zip(read.places, own, strict=True):
        found.setdefault(held.sides.pair, []).append(value)
    for each, value in zip(row.divergences, told, strict=True):
        found.setdefault(each.pair, []).append(value)
    return max(map(learned().of_row, found.values()), default=learned().of_row(()))


def _overlap(one: Divergence, other: Divergence) -> bool:
    sides = (one.first, other.first), (one.second, other.second), (one.source, other.source)
    return one.pair == other.pair and any(_meet(*side) for side in sides)


def _scored(row: Row, found: tuple[Divergence, ...], whole: float) -> Row:
    """Rank a row: substance fills the upper half of the scale, details the next quarter."""
    likely = learned().likely
    if whole >= likely:
        score = 0.5 + 0.5 * (whole - likely) / (1 - likely)
    else:
        detail = any(each.kind in DETAILS for each in found)
        score = 0.25 * detail + 0.25 * whole / likely
    return replace(row, divergences=found, score=round(min(1.0, score), 4))


def _said(gap: Gap, held: Matched, row: Row, probability: float) -> Divergence:
    """Put a gap into a divergence: another sense, or what only one rendering has."""
    sides = held.sides
    spans = [_spans(sides, side, gap.sides[side]) for side in (0, 1)]
    places = sorted(_sources(gap, sides))
    words = sides.tables[0].source
    source = tuple(Span(words.starts[at], words.ends[at]) for at in places)
    quoted = [_quoted(spans[side], row.renderings[sides.pair[side]].text) for side in (0, 1)]
    origin = _quoted(source, row.source)
    closer = _closer(gap, sides, places)
    if all(spans):
        kind, message = "sense", f"“{quoted[0]}” in one, “{quoted[1]}” in the other"
        message += f", for “{origin}”" if origin else ""
    else:
        side = 0 if spans[0] else 1
        kind = "content"
        message = f"only {WHICH[side]} says “{quoted[side]}”"
        message += f" for “{origin}”" if origin else ", which renders nothing"
    if closer is not None:
        message += f"; {WHICH[sides.pair.index(closer)]} is closer to the original here"
    return Divergence(
        rule="DIV006" if kind == "sense" else "DIV004",
        kind=kind,
        message=message,
        pair=sides.pair,
        first=spans[0],
        second=spans[1],
        values={"words": len(gap.first) + len(gap.second)}
        | ({} if closer is None else {"closer": closer}),
        confidence=round(probability, 4),
        source=source,
    )


def _sources(gap: Gap, sides: Sides) -> Iterator[int]:
    """Yield the words of the original that a gap's words render."""
    found = {
        int(table.table[:, at].argmax())
        for table, own in zip(sides.tables, gap.sides, strict=True)
        for at in own
        if table.table[:, at].max(initial=0.0) >= RENDERED
    }
    yield from found


def _closer(gap: Gap, sides: Sides, places: Sequence[int]) -> int | None:
    """Return the translation whose words the original bears out, where it bears out one alone."""
    if not (gap.first and gap.second):
        side = 0 if gap.first else 1
        return sides.pair[side if places else 1 - side]
    borne = [
        max((sides.support(side, at, gap.sides[side]) for at in places), default=0.0)
        for side in (0, 1)
    ]
    if abs(borne[0] - borne[1]) < CLOSER:
        return None
    return sides.pair[int(borne[1] > borne[0])]


def _spans(sides: Sides, side: int, own: Sequence[int]) -> tuple[Span, ...]:
    """Return the places of words, neighbours as one."""
    words = sides.tables[side].target
    found: list[Span] = []
    for last, at in zip((-2, *own), own, strict=False):
        if last == at - 1:
            found[-1] = Span(found[-1].start, words.ends[at])
        else:
            found.append(Span(words.starts[at], words.ends[at]))
    return tuple(found)


def _quoted(spans: Sequence[Span], text: str) -> str:
    return " … ".join(span.slice(text) for span in spans)
