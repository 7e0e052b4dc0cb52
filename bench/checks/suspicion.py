"""The reviser's list on documents that professionals marked: how many of its places are marked.

python -m bench suspicion

Each system's held documents are one text. A place counts as right where it meets a mark on its own
side, or the words it is set against do on the other. Beside it stand content words drawn by chance,
and the ranking by plain distance.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from training.weights.suspicion import documents, rows

from alignkit.check.coverage.suspicion import Word, _runs, _score, _weights
from bench.figures.share import share
from bench.figures.table import Row
from bench.texts.data import Pair

SEED = 4
TOPS = (25, 50)
Ranking = Callable[[Word, random.Random], float]


def _learned(word: Word, _: random.Random) -> float:
    return _score(word, _weights())


def _plain(word: Word, _: random.Random) -> float:
    return word.features[2]


def _chance(_: Word, draw: random.Random) -> float:
    return draw.random()


RANKINGS: dict[str, Ranking] = {
    "the list": _learned, "plain distance": _plain, "chance": _chance
}  # fmt: skip


def _right(held: list[tuple[Word, bool]], ranking: Ranking, most: int) -> list[bool]:
    draw = random.Random(SEED)
    marks = {id(word): told for word, told in held}
    scored = [(ranking(word, draw), word) for word, _ in held]
    places = [(max(v for v, _ in run), any(marks[id(w)] for _, w in run)) for run in _runs(scored)]
    places.sort(key=lambda place: -place[0])
    return [told for _, told in places[:most]]


def run(data: Path) -> list[Row]:
    found: dict[tuple[str, str, int], list[tuple[str, float]]] = defaultdict(list)
    for document in documents(data, "held"):
        words, told = rows(document)
        held = list(zip(words, told, strict=True))
        for name, ranking in RANKINGS.items():
            for top in TOPS:
                right = _right(held, ranking, top)
                key = _genre(document), name, top
                found[key] += [(f"{document[0].system}", float(value)) for value in right]
    return [
        Row(
            f"places of the first {top} that a professional marked, {name}",
            share(values).value,
            data=genre,
            note=share(values).said(),
        )
        for (genre, name, top), values in sorted(found.items())
    ]


def _genre(document: list[Pair]) -> str:
    return f"{document[0].set}, {document[0].direction}, held half"
