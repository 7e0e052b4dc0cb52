"""What is counted on both sides: how near the nouns about two quantities come to each other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from alignkit.check.numbers.counting import compared
from alignkit.check.run.view import BeadView, PairView
from alignkit.quantity.lookup import counted
from alignkit.types import Quantity

if TYPE_CHECKING:
    from alignkit.words.lexicon import WordTable

# What the lexicon lists counts for more than vectors that are as near.
LISTED = 0.15
# Nouns nearer than this agree.
AGREE = 0.42
# A noun phrase is read as far as this: what follows is another phrase or a verb.
_REACH = {"zh": 8, "en": 5}
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def table(pair: PairView) -> WordTable:
    """Return the table of words, one for a pair of documents."""
    return pair.words(pair.encoder)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Return the measure words that name a thing by themselves: 人, 国, 户, not 名, 件."""
    return frozenset(word for entry in counted()["class"].values() for word in entry["zh"])


def named(quantity: Quantity, lang: str) -> str:
    """Return the words that name what a quantity counts, "" where none stand there."""
    if lang == "zh":
        unit = quantity.unit if quantity.unit in _nouns() else ""
        return unit + quantity.noun[: _REACH["zh"]]
    return " ".join(_WORD.findall(quantity.noun)[: _REACH["en"]])


def likeness(
    view: BeadView, source: Quantity, target: Quantity, langs: tuple[str, str]
) -> float | None:
    """Return how near the nearest of the nouns come, from 0 to 1; None where a side names none."""
    if set(langs) != {"zh", "en"}:
        return None
    ours, theirs = named(source, langs[0]), named(target, langs[1])
    if not ours or not theirs:
        return None
    found: float | None = view.pair.once(_memory)(view.pair, ours, theirs)
    return found


def contradicted(
    view: BeadView, source: Quantity, target: Quantity, langs: tuple[str, str]
) -> dict[str, float]:
    """Return the signs that two quantities count different things; none where they may agree.

    They agree where any word of one noun phrase may render any of the other. The first word that
    names a thing is looked for elsewhere too: what moved is no other thing.
    """
    if set(langs) != {"zh", "en"}:
        return {}
    known = compared(source, target, langs)
    alike = None if known else likeness(view, source, target, langs)
    if known is False:
        return {"classes differ": 1.0}
    if alike is None or alike >= AGREE:
        return {}
    ours, theirs = (
        view.pair.once(_moved)(view.pair, named(source, langs[0]), view.target.text),
        view.pair.once(_moved)(view.pair, named(target, langs[1]), view.source.text),
    )
    lost = 1.0 - max(ours[0], theirs[0])
    signs = {
        "neither thing elsewhere": max(0.0, lost),
        "nearness of the things": round(alike, 2),
        "source thing known": ours[1],
        "target thing known": theirs[1],
        "source thing elsewhere": ours[0],
        "target thing elsewhere": theirs[0],
    }
    return {name: round(value, 2) for name, value in signs.items() if value}


def _moved(pair: PairView) -> Any:
    """Return how well a phrase is rendered anywhere in a text, and how sure it is by what."""

    @lru_cache(maxsize=1024)
    def measured(_: PairView, phrase: str, text: str) -> tuple[float, float]:
        from alignkit.words.lexicon import expected
        from alignkit.words.renderings import comparable, match, words_of

        known = pair.once(table)
        first, second = words_of(known, phrase), words_of(known, text)
        if not comparable(first, second):
            return 0.0, 0.0
        cosine, strength = match(known, first, second)
        listed = strength + LISTED * (strength > 0)
        best = float(min(1.0, max(cosine.max(), listed.max())))
        return best, max(map(expected, first.forms), default=0.0)

    return measured


def _memory(pair: PairView) -> Any:
    """Return the measure of two phrases, which keeps what it has measured."""

    @lru_cache(maxsize=4096)
    def measured(_: PairView, ours: str, theirs: str) -> float | None:
        from alignkit.words.renderings import comparable, match, words_of

        known = pair.once(table)
        first, second = words_of(known, ours), words_of(known, theirs)
        if not comparable(first, second):
            return None
        cosine, strength = match(known, first, second)
        listed = strength + LISTED * (strength > 0)
        return float(min(1.0, max(cosine.max(), listed.max())))

    return measured
