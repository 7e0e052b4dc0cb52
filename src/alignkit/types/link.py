"""Words of one text and the words of the other that render them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any

from alignkit.types import wire
from alignkit.types.door import through
from alignkit.types.signature import Signature
from alignkit.types.text import Span

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Link:
    """A word of the source and a word of the target that render each other, by their numbers."""

    source: int
    target: int
    probability: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """The smallest stretches of both texts whose words render each other and no others."""

    source: Span
    target: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Linked:
    """One pair of texts, word by word; `bead` is its number where it comes from a bitext."""

    source: str
    target: str
    source_words: tuple[Span, ...]
    target_words: tuple[Span, ...]
    links: tuple[Link, ...]
    phrases: tuple[Phrase, ...]
    bead: int = 0

    def words(self) -> Iterator[tuple[str, str, float]]:
        """Yield each link as its two words and how sure it is."""
        for link in self.links:
            yield (
                self.source_words[link.source].slice(self.source),
                self.target_words[link.target].slice(self.target),
                link.probability,
            )

    def pharaoh(self) -> str:
        """Return the links as word numbers from 0, the source's first: "0-0 1-2"."""
        return " ".join(f"{link.source}-{link.target}" for link in self.links)


@dataclass(frozen=True, slots=True, repr=False)
class Links:
    """The words of some pairs of texts linked, one value a pair, in reading order."""

    source_lang: str
    target_lang: str
    pairs: tuple[Linked, ...]
    signature: Signature = Signature()

    def __repr__(self) -> str:
        count = sum(len(pair.links) for pair in self.pairs)
        return f"<Links {self.source_lang}-{self.target_lang}: {len(self)} pairs, {count} links>"

    def __len__(self) -> int:
        return len(self.pairs)

    def __iter__(self) -> Iterator[Linked]:
        return iter(self.pairs)

    def __getitem__(self, index: int) -> Linked:
        return self.pairs[index]

    def save(self, path: str | PathLike[str], format: str | None = None) -> None:
        """Write the links to a file: json, tsv or pharaoh, by its ending unless one is given."""
        through("save links")(self, path, format=format)

    def to_pandas(self) -> pandas.DataFrame:
        """Return one row a link; needs the pandas extra."""
        frame: pandas.DataFrame = through("links to pandas")(self)
        return frame

    def plot(self, index: int = 0, **options: Any) -> Any:
        """Draw the links of one pair as a table of words; needs the plot extra."""
        return through("plot links")(self, index, **options)

    def to_json(self) -> dict[str, Any]:
        """Return the links as plain JSON values under a versioned schema."""
        return {**wire.versioned("links", self), "signature": str(self.signature)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Links:
        """Build the links from what `to_json` returned."""
        signature = wire.plain(Signature.parse(str(data.get("signature", ""))))
        return wire.read(cls, "links", {**data, "signature": signature})
