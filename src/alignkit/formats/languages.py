"""Which languages a bitext is in, told by a code, a name or the characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from alignkit.read.language import detect

SUBTAGS = re.compile(r"([-_]\w{2,8})+")

# Column headings people write, in lower case, and the language each names.
NAMES = {
    "chinese": "zh",
    "english": "en",
    "german": "de",
    "french": "fr",
    "japanese": "ja",
    "korean": "ko",
    "spanish": "es",
    "russian": "ru",
    "中文": "zh",
    "汉语": "zh",
    "英文": "en",
    "英语": "en",
    "zho": "zh",
    "chi": "zh",
    "cmn": "zh",
    "eng": "en",
}
CODES = frozenset(
    "ar cs de en es fi fr hi id it ja ko lzh nl pl pt ru sv th tr uk vi yue zh".split()
)


@lru_cache(256)
def primary(code: str) -> str:
    """Return the language of a code without script or region.

    >>> primary("ZH_cn"), primary("en-GB"), primary("eng")
    ('zh', 'en', 'en')
    """
    first = code.replace("_", "-").split("-")[0].strip().lower()
    return NAMES.get(first, first)


def named(heading: str) -> str:
    """Return the language that a column heading names, or "".

    >>> named("English"), named("zh-CN"), named("score")
    ('en', 'zh', '')
    """
    held = heading.strip().lower()
    if held in NAMES:
        return NAMES[held]
    short = primary(held)
    tail = held[len(short) :]
    return short if short in CODES and (not tail or SUBTAGS.fullmatch(tail)) else ""


def guess(texts: Iterable[str]) -> str:
    """Return the language of the characters and small words; "" where there is no letter.

    >>> guess(["2030 年达到 40%。"]), guess(["Hello."]), guess(["123"])
    ('zh', 'en', '')
    """
    return detect("\n".join(texts), "")


def guess_pair(sources: Sequence[str], targets: Sequence[str]) -> tuple[str, str]:
    """Return the languages of both sides; a side without letters is the other of zh and en.

    >>> guess_pair(["Hello."], [""]), guess_pair([], [])
    (('en', 'zh'), ('zh', 'en'))
    """
    source, target = guess(sources), guess(targets)
    other = {"zh": "en"}
    source = source or (other.get(target, "zh") if target else "zh")
    return source, target or other.get(source, "zh")
