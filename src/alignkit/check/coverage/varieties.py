"""What is left out between two ways of writing one language: Traditional and Simplified, US and UK.

Nearly every word stands on both sides, so that what is missing shows by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from alignkit.check.coverage.both_ways import NEIGHBOURS, words_at
from alignkit.check.coverage.same_language import two_writings
from alignkit.check.run.view import BeadView
from alignkit.types import Span
from alignkit.words.numbered import Words
from alignkit.words.script import is_chinese

# A shorter run may be another word for the same thing: so many words, or Chinese characters.
LEAST_WORDS, LEAST_CHARACTERS = 4, 5
# What stands in its place, by characters, is its rendering from this share on.
IN_PLACE = 0.4


def left_out(view: BeadView) -> list[Span]:
    """Return the clauses of a bead's source that stand nowhere near in the other way of writing."""
    if not view.pair.once(two_writings):
        return []
    source, target = words_at(view.pair, view.index)
    near = (view.index + step for step in (0, *NEIGHBOURS))
    count = len(view.pair.bitext.beads)
    there = {form for at in near if 0 <= at < count for form in words_at(view.pair, at)[1].forms}
    least = LEAST_CHARACTERS if is_chinese(view.source_lang) else LEAST_WORDS
    spans = []
    steps = SequenceMatcher(None, source.forms, target.forms, autojunk=False).get_opcodes()
    for tag, start, end, first, last in steps:
        low, high = _clauses(source, start, end)
        if tag == "equal" or low >= high:
            continue
        gone = source.forms[low:high]
        length = _length(gone)
        if (length if is_chinese(view.source_lang) else len(gone)) < least:
            continue
        held = _length([form for form in gone if form in there])
        if max(_length(target.forms[first:last]), held) <= IN_PLACE * length:
            spans.append(Span(source.starts[low], source.ends[high - 1]))
    return spans


def _clauses(source: Words, low: int, high: int) -> tuple[int, int]:
    """Return the first and the last mark in a run of words: what is between are whole clauses."""
    marks = [at for at, kind in enumerate([*source.breaks, 2]) if kind == 2 and low <= at <= high]
    return (marks[0], marks[-1]) if marks else (high, high)


def _length(forms: Sequence[str]) -> int:
    return sum(map(len, forms))
