"""How the words of a corpus are rendered throughout: a table of terms with their renderings.

Words are linked inside beads: each to the word most like it on the other side, where that is
mutual, with the neighbours that are most like it as well. The counts are kept on disk, so that
memory does not grow with the corpus.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.corpus.export.stored import beads
from alignkit.corpus.plan import Plan
from alignkit.errors import OptionError
from alignkit.files import atomic
from alignkit.formats.cells.quoting import line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Words less like than this are linked by chance; of the shipped vectors, which are meant.
ALIKE = 0.45
# Beads less sure than this teach wrong renderings.
SURE = 0.8
# A word must weigh so much of the mean to be a term: what stands everywhere weighs little.
HEAVY = 1.0
_AT_ONCE = 20_000
# Renderings of a term that are listed.
LISTED = 8


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the source side, how often and in how many documents it was linked, and to what."""

    word: str
    count: int
    documents: int
    renderings: tuple[tuple[str, int], ...]

    @property
    def steady(self) -> float:
        """The part of its places at which it has its commonest rendering."""
        return self.renderings[0][1] / self.count


def write_terms(
    run: str | PathLike[str], output: str | PathLike[str], *, least: int = 5, documents: int = 2
) -> int:
    """Write the terms of a run to a TSV file, the commonest first, and return how many."""
    if least < 1 or documents < 1:
        raise OptionError("least and documents: give 1 or more")
    number = 0
    with atomic(output) as stream:
        stream.write(line(("term", "count", "documents", "steady", "renderings"), "\t"))
        for term in terms(Plan.load(Path(run)), least, documents):
            number += 1
            told = ", ".join(f"{text} ({count})" for text, count in term.renderings[:LISTED])
            row = (term.word, term.count, term.documents, f"{term.steady:.2f}", told)
            stream.write(line(row, "\t"))
    return number


def terms(plan: Plan, least: int, documents: int) -> Iterator[Term]:
    """Yield the terms that stand often enough, the commonest first."""
    with tempfile.TemporaryDirectory(prefix=".terms-", dir=plan.out) as folder:
        store = sqlite3.connect(Path(folder) / "links.sqlite3")
        try:
            store.execute("PRAGMA journal_mode=OFF")
            store.execute("PRAGMA synchronous=OFF")
            store.execute("CREATE TABLE links (word, other, count, PRIMARY KEY (word, other))")
            store.execute("CREATE TABLE words (word PRIMARY KEY, docs)")
            _count(plan, store)
            query = (
                "SELECT l.word, sum(l.count) AS n, w.docs FROM links l JOIN words w USING (word) "
                "GROUP BY l.word HAVING n >= ? AND w.docs >= ? ORDER BY n DESC, l.word"
            )
            for word, count, held in store.execute(query, (least, documents)):
                others = store.execute(
                    "SELECT other, count FROM links WHERE word = ? ORDER BY count DESC, other",
                    (word,),
                )
                yield Term(word, count, held, tuple(others.fetchall()))
        finally:
            store.close()


def _count(plan: Plan, store: sqlite3.Connection) -> None:
    links: Counter[tuple[str, str]] = Counter()
    held: Counter[str] = Counter()
    for words in _documents(plan):
        links.update(words)
        held.update({word for word, _ in words})
        if len(links) >= _AT_ONCE:
            _keep(store, links, held)
    _keep(store, links, held)


def _keep(store: sqlite3.Connection, links: Counter[tuple[str, str]], held: Counter[str]) -> None:
    add = "INSERT INTO {0} ON CONFLICT DO UPDATE SET {1} = {1} + excluded.{1}"
    with store:
        rows = ((word, other, count) for (word, other), count in links.items())
        store.executemany(add.format("links VALUES (?, ?, ?)", "count"), rows)
        store.executemany(add.format("words VALUES (?, ?)", "docs"), held.items())
    links.clear()
    held.clear()


def _documents(plan: Plan) -> Iterator[Counter[tuple[str, str]]]:
    """Yield the links of each document, counted."""
    from alignkit.corpus.intake import open_encoder

    # The shipped encoder knows words; whichever made the beads, these vectors link them.
    linker = Linker(open_encoder(None))
    found: Counter[tuple[str, str]] = Counter()
    last = None
    for row in beads(plan):
        if row["document"] != last and found:
            yield found
            found = Counter()
        last = row["document"]
        sure = row["confidence"] is None or row["confidence"] >= SURE
        if sure and row["source"] and row["target"]:
            found.update(linker.links(row["source"], row["target"]))
    if found:
        yield found


class Linker:
    """Links the words of a text to those of its translation."""

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder
        self._mean, self._met = 0.0, 0

    def links(self, source: str, target: str) -> list[tuple[str, str]]:
        """Return words of the source and the stretches of the target that render them."""
        words = [self._encoder.words(text) for text in (source, target)]
        if not all(words):
            return []
        ones, others = (self._directions([held[2] for held in side]) for side in words)
        likeness = ones[0] @ others[0].T
        heavy = self._heavy(ones[1])
        best, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
        found = []
        for place, (_, _, word) in enumerate(words[0]):
            there = int(best[place])
            mutual = int(back[there]) == place and likeness[place, there] >= ALIKE
            # One character, one letter or a number alone is no term.
            if mutual and heavy[place] and len(word) > 1 and not word[0].isdigit():
                low, high = _stretch(likeness[place], back, place, there)
                found.append((word, target[words[1][low][0] : words[1][high][1]].casefold()))
        return found

    def _directions(self, words: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        import numpy as np

        vectors = self._encoder.encode_words(words)
        norms = np.linalg.norm(vectors, axis=1)
        return vectors / np.maximum(norms, 1e-6)[:, None], norms

    def _heavy(self, norms: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Tell which words weigh as much as most, over all that was met so far in a long run."""
        if self._met < _AT_ONCE:
            self._mean = (self._mean * self._met + float(norms.sum())) / (self._met + len(norms))
            self._met += len(norms)
        return norms >= HEAVY * self._mean


def _stretch(
    likeness: NDArray[np.float32], back: NDArray[np.int64], place: int, there: int
) -> tuple[int, int]:
    """Return the neighbours of a word that are most like the same word of the other side."""
    low = high = there
    while low > 0 and back[low - 1] == place and likeness[low - 1] >= ALIKE:
        low -= 1
    while high + 1 < len(back) and back[high + 1] == place and likeness[high + 1] >= ALIKE:
        high += 1
    return low, high
