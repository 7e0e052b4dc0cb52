"""The words of a text as the coverage checks see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MARK = re.compile(r"[，。；！？：、（）,;:!?()\[\]【】《》「」“”\"—–…]|-{2}| - ")


@dataclass(frozen=True, slots=True)
class Found:
    """How much of the target nothing explains, and each source word's best place there.

    A place is -1 where there is none to speak of; `strengths` says how sure each is. `owners` holds
    for each word of the target the source word that explains it best. `assigned` holds the places
    where no word of the target renders two, `assured` how sure each of those is.
    """

    unexplained: float
    places: list[int]
    strengths: list[float]
    owners: list[int]
    assigned: list[int]
    assured: list[float]


@lru_cache(maxsize=5_000)
def _is_marked(between: str) -> bool:
    """Tell whether a mark stands between two words: the same few things do again and again."""
    return MARK.search(between) is not None


@dataclass(frozen=True)
class Words:
    """The words of one text: places, folded forms, their numbers in the table, capitals."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    numbers: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def breaks(self) -> list[int]:
        """What stands before each word: 2 a mark (or nothing at all), 1 a space, 0 nothing."""
        kinds = [2]
        for end, start in zip(self.ends, self.starts[1:], strict=False):
            if end == start:
                kinds.append(0)
            elif end + 1 == start and self.text[end] == " ":
                kinds.append(1)
            else:
                kinds.append(2 if _is_marked(self.text[end:start]) else 1)
        return kinds
