"""One text on the desk: the document as read, its sentences, and what was written over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alignkit.types import Block, Document, OffsetMap, Sentence, Span


@dataclass(frozen=True, slots=True)
class DeskSentence:
    """A stretch of the document that counts as one sentence.

    `edited` is what a reviser wrote in its place: None leaves the original, "" takes it out. A
    sentence that was added has an empty span.
    """

    span: Span
    block: int = 0
    edited: str | None = None


@dataclass(frozen=True, slots=True)
class DeskText:
    """One side of a pair: which file, in which state it was read, and its sentences.

    `path` is counted from the project's folder, `digest` is of the file's bytes.
    """

    path: str
    digest: str
    document: Document
    sentences: tuple[DeskSentence, ...]

    @classmethod
    def of(cls, path: str, digest: str, document: Document) -> DeskText:
        """Take a document with the sentences it was cut into."""
        held = tuple(DeskSentence(s.span, s.block) for s in document.sentences)
        return cls(path, digest, replace(document, sentences=()), held)

    @property
    def lang(self) -> str:
        """The language of the text."""
        return self.document.lang

    @property
    def edited(self) -> bool:
        """Whether anything was written over the text."""
        return any(sentence.edited is not None for sentence in self.sentences)

    def original(self, index: int) -> str:
        """Return a sentence as the document has it."""
        return self.sentences[index].span.slice(self.document.text)

    def reads(self, index: int) -> str:
        """Return a sentence as it now reads."""
        edited = self.sentences[index].edited
        return self.original(index) if edited is None else edited

    def passage(self, start: int, end: int) -> str:
        """Return the sentences from `start` to `end` as one text, as they now read."""
        return self.document.joiner.join(part for _, part in self.parts(start, end))

    def parts(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return the sentences from `start` to `end` that are not taken out, with their texts."""
        return [
            (index, self.reads(index))
            for index in range(start, end)
            if self.sentences[index].edited != ""
        ]

    def written(self, start: int = 0, end: int | None = None) -> Document:
        """Return the sentences from `start` to `end` as a document, edits in their places.

        Sentences taken out are left out. The way back to the file leads past the edits.
        """
        end = len(self.sentences) if end is None else end
        whole = start == 0 and end == len(self.sentences)
        held = self.sentences[start:end]
        if whole and all(sentence.edited is None for sentence in held):
            text = self.document.text
            return self.document.with_sentences(
                [Sentence(s.span.slice(text), s.span, s.block) for s in held]
            )
        low = 0 if whole else min((s.span.start for s in held), default=0)
        high = len(self.document.text) if whole else max((s.span.end for s in held), default=0)
        return _Writing(self.document, low, high).document(held)


class _Writing:
    """Writes a stretch of a document again, with edits in place of what they replace."""

    def __init__(self, document: Document, low: int, high: int) -> None:
        self._from = document
        self._low, self._high = low, high
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int, int]] = []
        self._length = 0

    def document(self, sentences: Sequence[DeskSentence]) -> Document:
        """Return the stretch as a document that holds these sentences."""
        written: list[Sentence] = []
        place = self._low
        for sentence in sentences:
            self._copy(place, sentence.span.start)
            place = max(place, sentence.span.end)
            if sentence.edited == "":
                continue
            if sentence.edited is not None and sentence.span.start == sentence.span.end:
                self._write(self._from.joiner or "\n")
            start = self._length
            if sentence.edited is None:
                self._copy(sentence.span.start, sentence.span.end)
            else:
                self._write(sentence.edited)
            span = Span(start, self._length)
            written.append(Sentence("", span, sentence.block))
        self._copy(place, self._high)
        text = "".join(self._pieces)
        held = [replace(s, text=s.span.slice(text)) for s in written]
        blocks, first = self._blocks(held)
        own = OffsetMap(tuple(self._runs), len(self._from.text))
        return replace(
            self._from,
            text=text,
            blocks=blocks,
            sentences=tuple(replace(s, block=max(0, s.block - first)) for s in held),
            original=self._from.text if self._from.original is None else self._from.original,
            offsets=own.after(self._from.offsets) if self._from.offsets else own,
        )

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self._runs.append((self._length, start, end - start))
            self._write(self._from.text[start:end])

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _blocks(self, sentences: Sequence[Sentence]) -> tuple[tuple[Block, ...], int]:
        """Return the blocks that the stretch touches, where they now stand, and the first's number.

        A block reaches as far as its sentences do, so that an edit inside it stretches it.
        """
        reach: dict[int, Span] = {}
        for sentence in sentences:
            known = reach.get(sentence.block, sentence.span)
            reach[sentence.block] = Span(known.start, max(known.end, sentence.span.end))
        numbers = sorted(n for n in reach if n < len(self._from.blocks))
        if not numbers:
            return (), 0
        first, last = numbers[0], numbers[-1]
        blocks, end = [], 0
        for number in range(first, last + 1):
            span = reach.get(number, Span(end, end))
            end = span.end
            blocks.append(replace(self._from.blocks[number], span=span))
        return tuple(blocks), first
