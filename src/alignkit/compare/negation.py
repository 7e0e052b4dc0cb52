"""A denial weighed by the original: does it deny at all?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from alignkit.check.english import Token, is_negative, is_negator, tokens
from alignkit.compare.types import Divergence, Row

# Characters by which Chinese denies, lacks, forbids or goes without.
DENYING = re.compile("[不没沒无無未非莫勿别別否禁拒免缺]")
# A denial that the original does not bear out, and one that it may.
SURE, OPEN = 0.9, 0.6
# After these words “not” denies nothing by itself.
SOFTENED = frozenset({"only", "just", "merely", "until", "long"})
VERBAL = frozenset({"not", "never", "cannot", "cant"})


def weigh_denials(
    row: Row, found: Sequence[Divergence], langs: tuple[str, Sequence[str]]
) -> list[Divergence]:
    """Return a row's divergences with those in negation as the original bears them out.

    Where the original holds no denying character, one rendering denies a verb and the other has
    no denying word at all, the denial was added or lost, whatever words stand around it.
    """
    if langs[0] != "zh" or not row.source:
        return list(found)
    denies = bool(DENYING.search(row.source))
    kept = [
        replace(divergence, confidence=OPEN if denies else SURE)
        if divergence.kind == "negation"
        else divergence
        for divergence in found
    ]
    told = {divergence.pair for divergence in kept if divergence.kind == "negation"}
    for like in row.likenesses:
        english = all(langs[1][i] == "en" for i in like.pair)
        if english and not denies and like.chrf < 100 and like.pair not in told:
            kept += _added(row, like.pair)
    return kept


def _added(row: Row, pair: tuple[int, int]) -> list[Divergence]:
    ours, theirs = (tokens(row.renderings[i].text) for i in pair)
    for left, right, swapped in ((ours, theirs, False), (theirs, ours, True)):
        denial = _denial(left)
        if denial and not any(is_negative(token.text) for token in right):
            alone = "the second" if swapped else "the first"
            spans = (denial.span,)
            return [
                Divergence(
                    rule="DIV003",
                    kind="negation",
                    message=f"only {alone} says “{denial.text}”, and the original does not deny",
                    pair=pair,
                    first=() if swapped else spans,
                    second=spans if swapped else (),
                    confidence=SURE,
                    severity="error",
                )
            ]
    return []


def _denial(held: Sequence[Token]) -> Token | None:
    """Return the first word that denies a verb."""
    for place, token in enumerate(held):
        verbal = token.folded in VERBAL or (
            is_negator(token.text) and token.text[-1:].casefold() == "t"
        )
        after = {other.folded for other in held[place + 1 : place + 3]}
        before = held[place - 1].folded if place else ""
        if verbal and not after & SOFTENED and before != "or":
            return token
    return None
