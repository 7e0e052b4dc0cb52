"""Whether a translation is one at all, by the languages of both sides."""

from __future__ import annotations

from collections.abc import Sequence

from alignkit.check.run.view import PairView
from alignkit.read.language import detect, function_words, han_share
from alignkit.types import Document, Sentence
from alignkit.words.script import is_chinese

# Fewer letters than these tell no language: labels, version numbers, names.
_LEAST = 40
# From this share of its text on, a translation is mostly not one.
_MOSTLY = 0.5
# So many characters show how a text is written.
_SAMPLE = 4_000
# A sentence of Latin letters is prose from so many small words on; a line of code has none.
_SMALL_WORDS = 2
_CHINESE = 0.5
# From this share of its rows on, a table goes both ways.
_MANY = 0.1
# A text was read in the wrong language where its own script is this rare, or so nearly all of it.
_NONE_OF_IT, _ALL_OF_IT = 0.02, 0.8


def same_language(pair: PairView) -> str:
    """Return why a translation is none, by its language, or nothing where it is one."""
    source, target = pair.bitext.source, pair.bitext.target
    ours, theirs = _text(source.sentences), _text(target.sentences)
    if _says_little(ours) or _says_little(theirs):
        return _misread("source", source) or _misread("translation", target)
    if ours == theirs:
        return "the translation is the source itself, word for word"
    if source.lang != target.lang and source.lang.split("-")[0] == target.lang.split("-")[0]:
        return ""  # zh-Hans against zh-Hant was asked for
    own, other = detect(ours), detect(theirs)
    if own == other and _traditional(ours) != _traditional(theirs):
        return ""
    if own == other and (turned := _turned(pair)):
        return f"{turned} of {len(pair.bitext)} rows go the other way; split the file by direction"
    if own == other:
        return f"both sides are in one language ({own})"
    if reason := _misread("source", source) or _misread("translation", target):
        return reason
    share = _left(target.sentences, own)
    if share >= _MOSTLY:
        return f"{share:.0%} of the translation are still in the source's language"
    return ""


def _turned(pair: PairView) -> int:
    """Return how many rows go from the target's language to the source's, if not nearly all do."""
    ways = [
        (han_share(source.text) >= _CHINESE, han_share(target.text) >= _CHINESE)
        for source, target in map(pair.bitext.passages, range(len(pair.bitext)))
    ]
    turned = min(ways.count((True, False)), ways.count((False, True)))
    return turned if turned >= _MANY * len(ways) else 0


def _misread(side: str, document: Document) -> str:
    """Return that a side was read in a language it is not written in, where its script says so.

    A text cut by another language's rules has no sentences, or wrong ones.
    """
    text = document.text[:_SAMPLE]
    if _says_little(text):
        return ""
    han, named = han_share(text), document.lang.split("-")[0]
    if is_chinese(document.lang):
        wrong = han <= _NONE_OF_IT and named == "zh"
    else:
        wrong = han >= _ALL_OF_IT and named in function_words()
    return (
        f"the {side} was read as {named}, and is written in {detect(text)}; name its language"
        if wrong
        else ""
    )


def two_writings(pair: PairView) -> bool:
    """Tell whether both sides are in one language, each in its own way of writing it."""
    source, target = pair.bitext.source, pair.bitext.target
    if source.lang.split("-")[0] != target.lang.split("-")[0]:
        return False
    if source.lang != target.lang:
        return True
    return is_chinese(source.lang) and _traditional(_text(source.sentences)) != _traditional(
        _text(target.sentences)
    )


def _traditional(text: str) -> bool:
    """Tell whether a Chinese text is written in traditional characters.

    The old national encodings hold the characters of one way of writing each.
    """
    sample = text[:_SAMPLE]
    kept = {code: len(sample.encode(code, "ignore").decode(code)) for code in ("gb2312", "big5")}
    return kept["big5"] > kept["gb2312"]


def _text(sentences: Sequence[Sentence]) -> str:
    return "\n".join(sentence.text for sentence in sentences)


def _says_little(text: str) -> bool:
    return _letters(text[:_SAMPLE]) < _LEAST and _letters(text) < _LEAST


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _left(sentences: Sequence[Sentence], lang: str) -> float:
    """Return the share of a text, by letters, that is prose in a language."""
    left = [sentence.text for sentence in sentences if _is_in(sentence.text, lang)]
    if not left:
        return 0.0
    return sum(map(_letters, left)) / max(1, sum(_letters(held.text) for held in sentences))


def _is_in(text: str, lang: str) -> bool:
    if is_chinese(lang):
        return han_share(text) >= _CHINESE
    small = function_words().get(lang)
    if small is None or han_share(text) > 0:
        return False
    return sum(word in small for word in text.lower().split()) >= _SMALL_WORDS
