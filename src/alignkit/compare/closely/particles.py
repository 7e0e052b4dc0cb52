"""Small words of both languages that change what the same words say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Closed = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Small:
    """The small words of a language.

    `closed` are classes of which one excludes the other, the first of them joins; `narrowing` words
    say that no more is meant; about `even` ones two words may change places; `determiners` stand
    before a word without a meaning of their own; `denying` ones deny what follows.
    """

    closed: tuple[Closed, ...]
    narrowing: frozenset[str]
    even: frozenset[str]
    determiners: frozenset[str]
    denying: frozenset[str]

    @property
    def joining(self) -> frozenset[str]:
        """Words that join, and those that part."""
        return self.closed[0][0] | self.closed[0][1]

    def parted(self, one: str, other: str) -> bool:
        """Tell whether two small words exclude each other."""
        return any((one in a and other in b) or (one in b and other in a) for a, b in self.closed)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _small(closed: Iterable[tuple[str, str]], *rest: str) -> Small:
    return Small(tuple((_set(a), _set(b)) for a, b in closed), *map(_set, rest))


ENGLISH = _small(
    [("and", "or"), ("he him his himself", "she her hers herself")],
    "almost barely hardly merely nearly only scarcely solely",
    "and or with nor versus plus is are was were",
    "a an the",
    "no not never without neither nor",
)
CHINESE = _small(
    [("和 与 與 及 以及 并 並 并且 並且", "或 或者 或是"), ("他 他的", "她 她的")],
    "只 仅 僅 仅仅 僅僅 只有 唯有 几乎 幾乎 只是",
    "和 与 與 及 以及 或 或者 、 跟 同",
    "",
    "不 没 沒 没有 沒有 未 无 無 非 勿 莫 别 別 不是 并非 並非",
)


def small_words(lang: str) -> Small:
    """Return the small words of Chinese or of English.

    >>> small_words("zh").parted("或者", "和"), small_words("en").parted("his", "himself")
    (True, False)
    """
    return CHINESE if lang.startswith("zh") else ENGLISH
