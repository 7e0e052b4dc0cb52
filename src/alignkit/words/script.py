"""Which script a stretch of text is in: Han characters, Latin words, neither."""

from __future__ import annotations

from functools import lru_cache

from alignkit.deferred import deferred

HAN_CHARACTERS = r"㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003ffff"
HAN = deferred(rf"[{HAN_CHARACTERS}]")
# Chinese characters weigh as many English letters as they usually turn into.
HAN_WEIGHT = 3.3
_LETTER = deferred(r"[^\W_]")
HAN_RUN = deferred(
    rf"[{HAN_CHARACTERS}](?:[{HAN_CHARACTERS}、，。；：？！“”‘’《》（）·\d]*[{HAN_CHARACTERS}])?"
)
LATIN_WORD = deferred(r"[A-Za-zÀ-ɏ]+(?:[-'’.&/][A-Za-zÀ-ɏ]+)*")


def is_chinese(lang: str) -> bool:
    """Tell whether a language code names Chinese.

    >>> is_chinese("zh-Hans"), is_chinese("en")
    (True, False)
    """
    return lang.split("-")[0] in {"zh", "yue", "lzh"}


def han_share(text: str) -> float:
    """Return the share of Han characters among letters and Han characters.

    >>> han_share("他说 OK")
    0.5
    """
    han = len(HAN.findall(text))
    letters = sum(1 for character in text if character.isalpha()) - han
    return han / (han + letters) if han + letters else 0.0


# Several rules ask about each text.
@lru_cache(maxsize=2_000)
def weight(text: str) -> float:
    """Return the length of a text in English letters, whatever its script.

    >>> weight("你好 OK")
    8.6
    """
    han = len(HAN.findall(text))
    return round(HAN_WEIGHT * han + len(_LETTER.findall(text)) - han, 1)
