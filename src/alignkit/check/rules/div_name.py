"""DIV005: one translation names somebody or something else than the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alignkit.check.english import Token, names, tokens
from alignkit.check.rule import Example, Hit, Rule
from alignkit.check.view import BeadView
from alignkit.types import Severity


def find(view: BeadView) -> Iterator[Hit]:
    """Pair the names that stand in one rendering alone with those of the other."""
    if view.source_lang != "en" or view.target_lang != "en":
        return
    for first, second in zip(*apart(view.source.text, view.target.text)):
        if abs(len(first) - len(second)) > 1 or _alike(first, second):
            continue
        left, right = (" ".join(token.text for token in run) for run in (first, second))
        yield Hit(
            f"“{left}” in one, “{right}” in the other",
            source=tuple(token.span for token in first),
            target=tuple(token.span for token in second),
            values={"kind": "name", "source": left, "target": right},
            confidence=0.6,
        )


def apart(first: str, second: str) -> tuple[list[list[Token]], list[list[Token]]]:
    """Return the names that stand in one text alone, for each of two, in reading order."""
    ours, theirs = tokens(first), tokens(second)
    return (
        _runs(_unmatched(list(names(ours)), theirs), ours),
        _runs(_unmatched(list(names(theirs)), ours), theirs),
    )


def _unmatched(held: Sequence[Token], other: Sequence[Token]) -> list[Token]:
    words = {token.folded for token in other if token.text[0].isalnum()}
    joined = "".join(token.folded for token in other)
    initials = _initials(other)
    return [
        token
        for token in held
        if token.folded not in words
        and token.folded not in joined
        and not any(_same_root(token.folded, word) for word in words)
        and not (token.text.isupper() and token.folded in initials)
        and not _spelled_out(token, held, other)
    ]


def _same_root(first: str, second: str) -> bool:
    """China and Chinese, Russia and Russian: the same name in another form."""
    length = min(len(first), len(second))
    return length >= 4 and first[: max(4, length - 2)] == second[: max(4, length - 2)]


def _initials(held: Sequence[Token]) -> str:
    return "".join(token.folded[0] for token in held if token.text[0].isupper())


def _spelled_out(token: Token, held: Sequence[Token], other: Sequence[Token]) -> bool:
    """Tell whether the other side has this word's initial inside an acronym."""
    return any(
        word.text.isupper() and 2 <= len(word.text) <= 6 and word.folded in _initials(held)
        for word in other
        if token.folded[:1] in word.folded
    )


def _runs(held: Sequence[Token], whole: Sequence[Token]) -> list[list[Token]]:
    """Join the words of one name."""
    places = {token.span: index for index, token in enumerate(whole)}
    runs: list[list[Token]] = []
    for token in held:
        if runs and places[runs[-1][-1].span] == places[token.span] - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _alike(first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Tell whether two names are spellings of one: most of their letters follow each other."""
    from difflib import SequenceMatcher

    left, right = ("".join(token.folded for token in run) for run in (first, second))
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.6


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
