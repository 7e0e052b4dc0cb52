"""Text of the translation that the source does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.coverage.both_ways import added, certainty, elsewhere, table
from alignkit.check.coverage.omission import Reading
from alignkit.check.coverage.structure import in_target_run, letters, target_runs
from alignkit.check.coverage.unrelated import unrelated
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Severity, Span

_BRACKETS = re.compile(r"\[[^\[\]]*\]|【[^【】]*】")
_LEAST_WORDS = 4
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
    found = added(view)
    if found is None or found.high - found.low < _LEAST_WORDS:
        return
    sure = certainty(found.surprise)
    if sure < view.pair.options(_RULE).get("threshold", 0.8):
        return
    span = found.span
    if any(m.start() <= span.start and span.end <= m.end() for m in _BRACKETS.finditer(target)):
        return
    if _free(view, found) or elsewhere(view, span, side=1):
        return
    text = span.slice(target)
    yield Hit(
        f"nothing in the source says this: {text if len(text) <= 60 else text[:58] + '…'}",
        target=(span,),
        values={"text": text, "level": "clause"},
        confidence=min(0.99, sure),
    )


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
