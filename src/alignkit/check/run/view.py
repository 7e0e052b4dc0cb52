"""What a rule looks at: one bead with its neighbours, or the whole pair."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from alignkit.check.run.measure import measured
from alignkit.config import Settings
from alignkit.types import Bead, Bitext, Inline, Passage, Span

if TYPE_CHECKING:
    from alignkit.embed import Encoder
    from alignkit.types.remark import Judge
    from alignkit.words.lexicon import WordTable

T = TypeVar("T")
CHUNK = 256
KEPT_VIEWS = 64
KEPT_CHUNKS = 12
KEPT_PASSAGES = 4 * CHUNK


class Glossary(Protocol):
    """What a run knows of the user's glossary: its name, and the terms in a text."""

    @property
    def signature(self) -> str:
        """What tells this glossary from any other."""

    def find(self, text: str) -> list[tuple[Span, Any]]:
        """Return the terms that stand in a source text, with their places."""


# Beads on either side that show whether the alignment knows where it is, and what it doubts of
# them: in real documents one bead in twenty is less sure.
AROUND, DOUBT = 3, 0.85


class BeadView:
    """One bead: its texts, its languages, its neighbours, and what rules have worked out once."""

    def __init__(self, pair: PairView, index: int) -> None:
        self.pair = pair
        self.index = index
        self.source, self.target = pair.passages(index)
        self._known: dict[Callable[[BeadView], Any], Any] = {}

    @property
    def bead(self) -> Bead:
        """The bead itself, with its score and confidence."""
        return self.pair.bitext.beads[self.index]

    @property
    def source_lang(self) -> str:
        """The language of the source."""
        return self.pair.bitext.source.lang

    @property
    def target_lang(self) -> str:
        """The language of the target."""
        return self.pair.bitext.target.lang

    @cached_property
    def literal(self) -> bool:
        """Whether the bead holds code, an image or an address, and no text."""
        bitext = self.pair.bitext
        return bitext.source.literal(self.source.sentences) and bitext.target.literal(
            self.target.sentences
        )

    @cached_property
    def astray(self) -> bool:
        """Whether the alignment is in doubt about half of the beads around this one."""
        beads = self.pair.bitext.beads
        low, high = max(0, self.index - AROUND), self.index + AROUND + 1
        near = (*beads[low : self.index], *beads[self.index + 1 : high])
        doubtful = sum(bead.confidence is not None and bead.confidence < DOUBT for bead in near)
        return bool(near) and 2 * doubtful >= len(near)

    def held(self, side: int, kinds: Collection[str]) -> list[Inline]:
        """Return what the source (0) or target (1) text holds of some kinds, with places in it."""
        document = (self.pair.bitext.source, self.pair.bitext.target)[side]
        passage = (self.source, self.target)[side]
        if not document.inlines:
            return []
        starts = self.pair.once(_inline_starts)[side]
        found, seen = [], set()
        for number, start in zip(passage.sentences, passage.starts, strict=True):
            # An image before or after a sentence stands at a point beside it.
            low, high = document.sentences[number].span
            place = bisect_left(starts, low - 1)
            while place < len(starts) and starts[place] <= high + 1:
                inline = document.inlines[place]
                size = inline.span.end - inline.span.start
                inside = low <= inline.span.start and inline.span.end <= high
                here = inline.span.start
                between = document.text[here:low] if here < low else document.text[high:here]
                known = inline.kind in kinds and place not in seen and "\n" not in between
                if known and (inside or not size):
                    at = start + min(max(inline.span.start, low), high) - low
                    found.append(replace(inline, span=Span(at, at + size)))
                    seen.add(place)
                place += 1
        return found

    def neighbour(self, distance: int) -> BeadView | None:
        """Return the bead so many places on, or None past either end."""
        index = self.index + distance
        return self.pair.view(index) if 0 <= index < len(self.pair.bitext.beads) else None

    def once(self, work: Callable[[BeadView], T]) -> T:
        """Return work(self), done once for all rules that ask."""
        try:
            known: T = self._known[work]
        except KeyError:
            known = self._known[work] = work(self)
        return known


def _inline_starts(pair: PairView) -> tuple[list[int], list[int]]:
    source, target = pair.bitext.source.inlines, pair.bitext.target.inlines
    return [inline.span.start for inline in source], [inline.span.start for inline in target]


class PairView:
    """The two documents, the settings, and the encoder where a rule needs it.

    Where severities are `promised`, none is above what readers found a rule worth.
    """

    def __init__(
        self,
        bitext: Bitext,
        settings: Settings | None = None,
        model: str | None = None,
        glossary: Glossary | None = None,
        promised: bool = True,
        judge: Judge | None = None,
    ) -> None:
        self.bitext, self.unread = measured(bitext)
        self.promised = promised
        self.settings = settings or Settings()
        self.glossary = glossary
        self.model = model
        self.judge = judge
        self._views: OrderedDict[int, BeadView] = OrderedDict()
        self._known: dict[Callable[[PairView], Any], Any] = {}
        self._chunks: OrderedDict[tuple[Any, int], Sequence[Any]] = OrderedDict()
        self._passages: dict[int, tuple[Passage, Passage]] = {}
        self._lent: list[WordTable] = []

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder, loaded when the first rule asks for it."""
        from alignkit.embed import encoder

        return encoder(self.model)

    def words(self, encoder: Encoder) -> WordTable:
        """Return a table of words that this pair has alone, until it is closed."""
        from alignkit.words.lending import lend

        self._lent.append(lend(encoder))
        return self._lent[-1]

    def close(self) -> None:
        """Give back what was lent: nothing may be asked of the pair any more."""
        from alignkit.words.lending import give_back

        for table in self._lent:
            give_back(table)
        self._lent.clear()

    def passages(self, index: int) -> tuple[Passage, Passage]:
        """Return both sides of a bead; those of the last chunks stay at hand."""
        held = self._passages.get(index)
        if held is None:
            if len(self._passages) >= KEPT_PASSAGES:
                self._passages.clear()
            held = self._passages[index] = self.bitext.passages(index)
        return held

    def view(self, index: int) -> BeadView:
        """Return the view of a bead; the last few stay at hand, so that memory stays flat."""
        view = self._views.pop(index, None) or BeadView(self, index)
        self._views[index] = view
        if len(self._views) > KEPT_VIEWS:
            self._views.popitem(last=False)
        return view

    def once(self, work: Callable[[PairView], T]) -> T:
        """Return work(self), done once for all rules that ask."""
        if work not in self._known:
            self._known[work] = work(self)
        known: T = self._known[work]
        return known

    def chunked(self, work: Callable[[PairView, int, int], Sequence[T]], index: int) -> T:
        """Return what work(self, low, high) gave for a bead, done for many beads at a time.

        Chunks begin at fixed beads, so that the result is the same for any number of processes.
        """
        low = index // CHUNK * CHUNK
        held = self._chunks.pop((work, low), None)
        if held is None:
            held = work(self, low, min(low + CHUNK, len(self.bitext.beads)))
        self._chunks[work, low] = held
        if len(self._chunks) > KEPT_CHUNKS:
            self._chunks.popitem(last=False)
        found: T = held[index - low]
        return found

    def options(self, rule: Any) -> Mapping[str, Any]:
        """Return a rule's options with the user's settings over its defaults."""
        return {**rule.options, **self.settings.rules.get(rule.id, {})}

    def option(self, rule: str, name: str, default: T) -> T:
        """Return one option of a rule, as the settings or else its default have it."""
        value: T = self.settings.rules.get(rule, {}).get(name, default)
        return value
