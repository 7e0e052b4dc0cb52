"""Chinese text that was cut into words by spaces: read without them, told in its own places."""

from __future__ import annotations

from collections.abc import Sequence

from alignkit.deferred import deferred

_HAN = r"\u3400-\u9fff"
_CUT = deferred(
    rf"[{_HAN}]\s+(?=[{_HAN}，。、；：])|[0-9A-Za-z]\s{{2,}}(?=[{_HAN}])|[{_HAN}]\s{{2,}}(?=[0-9A-Za-z])"
)
_MARK = rf"{_HAN}，。、；：！？（）《》“”%％"
# What a cutter put between characters, digits and the marks that group digits. A space between
# two runs of digits stays: it may part a list.
_PUT = deferred(
    rf"(?<=[{_MARK}])\s+|\s+(?=[{_MARK}])|(?<=[0-9])\s+(?=[,.]\s*[0-9]{{3}}(?![0-9]))"
    r"|(?<=[0-9][,.])\s+(?=[0-9]{3}(?![0-9]))|(?<=[0-9]\s[,.])\s+(?=[0-9]{3}(?![0-9]))"
    r"|(?<=\s)\s+"
)
# Inside a number or a time no space parts words: 1 , 500 and 1 万 4 千 and 11 时 20 分.
_IN_NUMBER = deferred(
    r"[0-9] , [0-9]{3}(?![0-9])|[0-9] (?:[万千亿时点] ?[0-9]+ ?[千百分]|分 ?[0-9]+ ?秒)"
)
# So many cuts between Chinese characters in a hundred of them: nobody writes so.
_MANY = 10
_FEW = 2


def tokenised(text: str) -> bool:
    """Tell whether spaces stand between the words of a Chinese text.

    >>> tokenised("约 有 50 万 头 鲑鱼"), tokenised("约有50 万头鲑鱼")
    (True, False)
    """
    if _IN_NUMBER.search(text):
        return True
    if text.count(" ") <= _FEW:
        return False
    cuts = len(_CUT.findall(text))
    han = sum("\u3400" <= c <= "\u9fff" for c in text)
    return cuts > _FEW and cuts * 100 >= han * _MANY


def joined_up(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without the spaces of its cutter, and the place of each character before."""
    places: list[int] = []
    parts: list[str] = []
    last = 0
    for match in _PUT.finditer(text):
        parts.append(text[last : match.start()])
        places.extend(range(last, match.start()))
        last = match.end()
    parts.append(text[last:])
    places.extend(range(last, len(text)))
    return "".join(parts), places
