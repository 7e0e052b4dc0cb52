"""Divergences in single words and phrases: what one rendering says and the other leaves out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from alignkit.check.coverage.net import learned
from alignkit.compare.lacking import Compared, Lacking, lacking
from alignkit.types import Span
from alignkit.types.comparison import Divergence, Row
from alignkit.types.notes import added
from alignkit.words.lexicon import WordTable
from alignkit.words.tokens import is_content, tokens

if TYPE_CHECKING:
    from alignkit.embed import Encoder

# A word of the original is rendered up to these odds; so much higher odds on the other side make it
# dropped there.
RENDERED, APART = -3.0, 4.0
# A single word is worth a remark from here on.
WORD = 0.6
# So much evidence among so many neighbouring words of the original makes a phrase that one drops.
PHRASE, REACH = 1.4, 4
# One rendering drops a stretch where it is so much likelier to do so than the other, in log odds;
# or where it likely does and words of the stretch bear it out.
FAR_AHEAD, AHEAD, LIKELY, BORNE_OUT = 3.3, 1.0, -1.0, 0.65
# Less than so many characters are a word, and a word is a detail.
SHORTEST = 4
# What drops as much itself holds nothing against the other.
HOLDS = -1.0
# How sure a word is at least for which the other side has nothing at all, and how sure a divergence
# in words can be.
BARE, MOST = 0.5, 0.9
WHICH = ("the first", "the second")
# A gap is borne out by so much evidence of its words, or where so few of them render anything.
LEAST, UNSOURCED = 0.8, 0.3
# A gap that is not is no surer than this.
DOUBTFUL = 0.3


def compared_words(
    rows: Sequence[Row], encoder: Encoder, langs: tuple[str, Sequence[str]]
) -> dict[int, list[Compared]]:
    """Return for each row, by its index, what each pair of its renderings lacks of each other.

    The original decides: a word counts where it renders something that the other leaves out. Only
    a Chinese original of English renderings can be asked, and only by an encoder that knows words.
    """
    if langs[0] != "zh" or not hasattr(encoder, "words"):
        return {}
    pairs = [(row, pair) for row in rows if row.source for pair in differing(row, langs[1])]
    texts = [
        (row.source, row.renderings[pair[0]].text, row.renderings[pair[1]].text)
        for row, pair in pairs
    ]
    found: dict[int, list[Compared]] = {}
    table, nets = WordTable(encoder), (learned("zh"), learned("en"))
    for (row, _), compared in zip(pairs, lacking(table, nets, texts), strict=True):
        found.setdefault(row.index, []).append(compared)
    return found


def differing(row: Row, langs: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of English renderings of a row that are not the same."""
    return [
        like.pair
        for like in row.likenesses
        if like.chrf < 100 and all(langs[i] == "en" for i in like.pair)
    ]


def details(row: Row, compared: Sequence[Compared], langs: Sequence[str]) -> list[Divergence]:
    """Return what words of a row only one of two English renderings has."""
    pairs = zip(differing(row, langs), compared, strict=False)
    return [
        found
        for pair, words in pairs
        for found in (*_divergences(row, pair, words), *_bracketed(row, pair))
    ]


def borne_out(
    found: Sequence[Divergence], row: Row, compared: Sequence[Compared], langs: Sequence[str]
) -> list[Divergence]:
    """Return a row's divergences, its gaps in content as the words in them bear them out.

    A gap between two renderings counts where its words render something that the other leaves out,
    or nothing of the original at all; it is a remark where they were only put in other words.
    """
    known = dict(zip(differing(row, langs), compared, strict=False))
    return [
        _weighed(gap, known[gap.pair])
        if gap.kind == "content" and "words" in gap.values and gap.pair in known
        else gap
        for gap in found
    ]


def _weighed(gap: Divergence, compared: Compared) -> Divergence:
    side = 0 if gap.first else 1
    (span,) = gap.first or gap.second
    own = [
        word
        for word in compared.lacking
        if word.side == side and span.start <= word.span.start < span.end
    ]
    evidence = sum({word.source: max(_sure(word), BARE * word.bare) for word in own}.values())
    if evidence < LEAST and len(own) > UNSOURCED * gap.values["words"]:
        return replace(gap, severity="info", confidence=min(gap.confidence, DOUBTFUL))
    return gap


