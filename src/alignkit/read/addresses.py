"""Addresses of links and images, and which of them lead to the same place in two languages."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from urllib.parse import unquote

# Language and region tags as sites and repositories write them in paths and file names.
_LANGUAGE = (
    r"(?:zh|cn|en|us|chinese|english|zhcn|zhtw)(?:[-_](?:cn|tw|hk|sg|us|gb|hans|hant|zh|en))?"
)
_TAGGED = re.compile(rf"(?:^|(?<=[/._=-])){_LANGUAGE}(?=[/._?#&-]|$)", re.IGNORECASE)
_HOST = re.compile(r"^(?:mailto:|(?:https?:)?//(?:www\.)?)", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}$")
# Where a site of one country has a sister for all others.
_DOMAIN = re.compile(r"\.(?:com|org|net|io|dev|ai|app|info)$", re.IGNORECASE)
# Names of headings so alike are one name, one of them mistyped.
_NEARLY = 0.8
_JOINTS = re.compile(r"[/._-]{2,}|[._-](?=[/?#]|$)|(?:(?<=/)|^)[._-]")


def neutral(address: str) -> str:
    """Return an address without what says its language, so that two of one place are equal.

    >>> neutral("https://a.org/zh-cn/guide.html") == neutral("http://a.org/en/guide.html")
    True
    >>> neutral("README_zh.md") == neutral("./README.md")
    True
    """
    bare = _HOST.sub("", address.strip()).removeprefix("./")
    # A sign may be written as its number: %28 is a bracket.
    return without_language(unquote(bare) if "%" in bare else bare).strip("/")


def without_language(name: str) -> str:
    """Return a path or a name without the tags that say its language.

    >>> without_language("data_en"), without_language("img/zh-CN/a_cn.png")
    ('data', 'img/a.png')
    """
    return _JOINTS.sub(_joint, _TAGGED.sub("", name))


def _joint(found: re.Match[str]) -> str:
    """Return what is left of the signs around a tag: the strongest, and none at an end."""
    signs = found.group()
    if len(signs) == 1:
        return ""
    return next(sign for sign in "/.-_" if sign in signs)


def same_place(one: str, two: str) -> bool:
    """Whether two addresses lead to the same place, in one language or in two.

    >>> same_place("https://zh.wikipedia.org/wiki/%E7%8C%AB", "https://en.wikipedia.org/wiki/Cat")
    True
    >>> same_place("guide.md#安装", "guide.md#setup"), same_place("guide.md", "other.md")
    (True, False)
    """
    ours, theirs = neutral(one), neutral(two)
    if ours == theirs:
        return True
    (page, _, part), (other, _, piece) = ours.partition("#"), theirs.partition("#")
    if page == other:
        # Headings are named in their language; a name that is nearly the other's is a slip.
        return not _slip(part, piece)
    host = all(_HOST.match(address) for address in (one, two)) and "/" not in page + other
    ending = _DOMAIN if host else _ENDING
    if ending.sub("", page) == ending.sub("", other) and _tags(one) != _tags(two):
        return True
    tags = {_tags("/".join(_HOST.sub("", address).split("/")[:2])) for address in (one, two)}
    same_host = ours.split("/")[0] == theirs.split("/")[0] and "." in ours.split("/")[0]
    return same_host and len(tags) == 2 and all(tags)


def _tags(address: str) -> tuple[str, ...]:
    return tuple(_TAGGED.findall(address.lower()))


def _slip(one: str, two: str) -> bool:
    both = bool(one) and bool(two) and (unquote(one) + unquote(two)).isascii()
    return both and SequenceMatcher(None, one, two).ratio() >= _NEARLY
