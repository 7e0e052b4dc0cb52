"""Doubled words, doubled spaces, and marks of the other script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span
from alignkit.words.script import HAN_CHARACTERS, is_chinese

_TWICE = re.compile(r"(?<![\w'’-])([A-Za-z]+)(\s+)\1(?![\w'’-])", re.I)
_FUNCTION = frozenset((
    "a", "an", "and", "as", "at", "be", "been", "but", "by", "can", "for", "from", "has",
    "have", "if", "into", "is", "its", "may", "not", "of", "on", "or", "our", "shall", "should",
    "than", "the", "their", "these", "they", "this", "those", "to", "was", "we", "were",
    "which", "will", "with", "would"
))  # fmt: skip
# Words that English doubles on purpose, or that stand side by side in good sentences.
_DOUBLED = frozenset((
    "blah", "bye", "chop", "come", "go", "ha", "had", "hear", "hey", "ho", "hush", "knock",
    "la", "long", "many", "more", "much", "na", "never", "no", "now", "oh", "please", "quite",
    "really", "same", "so", "that", "there", "tick", "very", "wait", "well", "yes"
))  # fmt: skip
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_WIDE = re.compile(r"[，。；：？！、（）【】《》「」]")


def _again(source: str) -> bool:
    """Tell whether the source itself says something twice in a row."""
    return bool(re.search(rf"([{HAN_CHARACTERS}]{{1,4}})[，、 ！。…—-]*\1", source))


def _is_label(match: re.Match[str], text: str) -> bool:
    """Tell whether only the first of two is a capital amid a sentence: “Party A a copy”."""
    second = text[match.end() - len(match[1]) : match.end()]
    before = text[: match.start()].rstrip("\"'“‘( ")
    amid = bool(before) and before[-1] not in ".!?:"
    return amid and len(second) == 1 and match[1].isupper() and second.islower()


def _doubled(view: BeadView) -> Iterator[Hit]:
    if is_chinese(view.target_lang):
        return
    target = view.target.text
    for match in _TWICE.finditer(target):
        word = match[1]
        lower = word.lower()
        function = lower in _FUNCTION
        if lower in _DOUBLED or target.upper() == target or _is_label(match, target):
            continue
        if not function and (word[0].isupper() or len(word) < 3 or _again(view.source.text)):
            continue
        yield Hit(
            f"the word {word!r} stands twice in a row",
            target=(Span(*match.span()),),
            values={"word": lower},
            confidence=0.95 if function else 0.7,
            severity=None if function else Severity.INFO,
        )


def _spaces(view: BeadView) -> Iterator[Hit]:
    for match in _SPACES.finditer(view.target.text):
        yield Hit(
            f"{len(match[0])} spaces in a row",
            target=(Span(*match.span()),),
            about=str(match.start()),
        )


def _wide(view: BeadView) -> Iterator[Hit]:
    if is_chinese(view.target_lang):
        return
    target = view.target.text
    spans = tuple(
        Span(*match.span())
        for match in _WIDE.finditer(target)
        if not _beside_han(target, *match.span())
    )
    if spans:
        marks = "".join(dict.fromkeys(span.slice(target) for span in spans))
        yield Hit(
            f"Chinese punctuation in the translation: {marks}",
            target=spans,
            values={"marks": marks},
            confidence=0.95,
        )


def _beside_han(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return bool(re.search(rf"[{HAN_CHARACTERS}]", around))


RULES = (
    Rule(
        id="FMT005",
        name="doubled-word",
        severity=Severity.WARNING,
        summary="A word stands twice in a row",
        what=(
            "Reports a word of the translation that is followed by itself. Function words "
            "(the the, of of) are warnings; other words information, and left alone where the "
            "source repeats itself too. Words that English doubles on purpose (had had, very very) "
            "and capitalised names are left alone."
        ),
        why="A slip of editing that every reader sees.",
        bad=(Example("他是第一个到的。", "He was the the first to arrive."),),
        good=(
            Example("他是第一个到的。", "He was the first to arrive."),
            Example("他早就走了。", "He had had enough and left."),
            Example("快跑快跑！", "Run, run!"),
            Example("乙方应向甲方提供一份副本。", "Party B shall give Party A a copy."),
        ),
        find=_doubled,
        limits="English translations only.",
        precision=(
            "measured: 1 finding in 4,000 segments of two professional translations of "
            "news, a slip when read by hand"
        ),
    ),
    Rule(
        id="FMT010",
        name="double-space",
        severity=Severity.INFO,
        summary="Two spaces in a row",
        what="Reports two or more spaces between two words of the translation.",
        why="House styles want one; a double space can hide a deleted word.",
        bad=(Example("我们走吧。", "Let us  go."),),
        good=(Example("我们走吧。", "Let us go."),),
        find=_spaces,
        limits="Off by default: a matter of style. Turn it on with `--select FMT010`.",
        precision="certain: what it reports is there",
        on=False,
    ),
    Rule(
        id="FMT011",
        name="chinese-punctuation",
        severity=Severity.WARNING,
        summary="Chinese punctuation in an English translation",
        what=(
            "Reports full-width commas, stops, brackets and book-title marks in a translation that "
            "is not Chinese, except beside Chinese characters."
        ),
        why="Left over from the original; many fonts show it as a hole in the line.",
        bad=(Example("他来了，我走了。", "He came， and I left."),),
        good=(
            Example("他来了，我走了。", "He came, and I left."),
            Example("“福、寿”二字", "the characters 福、寿"),
        ),
        find=_wide,
        precision=(
            "measured: 9 findings in 4,000 segments of two professional translations of "
            "news, nearly all slips when read by hand"
        ),
    ),
)
