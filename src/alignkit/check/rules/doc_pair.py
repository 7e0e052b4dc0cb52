"""The pair as a whole: no translations, a missing part, another order."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.rule import Example, Hit, Rule
from alignkit.check.rules.cov_length import weight
from alignkit.check.structure import source_runs, untranslated_blocks
from alignkit.check.unrelated import unrelated
from alignkit.check.view import PairView
from alignkit.types import Severity, Span

_SHORT, _LONG = 0.5, 2.0
_LEAST = 400


def _unrelated(pair: PairView) -> Iterator[Hit]:
    reason = pair.once(unrelated)
    if reason:
        yield Hit(reason, values=dict(pair.bitext.meta), confidence=0.95)


def _shorter(pair: PairView) -> Iterator[Hit]:
    source, target = pair.bitext.source, pair.bitext.target
    own = sum(weight(sentence.text) for sentence in source.sentences)
    other = sum(weight(sentence.text) for sentence in target.sentences)
    left = sum(weight(held.text) for held in pair.once(untranslated_blocks))
    missing = sum(
        weight(source.sentences[n].text)
        for run in pair.once(source_runs)
        for bead in pair.bitext.beads[run.low : run.high]
        for n in bead.source
    )
    own -= min(left, own / 2) + missing
    if max(own, other) < _LEAST or not own or pair.once(unrelated):
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


def _missing(pair: PairView) -> Iterator[Hit]:
    if pair.once(unrelated):
        return
    for run in pair.once(source_runs):
        passage = pair.view(run.low).source
        end = run.place == "end"
        what = (
            f"the translation breaks off here: {run.sentences} sentences to the end are missing"
            if end
            else f"{run.sentences} sentences in a row, from here on, have no translation"
        )
        yield Hit(
            what,
            source=(Span(0, len(passage.text)),),
            values={"sentences": run.sentences, "last_bead": run.high - 1, "place": run.place},
            confidence=0.95,
            severity=Severity.ERROR if end else None,
            bead=run.low,
            about="end" if end else "section",
        )


def _truncated(pair: PairView) -> Iterator[Hit]:
    return (hit for hit in _missing(pair) if hit.about == "end")


def _section(pair: PairView) -> Iterator[Hit]:
    return (hit for hit in _missing(pair) if hit.about != "end")


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


_LINES = [
    ("网络连接已经断开。", "The network connection is down."),
    ("请先保存文件。", "Save the file first."),
    ("然后关闭窗口。", "Then close the window."),
    ("会议讨论了预算。", "The meeting discussed the budget."),
    ("他昨天下午回家了。", "He went home yesterday afternoon."),
    ("今年的苹果很甜。", "This year's apples are sweet."),
    ("火车晚点了两个小时。", "The train was two hours late."),
    ("医生建议她多休息。", "The doctor advised her to rest more."),
    ("孩子们在花园里玩。", "The children are playing in the garden."),
    ("这本书有三百页。", "This book has three hundred pages."),
    ("河水比去年高得多。", "The river is much higher than last year."),
    ("我们需要一把新椅子。", "We need a new chair."),
    ("老师表扬了那个学生。", "The teacher praised that student."),
    ("这家餐馆的鱼很好吃。", "The fish at this restaurant is delicious."),
]


def _example(targets: list[str]) -> Example:
    return Example("\n".join(source for source, _ in _LINES), "\n".join(targets))


_TARGETS = [target for _, target in _LINES]
_GOOD = (_example(_TARGETS),)

RULES = (
    Rule(
        id="COV007",
        name="truncated-document",
        severity=Severity.ERROR,
        summary="The translation breaks off before the end",
        what=(
            "Reports three or more source sentences at the end that have no translation, as one "
            "finding and not as one for each sentence."
        ),
        why="A preview, a crash or a limit of a machine cut the translation short.",
        bad=(_example([*_TARGETS[:8], *[""] * 6]),),
        good=_GOOD,
        find_pair=_truncated,
        needs_model=True,
        precision="see docs/case-study-miit.md",
    ),
    Rule(
        id="DOC001",
        name="not-translations",
        severity=Severity.ERROR,
        summary="The two documents are hardly translations of each other",
        what=(
            "Takes the aligner's word where it aligned the pair; for given pairs it compares each "
            "text's likeness to its partner with its likeness to the other texts. It silences the "
            "coverage checks, which would report every sentence."
        ),
        why="The wrong file was given, or the columns slipped.",
        bad=(_example([*_TARGETS[7:], *_TARGETS[:7]]),),
        good=_GOOD,
        find_pair=_unrelated,
        needs_model=True,
        limits="Needs a dozen pairs at least.",
        precision="see docs/coverage.md",
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
        bad=(Example("\n".join(source * 4 for source, _ in _LINES), "\n".join(_TARGETS)),),
        good=_GOOD,
        find_pair=_shorter,
        needs_model=True,
        precision="see docs/coverage.md",
    ),
    Rule(
        id="DOC003",
        name="missing-section",
        severity=Severity.WARNING,
        summary="A run of source sentences has no translation",
        what="Reports five or more source sentences in a row without translation, as one finding.",
        why="A page or a section was skipped.",
        bad=(_example([*_TARGETS[:4], *[""] * 6, *_TARGETS[10:]]),),
        good=_GOOD,
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
        good=_GOOD,
        find_pair=_order,
        limits="Needs documents that alignkit aligned: given pairs have no order of their own.",
        precision="see docs/coverage.md",
    ),
)
