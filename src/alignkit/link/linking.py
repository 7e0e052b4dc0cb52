"""Pairs of texts to links: words cut, three passes, links that are likely enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alignkit.core import core
from alignkit.link.cells import cells
from alignkit.link.compiled_cells import cells_of
from alignkit.link.habits import habits
from alignkit.link.passes import again, learned, small_words
from alignkit.link.phrases import phrases
from alignkit.types import Span
from alignkit.types.link import Link, Linked
from alignkit.words.lending import give_back, lend
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.script import is_chinese

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

# A link is given from this probability on: the least errors on the half that was learned from.
LIKELY = 0.45
# Pairs of more words than this on both sides together are no passage anybody wrote.
MOST_CELLS = 1_000_000
# Marks that the two languages write in their own way.
_MARKS = dict(zip("，。；：？！（）“”‘’、《》「」【】…—", ',.;:?!()""\'\',""""[].-', strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Tabled:
    """Two texts cut into words, and the probability that each two of them are linked."""

    source: Words
    target: Words
    table: Table


def probabilities(
    pairs: Sequence[tuple[str, str]],
    encoder: Any,
    langs: tuple[str, str],
    once: bool = False,
    table: WordTable | None = None,
) -> list[Tabled]:
    """Return for each pair its words and how likely each two of them render each other.

    With `once` only the first pass runs, which costs less than half and tells most. A `table` given
    keeps the words met, for who asks again and again.
    """
    lent = table is None
    table = lend(encoder) if table is None else table
    table.tidy()
    texts = dict.fromkeys(text for pair in pairs for text in pair)
    cuts = {
        text: with_marks(text, words)
        for text, words in zip(texts, encoder.words_of(list(texts)), strict=True)
    }
    table.take_up(form for held in cuts.values() for _, _, form in held)
    known = {text: numbered(text, held, table) for text, held in cuts.items()}
    found = of_words([(known[one], known[other]) for one, other in pairs], table, langs, once)
    if lent:
        give_back(table)
    return found


def of_words(
    pairs: Sequence[tuple[Words, Words]],
    table: WordTable,
    langs: tuple[str, str],
    once: bool = False,
) -> list[Tabled]:
    """Return the same for texts that are cut into words already, whose words were taken up."""
    import numpy as np

    turned = not is_chinese(langs[0]) and is_chinese(langs[1])
    sides = [pair[::-1] if turned else pair for pair in pairs]
    fit = [at for at, (a, b) in enumerate(sides) if 0 < len(a) * len(b) <= MOST_CELLS]
    held = [sides[at] for at in fit]
    first, *rest = learned()
    library = core() if once else None
    if library is not None:
        seen = [cells_of(library, table, *pair, small_words()) for pair in held]
    else:
        seen = [cells(table, *pair, small_words()) for pair in held]
    likely = [first(each) for each in seen]
    habit = [] if once else list(habits(held, likely))
    for step in () if once else rest:
        likely = [
            again(step, each, earlier, usual)
            for each, earlier, usual in zip(seen, likely, habit, strict=True)
        ]
    found = dict(zip(fit, likely, strict=True))
    return [
        Tabled(
            *pair,
            (found[at].T if turned else found[at])
            if at in found
            else np.zeros((len(pair[0]), len(pair[1])), np.float32),
        )
        for at, pair in enumerate(pairs)
    ]


def of_cut(
    pairs: Sequence[tuple[Words, Words]], table: WordTable, langs: tuple[str, str]
) -> list[Tabled]:
    """Return the same for texts whose words alone are cut: the marks between them are added."""
    texts = {words.text: words for pair in pairs for words in pair}
    cuts = {
        text: with_marks(text, list(zip(words.starts, words.ends, words.forms, strict=True)))
        for text, words in texts.items()
    }
    table.take_up(form for held in cuts.values() for _, _, form in held)
    known = {text: numbered(text, held, table) for text, held in cuts.items()}
    return of_words([(known[one.text], known[other.text]) for one, other in pairs], table, langs)


def linked(held: Tabled, bead: int = 0, least: float = LIKELY) -> Linked:
    """Return the links of two texts that are likely enough, and the phrases that they make."""
    source, target = (_spans(words) for words in (held.source, held.target))
    links = tuple(likely_links(held.table, least))
    return Linked(
        held.source.text,
        held.target.text,
        source,
        target,
        links,
        phrases(links, source, target),
        bead,
    )


def likely_links(table: Table, least: float = LIKELY) -> list[Link]:
    """Return the cells of a table that are likely enough, in reading order."""
    import numpy as np

    rows, columns = (at.tolist() for at in np.nonzero(table >= least))
    return [
        Link(row, column, round(float(table[row, column]), 4))
        for row, column in zip(rows, columns, strict=True)
    ]


def _spans(words: Words) -> tuple[Span, ...]:
    return tuple(map(Span, words.starts, words.ends))


def cut(text: str, encoder: Any) -> list[tuple[int, int, str]]:
    """Return a text's words and marks with their places, each as it is compared."""
    return with_marks(text, encoder.words(text))


def with_marks(text: str, words: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return a text's words, and between them its marks."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for start, end, form in words:
        if start > at:
            found += _marks(text, at, start)
        found.append((start, end, form))
        at = end
    return found + _marks(text, at, len(text))


def _marks(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    return [
        (at, at + 1, as_compared(text[at])) for at in range(start, end) if not text[at].isspace()
    ]


def as_compared(mark: str) -> str:
    """Return a mark as the other language writes it.

    >>> as_compared("，")
    ','
    """
    return _MARKS.get(mark, mark)


def numbered(text: str, held: Sequence[tuple[int, int, str]], table: WordTable) -> Words:
    """Return a text's words by their numbers in the table."""
    starts, ends, forms = map(list, zip(*held, strict=True)) if held else ([], [], [])
    return Words(text, starts, ends, forms, table.numbers(forms))
