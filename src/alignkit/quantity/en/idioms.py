"""Fixed English phrases whose numeral states nothing: cloud nine, first aid, 24/7."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from alignkit.quantity.numerals import ENGLISH_TENS, ONES, ORDINALS, SCALES

_WORD = re.compile(r"[a-z]+|[0-9]+")
_NUMERALS = frozenset((*ONES, *ENGLISH_TENS, *ORDINALS, *SCALES, "dozen", "22", "20", "24"))
# "I second the motion": after these the word is a verb.
_SECONDS = re.compile(r"\b(?:I|we|you|they|to|will)\s$", re.I)


_PLURAL_DIGITS = re.compile(r"\b[01]s(?:,? (?:and|or) |/)[01]s\b")
_PLURAL = 9
# So far around its numeral a phrase may reach.
_REACH = 32


@lru_cache(maxsize=1)
def _by_word() -> dict[str, re.Pattern[str]]:
    """Return the phrases by their numerals, longest first."""
    file = resources.files("alignkit.data") / "quantity" / "idioms.txt"
    found: dict[str, list[str]] = {}
    for line in sorted(file.read_text(encoding="utf-8").splitlines(), key=len, reverse=True):
        if line and not line.startswith("#"):
            phrase = r"[\s-]".join(re.escape(part) for part in re.split(r"[ -]", line))
            for word in _NUMERALS & set(_WORD.findall(line)):
                found.setdefault(word, []).append(phrase)
    return {
        word: re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.I) for word, phrases in found.items()
    }


def idiom_end(text: str, start: int, word: str) -> int:
    """Return where the phrase ends that a numeral stands in, 0 where it stands in none."""
    if word[1:] == "s" and word[0].isdigit():
        # Digits in the plural, as of a code: 1s and 0s, no seconds.
        found = _PLURAL_DIGITS.search(text, max(0, start - _PLURAL), start + _PLURAL)
        return found.end() if found and found.start() <= start else 0
    known = _by_word().get(word)
    if known is None:
        return 0
    for match in known.finditer(text, max(0, start - _REACH), start + _REACH):
        if match.start() <= start < match.end():
            return match.end()
    if word == "second" and text.startswith(" the ", start + 6):
        return start + 6 if _SECONDS.search(text, max(0, start - 6), start) else 0
    return 0
