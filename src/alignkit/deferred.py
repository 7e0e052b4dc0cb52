"""Patterns that are compiled when they are first used.

A class of Chinese characters alone takes a millisecond to compile, a module of patterns ten, and a
short text asks for few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = (
    "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split",
    "flags", "groups", "groupindex",
)  # fmt: skip


class Deferred:
    """Stands for a pattern: whichever of its methods is asked for first compiles it.

    From then on its methods lie here as they are, so that calling one costs nothing more.
    """

    __slots__ = (*_METHODS, "given", "pattern")

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        made = re.compile(self.pattern, self.given)
        for method in _METHODS:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


def deferred(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what serves as `re.compile(pattern, flags)`, and compiles at the first use.

    >>> deferred("[一二三]+").findall("一二和三")
    ['一二', '三']
    """
    return cast("re.Pattern[str]", Deferred(pattern, flags))
