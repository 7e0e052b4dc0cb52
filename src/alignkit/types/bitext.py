"""Beads and the bitext they make of two documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from typing import TYPE_CHECKING, Any

from alignkit.types import wire
from alignkit.types.door import through
from alignkit.types.signature import Signature
from alignkit.types.text import Document, Passage

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file of keyed texts says of one of them, apart from the text.

    `plural` is the CLDR category of a plural form. `flags` are fuzzy (to be looked at again),
    empty (the key is there, its text is not), missing and extra (the key stands on one side
    alone), and duplicate (the key stands twice in a file). `limit` is the most characters the
    file allows, 0 where it names none.

    >>> str(Entry("menu.files", "one"))
    'menu.files (one)'
    """

    key: str
    plural: str = ""
    comment: str = ""
    flags: tuple[str, ...] = ()
    limit: int = 0

    def __str__(self) -> str:
        shown = self.key.replace("\x04", " | ")
        return f"{shown} ({self.plural})" if self.plural else shown


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the source and the sentences of the target that render them.

    `score` is the aligner's own measure, `confidence` the probability that the bead is right;
    `entry` is there where both sides were paired by a key.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float | None = None
    confidence: float | None = None
    entry: Entry | None = None

    @property
    def shape(self) -> str:
        """How many sentences stand on each side, as "1-2"."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True, repr=False)
class Bitext:
    """Two documents and the beads that pair their sentences, in reading order."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    signature: Signature = Signature()
    meta: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_pairs(
        cls,
        pairs: Sequence[tuple[str, str]],
        source_lang: str = "zh",
        target_lang: str = "en",
        name: str = "",
    ) -> Bitext:
        """Build a bitext of texts that are paired already, one bead a pair.

        >>> Bitext.from_pairs([("你好。", "Hello."), ("", "Added.")]).beads[1].shape
        '0-1'
        """
        beads: list[Bead] = []
        sources: list[str] = []
        targets: list[str] = []
        for source_text, target_text in pairs:
            beads.append(Bead(_added(sources, source_text), _added(targets, target_text)))
        source = Document.from_sentences(sources, source_lang, name)
        target = Document.from_sentences(targets, target_lang, name)
        return cls(source, target, tuple(beads))

    def __repr__(self) -> str:
        sides = f"{len(self.source.sentences)} × {len(self.target.sentences)} sentences"
        return f"<Bitext {self.source.lang}-{self.target.lang}: {len(self)} beads, {sides}>"

    def __len__(self) -> int:
        return len(self.beads)

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    def __getitem__(self, index: int) -> Bead:
        return self.beads[index]

    def passages(self, index: int) -> tuple[Passage, Passage]:
        """Return both sides of a bead as joined text that knows its sentences."""
        bead = self.beads[index]
        return self.source.passage(bead.source), self.target.passage(bead.target)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the source and target text of each bead."""
        for bead in self.beads:
            yield self.source.passage(bead.source).text, self.target.passage(bead.target).text

    def swap(self) -> Bitext:
        """Return the bitext with source and target exchanged."""
        beads = tuple(replace(b, source=b.target, target=b.source) for b in self.beads)
        return Bitext(self.target, self.source, beads, self.signature, self.meta)

    def save(self, path: str | PathLike[str], format: str | None = None) -> None:
        """Write the bitext to a file, in the format its ending names unless one is given."""
        through("save bitext")(self, path, format=format)

    def to_pandas(self) -> pandas.DataFrame:
        """Return one row a bead; needs the pandas extra."""
        frame: pandas.DataFrame = through("bitext to pandas")(self)
        return frame

    @classmethod
    def from_pandas(cls, frame: pandas.DataFrame) -> Bitext:
        """Build a bitext from a table with the columns source and target."""
        held: Bitext = through("bitext from pandas")(frame)
        return held

    def to_datasets(self) -> Any:
        """Return the pairs as a Hugging Face dataset; needs the datasets package."""
        return through("bitext to datasets")(self)

    def plot(self, **options: Any) -> Any:
        """Draw the alignment path; needs the plot extra."""
        return through("plot bitext")(self, **options)

    def to_json(self) -> dict[str, Any]:
        """Return the bitext as plain JSON values under a versioned schema."""
        return wire.versioned("bitext", self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Bitext:
        """Build a bitext from what `to_json` returned."""
        return wire.read(cls, "bitext", data)

    def _repr_html_(self) -> str:
        html: str = through("bitext in html")(self)
        return html


def _added(sentences: list[str], text: str) -> tuple[int, ...]:
    if not text.strip():
        return ()
    sentences.append(text)
    return (len(sentences) - 1,)
