"""DIV004: one translation says something that the other leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span
from alignkit.words.tokens import Token, is_content, stem, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A word whose best counterpart has this cosine speaks neither for nor against a gap.
EVEN = 0.4
# How much a side counts that is longer by its whole length, beside the sum of (EVEN - cosine).
LONGER = 4.0
# The least evidence that makes a gap, and where it is sure.
LEAST, SURE = 1.6, 4.5
LEAST_WORDS = 4


def find(view: BeadView) -> Iterator[Hit]:
    """Look in each rendering for the longest run of words that the other has no counterpart for."""
    if view.source_lang != "en" or view.target_lang != "en":
        return
    if not (view.source.text and view.target.text):
        return
    ours, theirs = _content(view.source.text), _content(view.target.text)
    if len(ours) < LEAST_WORDS and len(theirs) < LEAST_WORDS:
        return
    table = _cosines(view, ours, theirs)
    for held, other, best, in_source in (
        (ours, theirs, table.max(1, initial=0.0), True),
        (theirs, ours, table.max(0, initial=0.0), False),
    ):
        low, high, gap = _gap([EVEN - float(cosine) for cosine in best])
        evidence = gap + LONGER * (1 - len(other) / len(held)) if held else 0.0
        if high - low < LEAST_WORDS or evidence < LEAST:
            continue
        text = (view.source if in_source else view.target).text
        span = Span(held[low].span.start, held[high - 1].span.end)
        said = span.slice(text)
        yield Hit(
            f"only {'the first' if in_source else 'the second'} says “{said}”",
            source=(span,) if in_source else (),
            target=() if in_source else (span,),
            values={"kind": "content", "words": high - low},
            confidence=min(0.95, 0.2 + 0.75 * (evidence - LEAST) / (SURE - LEAST)),
        )


def _content(text: str) -> list[Token]:
    return [token for token in tokens(text) if is_content(token.text) or token.text[0].isdigit()]


def _cosines(view: BeadView, ours: Sequence[Token], theirs: Sequence[Token]) -> NDArray[np.float32]:
    import numpy as np

    vectors = [view.pair.encoder.encode([token.text for token in side]) for side in (ours, theirs)]
    units = [v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-9) for v in vectors]
    table: NDArray[np.float32] = units[0] @ units[1].T
    stems = [np.array([stem(token.text) for token in side], object) for side in (ours, theirs)]
    table[stems[0][:, None] == stems[1][None, :]] = 1.0
    return table


def _gap(gains: Sequence[float]) -> tuple[int, int, float]:
    """Return the run of words with the greatest sum: where it begins and ends, and the sum."""
    best = (0, 0, 0.0)
    start, total = 0, 0.0
    for place, gain in enumerate(gains):
        if total <= 0:
            start, total = place, 0.0
        total += gain
        if total > best[2]:
            best = (start, place + 1, total)
    return best


RULES = (
    Rule(
        id="DIV004",
        name="content-diverges",
        severity=Severity.WARNING,
        summary="One translation says something that the other leaves out",
        what=(
            "Looks in each rendering for a run of meaningful words that have no counterpart in the "
            "other, neither the same word nor one of like meaning by the encoder's vectors."
        ),
        why="What only one translator has was added by one or dropped by the other.",
        bad=(
            Example(
                "The ministry will build ten laboratories, train young researchers at foreign "
                "universities, and publish the results.",
                "The ministry will build ten laboratories and publish the results.",
            ),
        ),
        good=(
            Example(
                "The ministry will build ten laboratories.",
                "Ten labs will be built by the ministry.",
            ),
        ),
        limits="A free rendering of a whole clause in other words can look like two gaps.",
        precision=(
            "9 of 13 rows flagged among 120 differ in substance (two professional translations of "
            "news, bench/verdicts/compare.tsv)"
        ),
        find=find,
        needs_model=True,
    ),
)
