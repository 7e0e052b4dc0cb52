"""When a stretch passes for dropped: sure enough, not elsewhere, and no other rule's matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignkit.check.coverage.both_ways import certainty, dropped, elsewhere
from alignkit.check.coverage.omission import Reading
from alignkit.check.coverage.otherwise import (
    glossed,
    kept,
    kindred,
    literal,
    said_before,
)
from alignkit.check.coverage.same_language import same_language
from alignkit.check.coverage.structure import in_source_run, untranslated_sentences
from alignkit.check.coverage.unrelated import unrelated
from alignkit.check.numbers.matching import matched
from alignkit.check.run.view import BeadView
from alignkit.link.cells import word_class
from alignkit.segment import segment
from alignkit.types import Span
from alignkit.words.script import is_chinese, weight

_SHORT = 4
# Figures and list numbers are the number rules' and the numbering rule's matter.
_NUMERAL = re.compile(r"[第(（\s]*[〇零一二三四五六七八九十百千万亿两\d]+[)）、.．\s]*")
# On rated news .6 keeps seven flagged in ten right and finds six omissions in ten; of what it tells
# of untouched translations readers found most genuine.
THRESHOLD = 0.6
# What is less sure is a note: of untouched development beads one or two in a hundred have one, and
# of clauses taken out one in ten more is told.
NOTED = 0.4
# A stretch that is a whole sentence beside others says more than a clause: of 2,000 untouched news
# pairs not one holds another such stretch, and of removed sentences a tenth more are found.
_SENTENCE = 1.5
# So much of a sentence is all of it, but for a word that its neighbour shares.
_WHOLE = 0.8

# A stretch that no mark bounds on one side, of one word of content, is rendered in other words: on
# development documents out of English none of 173 finds and 5 of 63 false alarms.
_FEW = 1
_STATED = frozenset("cannot must neither never no nor not shall should without".split())
# A name that was written out so few beads before may be left out or shortened.
_JUST_BEFORE = 8
# A stretch of which so much is a figure says hardly more than it.
_FIGURE = 0.6

# Strangers: fewer words than this, or so few letters on both sides, are a label, often rendered by
# others (收卷机, winder); the mean log odds of the words, and the share of the translation none
# of them explains. Of 3,068 beads of real documents seven reach both, and none of the seven is a
# translation.
_LEAST_WORDS = 3
_LABEL = 14
# A label with its number is no longer than this.
_NUMBERED = 24
_LOST, _UNEXPLAINED = 0.5, 0.65


def strange(view: BeadView) -> bool:
    """Tell whether hardly a word of either side renders one of the other."""
    found = dropped(view)
    return (
        found is not None
        and len(found.words) >= _LEAST_WORDS
        and max(weight(view.source.text), weight(view.target.text)) >= _LABEL
        and found.unexplained >= _UNEXPLAINED
        and float(found.odds.mean()) >= _LOST
        and not _same_label(view)
    )


def _same_label(view: BeadView) -> bool:
    """Tell whether both sides hold one number and hardly more: 第二十六号, No. 26.

    Whether it is the same number the rules of numbers say.
    """
    matching = view.once(matched)
    if matching is None or max(len(view.source.text), len(view.target.text)) > _NUMBERED:
        return False
    sides = matching.source.quantities, matching.target.quantities
    return all(len(held) == 1 for held in sides) and bool(matching.pairs)


def silent(view: BeadView) -> bool:
    """Tell whether another finding speaks for the whole bead."""
    return view.once(_silent)


def _silent(view: BeadView) -> bool:
    pair = view.pair
    return (
        bool(pair.once(unrelated) or pair.once(same_language))
        or view.index in pair.once(in_source_run)
        or (
            bool(view.source.sentences)
            and pair.once(untranslated_sentences).issuperset(view.source.sentences)
        )
    )


def passing(view: BeadView) -> Reading | None:
    """Return the reading of a bead where its stretch passes the threshold and is not elsewhere."""
    found = view.once(doubted)
    return found if found and certainty(lenient(view, found)) >= _threshold(view) else None


def _threshold(view: BeadView) -> float:
    return view.pair.option("COV002", "threshold", THRESHOLD)


def doubted(view: BeadView) -> Reading | None:
    """Return the reading of a bead where its stretch is worth a note at least, as for `passing`."""
    found = dropped(view)
    least = min(NOTED, _threshold(view))
    if found is None or certainty(lenient(view, found)) < least:
        return None
    if _untranslated(view, found.span) or _NUMERAL.fullmatch(found.span.slice(view.source.text)):
        return None
    if _paired_figure(view, found.span):
        return None
    if _otherwise(view, found) or _fragment(view, found):
        return None
    # An item of a list stays with its list; only clauses and sentences move to a neighbour.
    return found if found.item or not elsewhere(view, found.span) else None


def _fragment(view: BeadView, found: Reading) -> bool:
    """Tell whether a stretch is a few words out of an English clause, and no item of a list."""
    if found.item or is_chinese(view.source_lang) or covers_sentence(view, found.span):
        return False
    words, high = found.words, found.high
    if words.breaks[found.low] == 2 and (high == len(words) or words.breaks[high] == 2):
        return False
    forms = words.forms[found.low : high]
    # What is forbidden, denied or owed is a statement of its own, however few its words.
    stated = not _STATED.isdisjoint(forms)
    return stated + sum(word_class(form) == 0 for form in forms) <= _FEW


def _otherwise(view: BeadView, found: Reading) -> bool:
    """Tell whether something that no vector knows of renders a stretch."""
    source, target, span = view.source.text, view.target.text, found.span
    return (
        kept(span.slice(source), source, target)
        or glossed(source, target, span)
        or literal(source, target, span)
        or kindred(found.words, found.low, found.high, target)
        or said_before(source, [near.source.text for near in _before(view)], span)
    )


def _before(view: BeadView) -> Iterator[BeadView]:
    for step in range(1, _JUST_BEFORE + 1):
        near = view.neighbour(-step)
        if near:
            yield near


def _paired_figure(view: BeadView, span: Span) -> bool:
    """Tell whether a stretch is little more than a figure that stands in the translation as well.

    Or a part of one.
    """
    matching = view.once(matched)
    figures = [pair.source.quantity.span for pair in matching.pairs] if matching else []
    return any(
        min(own.end, span.end) - max(own.start, span.start) >= _FIGURE * (span.end - span.start)
        for own in figures
    )


def _untranslated(view: BeadView, span: Span) -> bool:
    """Tell whether a stretch lies in sentences that stand untranslated in the target."""
    left = view.pair.once(untranslated_sentences)
    common = 0
    for number, start in zip(view.source.sentences, view.source.starts, strict=True):
        if number in left:
            end = start + len(view.pair.bitext.source.sentences[number].text)
            common += max(0, min(end, span.end) - max(start, span.start))
    return 2 * common > span.end - span.start


def lenient(view: BeadView, found: Reading) -> float:
    """Return the log odds of a reading, whole sentences and a list item's siblings counted in."""
    odds = found.surprise + found.leniency
    # Sentences are only looked for where one could tip the scales of a warning.
    if odds + _SENTENCE > 0 and covers_sentence(view, found.span):
        odds += _SENTENCE
    return odds


def covers_sentence(view: BeadView, span: Span) -> bool:
    """Tell whether a stretch holds a sentence, of several that the source of the bead has."""
    return bool(covered(view.once(_sentences), span))


def covered(sentences: Sequence[Span], span: Span) -> list[Span]:
    """Return which of several sentences a stretch holds, none where there is only one."""
    if len(sentences) < 2:
        return []
    return [
        own
        for own in sentences
        if min(own.end, span.end) - max(own.start, span.start) >= _WHOLE * (own.end - own.start)
    ]


def _sentences(view: BeadView) -> list[Span]:
    return [sentence.span for sentence in segment(view.source.text, view.source_lang)]


def is_short(found: Reading) -> bool:
    """Tell whether a stretch is a word rather than a clause."""
    span = found.span
    return found.high - found.low == 1 or span.end - span.start < _SHORT
