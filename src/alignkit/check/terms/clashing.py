"""When two renderings of one term choose another word, and do not only put it otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from alignkit.words.classes import VERB, class_of
from alignkit.words.script import HAN
from alignkit.words.synonyms import root

_WORD = re.compile(r"[a-z0-9]+", re.IGNORECASE)
# Words of these endings are forms that the sentence asks for: prescribed, provisions.
_FORMS = ("ed", "ing", "ly")
# So many characters of a Chinese rendering may be others, beside those that it shares.
_MOST = 3
# Words that begin alike for so many letters are of one kin.
_KIN = 4


def clash(usual: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two renderings, by their keys, name one thing in two ways.

    >>> clash(("smart", "factory"), ("intelligent", "factory")), clash(("key", "area"), ("area",))
    (True, False)
    >>> clash(("共识规则",), ("共识协定",)), clash(("两个小时",), ("两个多小时",))
    (True, False)
    """
    if HAN.search("".join(usual)):
        return bool(HAN.search("".join(other))) and _in_chinese("".join(usual), "".join(other))
    return not HAN.search("".join(other)) and _in_english(usual, other)


def _in_english(usual: Sequence[str], other: Sequence[str]) -> bool:
    here, there = set(usual), set(other)
    if len(usual) != len(other) or not here & there:
        return False
    (lost, *more), (new, *others) = (sorted(here - there) or [""]), (sorted(there - here) or [""])
    if more or others or not (lost and new) or _alike(lost, new):
        return False
    return not any(_alike(new, word) for word in here - {lost})


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, or one of them is a form of something else."""
    kin = root(one)[:_KIN] == root(other)[:_KIN]
    return kin or one.endswith(_FORMS) != other.endswith(_FORMS)


def _in_chinese(usual: str, other: str) -> bool:
    usual, other = (re.sub(r"\s", "", text) for text in (usual, other))
    start = _alike_so_far(usual, other)
    end = _alike_so_far(usual[start:][::-1], other[start:][::-1])
    lost, new = usual[start : len(usual) - end], other[start : len(other) - end]
    shared = usual[:start] + usual[len(usual) - end :]
    if not HAN.search(shared) and not _WORD.search(shared):
        return False
    if not (lost and new) or max(len(lost), len(new)) > _MOST or not HAN.search(new):
        return False
    if set(lost) <= set(new) or set(new) <= set(lost):
        return False
    return start > 0 or not class_of(lost) == class_of(new) == VERB


def _alike_so_far(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
