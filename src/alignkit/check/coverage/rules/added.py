"""Text of the translation that the source does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.coverage.both_ways import added, certainty, elsewhere, table
from alignkit.check.coverage.omission import Reading
from alignkit.check.coverage.sentences.carried import beside, put_in, sureness
from alignkit.check.coverage.sentences.moved import moved
from alignkit.check.coverage.structure import (
    in_target_run,
    leads_to_itself,
    letters,
    target_runs,
)
from alignkit.check.coverage.unrelated import unrelated
from alignkit.check.run.register import of_programs
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.segment import segment
from alignkit.types import Severity, Span
from alignkit.words.lexicon import HAN_FIRST
from alignkit.words.tokens import is_content

_BRACKETS = re.compile(r"\[[^\[\]]*\]|【[^【】]*】")
_NOTE = re.compile(
    r"[（(【\[〔*]*\s*(?:译者?[注按]|翻译注|(?:Translator|Editor)['’]?s?['’]? notes?\b|T/N\b)",
    re.IGNORECASE,
)
# A clause put in has so many words, a sentence so many of content.
_LEAST_WORDS, _TELLING = 4, 3
# A stretch that is so much of a sentence is all of it but for light words.
_NEARLY_ALL = 0.75
_PROSE = ("paragraph", "item")
# A sentence put in stands alone with so much confidence, and the translation holds fewer sentences
# of its own than this: others add on purpose.
_ALONE, _SURE, _ON_PURPOSE = 0.8, 0.9, 0.03
# A sentence of several that is less sure is a note: of seven such warnings on translations that are
# fine three lay below, of 231 sentences put into professional texts hardly one.
_ALOUD = 0.76
# So much of the translation, and so many English words for a Chinese one.
_MOST, _USUAL = 0.6, 1.6


def _added(view: BeadView) -> Iterator[Hit]:
    if view.pair.once(unrelated) or view.index in view.pair.once(in_target_run):
        return
    target = view.target.text
    if not view.source.text.strip():
        if len(letters(target)) >= 2:
            confidence = view.bead.confidence
            yield Hit(
                "no sentence of the source says this",
                target=(Span(0, len(target)),),
                values={"text": target, "level": "sentence"},
                confidence=0.9 if confidence is None else max(0.05, confidence),
            )
        return
    held = view.once(_clause)
    if held is not None:
        span, sure = held
        text = span.slice(target)
        yield Hit(
            f"nothing in the source says this: {_shown(text)}",
            target=(span,),
            values={"text": text, "level": "clause"},
            confidence=sure,
        )


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:58] + "…"


def _clause(view: BeadView) -> tuple[Span, float] | None:
    """Return the longest stretch that nothing in the source says, and how surely."""
    found = added(view)
    if found is None or found.high - found.low < _LEAST_WORDS:
        return None
    sure = certainty(found.surprise)
    span, target = found.span, view.target.text
    if sure < view.pair.options(_RULE).get("threshold", 0.8):
        return None
    if any(m.start() <= span.start and span.end <= m.end() for m in _BRACKETS.finditer(target)):
        return None
    if _free(view, found) or elsewhere(view, span, side=1):
        return None
    return span, min(0.99, sure)


def _sentence_of(view: BeadView, span: Span) -> Span | None:
    """Return the sentence that a stretch is nearly all of, one of several in its bead."""
    parts = [part.span for part in segment(view.target.text, view.target_lang)]
    for own in parts if len(parts) > 1 else ():
        inside = min(own.end, span.end) - max(own.start, span.start)
        if inside >= _NEARLY_ALL * (own.end - own.start) and _tells(view, own):
            return own
    return None


def _tells(view: BeadView, span: Span) -> bool:
    """Tell whether a sentence has enough words of content to say something."""
    words = view.pair.once(table).encoder.words(span.slice(view.target.text))
    return sum(map(_meant, words)) >= _TELLING


def _meant(word: tuple[int, int, str]) -> bool:
    return word[2] >= HAN_FIRST or is_content(word[2])


def _sentences(view: BeadView) -> Iterator[Hit]:
    """A sentence put in among others, in prose that otherwise follows its source."""
    pair = view.pair
    if pair.once(unrelated) or pair.once(of_programs) or pair.once(_own_share) >= _ON_PURPOSE:
        return
    target = view.target.text
    aloud = True
    if not view.source.text.strip():
        span = Span(0, len(target)) if _put_in(view) else None
        sure = view.bead.confidence or _SURE
    else:
        span, sure = view.once(_uncarried) or (None, _SURE)
        aloud = sure >= _ALOUD
    # What a translator adds in his own name is meant.
    if span is not None and not _NOTE.match(span.slice(target)):
        text = span.slice(target)
        yield Hit(
            f"a sentence that the source does not hold: {_shown(text)}",
            target=(span,),
            values={"text": text, "level": "sentence"},
            confidence=sure,
            severity=None if aloud else Severity.INFO,
        )


def _uncarried(view: BeadView) -> tuple[Span, float] | None:
    """Return the sentence of a translation, of several, that its source surely does not hold."""
    held = view.once(_clause)
    span = _sentence_of(view, held[0]) if held else None
    if held and span:
        return span, held[1]
    for alone, odds in sorted(put_in(view), key=lambda one: -one[1]):
        if _tells(view, alone) and not elsewhere(view, alone, side=1):
            return alone, sureness(odds)
    return None


def _put_in(view: BeadView) -> bool:
    """Tell whether a sentence of prose stands alone, and neither neighbour's source holds it."""
    sure = view.bead.confidence
    if sure is None or sure < _ALONE or beside(view, 1) <= 0:
        return False
    document = view.pair.bitext.target
    bar = all(leads_to_itself(document, document.sentences[n].span) for n in view.bead.target)
    if bar or moved(view):
        return False
    held = {document.sentences[number].block for number in view.target.sentences}
    prose = all(b >= len(document.blocks) or document.blocks[b].kind in _PROSE for b in held)
    return prose and _tells(view, Span(0, len(view.target.text)))


