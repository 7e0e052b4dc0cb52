"""A wrong file given as the translation: crossed documents, beside true and shortened ones.

python -m bench crossed [--most N] [--show] takes each document of the development data whole and
its first sentences, and gives as its translation: its own, that of the likest other document of its
genre, that of any other, that of its own next part; and its own cut short, in another order, or
half of it beside half of another's. --most limits the documents of a genre and direction, --show
prints each one that is not told as it should be.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import alignkit as ak
from alignkit.segment import segment
from alignkit.types import Severity
from bench.checks.documents import pairs
from bench.figures.share import share
from bench.figures.table import Row, show
from bench.texts.data import DIRECTIONS, professional

#: Sentences of the source that a cut holds.
CUTS = (5, 15, 40, 120)
#: Documents of one genre and direction that are crossed, and so many where all rooms run.
MOST, BESIDE = 4, 2
SEED = 3
#: What is given in place of the translation: whether it is another text, is the question.
CROSSED = ("likest", "any", "next")
OWN = ("true", "shortened", "reordered", "half another")
#: An error is right nine times in ten; of a true pair it never speaks.
TOLD = 0.9
_KEPT = 0.4
_PASSAGE = 4


@dataclass(frozen=True)
class Cut:
    """The first sentences of a document, those of its translation, and those that come next."""

    name: str
    langs: tuple[str, str]
    source: list[str]
    target: list[str]
    after: list[str]


@dataclass(frozen=True)
class Held:
    """A document and its translation, sentence by sentence, aligned."""

    name: str
    langs: tuple[str, str]
    source: list[str]
    target: list[str]
    ends: list[tuple[int, int]]

    def cut(self, size: int) -> Cut:
        """Return so many sentences and their rendering."""
        first, then = self._end(size), self._end(2 * size)
        source, target = self.source[: first[0]], self.target[: first[1]]
        after = self.target[first[1] : then[1]] if len(self.source) >= 2 * size else []
        return Cut(self.name, self.langs, source, target, after)

    def _end(self, size: int) -> tuple[int, int]:
        """Return how many sentences of both sides the beads of so many source sentences hold."""
        return next((end for end in self.ends if end[0] >= size), self.ends[-1])


@dataclass(frozen=True)
class Told:
    """What was given, from where, and how grave the finding was, if there was one."""

    kind: str
    name: str
    direction: str
    short: bool
    severity: Severity | None


def held(data: Path, most: int) -> dict[str, list[Held]]:
    """Return some documents of each genre and direction."""
    found: dict[str, list[tuple[str, ak.Document, ak.Document]]] = defaultdict(list)
    for direction in DIRECTIONS:
        texts: dict[tuple[str, str], dict[int, tuple[str, str]]] = defaultdict(dict)
        for pair in professional(data, direction):
            known = texts[f"{pair.set} {pair.genre} {direction}", pair.document]
            known.setdefault(pair.place, (pair.source, pair.target))
        for (genre, name), rows in texts.items():
            sides = zip(*(row for _, row in sorted(rows.items())), strict=True)
            one, two = (
                ak.document("\n".join(side), lang=lang)
                for side, lang in zip(sides, direction.split("-"), strict=True)
            )
            found[genre].append((f"{genre}: {name}", one, two))
    for genre, name, source, target in pairs(data / "wild"):
        one, two = ak.read(source), ak.read(target)
        if one.lang != two.lang:
            found[f"wild {genre} {one.lang}-{two.lang}"].append((name, one, two))
    draws = random.Random(SEED)
    return {
        genre: [_aligned(*held) for held in draws.sample(documents, min(most, len(documents)))]
        for genre, documents in found.items()
    }


def _aligned(name: str, source: ak.Document, target: ak.Document) -> Held:
    one, two = (ak.Document.from_sentences(_prose(side), side.lang) for side in (source, target))
    bitext = ak.align(one, two)
    ends, rows, columns = [(0, 0)], 0, 0
    for bead in bitext.beads:
        rows, columns = (max([n, *(k + 1 for k in side)])
                         for n, side in ((rows, bead.source), (columns, bead.target)))  # fmt: skip
        ends.append((rows, columns))
    texts = ([s.text for s in side.sentences] for side in (one, two))
    return Held(name, (one.lang, two.lang), *texts, ends)


def _prose(document: ak.Document) -> list[str]:
    """Return what a translator rendered: neither code nor addresses."""
    held = segment(document)
    return [s.text for s in held.sentences if not held.blocks[s.block].literal]


def given(documents: Sequence[Held]) -> Iterator[tuple[str, Cut, list[str]]]:
    """Yield what is given as the translation of each cut of each document of a genre."""
    draws = random.Random(SEED)
    likeness = _likeness(documents)
    for at, document in enumerate(documents):
        for size in CUTS:
            if size > CUTS[0] and len(document.source) * 2 < size:
                continue
            cut = document.cut(size)
            if not (cut.source and cut.target):
                continue
            yield "true", cut, cut.target
            others = [documents[n].cut(size) for n in np.argsort(-likeness[at]) if n != at]
            if others:
                yield "likest", cut, others[0].target
                yield "any", cut, draws.choice(others).target
            if cut.after:
                yield "next", cut, cut.after
            if len(cut.target) < 2 * _PASSAGE:
                continue
            yield "shortened", cut, [text for text in cut.target if draws.random() < _KEPT]
            yield "shortened", cut, cut.target[: len(cut.target) // 2]
            yield "reordered", cut, _reordered(cut.target, draws)
            if others:
                two = others[0].target
                middle = len(cut.target) // 2
                yield "half another", cut, cut.target[:middle] + two[len(two) // 2 :]


def _reordered(texts: list[str], draws: random.Random) -> list[str]:
    passages = [texts[n : n + _PASSAGE] for n in range(0, len(texts), _PASSAGE)]
    draws.shuffle(passages)
    return [text for passage in passages for text in passage]


def _likeness(documents: Sequence[Held]) -> np.ndarray:
    encode = ak.encoder().encode
    means = np.array([encode(document.source[: CUTS[-2]]).sum(axis=0) for document in documents])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-6)
    return means @ means.T


def told(kind: str, cut: Cut, target: list[str]) -> Told | None:
    """Return what the check says of a pair as a whole."""
    if not target:
        return None
    sides = (
        ak.document("\n".join(texts), lang=lang)
        for texts, lang in zip((cut.source, target), cut.langs, strict=True)
    )
    found = ak.check(ak.align(*sides, presplit=True), select=["DOC001"])
    grave = max((f.severity for f in found if f.rule == "DOC001"), key=lambda s: s.rank,
                default=None)  # fmt: skip
    short = min(len(cut.source), len(target)) < 2 * _PASSAGE
    return Told(kind, cut.name, "-".join(cut.langs), short, grave)


def measure(data: Path, most: int = MOST, missed: list[str] | None = None) -> list[Row]:
    """Return the rows of what is told of each pair that was made."""
    every = [
        answer
        for documents in held(data, most).values()
        for kind, cut, target in given(documents)
        if (answer := told(kind, cut, target)) is not None
    ]
    if missed is not None:
        missed += [
            f"{answer.kind} {answer.direction} {answer.name}: {answer.severity or 'nothing'}"
            for answer in every
            if (answer.kind in CROSSED) != (answer.severity is Severity.ERROR)
        ]
    return [*_crossed(every), *_own(every)]


def _crossed(every: Sequence[Told]) -> Iterator[Row]:
    for direction in DIRECTIONS:
        for short, size in ((True, "under 8 sentences"), (False, "8 sentences or more")):
            some = [t for t in every if t.kind in CROSSED and t.direction == direction
                    and t.short == short]  # fmt: skip
            for name, least in (("an error", 3), ("an error or a warning", 2)):
                hits = share((t.name, float(t.severity is not None and t.severity.rank >= least))
                             for t in some)  # fmt: skip
                yield Row(f"another text's translation is {name}, {direction}, {size}", hits.value,
                          TOLD, "higher", "", f"{len(some)} pairs", note=hits.said())  # fmt: skip


def _own(every: Sequence[Told]) -> Iterator[Row]:
    for kind in OWN:
        some = [answer for answer in every if answer.kind == kind]
        errors = sum(answer.severity is Severity.ERROR for answer in some)
        loud = sum(answer.severity is Severity.WARNING for answer in some)
        said = share((t.name, float(t.severity is Severity.ERROR)) for t in some).said()
        note = f"{said}; {loud} warnings"
        yield Row(
            f"errors of translations: {kind}",
            errors,
            0,
            "lower",
            "",
            f"{len(some)} pairs",
            note=note,
        )


def run(data: Path) -> list[Row]:
    """Return the rows; the bars of the rule were set on documents of the same data."""
    return measure(data, BESIDE)


def command(arguments: Sequence[str], data: Path) -> None:
    """Print the figures, and with --show what is told as the other."""
    parser = argparse.ArgumentParser(prog="python -m bench crossed", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    missed: list[str] = []
    show(measure(data, options.most, missed))
    if options.show:
        print("\n".join(missed))
