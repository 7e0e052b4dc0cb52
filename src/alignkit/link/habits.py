"""What a document's own words are rendered by elsewhere in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alignkit.link.cells import stem_key
from alignkit.words.numbered import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

# A link of less probability is no habit.
LEAST, SEEN = 0.05, 0.2


def habits(pairs: Sequence[tuple[Words, Words]], tables: Sequence[Table]) -> Iterator[Table]:
    """Yield for each pair how often its words are linked in the other pairs, 0 to 1."""
    import numpy as np

    joint: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    keys = [(_keys(source), _keys(target)) for source, target in pairs]
    owns = []
    for (left, right), table in zip(keys, tables, strict=True):
        own: dict[tuple[str, str], float] = defaultdict(float)
        for row, column in zip(*(at.tolist() for at in np.nonzero(table > LEAST)), strict=True):
            own[left[row], right[column]] += float(table[row, column])
        for (one, other), value in own.items():
            joint[one][other] += value
        counts[0].update(left)
        counts[1].update(right)
        owns.append(own)
    for (left, right), own, table in zip(keys, owns, tables, strict=True):
        found = np.zeros_like(table)
        here = Counter(left), Counter(right)
        columns: dict[str, list[int]] = defaultdict(list)
        for column, word in enumerate(right):
            columns[word].append(column)
        for row, one in enumerate(left):
            for other, elsewhere in joint[one].items():
                places = columns.get(other)
                if places is None:
                    continue
                elsewhere -= own.get((one, other), 0.0)
                if elsewhere > SEEN:
                    rest = min(counts[0][one] - here[0][one], counts[1][other] - here[1][other])
                    found[row, places] = elsewhere / (rest + 1.0)
        yield found


def _keys(words: Words) -> list[str]:
    return [stem_key(form) for form in words.forms]
