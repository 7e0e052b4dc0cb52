"""How much each two translations share: runs of words that chance does not explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from alignkit.compare.wording import folded, identical, words
from alignkit.types import Span
from alignkit.types.comparison import Row
from alignkit.types.translators import Resemblance

# A run of so many words that stands in both is more than two translators' common language.
RUN = 5
# So many of the longest runs are shown.
SHOWN = 8
Gram = tuple[str, ...]


def resemblances(rows: Sequence[Row], count: int) -> tuple[Resemblance, ...]:
    """Return what each two translations share, the most alike first."""
    cut = [_grams(row) for row in rows]
    found = [_of_pair(rows, cut, pair) for pair in combinations(range(count), 2)]
    return tuple(sorted(found, key=lambda one: (-one.shared, one.pair)))


def _grams(row: Row) -> list[tuple[list[Span], list[Gram]]]:
    """Return for each rendering its words and, from each word on, the run that begins there."""
    found = []
    for rendering in row.renderings:
        spans = words(rendering.text)
        forms = [folded(span.slice(rendering.text)) for span in spans]
        found.append((spans, [tuple(forms[at : at + RUN]) for at in range(len(forms) - RUN + 1)]))
    return found


def _of_pair(
    rows: Sequence[Row], cut: Sequence[list[tuple[list[Span], list[Gram]]]], pair: tuple[int, int]
) -> Resemblance:
    same = both = alone = covered = 0
    lengths = [0, 0]
    runs: list[tuple[int, int, str]] = []
    for row, grams in zip(rows, cut, strict=True):
        texts = [row.renderings[number].text for number in pair]
        if not all(texts):
            continue
        both += 1
        whole = identical(*texts)
        same += whole
        (spans, own), (others, its) = (grams[number] for number in pair)
        lengths[0] += len(spans)
        lengths[1] += len(others)
        third = {gram for n, (_, held) in enumerate(grams) if n not in pair for gram in held}
        there = set(its)
        places = [at for at, gram in enumerate(own) if gram in there]
        # What is the same all through is shared, however short.
        for low, high in [(0, len(spans))] if whole and spans else _stretches(places):
            covered += high - low
            alone += len(grams) > 2 and not any(gram in third for gram in own[low : high - RUN + 1])
            text = Span(spans[low].start, spans[high - 1].end).slice(texts[0])
            runs.append((high - low, row.index, text))
    runs.sort(key=lambda run: (-run[0], run[1]))
    shared = covered / min(lengths) if min(lengths) else 0.0
    return Resemblance(
        pair,
        same,
        both,
        round(min(1.0, shared), 4),
        alone,
        tuple((row, text) for _, row, text in _different(runs)),
    )


def _different(runs: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the longest runs, each text once."""
    seen: Counter[str] = Counter()
    for run in runs:
        seen[run[2]] += 1
        if seen[run[2]] == 1:
            yield run
        if len(seen) >= SHOWN:
            return


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield stretches of words, from first to after last, that runs from these places cover."""
    if not places:
        return
    low = places[0]
    for one, other in pairwise((*places, places[-1] + RUN + 1)):
        if other > one + RUN:
            yield low, one + RUN
            low = other
