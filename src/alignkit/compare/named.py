"""Names that one of two renderings has alone."""

from __future__ import annotations

from collections.abc import Sequence

from alignkit.quantity.lookup import tables
from alignkit.types import Span
from alignkit.words.names import is_spelled
from alignkit.words.tokens import Token, names, tokens

# So large a share of the letters of two spellings of one name follow each other.
SPELLED_ALIKE = 0.6
# Names of currencies have no more words.
LONGEST = 3


def apart(first: str, second: str) -> tuple[list[list[Token]], list[list[Token]]]:
    """Return the names that stand in one text alone, for each of two, in reading order."""
    ours, theirs = tokens(first), tokens(second)
    money = _money(ours), _money(theirs)
    left, right = (
        [t for t in _named(side) if t.span not in own or own[t.span] not in other.values()]
        for side, own, other in ((ours, *money), (theirs, *money[::-1]))
    )
    return _runs(_unmatched(left, theirs), ours), _runs(_unmatched(right, ours), theirs)


def _money(held: Sequence[Token]) -> dict[Span, str]:
    """Return the code of the currency that each word is part of: VND, Vietnamese dong."""
    known = tables().en_money
    found: dict[Span, str] = {}
    for low in range(len(held)):
        for high in range(min(len(held), low + LONGEST), low, -1):
            code = known.get(" ".join(token.folded for token in held[low:high]))
            if code:
                found.update((token.span, code) for token in held[low:high])
                break
    return found


def _named(held: Sequence[Token]) -> list[Token]:
    """Return the words that are parts of names, also where they open a sentence."""
    told = list(names(held))
    opening = [t for t in held if t.opens and t.text[0].isupper() and is_spelled(t.text)]
    return sorted({*told, *opening}, key=lambda token: token.span.start)


def is_spelling(first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Tell whether two names are spellings of one: most of their letters follow each other."""
    from difflib import SequenceMatcher

    left, right = ("".join(token.folded for token in run) for run in (first, second))
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= SPELLED_ALIKE


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
