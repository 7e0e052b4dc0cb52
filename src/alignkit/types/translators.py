"""What marks a translator out, and how much two translations have in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trait:
    """Something a translator does: how often, out of how many, and some places with their words.

    `name` says what is counted, `among` what it is counted among. An example is a row and words
    of it.
    """

    name: str
    count: int
    among: str
    total: int
    examples: tuple[tuple[int, str], ...] = ()

    @property
    def share(self) -> float:
        """The count as a share of the total, 0 where there is none."""
        return self.count / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Portrait:
    """The traits of one translation, the same and in the same order for each."""

    name: str
    traits: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much two translations share: rows word for word, and words in runs of several.

    `shared` is the share of the shorter text's words that stand in runs common to both; `alone`
    counts the common runs that no third translation has. `runs` are the longest, each with its
    row.
    """

    pair: tuple[int, int]
    same: int
    rows: int
    shared: float
    alone: int
    runs: tuple[tuple[int, str], ...] = ()
