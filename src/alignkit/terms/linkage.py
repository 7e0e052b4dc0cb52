"""The words of passages linked with those of their renderings, and what is known of the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alignkit.link.linking import Tabled
from alignkit.words.lexicon import WordTable

#: For each translation the rows that it has, by their index.
RowLinks = Sequence[Mapping[int, Tabled]]


@dataclass(frozen=True, slots=True)
class Linkage:
    """The links of every row in every translation, and what is known of their words."""

    tables: RowLinks
    words: WordTable
