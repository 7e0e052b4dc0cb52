"""Whether the other side of a bead carries each of its sentences: what tells one lost or put in.

The aligner joins a sentence that nothing renders to its neighbour where that costs less, so that a
bead of two sentences and one may hold one that was left out, or added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignkit.check.coverage.both_ways import certainty, directions, dropped, table, words_at
from alignkit.check.coverage.net import Learned
from alignkit.check.coverage.sentences.weighing import (
    Stretch,
    carried_rows,
    longer,
    stretches_of,
    usually,
)
from alignkit.check.run.view import BeadView, PairView
from alignkit.segment import segment
from alignkit.types import Bead, Passage, Span
from alignkit.words.renderings import comparable, words_of_all

#: Beads that say how much longer one side is: more change the median by little.
SAMPLE = 300
#: A sentence whose words look lost by less, in the mean, is carried: hardly one that the network
#: told in learning looks so well rendered.
DOUBT = -2.0
#: Where less of a translation, by weight, is explained by nothing, no sentence of it was put in.
LEFT_OVER = 0.15
#: What the network tells at all is right more often than not; nothing is surer than this.
LEANING, SUREST = 0.5, 0.99
_INNER = re.compile(r"\w.{0,9}[。！？!?.;；…][”’」』\"'）)]*\s*[^\W_]")

#: A sentence that the other side does not carry, and the log odds of that.
Alone = tuple[Span, float]


def lost(view: BeadView) -> Sequence[Alone]:
    """Return the sentences of a bead's source, of several, that the translation does not carry."""
    return view.pair.chunked(_lost, view.index)


def put_in(view: BeadView) -> Sequence[Alone]:
    """Return the sentences of a bead's translation, of several, that the source does not hold."""
    return view.pair.chunked(_put_in, view.index)


def sureness(odds: float) -> float:
    """Return how sure a finding is of a sentence that is carried with such log odds by nothing."""
    return min(SUREST, certainty(odds + LEANING))


def beside(view: BeadView, side: int) -> float:
    """Return the log odds that a text alone is carried by neither bead beside it, the least.

    Its neighbour's other side is asked for it as if the aligner had joined the two.
    """
    ways = view.pair.once(directions)
    if ways is None:
        return 0.0
    near = ((step, view.neighbour(step)) for step in (-1, 1))
    found = [
        _joined(view, other, side, step, ways[side])
        for step, other in near
        if other and other.source.text.strip() and other.target.text.strip()
    ]
    return min((odds for odds in found if odds is not None), default=0.0)


def _joined(view: BeadView, near: BeadView, side: int, step: int, way: Learned) -> float | None:
    """Return the log odds that a neighbour's other side does not carry a text that stands alone."""
    own = (view.source, view.target)[side].text
    beside, other = (near.source, near.target) if side == 0 else (near.target, near.source)
    parts = (beside.text.rstrip(), own) if step < 0 else (own, beside.text)
    gap = "" if way.langs[0] == "zh" else " "
    text = gap.join(parts)
    start = len(parts[0]) + len(gap) if step < 0 else 0
    span = Span(start, start + len(own))
    # The text itself is one of the sentences, however it would be cut beside its neighbour.
    around = [b for b in _bounds(text, way.langs[0]) if b.end <= span.start or span.end <= b.start]
    bounds = sorted([*around, span], key=lambda bound: bound.start)
    words = view.pair.once(table)
    one, two = words_of_all(words, [text, other.text])
    cuts = stretches_of(one, bounds)
    if not comparable(one, two) or not all(low < high for low, high in cuts):
        return None
    count, usual = len(_bounds(other.text, way.langs[1])), _usual(view.pair, side)
    (rows,) = carried_rows(words, way, [(one, two)], [cuts], [count], usual)
    return float(way.carried(rows)[bounds.index(span)])


def _lost(pair: PairView, low: int, high: int) -> Sequence[Sequence[Alone]]:
    return _alone(pair, low, high, 0)


def _put_in(pair: PairView, low: int, high: int) -> Sequence[Sequence[Alone]]:
    return _alone(pair, low, high, 1)


def _alone(pair: PairView, low: int, high: int, side: int) -> Sequence[Sequence[Alone]]:
    found: list[Sequence[Alone]] = [()] * (high - low)
    ways = pair.once(directions)
    if ways is None:
        return found
    places, pairs, cuts, others, spans = [], [], [], [], []
    for at in range(low, high):
        both = words_at(pair, at)
        if not comparable(*both) or not _several(both[side].text):
            continue
        passages = pair.passages(at)
        bounds = _bounds_of(passages[side], both[side].text, ways[side].langs[0])
        stretches = stretches_of(both[side], bounds)
        kept = [n for n, (first, last) in enumerate(stretches) if first < last]
        stretches, bounds = [stretches[n] for n in kept], [bounds[n] for n in kept]
        if len(stretches) > 1 and _doubtful(pair.view(at), stretches, side):
            other = both[1 - side]
            places.append(at)
            pairs.append((both[side], other))
            cuts.append(stretches)
            spans.append(bounds)
            others.append(len(_bounds_of(passages[1 - side], other.text, ways[side].langs[1])))
    rows = carried_rows(pair.once(table), ways[side], pairs, cuts, others, _usual(pair, side))
    for at, own, held in zip(places, spans, rows, strict=True):
        odds = ways[side].carried(held).tolist()
        told = [(span, value) for span, value in zip(own, odds, strict=True) if value > 0]
        # Where nothing is carried at all the bead is no translation, and told as a whole.
        found[at - low] = told if len(told) < len(own) else ()
    return found


def _several(text: str) -> bool:
    return bool(_INNER.search(text))


def _doubtful(view: BeadView, cuts: Sequence[Stretch], side: int) -> bool:
    """Tell whether a sentence of a bead may be carried by nothing, by what was read already."""
    reading = dropped(view)
    if reading is None:
        return False
    if side:
        return reading.unexplained >= LEFT_OVER
    return any(float(reading.odds[low:high].mean()) > DOUBT for low, high in cuts)


def _bounds_of(passage: Passage, text: str, lang: str) -> list[Span]:
    """Return the sentences of a side of a bead, as its document has them or else cut anew."""
    starts = passage.starts
    if len(starts) < 2 or text != passage.text:
        return _bounds(text, lang)
    return [Span(*edge) for edge in zip(starts, (*starts[1:], len(text)), strict=True)]


def _bounds(text: str, lang: str) -> list[Span]:
    return [sentence.span for sentence in segment(text, lang)]


def _usual(pair: PairView, side: int) -> float:
    longer = pair.once(_longer)
    return -longer if side else longer


def _longer(pair: PairView) -> float:
    """Return how much longer the translations of a document are than their sources, as a log."""
    beads = pair.bitext.beads
    step = max(1, len(beads) // SAMPLE)
    held = [pair.bitext.passages(at) for at in range(0, len(beads), step) if _full(beads[at])]
    return usually([longer(source.text, target.text) for source, target in held])


def _full(bead: Bead) -> bool:
    return bool(bead.source and bead.target)
