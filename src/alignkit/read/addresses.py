"""Addresses of links and images, and which of them lead to the same place in two languages."""

from __future__ import annotations

import re

# Language and region tags as sites and repositories write them in paths and file names.
_LANGUAGE = (
    r"(?:zh|cn|en|us|chinese|english|zhcn|zhtw)(?:[-_](?:cn|tw|hk|sg|us|gb|hans|hant|zh|en))?"
)
_TAGGED = re.compile(rf"(?:^|(?<=[/._-])){_LANGUAGE}(?=[/._?#-]|$)", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_JOINTS = re.compile(r"[/._-]{2,}|[._-](?=/|$)|(?<=/)[._-]")


def neutral(address: str) -> str:
    """Return an address without what says its language, so that two of one place are equal.

    >>> neutral("https://a.org/zh-cn/guide.html") == neutral("http://a.org/en/guide.html")
    True
    >>> neutral("README_zh.md") == neutral("./README.md")
    True
    """
    bare = _HOST.sub("", address.strip())
    bare = bare.removeprefix("./").rstrip("/")
    bare = _TAGGED.sub("", bare)
    bare = _JOINTS.sub(lambda found: "/" if "/" in found.group() else found.group()[0], bare)
    return re.sub(r"[._-]+(?=\.[a-z]+$)", "", bare).strip("/")
