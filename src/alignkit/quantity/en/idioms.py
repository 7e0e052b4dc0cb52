"""Fixed English phrases whose numeral states nothing: cloud nine, first aid, 24/7."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_NUMERAL = re.compile(r"[a-z]+|[0-9]+")
# "I second the motion": after these the word is a verb.
_SECONDS = re.compile(r"\b(?:I|we|you|they|to|will)\s$", re.I)


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the phrases by each of their words, so that a numeral finds those that hold it."""
    file = resources.files("alignkit.data") / "quantity" / "idioms.txt"
    found: dict[str, list[re.Pattern[str]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            parts = (re.escape(part) for part in re.split(r"[ -]", line))
            pattern = re.compile(r"\b" + r"[\s-]".join(parts) + r"\b", re.I)
            for word in set(_NUMERAL.findall(line)):
                found.setdefault(word, []).append(pattern)
    return {word: tuple(patterns) for word, patterns in found.items()}


def idiom_end(text: str, start: int, word: str) -> int:
    """Return where the phrase ends that a numeral stands in, 0 where it stands in none."""
    for pattern in _by_word().get(word, ()):
        for match in pattern.finditer(text, max(0, start - len(pattern.pattern)), start + 40):
            if match.start() <= start < match.end():
                return match.end()
    if word == "second" and text.startswith(" the ", start + 6):
        return start + 6 if _SECONDS.search(text, max(0, start - 6), start) else 0
    return 0
