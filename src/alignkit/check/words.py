"""The words of a text as the coverage checks see them."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"[，。；！？：、（）,;:!?()\[\]【】《》「」“”\"—–…]|-{2}| - ")


@dataclass(frozen=True, slots=True)
class Found:
    """How much of the target nothing explains, and each source word's best place there.

    A place is -1 where there is none to speak of; `strengths` says how sure each is. `owners` holds
    for each word of the target the source word that explains it best.
    """

    unexplained: float
    places: list[int]
    strengths: list[float]
    owners: list[int]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: places, folded forms, their numbers in the table, capitals."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    numbers: list[int]

    def __len__(self) -> int:
        return len(self.forms)

    def breaks(self) -> list[int]:
        """Say what stands before each word: 2 a mark (or nothing at all), 1 a space, 0 nothing."""
        kinds = [2]
        for end, start in zip(self.ends, self.starts[1:], strict=False):
            between = self.text[end:start]
            kinds.append((2 if MARK.search(between) else 1) if between else 0)
        return kinds
