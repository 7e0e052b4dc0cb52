"""Sentences and clauses of the source that the translation does not render."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from alignkit.check.coverage.both_ways import RENDERED, certainty, elsewhere, words_at
from alignkit.check.coverage.omission import Reading
from alignkit.check.coverage.orphans import NEAR, around, beside, broken, in_contents
from alignkit.check.coverage.passing import (
    THRESHOLD,
    covered,
    doubted,
    is_short,
    lenient,
    passing,
    silent,
    strange,
)
from alignkit.check.coverage.sentences.carried import Alone, lost, sureness
from alignkit.check.coverage.sentences.moved import moved
from alignkit.check.coverage.structure import leads_to_itself, letters, stands_in
from alignkit.check.coverage.varieties import left_out
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span
from alignkit.words.script import HAN

_NUMBER = re.compile(r"\d+")
_SURE = 0.6
_BELONGS = 0.9
_STRANGE = "hardly a word of the translation renders one of this"
# The alignment says of so few sentences wrongly that they stand alone.
_SURELY_ALONE = 0.95
# Between two ways of writing one language a run that is nowhere is hardly ever anything else.
_WRITTEN = 0.9
# Of strangers of fewer words on a side those of real documents were headings, names of ships and
# idioms (船要沉了！, "She's going under!"), rendered freely: a note.
_FEW = 5
# A heading or label of so few letters is often rendered in the text beside it.
_LABEL = 3


def _sentence(view: BeadView) -> Iterator[Hit]:
    if silent(view):
        return
    if not view.target.text.strip():
        yield from _alone(view)
        return
    found = _read(view)
    alone = _uncarried(view)
    if alone:
        yield _lost(view, alone)
    elif found and not _further_on(view, found.span.slice(view.source.text)):
        spans = _sentences(view, found.span)
        if spans:
            yield _hit(view, found, spans, "sentence")
    elif strange(view) and not _further_on(view, view.source.text):
        # Two texts that hardly belong together tell more of the alignment than of the translation.
        sure = view.bead.confidence is None or view.bead.confidence >= _BELONGS
        loud = sure and not _remark(view) and not _few(view)
        told = Severity.WARNING if loud else Severity.INFO
        yield _untold(view, _STRANGE, _SURE, told)


def _uncarried(view: BeadView) -> list[Alone]:
    """Return the sentences of a bead, of several, that neither it nor a neighbour renders."""
    return [
        (span, odds)
        for span, odds in lost(view)
        if len(letters(text := span.slice(view.source.text))) > _LABEL
        and not elsewhere(view, span)
        and not _further_on(view, text)
    ]


def _lost(view: BeadView, alone: Sequence[Alone]) -> Hit:
    source, spans = view.source.text, tuple(span for span, _ in alone)
    text = source[spans[0].start : spans[-1].end]
    what = "this sentence" if len(spans) == 1 else f"these {len(spans)} sentences"
    return Hit(
        f"nothing in the translation renders {what}: {_shown(text)}",
        source=spans,
        values={"text": text, "level": "sentence"},
        confidence=sureness(max(odds for _, odds in alone)),
        severity=Severity.INFO if _remark(view) else None,
    )


def _read(view: BeadView) -> Reading | None:
    """Return what looks dropped of a bead, as a note at least."""
    found = view.once(passing)
    return found if found or strange(view) else view.once(doubted)


def _further_on(view: BeadView, text: str) -> bool:
    """Tell whether a line's neighbours, or its own place past the contents, render it."""
    return around(view, text) or view.once(in_contents)


def _dates_beside(view: BeadView) -> bool:
    """Tell whether a line of hardly more than numbers stands in a neighbouring translation."""
    numbers = set(_NUMBER.findall(view.source.text))
    if not numbers or len(HAN.findall(view.source.text)) > 3:
        return False
    near = [n.target.text for n in map(view.neighbour, NEAR) if n]
    return any(numbers <= set(_NUMBER.findall(text)) for text in near)


def _alone(view: BeadView) -> Iterator[Hit]:
    """A source without translation: always told, a note where a neighbour may render it."""
    source = view.source.text
    size = len(letters(source))
    if not size:
        return
    if view.bead.score is None:
        empty = _untold(view, "this has no translation", 0.97, Severity.ERROR)
        yield replace(empty, fact=True)
        return
    share = beside(view)
    confidence = view.bead.confidence
    sure = min(1.0, 1.25 - share) * (1.0 if confidence is None else 0.5 + confidence / 2)
    doubtful = confidence is None or confidence < _SURELY_ALONE or broken(view)
    document = view.pair.bitext.source
    if all(leads_to_itself(document, document.sentences[n].span) for n in view.bead.source):
        yield _untold(view, "this leads to the text in another language", 0.3, Severity.INFO)
        return
    if moved(view):
        yield _untold(view, "this stands at another place of the translation", 0.3, Severity.INFO)
        return
    near = share >= RENDERED and (doubtful or size <= _LABEL)
    # A part of a title over several lines, among others that the alignment lost its way in.
    near = near or (broken(view) and view.astray)
    if near or _dates_beside(view) or view.once(in_contents):
        yield _untold(view, "this stands alone; its neighbour may render it", 0.3, Severity.INFO)
        return
    # Where the alignment is sure, words that stand beside it as well do not speak against it.
    sure = sure if doubtful else max(sure, _SURE)
    told = Severity.WARNING if size > _LABEL and not _remark(view) else Severity.INFO
    yield _untold(
        view, "no sentence of the translation renders this", max(0.05, min(0.99, sure)), told
    )


def _few(view: BeadView) -> bool:
    """Tell whether a side of an aligned bead has hardly a word: put in other words, mostly."""
    return (
        view.bead.confidence is not None and min(map(len, words_at(view.pair, view.index))) < _FEW
    )


