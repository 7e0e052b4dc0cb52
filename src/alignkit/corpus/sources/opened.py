"""What is wanted of a corpus, and what an opened one gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from typing import Any

from alignkit.corpus.item import Item
from alignkit.errors import OptionError

Path_ = str | PathLike[str]
Corpus = Path_ | tuple[Path_, Path_] | Iterable[Mapping[str, Any]]
NAME, CONTENT = "name", "content"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a corpus is to be read: languages, how documents are paired, how many a shard holds."""

    source_lang: str = ""
    target_lang: str = ""
    pair: str = NAME
    pattern: tuple[str, str] = ("", "")
    shard: int = 64

    def __post_init__(self) -> None:
        if self.shard < 1:
            raise OptionError(f"shard is {self.shard}; give 1 or more documents")
        if self.pair not in (NAME, CONTENT):
            raise OptionError(f"pair is {self.pair!r}; give name or content")


@dataclass(frozen=True, slots=True)
class Opened:
    """A corpus: its items one after the other, and whether they are paired already.

    `lone` tells what found no partner, once the items have been read.
    """

    items: Iterable[Item]
    paired: bool = True
    lone: Iterable[tuple[str, str]] = ()

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)