def _own_share(pair: PairView) -> float:
    """Return which part of a translation's sentences no source sentence answers."""
    own = 0
    for at, bead in enumerate(pair.bitext.beads):
        if not bead.source:
            own += len(bead.target)
        elif len(bead.target) > len(bead.source):
            own += bool(pair.view(at).once(_uncarried))
    # One of few sentences says nothing about a habit.
    return (own - 1) / max(len(pair.bitext.target.sentences), 1)


def _free(view: BeadView, found: Reading) -> bool:
    """Tell whether a stretch that is most of the translation is a free rendering, no longer one.

    Of a short source the words may all be other ones; an addition makes the translation longer.
    """
    count = len(found.words)
    if found.high - found.low < _MOST * count:
        return False
    own = len(view.pair.once(table).encoder.words(view.source.text))
    return count < _USUAL * own + _LEAST_WORDS


def _runs(pair: PairView) -> Iterator[Hit]:
    if pair.once(unrelated):
        return
    for run in pair.once(target_runs):
        passage = pair.view(run.low).target
        yield Hit(
            f"{run.sentences} sentences in a row, from here on, that the source does not hold",
            target=(Span(0, len(passage.text)),),
            values={"sentences": run.sentences, "last_bead": run.high - 1, "place": run.place},
            confidence=0.9,
            bead=run.low,
        )


_RULE = Rule(
    id="COV004",
    name="added-text",
    severity=Severity.INFO,
    summary="The translation says something that the source does not",
    what=(
        "Reports a sentence of the translation that the alignment leaves alone, and a clause whose "
        "words have no counterpart in the source. What stands in square brackets is the "
        "translator's own and known as such."
    ),
    why="Explanations are welcome, inventions are not: somebody should look.",
    bad=(
        Example(
            "会议讨论了预算。",
            "The meeting discussed the budget, and several members left early to protest against "
            "the new police chief.",
        ),
    ),
    good=(
        Example("会议讨论了预算。", "The meeting discussed the budget."),
        Example(
            "会议讨论了预算。",
            "The meeting [held in Beijing by the old police chief] discussed the budget.",
        ),
    ),
    find=_added,
    yields_to=("COV016",),
    options={"threshold": 0.8},
    needs_model=True,
    limits="Information by default. Set `severity` where additions are not allowed.",
    precision=(
        "measured (python -m bench coverage): of additions of two words or more that raters marked "
        "it finds one in forty, and one finding in seven has such a mark; 70 findings in 4,000 "
        "segments of two professional translations of news, half of them additions when read"
    ),
)
RULES = (
    _RULE,
    Rule(
        id="COV016",
        name="added-sentence",
        severity=Severity.WARNING,
        summary="A sentence stands in the translation that the source does not hold",
        what=(
            "Reports a whole sentence of prose that nothing in the source says: one that stands "
            "alone and that the source beside it does not hold, or one of several in a bead whose "
            "source the others render. A translation three in a hundred of whose sentences are "
            "its own adds on purpose, and so do the manuals of programs, whose translators help "
            "their readers: there it is COV004's note."
        ),
        why="A clause put into a contract, a warning that the original does not give.",
        bad=(
            Example(
                "会议讨论了预算。",
                "The meeting discussed the budget. Several farmers sold rotten apples near the "
                "abandoned railway station.",
            ),
        ),
        good=(Example("会议讨论了预算。", "The meeting discussed the budget."),),
        find=_sentences,
        needs_model=True,
        precision=(
            "of eight that a reader of real documents saw, nearly all in manuals of programs, none "
            "was worth a change: there it is silent since. Of the four that were left on 20,000 "
            "beads and the four on the development half of two translations of news one was "
            "genuine; what is less sure than .76 is a note since (python -m bench wild --show "
            "COV016, python -m bench coverage)"
        ),
    ),
    Rule(
        id="COV015",
        name="added-section",
        severity=Severity.INFO,
        summary="A long run of the translation has no source",
        what="Reports five or more sentences in a row without source, as one finding.",
        why="Front matter, a note or another document was pasted into the translation.",
        bad=(
            Example(
                "第一句话在这里。\n第二句话在这里。\n\n\n\n\n\n第三句话在这里。",
                "The first sentence is here.\nThe second sentence is here.\nOne more.\nTwo more.\n"
                "Three more.\nFour more.\nFive more.\nThe third sentence is here.",
            ),
        ),
        good=(Example("会议讨论了预算。", "The meeting discussed the budget."),),
        find_pair=_runs,
        precision=(
            "measured: no findings in 4,000 segments of two professional translations of news"
        ),
    ),
)
