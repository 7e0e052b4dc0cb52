"""Radicals and ligatures that a PDF names in place of the characters its fonts draw alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

# Radicals that Unicode gives no decomposition, beside the characters written alike (its list
# EquivalentUnifiedIdeograph). What stands in no text by itself, such as ⺡, is left out.
_RADICALS = (
    "⺁⺄⺈⺊⺌⺍⺎⺒⺓⺙⺜⺝⺠⺧⺩⺪⺫⺬⺮⺷⺻⺽⻁⻄⻅⻆⻇⻉⻋⻏"
    "⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_WRITTEN = (
    "厂乙刀卜小小兀巳幺攵日月民牛王疋目示竹羊聿臼虎西见角角贝车邑"
    "長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
_ALIKE = dict(zip(_RADICALS, _WRITTEN, strict=True))
_RUN = re.compile(f"[\u2f00-\u2fd5\u2e9f\u2ef3\ufb00-\ufb06{_RADICALS}]+")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield each run of radicals and ligatures with the characters they stand for.

    >>> [edit.after for edit in find("董事⻓于⼗⼀⽉ oﬃce", Evidence("", "zh"))]
    ['长', '十一月', 'ffi']
    """
    for found in () if text.isascii() else _RUN.finditer(text):
        plain = "".join(_ALIKE.get(char, char) for char in found[0])
        yield Edit(*found.span(), unicodedata.normalize("NFKC", plain))
