"""Cues that are gone before they can be read, and lines that do not fit the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.subtitles.cues import lines
from alignkit.types import Document, Sentence, Severity, Span
from alignkit.words.script import is_chinese

# Where so many cues break a limit, the file was made to another one: that is said once.
HABIT, FEW = 0.2, 5


def _fast(pair: PairView) -> Iterator[Hit]:
    document = pair.bitext.target
    limit = pair.options(FAST)["chinese" if is_chinese(document.lang) else "other"]
    yield from _told(pair, _too_fast(pair, limit), f"are shown too shortly for {limit:g} a second")


def _too_fast(pair: PairView, limit: float) -> Iterator[Hit]:
    document = pair.bitext.target
    for index, sentence, span in _cues(pair):
        time = document.blocks[sentence.block].time
        if time is None or time.end <= time.start:
            continue
        speed = round(_signs(sentence.text, document.lang) / (time.end - time.start), 1)
        if speed > limit:
            yield Hit(
                f"{speed:g} characters a second; a reader follows {limit:g}",
                target=(span,),
                values={"speed": speed, "limit": limit},
                bead=index,
            )


def _told(pair: PairView, hits: Iterator[Hit], what: str) -> Iterator[Hit]:
    """Yield the hits, or one for all where the whole file keeps another measure."""
    held = list(hits)
    cues = len(pair.bitext.target.sentences)
    if len(held) <= max(FEW, cues * HABIT):
        yield from held
    else:
        yield Hit(
            f"{len(held)} of {cues} cues {what}",
            values={"cues": len(held), "beads": [hit.bead for hit in held]},
        )


def _signs(text: str, lang: str) -> int:
    """Return how many characters a reader takes in: Chinese marks and spaces are none."""
    return sum(c.isalnum() for c in text) if is_chinese(lang) else len(text)


def _long(pair: PairView) -> Iterator[Hit]:
    document = pair.bitext.target
    options = pair.options(LONG)
    limit = options["chinese" if is_chinese(document.lang) else "other"]
    told = f"have a line of more than {limit:g} characters, or more than {options['lines']:g} lines"
    yield from _told(pair, _misfits(pair, document, options), told)


def _misfits(pair: PairView, document: Document, options: Mapping[str, Any]) -> Iterator[Hit]:
    for index, sentence, span in _cues(pair):
        shown = _shown(document, sentence)
        wrong = _misfit(shown, document.lang, options)
        if wrong:
            yield Hit(wrong, target=(span,), values={"lines": len(shown)}, bead=index)


def _misfit(shown: list[str], lang: str, options: Mapping[str, Any]) -> str:
    limit = options["chinese" if is_chinese(lang) else "other"]
    longest = max((len(line) for line in shown), default=0)
    if longest > limit:
        return f"a line of {longest} characters; a screen holds {limit:g}"
    most = options["lines"]
    return f"{len(shown)} lines; a screen holds {most:g}" if len(shown) > most else ""


def _shown(document: Document, sentence: Sentence) -> list[str]:
    """Return a cue's lines as the file has them."""
    if document.original is None:
        return [sentence.text]
    return lines(document.to_original(sentence.span).slice(document.original))


def _cues(pair: PairView) -> Iterator[tuple[int, Sentence, Span]]:
    """Yield each cue of the translation with its bead and its place there."""
    document = pair.bitext.target
    if not document.cued:
        return
    for index, bead in enumerate(pair.bitext.beads):
        passage = document.passage(bead.target)
        for number, start in zip(passage.sentences, passage.starts, strict=True):
            sentence = document.sentences[number]
            yield index, sentence, Span(start, start + len(sentence.text))


FAST = Rule(
    id="SUB002",
    name="reading-speed",
    severity=Severity.INFO,
    summary="A cue is shown for too short a time to be read",
    what=(
        "Counts the characters a second of each cue of the translation: more than 11 of Chinese "
        "(marks and spaces not counted) or 20 of another language are reported."
    ),
    why="The viewer is still reading when the text is gone.",
    bad=(),
    good=(Example("你好。", "Hello."),),
    find_pair=_fast,
    options={"chinese": 11.0, "other": 20.0},
    limits="The limits are those of broadcasters for adults; lectures and shows differ.",
    precision="by construction: a count",
)
LONG = Rule(
    id="SUB003",
    name="line-length",
    severity=Severity.INFO,
    summary="A line of a cue is too long, or a cue has too many lines",
    what=(
        "Reports cues of the translation with a line of more than 18 characters in Chinese or 42 "
        "in another language, or with more than two lines."
    ),
    why="Long lines are broken by the player, or run out of the picture.",
    bad=(),
    good=(Example("你好。", "Hello."),),
    find_pair=_long,
    options={"chinese": 18, "other": 42, "lines": 2},
    limits="The limits are those of broadcasters; video sites allow more.",
    precision="by construction: a count",
)
RULES = (FAST, LONG)