def _bracketed(row: Row, pair: tuple[int, int]) -> Iterator[Divergence]:
    """Yield what one translator adds in square brackets and the other does not say."""
    for side in (0, 1):
        text, other = (row.renderings[pair[at]].text for at in (side, 1 - side))
        said = {token.folded for token in tokens(other)}
        for span in added(text):
            held = [token for token in tokens(span.slice(text)) if is_content(token.text)]
            if held and not any(token.folded in said for token in held):
                yield Divergence(
                    rule="DIV004",
                    kind="word",
                    message=f"only {WHICH[side]} adds “{span.slice(text)}”",
                    pair=pair,
                    first=() if side else (span,),
                    second=(span,) if side else (),
                    values={"words": len(held), "closer": pair[1 - side]},
                    confidence=MOST,
                    severity="info",
                )


def _divergences(row: Row, pair: tuple[int, int], compared: Compared) -> Iterator[Divergence]:
    for side in (0, 1):
        own = [word for word in compared.lacking if word.side == side]
        sure = {word.source: _sure(word) for word in own}
        stretch = _stretch(compared, side, sure)
        inside = [word for word in own if stretch and _within(compared, word.source, stretch)]
        # A figure that is missing is told by its value.
        if stretch and (inside or not re.search(r"\d", stretch.slice(row.source))):
            yield _divergence(row, pair, compared, side, inside, True, stretch)
        rest = [word for word in own if word not in inside]
        told = [word for word in rest if sure[word.source] >= WORD]
        for run in _runs(told):
            phrase = sum(sure[at] for at in {word.source for word in run}) >= PHRASE
            yield _divergence(row, pair, compared, side, run, phrase)
        for word in rest:
            if word.bare and word not in told:
                yield _divergence(row, pair, compared, side, [word], False)


def _stretch(compared: Compared, side: int, sure: Mapping[int, float]) -> Span | None:
    """Return the stretch of the original that the other side drops and this one renders."""
    likely = compared.surprise[1 - side]
    ahead = likely - compared.surprise[side]
    span = compared.stretches[1 - side]
    if span.end - span.start < SHORTEST:
        return None
    borne = sum(value for at, value in sure.items() if _within(compared, at, span))
    if compared.surprise[side] > HOLDS:
        return None
    if ahead >= FAR_AHEAD or (ahead >= AHEAD and likely >= LIKELY and borne >= BORNE_OUT):
        return span
    return None


def _within(compared: Compared, at: int, span: Span) -> bool:
    words = compared.source
    return span.start <= words.starts[at] and words.ends[at] <= span.end


def _sure(word: Lacking) -> float:
    """Return how sure it is that the other side drops what a word renders."""
    if word.answered:
        return 0.0
    return _odds(word.lacked - word.held - APART) * _odds(RENDERED - word.held)


def _odds(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _runs(held: Sequence[Lacking]) -> Iterator[list[Lacking]]:
    """Join the words whose sources stand close together."""
    ordered = sorted(held, key=lambda word: (word.source, word.span))
    cuts = [0]
    for at, (one, other) in enumerate(pairwise(ordered), start=1):
        if other.source - one.source >= REACH:
            cuts.append(at)
    for low, high in zip(cuts, [*cuts[1:], len(ordered)], strict=True):
        if low < high:
            yield ordered[low:high]


def _divergence(
    row: Row,
    pair: tuple[int, int],
    compared: Compared,
    side: int,
    run: Sequence[Lacking],
    phrase: bool,
    stretch: Span | None = None,
) -> Divergence:
    """Put words that one side has alone into a divergence; a phrase makes it one of substance.

    Without a stretch its place in the original is that of the words.
    """
    text = row.renderings[pair[side]].text
    spans = tuple(sorted({word.span for word in run}))
    words = compared.source
    places = sorted({word.source for word in run})
    source = tuple(Span(words.starts[at], words.ends[at]) for at in places)
    if stretch:
        source = (stretch,)
    said = " … ".join(span.slice(text) for span in spans)
    held = " … ".join(span.slice(row.source) for span in source)
    what = f"says “{said}” for “{held}”" if said else f"renders “{held}”"
    surest = max(map(_sure, run), default=0.0)
    if phrase:
        ahead = compared.surprise[1 - side] - compared.surprise[side]
        evidence = sum({word.source: _sure(word) for word in run}.values()) + max(0.0, ahead) / 4
        surest = 1 - 0.5 ** (1 + evidence / 2)
    return Divergence(
        rule="DIV004",
        kind="content" if phrase else "word",
        message=f"only {WHICH[side]} {what}, and is closer to the original here",
        pair=pair,
        first=() if side else spans,
        second=spans if side else (),
        values={"words": len(spans), "closer": pair[side]},
        confidence=round(max(BARE, min(MOST, surest)), 4),
        severity="warning" if phrase else "info",
        source=source,
    )
