"""Which language a text is in, from its script and its smallest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path

from alignkit.deferred import deferred

# A sample is enough to tell a language, and keeps huge files cheap.
SAMPLE = 20_000
# So many samples that were counted are kept: both sides of a pair, in the file and as it was read.
_TEXTS = 4

_SCRIPTS = {
    "han": r"[㐀-䶿一-鿿\uf900-\ufaff〇]|[\U00020000-\U0003134f]",
    "kana": "[ぁ-ゖァ-ヺ]",
    "ko": "[가-힣]",
    "ru": "[а-яА-ЯёЁ]+",
    "el": "[α-ωΑ-Ωάέήίόύώ]+",
    "ar": "[\u0621-\u064a]+",
    "he": "[א-ת]+",
    "th": "[ก-๛]",
    "hi": "[\u0904-\u0939]+",
    "latin": r"[^\W\d_]+",
}
# Chinese characters are counted one by one, and found run by run.
_LETTERS = re.compile(
    "|".join(
        f"(?P<{name}>{f'(?:{form})+' if name == 'han' else form})"
        for name, form in _SCRIPTS.items()
    )
)
_ASCII_WORD = deferred("[A-Za-z]+")
_HAN_RUN = deferred(f"(?:{_SCRIPTS['han']})+")
_WORD = deferred(r"[^\W\d_㐀-䶿一-鿿\uf900-\ufaff〇]+")
_LATIN_WORD = deferred(r"[a-zA-ZÀ-ɏ]+")


def detect(text: str, default: str = "en") -> str:
    """Return the code of the language most of the text is in: zh, en, ja, de, ….

    >>> detect("人工智能 (AI) 产业")
    'zh'
    >>> detect("The State Council (国务院) issued the plan.")
    'en'
    """
    counts = dict(_count(_sample(text)))
    if not counts:
        return default
    han, kana = counts.pop("han", 0), counts.pop("kana", 0)
    # Japanese writes many kana among its Han characters; Chinese has one at most by chance.
    counts["ja" if kana * 10 > han + kana else "zh"] = han + kana
    best = max(counts, key=lambda name: (counts[name], name != "latin"))
    return _latin(text, default) if best == "latin" else best


def han_share(text: str) -> float:
    """Return which part of the words of a text is Chinese, counting a Han character as a word.

    >>> han_share("支持 AI 和 5G")
    0.6
    """
    if text.isascii():
        return 0.0
    sample = _sample(text)
    han = sum(len(run) for run in _HAN_RUN.findall(sample))
    if not han:
        return 0.0
    return han / (han + len(_WORD.findall(sample)))


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    return text[:SAMPLE] + text[middle : middle + SAMPLE] + text[-SAMPLE:]


# The reader of a file asks, and again a rule that wants to know whether it was read right.
@lru_cache(maxsize=_TEXTS)
def _count(text: str) -> Mapping[str, int]:
    """Return how much of each script a text holds, in the order in which they come."""
    if text.isascii():
        words = len(_ASCII_WORD.findall(text))
        return {"latin": words} if words else {}
    runs = list(_LETTERS.finditer(text))
    counts = Counter(map(attrgetter("lastgroup"), runs))
    if "han" in counts:
        counts["han"] = sum(run.end() - run.start() for run in runs if run.lastgroup == "han")
    return counts


@lru_cache(maxsize=_TEXTS)
def _small_words(text: str) -> Mapping[str, int]:
    """Return how many words of a text are small words of each language."""
    words = Counter(map(str.lower, _LATIN_WORD.findall(text)))
    return {
        lang: sum(words[word] for word in words.keys() & small)
        for lang, small in function_words().items()
    }


def _latin(text: str, default: str) -> str:
    scores = _small_words(_sample(text))
    best = max(scores, key=lambda lang: (scores[lang], lang == "en"))
    # A heading or a list of names holds too few small words to tell anything.
    if scores[best] < 2 or scores[best] < scores["en"] * 1.3:
        return "en" if scores["en"] or default not in scores else default
    return best


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the commonest small words of each language written in Latin letters."""
    # By its path, as the model: the library's way to resources takes longer than the reading.
    table = (Path(__file__).parent.parent / "data" / "function_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {lang: frozenset(words.split()) for lang, words in rows}
