"""Carrying corrections over to a document that was edited outside: by content, never by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from alignkit.desk.changes.correcting import Fresh
from alignkit.desk.changes.history import History
from alignkit.desk.dossier import Dossier, Lost
from alignkit.desk.manuscript import DeskSentence, DeskText
from alignkit.desk.pair import DeskBead, DeskPair, Place
from alignkit.types import Span

# So many of the aligner's own beads beside an edit are aligned again with it.
SEAM = 2


@dataclass(frozen=True, slots=True)
class Moved:
    """A text after edits outside: its sentences, and where each old one now stands, None if gone.

    `dropped` are the numbers of old sentences whose rewriting has lost its place.
    """

    text: DeskText
    places: tuple[int | None, ...]
    dropped: tuple[int, ...]


def carried(dossier: Dossier, texts: tuple[DeskText, DeskText], fresh: Fresh) -> Dossier:
    """Return the dossier on new texts: what still fits stays, what does not is listed as lost.

    What stood between is left as machine beads to align again; steps from before the edit cannot
    be taken back, for they speak of other texts.
    """
    pair = dossier.pair
    source, target = moved(pair.source, texts[0]), moved(pair.target, texts[1])
    kept, lost = _kept(pair, source, target)
    beads = _filled(pair, kept, (len(source.text.sentences), len(target.text.sentences)), fresh)
    after = DeskPair(source.text, target.text, tuple(beads), pair.decisions, pair.signature)
    lost += [
        Lost("edit", "", pair.target.original(index), pair.target.sentences[index].edited or "")
        for index in target.dropped
    ]
    return replace(dossier, pair=after, history=History(), lost=(*dossier.lost, *lost))


def moved(old: DeskText, new: DeskText) -> Moved:
    """Return the new text with the old one's sentences wherever a paragraph is unchanged.

    In other paragraphs a sentence is known by its words.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    sentences: list[DeskSentence] = []
    places: list[int | None] = [None] * len(old.sentences)
    matcher = SequenceMatcher(None, [p.text for p in before], [p.text for p in after], False)
    for tag, i, k, j, m in matcher.get_opcodes():
        if tag == "equal":
            for one, two in zip(before[i:k], after[j:m], strict=True):
                shift = two.start - one.start
                for index in range(one.first, one.last):
                    places[index] = len(sentences)
                    held = old.sentences[index]
                    sentences.append(replace(held, span=held.span.shift(shift), block=two.block))
            continue
        base = len(sentences)
        fresh = [s for p in after[j:m] for s in new.sentences[p.first : p.last]]
        sentences.extend(fresh)
        indices = [n for p in before[i:k] for n in range(p.first, p.last)]
        _by_words(old, indices, new, sentences, base, places)
    dropped = [
        index
        for index, sentence in enumerate(old.sentences)
        if sentence.edited is not None and places[index] is None
        and not _taken_over(sentence.edited, new)
    ]  # fmt: skip
    return Moved(replace(new, sentences=tuple(sentences)), tuple(places), tuple(dropped))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Sentences of one block, with the text from the first to the last."""

    block: int
    first: int
    last: int
    start: int
    text: str


def _paragraphs(side: DeskText) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    first = 0
    for index in range(1, len(side.sentences) + 1):
        end = index == len(side.sentences)
        if not end and side.sentences[index].block == side.sentences[first].block:
            continue
        held = side.sentences[first:index]
        span = Span(held[0].span.start, max(s.span.end for s in held))
        text = span.slice(side.document.text)
        found.append(_Paragraph(held[0].block, first, index, span.start, text))
        first = index
    return found


def _by_words(
    old: DeskText,
    indices: Sequence[int],
    new: DeskText,
    sentences: list[DeskSentence],
    base: int,
    places: list[int | None],
) -> None:
    """Find the sentences of changed paragraphs again by what they say."""
    ours = [_folded(old.original(index)) for index in indices]
    theirs = [_folded(s.span.slice(new.document.text)) for s in sentences[base:]]
    for block in SequenceMatcher(None, ours, theirs, False).get_matching_blocks():
        for k in range(block.size):
            index, place = indices[block.a + k], base + block.b + k
            if ours[block.a + k]:
                places[index] = place
                edited = old.sentences[index].edited
                sentences[place] = replace(sentences[place], edited=edited)


def _taken_over(edited: str, new: DeskText) -> bool:
    """Return whether the new document says what was written on the desk."""
    return edited == "" or _folded(edited) in _folded(new.document.text)


def _folded(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class _Kept:
    """A bead that still fits, and where its sides now begin; None for an empty side."""

    bead: DeskBead
    source: int | None
    target: int | None


def _kept(pair: DeskPair, source: Moved, target: Moved) -> tuple[list[_Kept], list[Lost]]:
    """Return the beads that still fit and the hand-set ones that do not."""
    fits: list[tuple[Place, _Kept | None]] = []
    for place in pair.places():
        begins = (
            _run(source.places, place.source, place.source_end),
            _run(target.places, place.target, place.target_end),
        )
        whole = None not in begins
        fits.append((place, _Kept(place.bead, *map(_start, begins)) if whole else None))
    broken = [number for number, (_, held) in enumerate(fits) if held is None]
    near = {number + distance for number in broken for distance in range(-SEAM, SEAM + 1)}
    kept, lost = [], []
    for number, (place, held) in enumerate(fits):
        if held is not None and (held.bead.fixed or number not in near):
            kept.append(held)
        elif held is None and place.bead.fixed:
            what = "left out" if place.bead.left_out else "lock" if place.bead.locked else "bead"
            lost.append(Lost(what, *pair.texts(place)))
    return kept, lost


def _run(places: Sequence[int | None], start: int, end: int) -> int | None:
    """Return where sentences that followed each other now begin, None if they do no more.

    -1 stands for no sentence at all, which fits anywhere.
    """
    if start == end:
        return -1
    first = places[start]
    if first is None or any(places[k] != first + k - start for k in range(start, end)):
        return None
    return first


def _start(begin: int | None) -> int | None:
    return None if begin == -1 else begin


def _filled(
    pair: DeskPair, kept: Sequence[_Kept], sizes: tuple[int, int], fresh: Fresh
) -> list[DeskBead]:
    """Return the kept beads with free ones between them, so that every sentence is held."""
    beads: list[DeskBead] = []
    source = target = 0

    def fill(to_source: int, to_target: int) -> None:
        nonlocal source, target
        gap = to_source - source, to_target - target
        if gap[0] or gap[1]:
            beads.append(DeskBead(fresh(), *gap, confidence=0.0))
        source, target = to_source, to_target

    for number, held in enumerate(kept):
        start = held.source
        beside = held.target
        if start is None and beside is not None:
            start = _beside(source, beside > target, [k.source for k in kept[number:]], sizes[0])
        if beside is None and start is not None:
            beside = _beside(target, start > source, [k.target for k in kept[number:]], sizes[1])
        if start is None or beside is None or start < source or beside < target:
            continue
        fill(start, beside)
        beads.append(held.bead)
        source, target = start + held.bead.source, beside + held.bead.target
    fill(*sizes)
    return beads


def _beside(here: int, gap: bool, coming: Sequence[int | None], end: int) -> int:
    """Return where the empty side of a bead stands: behind a gap that lies before its full side."""
    return next((start for start in coming if start is not None), end) if gap else here
