"""Text with its places: spans, blocks, sentences, documents and the way back to the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, repeat
from typing import Any, NamedTuple

from alignkit.types import wire
from alignkit.types.door import through

# Languages whose sentences follow each other without a space between them.
UNSPACED = frozenset({"zh", "ja", "yue", "lzh"})
# Kinds of blocks that no language changes: they hold one sentence as it stands.
LITERAL = frozenset({"code", "math", "image", "url"})
# Under this a document's meta names the blocks that begin with a number their file only shows.
GENERATED = "generated"


class Span(NamedTuple):
    """A half-open range of characters, counted from 0.

    >>> Span(2, 5).slice("bilingual")
    'lin'
    """

    start: int
    end: int

    def slice(self, text: str) -> str:
        """Return the characters of `text` inside the span."""
        return text[self.start : self.end]

    def shift(self, distance: int) -> Span:
        """Return the span moved by `distance` characters."""
        return Span(self.start + distance, self.end + distance)


class Time(NamedTuple):
    """When a cue of a subtitle file is shown, in seconds from the beginning."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way from a repaired text back to the original: runs of characters that were copied.

    Each run is (start in the repaired text, start in the original, length), in order and without
    overlap. What lies between two runs was inserted, deleted or replaced.
    """

    runs: tuple[tuple[int, int, int], ...]
    original_length: int

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Return the map of a text that was not changed."""
        return cls(((0, 0, length),) if length else (), length)

    @classmethod
    def from_positions(cls, positions: Iterable[int], original_length: int) -> OffsetMap:
        """Build the map from each repaired character's place in the original, -1 if inserted."""
        runs: list[tuple[int, int, int]] = []
        start = origin = length = 0
        for here, there in enumerate(positions):
            if length and there == origin + length and here == start + length:
                length += 1
                continue
            if length:
                runs.append((start, origin, length))
            start, origin, length = here, there, int(there >= 0)
        if length:
            runs.append((start, origin, length))
        return cls(tuple(runs), original_length)

    def to_original(self, span: Span) -> Span:
        """Return the smallest stretch of the original that holds the span's characters.

        >>> OffsetMap(((0, 0, 3), (4, 5, 3)), 8).to_original(Span(2, 5))
        Span(start=2, end=6)
        """
        if span.end <= span.start:
            point = self._floor(span.start)
            return Span(point, point)
        return Span(self._floor(span.start), self._ceiling(span.end))

    def copied(self, span: Span) -> list[Span]:
        """Return the stretches of the original that a span's characters were copied from.

        >>> OffsetMap(((0, 0, 3), (4, 5, 3)), 8).copied(Span(2, 5))
        [Span(start=2, end=3), Span(start=5, end=6)]
        """
        found = []
        first = max(0, bisect_right(self.runs, span.start, key=lambda run: run[0]) - 1)
        for here, there, length in self.runs[first:]:
            if here >= span.end:
                break
            low, high = max(span.start, here), min(span.end, here + length)
            if low < high:
                found.append(Span(there + low - here, there + high - here))
        return found

    def _floor(self, offset: int) -> int:
        index = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        if index < 0:
            return 0
        here, there, length = self.runs[index]
        return there + min(offset - here, length)

    def _ceiling(self, offset: int) -> int:
        index = bisect_right(self.runs, offset - 1, key=lambda run: run[0]) - 1
        if index >= 0:
            here, there, length = self.runs[index]
            if offset <= here + length:
                return there + offset - here
        if index + 1 < len(self.runs):
            return self.runs[index + 1][1]
        return self.original_length

    def after(self, earlier: OffsetMap) -> OffsetMap:
        """Return the map that leads through this one and then through `earlier`."""
        runs: list[tuple[int, int, int]] = []
        for here, middle, length in self.runs:
            index = max(0, bisect_right(earlier.runs, middle, key=lambda run: run[0]) - 1)
            while index < len(earlier.runs):
                start, origin, size = earlier.runs[index]
                low, high = max(middle, start), min(middle + length, start + size)
                if start >= middle + length:
                    break
                if low < high:
                    runs.append((here + low - middle, origin + low - start, high - low))
                index += 1
        return OffsetMap(tuple(runs), earlier.original_length)

    def inverse(self) -> OffsetMap:
        """Return the map from the original to the repaired text; what was deleted has no place.

        >>> OffsetMap(((0, 2, 3),), 6).inverse().to_original(Span(3, 5))
        Span(start=1, end=3)
        """
        length = self.runs[-1][0] + self.runs[-1][2] if self.runs else 0
        return OffsetMap(tuple((there, here, size) for here, there, size in self.runs), length)

    def cut(self, start: int, end: int) -> OffsetMap:
        """Return the map of one stretch of the repaired text, counted from its own start."""
        runs = []
        for here, there, length in self.runs:
            low, high = max(here, start), min(here + length, end)
            if low < high:
                runs.append((low - start, there + low - here, high - low))
        return OffsetMap(tuple(runs), self.original_length)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table cell or note: what a sentence never crosses.

    `kind` is heading, paragraph, item, table, note, margin (a running head or foot), comment
    (inside code), boilerplate, cue or value (of a key), or one that no language changes: code,
    math, image or url. `number` is the numbering as written ("一、", "(1)"), and of a table's cell
    its row and column from 1 ("2:3"); `level` is its depth from 1 where it has one. `lang` is set
    where a block is not in its document's language: such a block, like boilerplate, holds no
    sentences. `time` is set where it is a cue, a text that a film shows at a time.
    """

    kind: str
    span: Span
    level: int = 0
    number: str = ""
    lang: str = ""
    time: Time | None = None

    @property
    def literal(self) -> bool:
        """Whether the block is the same in every language, as code is."""
        return self.kind in LITERAL


@dataclass(frozen=True, slots=True)
class Inline:
    """What a marked-up text holds inside its sentences and its plain characters do not say.

    `kind` is code, math, link, image or tag; `value` is a link's or image's address, and the text
    itself of the others. The span of an image or a tag is the point where it stands.
    """

    kind: str
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One mend of damaged text: which step, where in the original, what stood there, what now."""

    step: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its place in the document's text, and the block that holds it."""

    text: str
    span: Span
    block: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences joined to one text, as one side of a bead."""

    text: str
    sentences: tuple[int, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A text with its language, blocks and sentences, and the way back to the file it came from.

    `text` is what is worked on; `original` is the file as given, where repairs changed it, and
    `offsets` leads back to it. `inlines` stand in the order of their spans.
    """

    text: str
    lang: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    name: str = ""
    original: str | None = None
    offsets: OffsetMap | None = None
    repairs: tuple[Repair, ...] = ()
    inlines: tuple[Inline, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_sentences(cls, sentences: Sequence[str], lang: str, name: str = "") -> Document:
        """Build a document of sentences that stand as given, one block each.

        >>> Document.from_sentences(["One.", "Two."], lang="en").sentences[1].span
        Span(start=5, end=9)
        """
        sizes = list(map(len, sentences))
        ends = [end + place for place, end in enumerate(accumulate(sizes))]
        spans = [Span(end - size, end) for end, size in zip(ends, sizes, strict=True)]
        blocks = tuple(map(Block, repeat("paragraph"), spans))
        held = tuple(map(Sentence, sentences, spans, range(len(spans))))
        return cls("\n".join(sentences), lang, blocks, held, name)

    def __repr__(self) -> str:
        held = f"{len(self.text)} characters, {len(self.sentences)} sentences"
        return f"<Document {self.name or '(no name)'} {self.lang}: {held}>"

    @property
    def cued(self) -> bool:
        """Whether the document is a subtitle file: every block has its time."""
        return bool(self.blocks) and all(block.time is not None for block in self.blocks)

    @property
    def joiner(self) -> str:
        """What stands between two sentences of this language when they are joined."""
        return "" if self.lang.split("-")[0] in UNSPACED else " "

    def passage(self, indices: Sequence[int]) -> Passage:
        """Join sentences of the document to one text that knows where each begins."""
        if len(indices) == 1:
            return Passage(self.sentences[indices[0]].text, tuple(indices), (0,))
        parts: list[str] = []
        starts: list[int] = []
        length = 0
        for index in indices:
            if parts:
                length += len(self.joiner)
            starts.append(length)
            parts.append(self.sentences[index].text)
            length += len(parts[-1])
        return Passage(self.joiner.join(parts), tuple(indices), tuple(starts))

    def literal(self, indices: Sequence[int]) -> bool:
        """Whether sentences all stand in blocks that no language changes."""
        blocks = self.blocks
        held = [self.sentences[index].block for index in indices]
        return all(block < len(blocks) and blocks[block].literal for block in held)

    def locate(self, passage: Passage, span: Span) -> tuple[Span, ...]:
        """Return the places in the document's text of a span of a passage, one a sentence."""
        places = []
        for index, start in zip(passage.sentences, passage.starts, strict=False):
            sentence = self.sentences[index]
            low = max(span.start, start) - start
            high = min(span.end, start + len(sentence.text)) - start
            if low < high:
                places.append(Span(low, high).shift(sentence.span.start))
        return tuple(places)

    def to_original(self, span: Span) -> Span:
        """Return where a span of the document's text stands in the file as given."""
        return self.offsets.to_original(span) if self.offsets else span

    def with_sentences(self, sentences: Sequence[Sentence]) -> Document:
        """Return the same document holding these sentences."""
        return replace(self, sentences=tuple(sentences))

    def cut(self, start: int, end: int) -> Document:
        """Return one stretch of the document, with its blocks and sentences and the way back."""
        blocks = [b for b in self.blocks if start <= b.span.start and b.span.end <= end]
        first = self.blocks.index(blocks[0]) if blocks else 0
        sentences = [s for s in self.sentences if start <= s.span.start and s.span.end <= end]
        offsets = self.offsets or OffsetMap.identity(len(self.text))
        place = self.to_original(Span(start, end))
        return replace(
            self,
            text=self.text[start:end],
            blocks=tuple(replace(b, span=b.span.shift(-start)) for b in blocks),
            sentences=tuple(
                replace(s, span=s.span.shift(-start), block=s.block - first) for s in sentences
            ),
            original=self.text if self.original is None else self.original,
            offsets=offsets.cut(start, end),
            repairs=tuple(
                r for r in self.repairs if place.start <= r.span.start and r.span.end <= place.end
            ),
            inlines=tuple(
                replace(inline, span=inline.span.shift(-start))
                for inline in self.inlines
                if start <= inline.span.start and inline.span.end <= end
            ),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the document as plain JSON values under a versioned schema."""
        return wire.versioned("document", self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Document:
        """Build a document from what `to_json` returned."""
        return wire.read(cls, "document", data)

    def _repr_html_(self) -> str:
        html: str = through("document in html")(self)
        return html
