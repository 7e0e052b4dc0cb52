"""The judge that alignkit brings: the network of the MIS rules, with every mark it would make."""

from __future__ import annotations

from collections.abc import Sequence

from alignkit.check.meaning import unanswered
from alignkit.check.meaning.linked import Reading, reading
from alignkit.check.meaning.naming.namings import namings
from alignkit.check.meaning.sense import KINDS
from alignkit.check.meaning.sensed import confidence, likely
from alignkit.check.meaning.stance_weights import FEATURES as STANCES
from alignkit.check.run.view import PairView
from alignkit.types import Bitext
from alignkit.types.remark import SIDES, Pair, Remark
from alignkit.words.lexicon import HAN_FIRST

# From this probability on an error is a major one.
SURE = 0.55
# How sure it is that a name stands for another, as far as findings were read (docs/meaning.md).
NAMED = 0.75


def embedded(pairs: Sequence[Pair]) -> list[list[Remark]]:
    """Return the remarks of the network on each pair of a Chinese and an English text."""
    found: list[list[Remark]] = [[] for _ in pairs]
    for langs in (("zh", "en"), ("en", "zh")):
        places = [at for at, pair in enumerate(pairs) if _is_chinese(pair[0]) == (langs[0] == "zh")]
        if not places:
            continue
        view = PairView(Bitext.from_pairs([pairs[at] for at in places], *langs))
        for number, at in enumerate(places):
            read = reading(view.view(number))
            if read is not None:
                found[at] = remarks_on(read)
    return found


def remarks_on(read: Reading) -> list[Remark]:
    """Return the remarks of the network on a bead."""
    found = []
    for kind in KINDS:
        told = _taken(read, kind) if kind in STANCES else likely(read, kind)
        if told is None:
            continue
        places, probability = told
        severity = "major" if probability >= SURE else "minor"
        for side, held, place in zip(SIDES, (read.source, read.target), places, strict=True):
            span = held.span(place)
            found.append(Remark(side, span.start, span.end, kind, severity, probability))
    for name in namings(read):
        spans = (name.chinese, name.english)
        if read.source.language != "zh":
            spans = spans[::-1]
        for side, span in zip(SIDES, spans, strict=True):
            found.append(Remark(side, span.start, span.end, "name", "major", NAMED))
    return found


def _taken(read: Reading, kind: str) -> tuple[tuple[int, int], float] | None:
    told = unanswered.likely(read, kind)
    return (told[0].places, confidence(told[1])) if told else None


def _is_chinese(text: str) -> bool:
    return any(character >= HAN_FIRST for character in text)
