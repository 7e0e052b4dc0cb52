"""Weighs a divergence in names by the original: which of the two names does it hold?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alignkit.compare.details import differing
from alignkit.compare.named import apart, is_spelling
from alignkit.types.comparison import Divergence, Row
from alignkit.words.names import (
    HELD,
    LACKING,
    UNKNOWN,
    borne_by,
    is_common,
    is_home,
    is_own,
    stand,
)
from alignkit.words.tokens import Token, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.embed import Encoder

# A name is in the original from the first cosine on, and not in it below the second.
THERE, NOT_THERE = 0.45, 0.32
# Two names of this cosine are one name in two forms.
ONE_NAME = 0.55
# So many differing names in one row are two ways of spelling, not so many exchanges.
SPELLINGS = 3
# How sure an exchange is that dictionaries bear out, and a name that one rendering adds.
EXCHANGED, ADDED = 0.9, 0.5


def weigh_names(
    row: Row, found: Sequence[Divergence], encoder: Encoder, langs: tuple[str, Sequence[str]]
) -> list[Divergence]:
    """Return a row's divergences, those in names as the original bears them out.

    `langs` are the languages of the original and of the translations.
    """
    kept = [divergence for divergence in found if divergence.kind != "name"]
    named = [divergence for divergence in found if divergence.kind == "name"]
    known: list[Divergence] = []
    if langs[0] == "zh" and row.source:
        for pair in differing(row, langs[1]):
            known += _known(row, pair, encoder)
    used = {(d.pair, span) for d in known for span in (*d.first, *d.second)}
    for divergence in named:
        if any((divergence.pair, s) in used for s in (*divergence.first, *divergence.second)):
            continue
        if langs[0] == "zh" and all(map(is_common, _runs(row, divergence))):
            continue
        held = _by_cosine(row, divergence, encoder)
        if held and (len(named) >= SPELLINGS or (langs[0] == "zh" and _may_be_one(row, held))):
            held = replace(held, confidence=0.2, severity="info")
        if held:
            known.append(held)
    return kept + known


def _known(row: Row, pair: tuple[int, int], encoder: Encoder) -> Iterator[Divergence]:
    """Yield the names that the original is known to hold on one side and to lack on the other."""
    ours, theirs = apart(*(row.renderings[i].text for i in pair))
    stands = [[(run, stand(run, row.source)) for run in runs] for runs in (ours, theirs)]
    for swapped in (False, True):
        left, right = stands[::-1] if swapped else stands
        lacking = [run for run, state in right if state == LACKING and _is_strange(run, row.source)]
        held = _unanswered(left, right, row.source) or [
            run for run, state in left if state == UNKNOWN and _is_own(run)
        ]
        for place, added in enumerate(lacking):
            right_one = held[min(place, len(held) - 1)] if held else []
            if any(is_spelling(added, run) for run, _ in left):
                continue
            if not right_one and any(token.text.isupper() for token in added):
                continue
            if right_one and _cosine(_text(right_one), _text(added), encoder) >= ONE_NAME:
                continue
            first, second = (added, right_one) if swapped else (right_one, added)
            yield _divergence(pair, first, second)


def _is_strange(run: Sequence[Token], source: str) -> bool:
    """Tell whether every word of a run is a name that the original lacks, or a title's word.

    With a word in it that no dictionary knows it may be the same name in another romanisation: Wee
    Ka Siong is Wei Jiaxiang.
    """
    own = [token for token in run if is_own(token.folded)]
    return bool(own) and all(
        stand([token], source) == LACKING if token in own else is_common([token]) for token in run
    )


def _is_own(run: Sequence[Token]) -> bool:
    """Tell whether all words of a run are names, and none of the country itself."""
    return all(is_own(token.folded) and not is_home(token.folded) for token in run)


Stands = Sequence[tuple[Sequence[Token], str]]


def _unanswered(left: Stands, right: Stands, source: str) -> list[Sequence[Token]]:
    """Return the names of the original that one rendering has and the other has in no form.

    Dutch and Netherlands are two forms of 荷兰.
    """
    theirs = [(run, borne_by(run, source)) for run, state in right if state == HELD]
    return [
        run
        for run, state in left
        if state == HELD
        and not any(
            is_spelling(run, other)
            or any(a in b or b in a for a in borne_by(run, source) for b in words)
            for other, words in theirs
        )
    ]


def _divergence(
    pair: tuple[int, int], first: Sequence[Token], second: Sequence[Token]
) -> Divergence:
    both = bool(first and second)
    alone = "the first" if first else "the second"
    return Divergence(
        rule="DIV005",
        kind="name",
        message=f"“{_text(first)}” in one, “{_text(second)}” in the other"
        if both
        else f"only {alone} names “{_text(first or second)}”, and the original does not",
        pair=pair,
        first=tuple(token.span for token in first),
        second=tuple(token.span for token in second),
        values={"source": _text(first), "target": _text(second)} if both else {},
        confidence=EXCHANGED if both else ADDED,
        severity="warning" if both else "info",
    )


def _by_cosine(row: Row, divergence: Divergence, encoder: Encoder) -> Divergence | None:
    names = [str(divergence.values[side]) for side in ("source", "target")]
    words = _words(row.source, encoder)
    vectors = _units(encoder, [*names, *words])
    first, second = vectors[:2]
    if float(first @ second) >= ONE_NAME:
        return None
    if not words:
        return replace(divergence, confidence=0.3, severity="info")
    low, high = sorted(float((vectors[2:] @ name).max()) for name in (first, second))
    if low >= THERE:
        return None
    if high < THERE or low > NOT_THERE:
        return replace(divergence, confidence=0.2, severity="info")
    return replace(divergence, confidence=round(min(0.95, 0.4 + 0.9 * (high - low)), 4))


def _runs(row: Row, divergence: Divergence) -> Iterator[list[Token]]:
    """Yield the words of each side of a divergence in names."""
    for number, spans in zip(divergence.pair, (divergence.first, divergence.second)):
        yield [t for t in tokens(row.renderings[number].text) if t.span in spans]


def _may_be_one(row: Row, divergence: Divergence) -> bool:
    """Tell whether one side is common words in capitals, or the same name spelled otherwise."""
    for run in _runs(row, divergence):
        if is_common(run):
            return True
        if stand(run, row.source) == LACKING and not _is_strange(run, row.source):
            return True
    return False


def _text(run: Sequence[Token]) -> str:
    return " ".join(token.text for token in run)


def _cosine(first: str, second: str, encoder: Encoder) -> float:
    left, right = _units(encoder, [first, second])
    return float(left @ right)


def _words(text: str, encoder: Encoder) -> list[str]:
    if not text or not hasattr(encoder, "words"):
        return []
    return [word for _, _, word in encoder.words(text)]


def _units(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    import numpy as np

    vectors = encoder.encode(texts)
    units: NDArray[np.float32] = vectors / np.maximum(
        np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9
    )
    return units
