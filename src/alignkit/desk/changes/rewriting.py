"""Corrections of the texts: a translation written anew, a sentence cut or joined."""

from __future__ import annotations

from dataclasses import replace

from alignkit.desk.changes.change import ConflictError, Splice
from alignkit.desk.changes.correcting import Correction, Fresh, find
from alignkit.desk.manuscript import DeskSentence, DeskText
from alignkit.desk.pair import HAND, DeskBead, DeskPair, Place
from alignkit.errors import OptionError
from alignkit.types import Span

# Longer than this is no bead but a mistake, or an attack on the project file.
LONGEST_TEXT = 200_000


def write(pair: DeskPair, bead: int, text: str, before: str | None) -> Correction:
    """Write a bead's translation anew; only the sentences that change are touched.

    `before` is what the writer saw: where it is not what stands there, nothing is changed.
    """
    if len(text) > LONGEST_TEXT:
        raise OptionError(f"the translation of one bead is longer than {LONGEST_TEXT:,} characters")
    here = find(pair, bead)
    now = pair.target.passage(here.target, here.target_end)
    if before is not None and before != now:
        raise ConflictError("this translation was written anew meanwhile; look at it again")
    text = " ".join(text.split("\n")) if "\n" not in now else text
    if not here.bead.target:
        return _added(pair, here, text)
    changed = _rewritten(pair.target, here, text)
    removed = pair.target.sentences[here.target : here.target_end]
    if changed == removed:
        return Correction("edit", ())
    return Correction("edit", (Splice("target", here.target, removed, changed),))


def restore(pair: DeskPair, bead: int) -> Correction:
    """Take a bead's translation back to what the document says."""
    here = find(pair, bead)
    removed = pair.target.sentences[here.target : here.target_end]
    changed = tuple(
        replace(s, edited=None) if s.span.start < s.span.end else replace(s, edited="")
        for s in removed
    )
    return Correction("restore", (Splice("target", here.target, removed, changed),))


def _added(pair: DeskPair, here: Place, text: str) -> Correction:
    """Give a bead without translation its first sentence."""
    if not text:
        return Correction("edit", ())
    held = pair.target.sentences
    before = held[here.target - 1] if here.target else None
    place = before.span.end if before else 0
    sentence = DeskSentence(Span(place, place), before.block if before else 0, text)
    # Still the same bead to whoever writes in it: each letter is an action of its own.
    bead = replace(here.bead, target=1, by=HAND, left_out=False)
    return Correction(
        "edit",
        (
            Splice("target", here.target, (), (sentence,)),
            Splice("beads", here.index, (here.bead,), (bead,)),
        ),
    )


def _rewritten(side: DeskText, here: Place, text: str) -> tuple[DeskSentence, ...]:
    """Return a bead's sentences so that they read as `text`, the unchanged ones as they were."""
    held = list(side.sentences[here.target : here.target_end])
    parts = side.parts(here.target, here.target_end)
    if not parts:
        return (_reading(side, here.target, text), *held[1:])
    joiner = side.document.joiner
    now = joiner.join(part for _, part in parts)
    before = _alike(now, text)
    behind = _alike(now[before:][::-1], text[before:][::-1])
    low, high = before, len(now) - behind
    starts, place = [], 0
    for _, part in parts:
        starts.append(place)
        place += len(part) + len(joiner)
    ends = [start + len(part) for start, (_, part) in zip(starts, parts, strict=True)]
    first = max((k for k, start in enumerate(starts) if start <= low), default=0)
    last = next((k for k, end in enumerate(ends) if end >= high), len(parts) - 1)
    last = max(first, last)
    written = text[starts[first] : len(text) - (len(now) - ends[last])]
    for k in range(first, last + 1):
        index = parts[k][0]
        held[index - here.target] = _reading(side, index, written if k == first else "")
    return tuple(held)


def _alike(first: str, second: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = enumerate(zip(first, second))
    return next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))


def _reading(side: DeskText, index: int, text: str) -> DeskSentence:
    """Return a sentence that reads so: as the original where that says the same."""
    sentence = side.sentences[index]
    same = text == side.original(index) and sentence.span.start < sentence.span.end
    return replace(sentence, edited=None if same else text)


def cut_sentence(
    pair: DeskPair, fresh: Fresh, bead: int, side: str, at: int, offset: int
) -> Correction:
    """Cut a sentence in two at a character; its bead then holds one more."""
    here = find(pair, bead)
    _unlocked(here)
    index = _index(here, side, at)
    text = pair.side(side)
    sentence = text.sentences[index]
    reads = text.reads(index)
    if not reads[:offset].strip() or not reads[offset:].strip():
        raise OptionError("put the cursor inside the sentence, where it is to be cut")
    parts = _cut(sentence, reads, offset)
    bead_after = _sized(here.bead, side, 1, fresh())
    return Correction(
        "cut sentence",
        (
            Splice(side, index, (sentence,), parts),
            Splice("beads", here.index, (here.bead,), (bead_after,)),
        ),
    )


def _cut(sentence: DeskSentence, reads: str, offset: int) -> tuple[DeskSentence, DeskSentence]:
    head, tail = reads[:offset].rstrip(), reads[offset:].lstrip()
    span = sentence.span
    if sentence.edited is None:
        first = Span(span.start, span.start + len(head))
        second = Span(span.end - len(tail), span.end)
        return replace(sentence, span=first), replace(sentence, span=second)
    # What was written over it has no place of its own: the first part keeps the whole span.
    end = Span(span.end, span.end)
    return replace(sentence, edited=head), DeskSentence(end, sentence.block, tail)


def join_sentence(pair: DeskPair, fresh: Fresh, bead: int, side: str, at: int) -> Correction:
    """Join a sentence with the next one of its bead, within one paragraph."""
    here = find(pair, bead)
    _unlocked(here)
    index = _index(here, side, at)
    if at + 1 >= here.size(side):
        raise OptionError("the next sentence stands in another bead; merge the beads first")
    text = pair.side(side)
    first, second = text.sentences[index], text.sentences[index + 1]
    if first.block != second.block:
        raise OptionError("a sentence never crosses the end of a paragraph")
    between = text.document.text[first.span.end : second.span.start]
    span = Span(first.span.start, max(first.span.end, second.span.end))
    edited = None
    if first.edited is not None or second.edited is not None:
        joiner = text.document.joiner if between.strip() == "" else between
        edited = joiner.join(filter(None, (text.reads(index), text.reads(index + 1))))
    joined = DeskSentence(span, first.block, edited)
    return Correction(
        "join sentences",
        (
            Splice(side, index, (first, second), (joined,)),
            Splice("beads", here.index, (here.bead,), (_sized(here.bead, side, -1, fresh()),)),
        ),
    )


def _index(here: Place, side: str, at: int) -> int:
    if not 0 <= at < here.size(side):
        raise OptionError("put the cursor on a sentence")
    return here.start(side) + at


def _sized(bead: DeskBead, side: str, by: int, fresh: int) -> DeskBead:
    source = bead.source + (by if side == "source" else 0)
    target = bead.target + (by if side == "target" else 0)
    return replace(bead, id=fresh, source=source, target=target)


def _unlocked(here: Place) -> None:
    if here.bead.locked:
        raise OptionError("this bead is locked; unlock it first")
