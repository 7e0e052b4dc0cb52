"""The whole way of one alignment, from two documents to beads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from alignkit.align.adapt import SURE as LEARNED
from alignkit.align.adapt import UNFOUND, adapted
from alignkit.align.alone import ALL, VECTORS, Wordless, without_words
from alignkit.align.anchors import Anchor, find_anchors
from alignkit.align.clauses import places
from alignkit.align.compiled.solver import Lone
from alignkit.align.confidence import confidences
from alignkit.align.identity.parted import Parted, cut_at, doubted, part
from alignkit.align.inputs import blocks_of
from alignkit.align.judgement import Moved, moved, parallel
from alignkit.align.limits import Limits, checked, joined, kept
from alignkit.align.path import THRESHOLD, Proportions, find_path, in_order, proportions
from alignkit.align.scoring import Scorer, learned
from alignkit.align.sentence_pairs import Pair
from alignkit.align.shapes import DEFAULT_MAX_BEAD, Link, Piece, Shape, shapes
from alignkit.align.sides import centred, prepare, within
from alignkit.products import single_products
from alignkit.types import Bead, Bitext, Document, Signature
from alignkit.types.text import UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.align.rivals.doubtful import Doubt
    from alignkit.embed import Encoder

# Below this share of the text found on the other side, two documents are hardly translations.
# Another document of the same field reaches .33, free literary translations .8.
UNRELATED = 0.45
# The languages of the shipped model.
SHIPPED = ("zh", "en")
# Texts longer than this teach little that their first pass did not know, and take long enough.
ADAPT = 16_000
# The first of two passes tries only beads of so FEW sentences, and the second leaves alone what the
# first was so SURE of.
FEW, SURE = 4, 0.95


@dataclass(frozen=True)
class Options:
    """How an alignment is made."""

    max_bead: int = DEFAULT_MAX_BEAD
    lock_blocks: bool = False
    anchors: tuple[tuple[int, int], ...] = ()
    jobs: int = 2
    exact: bool = False
    signals: str = ALL


@dataclass(frozen=True)
class Second:
    """An encoder that is asked beside the first, and both sides' sentences."""

    encoder: Encoder
    texts: tuple[Sequence[str], Sequence[str]]

    def vectors(
        self, pieces: Sequence[Piece], pair: Pair
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the vectors of all sentences that these pieces hold, and zeros for the others."""
        spans = [(p.source_start, p.source_end) for p in pieces]
        others = [(p.target_start, p.target_end) for p in pieces]
        return (
            within(self.encoder, self.texts[0], spans, pair.source.lengths),
            within(self.encoder, self.texts[1], others, pair.target.lengths),
        )


@dataclass(frozen=True)
class Looker:
    """What a second look at places in doubt needs: both sides' sentences and their languages."""

    texts: tuple[Sequence[str], Sequence[str]]
    langs: tuple[str, str]

    def settle(
        self, links: Sequence[Link], doubts: Sequence[Doubt], weights: tuple[float, ...]
    ) -> list[Link]:
        """Return the path with the places in doubt weighed again by how their words are linked."""
        from alignkit.align.rivals.weigher import Weigher, signs
        from alignkit.embed import encoder as open_encoder

        weigher = Weigher(weights, float(THRESHOLD))
        told = signs(doubts, self.texts, open_encoder(None), self.langs)
        held = {link[:3]: link for link in links}
        for doubt, seen in zip(doubts, told, strict=True):
            for link in doubt.chosen:
                del held[link[:3]]
            held |= {link[:3]: link for link in weigher.again(doubt, seen)}
        return in_order(list(held.values()))


@dataclass(frozen=True)
class Task:
    """Everything the search needs: both sides in the order used inside, cut into pieces."""

    pair: Pair
    pieces: list[Piece]
    gaps: list[Piece]
    kinds: tuple[Shape, ...]
    scorer: Scorer
    measures: Proportions
    limits: Limits | None
    hand: list[tuple[int, int]]
    swapped: bool
    summed: bool
    settled: tuple[Link, ...] = ()
    nodes: tuple[tuple[int, int], ...] = ()
    second: Second | None = None
    looker: Looker | None = None

    @classmethod
    def prepare(
        cls,
        source: Document,
        target: Document,
        encoder: Encoder,
        options: Options,
        nodes: Sequence[tuple[int, int]] = (),
    ) -> Task:
        """Encode both sides, find anchors and cut the texts into pieces, at all nodes given."""
        kinds = shapes(options.max_bead)
        swapped = _order(target.lang) < _order(source.lang)
        hand = checked(options.anchors, len(source.sentences), len(target.sentences))
        if swapped:
            hand = sorted((j, i) for i, j in hand)
            nodes = [(j, i) for i, j in nodes]
        first, other = (target, source) if swapped else (source, target)
        texts = [[sentence.text for sentence in side.sentences] for side in (first, other)]
        blocks = blocks_of(first), blocks_of(other)
        limits = Limits.of(hand, blocks, options.lock_blocks)
        alone = options.signals == VECTORS
        second: Second | None = None
        if not alone:
            encoder, second = _roles(encoder, texts, (first.lang, other.lang))
        encoder, words = (Wordless(encoder), None) if alone else (encoder, _word_encoder(encoder))
        one, two, rarity = prepare(encoder, texts[0], texts[1], blocks, words)
        found = find_anchors(one, two)
        if limits is None and not alone:
            limits = Limits.of_places(places(texts[0], texts[1], found), len(one), len(two))
        anchors = joined(found, hand)
        pieces, gaps = cut_at(nodes, anchors, len(one), len(two))
        measures = proportions(anchors, one.lengths, two.lengths)
        most = max(a for a, _ in kinds)
        pair = Pair.of(one, two, rarity, (most, most))
        if options.exact:
            pair = replace(pair, spans=(_spans(encoder, first, most), _spans(encoder, other, most)))
        task = cls(
            pair, pieces, gaps, kinds, without_words(learned()) if alone else learned(), measures,
            limits, hand, swapped, encoder.additive, nodes=tuple(nodes), second=second,
        )  # fmt: skip
        if max(len(one), len(two)) > ADAPT and second is None:
            return task
        lone = Lone(LEARNED, UNFOUND)
        task = task.again(task._quick().links(options.jobs, lone=lone), lone)
        if alone or not task.scorer.rivals or not _both((first.lang, other.lang)):
            return task
        return replace(task, looker=Looker((texts[0], texts[1]), (first.lang, other.lang)))

    @property
    def open_pieces(self) -> list[Piece]:
        """The pieces that are not settled."""
        done = {(link.source, link.target) for link in self.settled}
        return [p for p in self.pieces if (p.source_start, p.target_start) not in done]

    def links(
        self,
        jobs: int,
        progress: Callable[[int, int], None] | None = None,
        lone: Lone | None = None,
    ) -> list[Link]:
        """Search, and return the beads of the path; fill `lone` where the core finds that, too."""
        found, doubts = find_path(
            self.pair,
            self.open_pieces,
            self.gaps,
            self.kinds,
            self.scorer,
            self.measures,
            self.limits.apply if self.limits else None,
            jobs,
            progress,
            looked=self.looker is not None,
            lone=lone,
        )
        if self.looker is not None and doubts:
            found = self.looker.settle(found, doubts, self.scorer.rivals)
        return in_order([*found, *self.settled]) if self.settled else found

    def _quick(self) -> Task:
        """Return the task for the first of two passes."""
        if self.limits is not None:
            return self
        kinds = tuple(kind for kind in self.kinds if sum(kind) <= FEW)
        most = max(a for a, _ in kinds)
        return replace(self, kinds=kinds, pair=replace(self.pair, most=(most, most)))

    def again(self, links: Sequence[Link], lone: Lone | None = None) -> Task:
        """Return the task for a second pass, with what the first has taught."""
        pair = self.pair
        source = adapted(pair.source, pair.target, pair.shares, links, self.summed, lone)
        if source is not None:
            pair = pair.with_source(source)
        sure = _sureness(links)
        anchors = [
            Anchor(k.source + k.shape[0] - 1, k.target + k.shape[1] - 1, trust)
            for k, trust in zip(links, sure, strict=True)
            if k.shape[0] and k.shape[1]
        ]
        size = len(pair.source), len(pair.target)
        pieces, gaps = cut_at(self.nodes, anchors, *size, ends=True)
        measures = proportions(anchors, pair.source.lengths, pair.target.lengths)
        settled = tuple(_settled(links, sure, pieces))
        task = replace(
            self, pair=pair, pieces=pieces, gaps=gaps, measures=measures, settled=settled
        )
        return task if self.second is None else task.beside(self.second)

    def beside(self, second: Second) -> Task:
        """Return the task with what a second encoder says of the sentences still in doubt."""
        if not self.open_pieces:
            return self
        pair = self.pair.with_beside(second.vectors(self.open_pieces, self.pair))
        return replace(self, pair=pair, scorer=learned(beside=True))


def _sureness(links: Sequence[Link]) -> list[float]:
    """Return each bead's probability, and 0 where it might be part of one larger than was tried.

    That is a bead as large as the first pass tries beside a sentence that stands alone.
    """
    sure = [link.probability for link in links]
    for place, (one, two) in enumerate(pairwise(links)):
        alone = [min(one.shape) == 0, min(two.shape) == 0]
        if any(alone) and max(sum(one.shape), sum(two.shape)) >= FEW:
            sure[place] = sure[place + 1] = 0.0
    return sure


def _settled(
    links: Sequence[Link], sureness: Sequence[float], pieces: Sequence[Piece]
) -> Iterator[Link]:
    """Yield the beads of those pieces that hold only beads that are sure."""
    held: list[Link] = []
    ends = {(p.source_end, p.target_end): (p.source_start, p.target_start) for p in pieces}
    sure = True
    for link, trust in zip(links, sureness, strict=True):
        held.append(link)
        sure = sure and trust >= SURE
        end = link.source + link.shape[0], link.target + link.shape[1]
        if end in ends:
            if sure and ends[end] == (held[0].source, held[0].target):
                yield from held
            held, sure = [], True


def run(
    source: Document,
    target: Document,
    encoder: Encoder,
    options: Options,
    progress: Callable[[int, int], None] | None = None,
) -> Bitext:
    """Align two documents that hold their sentences."""
    # Hand-made anchors may be anywhere, in code as well, so that all of the text is searched.
    parted = None if options.anchors else part(source, target)
    left = (parted.source, parted.target) if parted else (source, target)
    with single_products():
        task = Task.prepare(*left, encoder, options, parted.nodes if parted else ())
        links = task.links(options.jobs, progress)
    kept([(_range(k.source, k.shape[0]), _range(k.target, k.shape[1])) for k in links], task.hand)
    sure = confidences(links, task.scorer.whole, task.scorer.alone)
    beads = tuple(map(_bead, links, sure, repeat(task.swapped)))
    beads = doubted(parted.woven(beads) if parted else beads, source, target)
    signature = Signature.of(
        task="align",
        encoder=_signed(encoder, task).replace("|", ","),
        weights=task.scorer.signature,
        max_bead=options.max_bead,
        lock=int(options.lock_blocks),
        anchors=len(options.anchors),
        exact=int(options.exact),
    )
    return Bitext(source, target, beads, signature, _meta(links, task, parted))


def _roles(
    encoder: Encoder, texts: Sequence[Sequence[str]], langs: tuple[str, str]
) -> tuple[Encoder, Second | None]:
    """Return who encodes the texts and who stands beside; the shipped model knows two languages."""
    own = all(lang.split("-")[0] in SHIPPED for lang in langs)
    if not (own and getattr(encoder, "beside_shipped", False)):
        return encoder, None
    from alignkit.embed import encoder as open_encoder

    return open_encoder(None), Second(encoder, (texts[0], texts[1]))


def _both(langs: tuple[str, str]) -> bool:
    """Tell whether the shipped model knows both languages, and they are two."""
    return {lang.split("-")[0] for lang in langs} == set(SHIPPED)


def _signed(encoder: Encoder, task: Task) -> str:
    """Return the signature of the encoder, behind the shipped one's where it stood beside that."""
    if task.second is None:
        return encoder.signature
    from alignkit.embed import encoder as open_encoder

    return f"{open_encoder(None).signature}+{encoder.signature}"


def _word_encoder(encoder: Encoder) -> Encoder | None:
    """Return the shipped encoder's words beside a model that has none of its own."""
    if hasattr(encoder, "tokenise"):
        return None
    from alignkit.embed import encoder as open_encoder

    return open_encoder(None)


def _spans(encoder: Encoder, document: Document, most: int) -> list[NDArray[np.float32]]:
    """Embed every run of up to `most` sentences as one text."""
    count = len(document.sentences)
    found = []
    for size in range(1, most + 1):
        runs = [range(i, min(i + size, count)) for i in range(count)]
        vectors = encoder.encode([document.passage(run).text for run in runs])
        found.append(centred(vectors))
    return found


def _order(lang: str) -> tuple[bool, str]:
    """Chinese comes first inside, so that swapped sides give the same beads swapped."""
    return lang.split("-")[0] not in UNSPACED, lang


def _range(start: int, size: int) -> range:
    return range(start, start + size)


def _bead(link: Link, confidence: float, swapped: bool) -> Bead:
    source, target, (rows, columns), *_ = link
    one, two = tuple(range(source, source + rows)), tuple(range(target, target + columns))
    if swapped:
        one, two = two, one
    return Bead(one, two, round(link.likeness, 4), round(confidence, 4))


def _meta(links: Sequence[Link], task: Task, parted: Parted | None) -> dict[str, str]:
    """Say how parallel the pair is, and which stretches stand out of order."""
    source, target = task.pair.source, task.pair.target
    share = parallel(links, source, target)
    meta = {"parallel": f"{share:.3f}"}
    if len(source) and len(target) and share < UNRELATED:
        meta["warning"] = (
            f"these texts are hardly translations of each other: {share:.0%} of the text is found "
            "on the other side"
        )
    if not (len(source) and len(target)):
        side = "source" if bool(len(source)) == task.swapped else "target"
        meta["warning"] = f"the {side} holds no sentence; nothing can be aligned"
    found = moved(links, source, target)
    if found:
        meta["moved"] = "; ".join(_place(m, task.swapped, parted) for m in found)
    return meta


def _place(found: Moved, swapped: bool, parted: Parted | None) -> str:
    one, two = (found.target, found.source) if swapped else (found.source, found.target)
    if parted:
        one = range(parted.rows[one.start], parted.rows[one.stop - 1] + 1)
        two = range(parted.columns[two.start], parted.columns[two.stop - 1] + 1)
    return f"{_numbers(one)} -> {_numbers(two)}"


def _numbers(held: range) -> str:
    return str(held.start) if len(held) == 1 else f"{held.start}-{held.stop - 1}"
