"""Both sides in one language, or a translation that was never made."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.coverage.same_language import same_language
from alignkit.check.run.examples import LINES, TARGETS, example
from alignkit.check.run.rule import Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.types import Severity


def _languages(pair: PairView) -> Iterator[Hit]:
    reason = pair.once(same_language)
    if reason:
        yield Hit(f"{reason}: what else is found, or not, says nothing", confidence=0.97)


RULES = (
    Rule(
        id="DOC005",
        name="same-language",
        severity=Severity.ERROR,
        summary="Both sides are in one language, or the translation was never made",
        what=(
            "Tells the language of both sides by script and small words, and whether "
            "a side was read in a language that it is not written in. It runs "
            "whatever is selected: no check can say anything of a text that is not a translation. "
            "The setting `same_language = true`, or `--allow-same-language`, lets it pass."
        ),
        why="The wrong file was given, and nothing found would read as nothing wrong.",
        bad=(example([source for source, _ in LINES]),),
        good=(example(TARGETS),),
        find_pair=_languages,
        limits="Needs forty letters on each side. Code counts as no language.",
    ),
)
