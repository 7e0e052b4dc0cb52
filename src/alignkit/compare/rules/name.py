"""DIV005: one translation names somebody or something else than the other."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.compare.named import apart, is_spelling
from alignkit.types import Severity


def find(view: BeadView) -> Iterator[Hit]:
    """Pair the names that stand in one rendering alone with those of the other."""
    if view.source_lang != "en" or view.target_lang != "en":
        return
    for first, second in zip(*apart(view.source.text, view.target.text)):
        if abs(len(first) - len(second)) > 1 or is_spelling(first, second):
            continue
        left, right = (" ".join(token.text for token in run) for run in (first, second))
        yield Hit(
            f"“{left}” in one, “{right}” in the other",
            source=tuple(token.span for token in first),
            target=tuple(token.span for token in second),
            values={"kind": "name", "source": left, "target": right},
            confidence=0.6,
        )


RULES = (
    Rule(
        id="DIV005",
        name="names-diverge",
        severity=Severity.WARNING,
        summary="One translation names somebody or something else than the other",
        what=(
            "Collects the words that are parts of names in both renderings, sets aside those that "
            "the other has in any form (China and Chinese, an acronym and its long form, another "
            "spelling), and reports a name that is left on both sides."
        ),
        why="A name that was exchanged changes who did it, and no reader of one text can see it.",
        bad=(
            Example(
                "The delegation left for Beijing on Monday.",
                "On Monday the delegation left for Shanghai.",
            ),
        ),
        good=(
            Example("Trade with China grew.", "Chinese trade grew."),
            Example("The WHO advised caution.", "The World Health Organization advised caution."),
        ),
        limits="A name at the beginning of a sentence counts only where it is written in capitals.",
        precision=(
            "5 of 11 rows flagged among 120 differ in substance (two professional translations of "
            "news, bench/verdicts/compare.tsv); alignkit compare asks the original as well"
        ),
        find=find,
    ),
)
