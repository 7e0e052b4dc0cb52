"""The pair as a whole: no translations, a missing part, another order."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.coverage.sentences.moved import moved_beads
from alignkit.check.coverage.structure import missing, source_runs, untranslated_sentences
from alignkit.check.coverage.unrelated import unrelated, verdict
from alignkit.check.run.examples import LINES, TARGETS, example
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.read.language import detect
from alignkit.types import Severity, Span
from alignkit.words.script import weight

# A translation half or twice as long as its kind: set by hand, far outside all gold documents.
_SHORT, _LONG = 0.5, 2.0
_LEAST = 400


def _unrelated(pair: PairView) -> Iterator[Hit]:
    held = pair.once(verdict)
    if held.reason:
        empty = not (pair.bitext.source.sentences and pair.bitext.target.sentences)
        severity = Severity.ERROR if empty or held.sure else Severity.WARNING
        values = {k: v for k, v in pair.bitext.meta.items() if k != "warning"}
        reason = (_misnamed(pair) if empty else "") or held.reason
        yield Hit(reason, values=values, confidence=0.95, severity=severity)


def _misnamed(pair: PairView) -> str:
    """Return what is to be told where a side has no sentence in the language that was named."""
    for role, document in (("source", pair.bitext.source), ("translation", pair.bitext.target)):
        read = detect(document.text) if document.text.strip() else ""
        if not document.sentences and read and read != document.lang.split("-")[0]:
            return (
                f"the {role} reads as {read}, and its language was named as {document.lang}; "
                "nothing can be aligned"
            )
    return ""


def _shorter(pair: PairView) -> Iterator[Hit]:
    source, target = pair.bitext.source, pair.bitext.target
    own = sum(weight(sentence.text) for sentence in source.sentences)
    other = sum(weight(sentence.text) for sentence in target.sentences)
    known = set(pair.once(untranslated_sentences))
    for run in pair.once(source_runs):
        known.update(n for bead in pair.bitext.beads[run.low : run.high] for n in bead.source)
    own -= sum(weight(source.sentences[n].text) for n in known)
    if max(own, other) < _LEAST or own <= 0 or pair.once(unrelated):
        return
    ratio = other / own
    if _SHORT <= ratio <= _LONG:
        return
    side = "translation" if ratio < 1 else "source"
    yield Hit(
        f"the {side} is much shorter than its counterpart: {ratio:.2f} times the usual length",
        values={"ratio": round(ratio, 3)},
        confidence=0.85,
    )


def _section(pair: PairView) -> Iterator[Hit]:
    return (hit for hit in missing(pair, pair.once(moved_beads)) if hit.about != "end")


def _order(pair: PairView) -> Iterator[Hit]:
    moved = pair.bitext.meta.get("moved", "")
    if not moved or pair.once(unrelated):
        return
    bead_of = {n: i for i, bead in enumerate(pair.bitext.beads) for n in bead.source}
    for part in moved.split("; "):
        source, _, target = part.partition(" -> ")
        first = source.split("-")[0]
        bead = bead_of.get(int(first)) if first.isdigit() else None
        passage = pair.view(bead).source if bead is not None else None
        yield Hit(
            f"source sentences {source} stand as sentences {target} of the translation, "
            "out of order",
            source=(Span(0, len(passage.text)),) if passage else (),
            values={"source_sentences": source, "target_sentences": target},
            confidence=0.8,
            bead=bead,
            about=part,
        )


RULES = (
    Rule(
        id="DOC001",
        name="not-translations",
        severity=Severity.ERROR,
        summary="The two documents are hardly translations of each other",
        what=(
            "Takes the aligner's word where it aligned the pair, and seeks a counterpart for what "
            "it did not find in all of the other text. Where hardly any sentence has one, the "
            "file is another text's translation, and that is an error; where some have, it is a "
            "warning. For given pairs it compares each text's likeness to its partner with its "
            "likeness to the other texts. It silences the coverage checks, which would report "
            "every sentence."
        ),
        why="The wrong file was given, or the columns slipped.",
        bad=(example([*TARGETS[7:], *TARGETS[:7]]),),
        good=(example(TARGETS),),
        find_pair=_unrelated,
        needs_model=True,
        limits=(
            "An error needs eight sentences on each side, Chinese and English, and texts of like "
            "length or hardly anything aligned; given pairs, a dozen. A text of which a quarter "
            "belongs is mostly a warning."
        ),
        precision=(
            "measured by crossing documents (python -m bench crossed): an error on none of 209 "
            "true pairs and one of 438 shortened or reordered ones, on 288 of 330 crossed ones "
            "of eight sentences or more; 34 of the others are warnings"
        ),
    ),
    Rule(
        id="DOC002",
        name="much-shorter",
        severity=Severity.WARNING,
        summary="One document is much shorter than the other",
        what=(
            "Compares the whole lengths, less what COV007, COV012 and DOC003 report already. Half "
            "or twice the usual length is a finding."
        ),
        why="Parts are missing all over, or the translation is a summary.",
        bad=(Example("\n".join(source * 4 for source, _ in LINES), "\n".join(TARGETS)),),
        good=(example(TARGETS),),
        find_pair=_shorter,
        needs_model=True,
        precision=(
            "measured: no findings in 4,000 segments of two professional translations of news"
        ),
    ),
    Rule(
        id="DOC003",
        name="missing-section",
        severity=Severity.WARNING,
        summary="A run of source sentences has no translation",
        what=(
            "Reports five or more source sentences in a row without translation, as one finding; "
            "a note where most of them stand at another place of the translation."
        ),
        why="A page or a section was skipped.",
        bad=(example([*TARGETS[:4], *[""] * 6, *TARGETS[10:]]),),
        good=(example(TARGETS),),
        find_pair=_section,
        needs_model=True,
        precision="see docs/coverage.md",
    ),
    Rule(
        id="DOC004",
        name="order-changed",
        severity=Severity.INFO,
        summary="A part of the translation stands in another order",
        what="Reports stretches that the aligner found at another place than their source.",
        why="Paragraphs were moved, or pages mixed up.",
        bad=(),
        good=(example(TARGETS),),
        find_pair=_order,
        limits="Needs documents that alignkit aligned: given pairs have no order of their own.",
        precision=(
            "measured: no findings in 4,000 segments of two professional translations of news"
        ),
    ),
)
