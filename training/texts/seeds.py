"""Errors of meaning put into clean translations: denials lost and added, contraries."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from alignkit.check.meaning.signs import contraries, forms, rows
from alignkit.embed.english import irregular_forms
from alignkit.words.lexicon import HAN_FIRST, stem_of
from alignkit.words.tokens import denies


@dataclass(frozen=True)
class Seeded:
    """A text with one thing changed: the text, where the new words stand, and what was there."""

    text: str
    start: int
    end: int
    old: str
    kind: str


Seed = Callable[[str, random.Random], "Seeded | None"]
AUXILIARIES = "is|are|was|were|will|would|can|could|should|must|may|might|shall|has|have|had"
LOST_EN = (
    (r"\b(?:do|does|did) not ", ""), (r"\b(?:do|does|did)n['’]t ", ""),
    (rf"\b({AUXILIARIES})n['’]t\b", r"\1"), (rf"\b({AUXILIARIES}) not\b", r"\1"),
    (r"\bcannot\b", "can"), (r"\b[Cc]an['’]t\b", "can"), (r"\b[Ww]on['’]t\b", "will"),
    (r"\bnot ", ""), (r"\bnever ", ""), (r"\bwithout\b", "with"), (r"\bno (?=[a-z])", "some "),
    (r"\bnone\b", "all"), (r"\bnothing\b", "something"), (r"\bnobody\b", "somebody"),
)  # fmt: skip
ADDED_EN = ((rf"\b({AUXILIARIES})\b(?! (?:not|never|no)\b)(?!n['’]t)", r"\1 not"),)
# By whole words, as the encoder cuts them: what a denying word becomes, and what one becomes that
# asserts.
LOST_ZH = {
    "不得": "应", "没有": "有", "无法": "可以", "尚未": "已经", "从未": "曾经", "并未": "已经",
    "未": "已", "并不": "", "并非": "", "不": "", "没": "", "不能": "能", "不会": "会",
    "不是": "是", "不要": "要", "不应": "应", "不应该": "应该", "不再": "", "不可": "可",
    "不存在": "存在", "不支持": "支持", "不需要": "需要", "不必": "必须", "无须": "必须",
    "不知道": "知道", "不允许": "允许", "不可能": "可能", "不想": "想", "不足": "充足",
    "未经": "经", "从不": "总是", "决不": "", "绝不": "", "不愿": "愿", "无": "有", "无需": "需要",
    "不准": "准", "不许": "许", "并没有": "", "还没有": "已经", "没能": "能", "未能": "得以",
    "不包括": "包括", "不适用": "适用", "不受": "受", "不同意": "同意", "不好": "好",
}  # fmt: skip
ADDED_ZH = {
    "会": "不会", "能够": "不能", "能": "不能", "可以": "不能", "应该": "不应该", "应当": "不应当",
    "应": "不应", "需要": "不需要", "是": "不是", "有": "没有", "已经": "尚未", "已": "未",
    "要": "不要", "将": "不会", "可": "不可", "支持": "不支持", "允许": "不允许", "愿意": "不愿意",
    "知道": "不知道", "包括": "不包括", "曾": "从未", "必须": "不必",
}  # fmt: skip


def denial_lost(text: str, dice: random.Random) -> Seeded | None:
    """Take a denial out of a text."""
    if _is_chinese(text):
        return _exchanged(LOST_ZH, text, dice, "denial-lost")
    return _replaced(LOST_EN, text, dice, "denial-lost", True)


def denial_added(text: str, dice: random.Random) -> Seeded | None:
    """Put a denial into a text."""
    if _is_chinese(text):
        return _exchanged(ADDED_ZH, text, dice, "denial-added")
    return _replaced(ADDED_EN, text, dice, "denial-added")


def _exchanged(words: dict[str, str], text: str, dice: random.Random, kind: str) -> Seeded | None:
    from alignkit.embed import encoder

    cut = encoder(None).words(text)
    # Between two denials or after one, nothing is put in: it would be no error, or no sentence.
    found = [
        (start, end, word)
        for at, (start, end, word) in enumerate(cut)
        if word in words and not (kind == "denial-added" and at and denies(cut[at - 1][2]))
    ]
    if not found:
        return None
    start, end, word = dice.choice(found)
    put = words[word]
    return Seeded(text[:start] + put + text[end:], start, start + len(put), word, kind)


def _is_chinese(text: str) -> bool:
    return any(c >= HAN_FIRST for c in text)


def _replaced(
    rules: tuple[tuple[str, str], ...], text: str, dice: random.Random, kind: str,
    first: bool = False,
) -> Seeded | None:  # fmt: skip
    found = [(m, new) for pattern, new in rules for m in re.finditer(pattern, text)]
    if not found:
        return None
    if first:
        # Longer patterns stand first: of those that overlap only the first is meant.
        taken: set[int] = set()
        kept = []
        for m, new in found:
            if taken.isdisjoint(range(*m.span())):
                taken.update(range(*m.span()))
                kept.append((m, new))
        found = kept
    match, new = dice.choice(found)
    put = match.expand(new)
    out = text[: match.start()] + put + text[match.end() :]
    return Seeded(out, match.start(), match.start() + len(put), match[0], kind)


_WORD = re.compile(r"[A-Za-z]+")
_SUFFIX = re.compile(r"(ings?|ed|es|s|ly|er|est|)$")


def contrary(text: str, dice: random.Random, sets: frozenset[str] = frozenset()) -> Seeded | None:
    """Put a word in the place of its contrary; `sets` names those that are wanted."""
    found = _chinese_signs(text) if _is_chinese(text) else _english_signs(text)
    found = [f for f in found if not sets or f[2].split("/")[0] in sets]
    dice.shuffle(found)
    for start, end, member in found:
        new = _contrary_form(text[start:end], member, dice)
        if new and new != text[start:end]:
            kind = member.split("/")[0]
            out = text[:start] + new + text[end:]
            return Seeded(out, start, start + len(new), text[start:end], kind)
    return None


def _english_signs(text: str) -> list[tuple[int, int, str]]:
    english = forms()[1]
    found = []
    for match in _WORD.finditer(text):
        word = match[0].lower()
        for member in english.get(word) or english.get(stem_of(word), ()):
            found.append((*match.span(), member))
    return found


def _chinese_signs(text: str) -> list[tuple[int, int, str]]:
    chinese = forms()[0]
    return [
        (at, at + length, member)
        for at in range(len(text))
        for length in (4, 3, 2)
        for member in chinese.get(text[at : at + length], ())
    ]


def _contrary_form(word: str, member: str, dice: random.Random) -> str | None:
    others = contraries()[member]
    if not others:
        return None
    wanted = dice.choice(others)
    chinese, english = forms()
    if word[0] >= HAN_FIRST:
        held = [f for f, ms in chinese.items() if wanted in ms and len(f) == len(word)]
        return dice.choice(held) if held else None
    held = [f for f, ms in english.items() if wanted in ms and "_" not in f and f in plain_forms()]
    if not held:
        return None
    return inflected(dice.choice(held), word)


def plain_forms() -> frozenset[str]:
    """Return the English forms as the table has them, not their stems."""
    return frozenset(form for row in rows() for form in row[3].split())


def inflected(new: str, like: str) -> str:
    """Give a word the ending and the capital of another.

    >>> inflected("decrease", "Increased"), inflected("fall", "rising")
    ('Decreased', 'falling')
    """
    low = like.lower()
    ending = _SUFFIX.search(low)[1] if len(low) > 4 else ""  # type: ignore[index]
    if low in irregular_forms() and irregular_forms()[low] != low and not ending:
        ending = "ed"
    if ending and not new.endswith(ending) and not ending.startswith(("er", "est", "ly")):
        if ending in ("s", "es"):
            new = new + ("es" if new.endswith(("s", "sh", "ch", "x")) else "s")
        else:
            ending = {"ings": "ing"}.get(ending, ending)
            past = [f for f, base in irregular_forms().items() if base == new and f != new]
            if ending == "ed" and past:
                new = past[0]
            else:
                new = (new[:-1] if new.endswith("e") else new) + ending
    return new.capitalize() if like[0].isupper() else new


def denial(text: str, dice: random.Random) -> Seeded | None:
    """Take a denial out of a text where it has one, else put one in."""
    return denial_lost(text, dice) or denial_added(text, dice)


def force(text: str, dice: random.Random) -> Seeded | None:
    """Make a duty a permission, or the like."""
    return contrary(text, dice, frozenset({"force"}))