def _remark(view: BeadView) -> bool:
    """Tell whether a source is a comment inside code, which may stay or go as its code needs."""
    return stands_in(view, "comment")


def _untold(view: BeadView, what: str, confidence: float, severity: Severity) -> Hit:
    source = view.source.text
    return Hit(
        f"{what}: {_shown(source)}",
        source=(Span(0, len(source)),),
        values={"text": source, "level": "sentence"},
        confidence=confidence,
        severity=severity,
    )


def _sentences(view: BeadView, span: Span) -> list[Span]:
    """Return the sentences of a bead that a stretch covers, none where it covers less than one."""
    passage, document = view.source, view.pair.bitext.source
    own = [
        Span(start, start + len(document.sentences[number].text))
        for number, start in zip(passage.sentences, passage.starts, strict=True)
    ]
    return covered(own, span)


def _clause(view: BeadView) -> Iterator[Hit]:
    if silent(view) or not view.target.text.strip():
        return
    found = _read(view)
    clause = found and not _sentences(view, found.span) and not is_short(found)
    if found and clause and not _further_on(view, found.span.slice(view.source.text)):
        yield _hit(view, found, [found.span], "clause")
    for span in left_out(view):
        text = span.slice(view.source.text)
        yield Hit(
            f"nothing in the translation renders this: {_shown(text)}",
            source=(span,),
            values={"text": text, "level": "clause"},
            confidence=_WRITTEN,
        )


def _hit(view: BeadView, found: Reading, spans: Sequence[Span], level: str) -> Hit:
    text = view.source.text[spans[0].start : spans[-1].end]
    what = f"this {level}" if len(spans) == 1 else f"these {len(spans)} {level}s"
    missing = [
        form
        for form, value in zip(
            found.words.forms[found.low : found.high],
            found.odds[found.low : found.high].tolist(),
            strict=True,
        )
        if value > 0
    ]
    return Hit(
        f"nothing in the translation renders {what}: {_shown(text)}",
        source=tuple(spans),
        values={"text": text, "level": level, "words": missing[:8]},
        confidence=min(0.99, certainty(lenient(view, found))),
        severity=None if view.once(passing) and not _remark(view) else Severity.INFO,
    )


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:38] + "…"


_WHY = "What is left out the reader never learns, and nothing in the translation gives it away."
_CLAUSE = Rule(
    id="COV002",
    name="dropped-clause",
    severity=Severity.WARNING,
    summary="A clause, list item or aside of the source is not rendered",
    what=(
        "Looks for each word of the source on the other side, by the vectors of the embedded "
        "model, a learned lexicon, pinyin, numbers and Latin words, and finds the stretch whose "
        "words have no counterpart there. The finding marks its exact characters; `words` lists "
        "those it missed. A stretch that the neighbouring bead renders is no finding, nor a name "
        "whose gloss stands in the translation; what is nearly as sure as a warning is a note. "
        "`worth` is how likely a reader calls it genuine: less in a document that leaves hardly "
        "anything out, at the opening of a sentence, and beside doubtful beads. Under .5 it is "
        "information."
    ),
    why=_WHY,
    bad=(
        Example(
            "我们要坚持改革开放，提高人民生活水平，同时加强生态环境保护。",
            "We must persist in reform and opening up and improve people's living standards.",
        ),
        Example(
            "会议讨论了农业生产、环境保护、医疗改革和对外贸易等问题。",
            "The meeting discussed agricultural production, environmental protection and foreign "
            "trade.",
        ),
    ),
    good=(
        Example(
            "我们要坚持改革开放，提高人民生活水平，同时加强生态环境保护。",
            "We must persist in reform and opening up, improve people's living standards, and "
            "strengthen the protection of the environment.",
        ),
        Example("他昨天下午回家了。", "Yesterday afternoon he went home."),
    ),
    find=_clause,
    yields_to=("COV001", "COV012"),
    in_a_row="say something that nothing in the translation renders",
    options={"threshold": THRESHOLD},
    needs_model=True,
    limits=(
        "Where three places of a section have it, or four of a text without sections that lie near "
        "each other, they are one finding with the beads of all. "
        "Chinese and English only. Free renderings, idioms and plays on words may look dropped; a "
        "dropped phrase whose words all occur elsewhere in the sentence is not seen."
    ),
    precision=(
        "measured (python -m bench coverage): of the pairs flagged for dropped content, .73 on "
        "machine-translated news (recall .64)"
    ),
)
RULES = (
    Rule(
        id="COV001",
        name="dropped-sentence",
        severity=Severity.WARNING,
        summary="A sentence of the source is not rendered",
        what=(
            "Reports a source sentence without counterpart: one that the alignment leaves alone, "
            "one in a bead of several whose words are not found on the other side or whose "
            "neighbours are all that the other side renders, or one whose "
            "translation says something else altogether. In a table of pairs an empty translation "
            "is an error."
        ),
        why=_WHY,
        bad=(Example("请先保存文件。\n然后关闭窗口。", "Save the file first.\n"),),
        good=(
            Example(
                "请先保存文件。\n然后关闭窗口。", "Save the file first.\nThen close the window."
            ),
        ),
        yields_to=("COV012", "SUB001"),
        in_a_row="have no translation",
        find=_sentence,
        needs_model=True,
        of_facts=True,
        limits=(
            "Sentences in a row are one finding with the beads of all, and so are those of three "
            "or more places of a section; runs of five sentences are one of COV007 or DOC003. "
            "Under alignment the severity follows the confidence of the bead."
        ),
        precision=(
            "measured (python -m bench coverage): finds .92 to .93 of sentences removed from a "
            "bead; false alarms are counted with COV002"
        ),
    ),
    _CLAUSE,
)
