"""A denial weighed by the original: does it deny there at all?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from alignkit.compare.details import differing
from alignkit.compare.lacking import Compared
from alignkit.types.comparison import Divergence, Row
from alignkit.words.tokens import Token, is_content, is_negative, is_negator, tokens

# Characters by which Chinese denies, lacks, forbids or goes without.
DENYING = re.compile("[不没沒无無未非莫勿别別否禁拒免缺]")
# Characters that English may render by a denial: hard to, stop, keep from, few, only, wait for.
AKIN = re.compile("[不没沒无無未非莫勿别別否禁拒免缺难難停止防避失除却少反戒绝絕空待尚只唯忘隐差]")
# So far before and after a word of the original its denial may stand.
BEFORE, AFTER = 7, 4
CLAUSE = re.compile("[，。；！？：,;!?:]")
# A denial that the original does not bear out at all, not there, and perhaps.
SURE, LIKELY, OPEN = 0.9, 0.8, 0.6
# After these words “not” denies nothing by itself.
SOFTENED = frozenset({"only", "just", "merely", "until", "long"})
# These words after others begin another predicate: what is not one's own is flattery.
PREDICATES = frozenset({"is", "are", "was", "were"})
VERBAL = frozenset({"not", "never", "cannot", "cant"})
# A denial reaches so many words ahead, and a denier so many back.
REACH, NEAR = 8, 7
STOPS = frozenset(".,;:?!()")
END = re.compile("[.?!]")


def weigh_denials(
    row: Row,
    found: Sequence[Divergence],
    langs: tuple[str, Sequence[str]],
    compared: Sequence[Compared],
) -> list[Divergence]:
    """Return a row's divergences with those in negation as the original bears them out.

    `compared` says for each pair of renderings which word of the original each word renders. Where
    the original holds no denying character, one rendering denies a verb and the other has no
    denying word at all, the denial was added or lost, whatever words stand around it. Where it
    denies elsewhere, the words beside those that are denied are asked.
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
    words = dict(zip(differing(row, langs[1]), compared, strict=False))
    for pair in differing(row, langs[1]):
        if pair not in told:
            alone = [] if denies else _added(row, pair)
            kept += alone or _unborne(row, pair, words.get(pair))
    return [
        replace(each, confidence=each.confidence / 2, severity="info")
        if each.kind == "negation" and _asked(row, each)
        else each
        for each in kept
    ]


def _asked(row: Row, found: Divergence) -> bool:
    """Tell whether a denial stands in a question: “is it not a joy?” denies nothing."""
    for number, spans in zip(found.pair, (found.first, found.second), strict=True):
        text = row.renderings[number].text
        for span in spans:
            end = END.search(text, span.end)
            if end and end.group() == "?":
                return True
    return False


def _added(row: Row, pair: tuple[int, int]) -> list[Divergence]:
    ours, theirs = (tokens(row.renderings[i].text) for i in pair)
    for left, right, side in ((ours, theirs, 0), (theirs, ours, 1)):
        denial = next((left[at] for at in _denials(left)), None)
        if denial and not any(is_negative(token.text) for token in right):
            return [_divergence(pair, side, denial, SURE)]
    return []


def _unborne(row: Row, pair: tuple[int, int], compared: Compared | None) -> list[Divergence]:
    """Return a denial of a word that neither the original nor the other rendering denies.

    It counts only on the side that has more of them: a free rendering denies something else.
    """
    if compared is None or not compared.owners[0]:
        return []
    held = [tokens(row.renderings[i].text) for i in pair]
    unborne = [
        [at for at in _denials(own) if _is_unborne(row.source, compared, side, own, at)]
        for side, own in enumerate(held)
    ]
    if len(unborne[0]) == len(unborne[1]):
        return []
    side = 0 if len(unborne[0]) > len(unborne[1]) else 1
    counts = [sum(is_negator(token.text) for token in own) for own in held]
    if counts[side] <= counts[1 - side]:
        return []
    for at in unborne[side]:
        sources = _denied(compared, side, held[side], at)
        if not _denies_too(compared, 1 - side, held[1 - side], sources):
            return [_divergence(pair, side, held[side][at], LIKELY)]
    return []


def _denied(compared: Compared, side: int, own: Sequence[Token], at: int) -> list[int]:
    """Return the words of the original that the words after a denial render."""
    found: list[int] = []
    for far, token in enumerate(own[at + 1 : at + 1 + REACH]):
        if token.text in STOPS or len(found) == 2 or (far and token.folded in PREDICATES):
            break
        if is_content(token.text):
            source = compared.owners[side].get(token.span.start, -1)
            if source >= 0:
                found.append(source)
            elif not found and not token.folded.endswith("ly"):
                # What it denies is not in the original in so many words: who can tell?
                break
    return found


def _is_unborne(source: str, compared: Compared, side: int, own: Sequence[Token], at: int) -> bool:
    sources = _denied(compared, side, own, at)
    return bool(sources) and not any(
        _akin(source, compared, place) for one in sources for place in _again(compared, one)
    )


def _again(compared: Compared, place: int) -> Iterator[int]:
    """Yield where a word stands in the original, also inside 不知: any of them may be rendered."""
    forms = compared.source.forms
    return (at for at, form in enumerate(forms) if forms[place] in form)


def _akin(source: str, compared: Compared, place: int) -> bool:
    """Tell whether the original denies anything in a word's clause, or nearly does beside it."""
    start, end = compared.source.starts[place], compared.source.ends[place]
    before = CLAUSE.split(source[:start])[-1]
    after = CLAUSE.split(source[end:])[0]
    near = before[-BEFORE:] + source[start:end] + after[:AFTER]
    return bool(AKIN.search(near) or DENYING.search(before + after))


def _denies_too(
    compared: Compared, side: int, own: Sequence[Token], sources: Sequence[int]
) -> bool:
    """Tell whether the other rendering denies one of its words for these words of the original."""
    for at, token in enumerate(own):
        if compared.owners[side].get(token.span.start, -1) in sources:
            near = [*_clause_before(own, at), *own[at + 1 : at + 3]]
            if any(is_negator(other.text) for other in near) or is_negative(token.text):
                return True
    return False


def _clause_before(own: Sequence[Token], at: int) -> Iterator[Token]:
    """Yield the words before one, as far as its clause and a denial's reach go."""
    for token in reversed(own[max(0, at - NEAR) : at]):
        if token.text in STOPS:
            return
        yield token


def _denials(held: Sequence[Token]) -> Iterator[int]:
    """Yield the places of the words that deny a verb."""
    for place, token in enumerate(held):
        verbal = token.folded in VERBAL or token.text.replace("’", "'").casefold().endswith("n't")
        after = {other.folded for other in held[place + 1 : place + 3]}
        before = held[place - 1].folded if place else ""
        if verbal and not after & SOFTENED and before != "or":
            yield place


def _divergence(pair: tuple[int, int], side: int, denial: Token, sure: float) -> Divergence:
    which = ("the first", "the second")[side]
    spans = (denial.span,)
    return Divergence(
        rule="DIV003",
        kind="negation",
        message=f"only {which} says “{denial.text}”, and the original does not deny there",
        pair=pair,
        first=() if side else spans,
        second=spans if side else (),
        values={"closer": pair[1 - side]},
        confidence=sure,
        severity="error",
    )
