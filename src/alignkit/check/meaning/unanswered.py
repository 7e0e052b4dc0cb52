"""What is said on one side alone, as hits: two witnesses are asked, words and the network.

`opposed` weighs the words about a denial, a duty or a direction that the other side does not
answer; the network reads the two sentences. Neither knows the other, and both rarely err at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.linked import Reading, counterpart, reading
from alignkit.check.meaning.opposed import DENIAL, Suspicion, bounds, odds, suspicions
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span

# What the words and what the network count for, and the bias, by the group of the suspicion:
# logistic regression on errors put into the development half and its natural pairs set aside.
WITNESSES = {
    "none": (0.45, 0.75, -0.45),
    "less": (0.38, 0.67, 0.35),
    "force": (0.24, 0.49, 0.4),
    "contrary": (0.0, 1.3, 0.3),
}
# From these log odds on a note is given, by the language of the source: at most one natural
# pair in a thousand of each group has them.
BARS = {
    "zh": {"none": 0.6, "less": 0.4, "force": 0.3, "contrary": 0.0},
    "en": {"none": 0.8, "less": 0.4, "force": 0.6, "contrary": 0.2},
}
# The network's log odds say no more where they are lower.
LOWEST = -8.0
# “Must not” beside 可以 is two suspicions at once, and so much likelier.
BOTH = 1.5
# Confidence: of 46 that were read in loosely translated books and talks about a fifth were right,
# where an error is put in about a half is found.
NOTED = 0.5


@dataclass(frozen=True, slots=True)
class Alone:
    """A suspicion that both witnesses bear out, and the log odds of it."""

    suspicion: Suspicion
    odds: float


def alone(read: Reading) -> Alone | None:
    """Return what is likeliest said on one side alone, if it is likely enough."""
    turned = read.source.language != "zh"
    words = [side.words.forms for side in (read.source, read.target)]
    best: tuple[float, Suspicion] | None = None
    bars = BARS[read.source.language]
    texts = words[::-1] if turned else words
    held = [one for one in suspicions(texts) if not _bounds(one, texts)]
    both = len({one.kind for one in held} & {DENIAL, "force"}) > 1
    for one in held:
        group = one.group.rstrip("01")
        ours, network, bias = WITNESSES[group]
        told = ours * odds(one) + network * max(read.odds(one.kind), LOWEST) + bias
        told += BOTH * (both and one.kind == DENIAL)
        above = told - bars[group]
        if above >= 0 and (best is None or above > best[0]):
            best = above, one
    if best is None:
        return None
    group = best[1].group.rstrip("01")
    told = best[0] + bars[group]
    return Alone(best[1], told)


def _bounds(one: Suspicion, texts: Sequence[Sequence[str]]) -> bool:
    """Tell whether all that denies is “not more than” or “not only”: no denial of the sentence."""
    return one.kind == DENIAL and all(
        bounds(words, at) for words, places in zip(texts, one.places, strict=True) for at in places
    )


def unanswered(view: BeadView) -> Iterator[Hit]:
    """Yield what one side says and the other does not, or says the contrary of."""
    read = view.once(reading)
    found = alone(read) if read is not None else None
    if read is None or found is None or silent(view):
        return
    spans = _marked(read, found.suspicion)
    texts = spans[0].slice(view.source.text), spans[1].slice(view.target.text)
    if found.suspicion.kind == DENIAL:
        sides = texts if bool(found.suspicion.places[0]) != _turned(read) else texts[::-1]
        message = f"“{sides[0]}” denies, and nothing on the other side does: “{sides[1]}”"
        if found.suspicion.group.startswith("less"):
            message = f"“{sides[0]}” denies once more than the other side: “{sides[1]}”"
    else:
        message = f"“{texts[1]}” says the contrary of “{texts[0]}”"
    yield Hit(
        message,
        source=(spans[0],),
        target=(spans[1],),
        values={"kind": found.suspicion.kind, "source": texts[0], "target": texts[1]},
        confidence=NOTED,
        severity=Severity.INFO,
    )


def _turned(read: Reading) -> bool:
    return read.source.language != "zh"


def _marked(read: Reading, one: Suspicion) -> tuple[Span, Span]:
    """Return the words that take a side, or the denial and what stands for what it denies."""
    places = one.places[::-1] if _turned(read) else one.places
    if one.kind != DENIAL:
        return read.source.span(places[0][0]), read.target.span(places[1][0])
    side = 0 if places[0] else 1
    evidence = read.evidence if side == 0 else read.evidence.T
    # Of several denials the one whose words are least answered; what is denied stands behind it.
    column = read.told[side][:, 0]
    at = max(places[side], key=lambda place: float(column[place]))
    facing = counterpart(evidence, min(at + 1, len(evidence) - 1))
    if side == 0:
        return read.source.span(at), read.target.span(facing)
    return read.source.span(facing), read.target.span(at)
