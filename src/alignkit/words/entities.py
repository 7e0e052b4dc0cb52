"""Entities of HTML and XML that stand in a text as they were written."""

from __future__ import annotations

import re
from html import unescape

from alignkit.deferred import deferred

_ENTITY = deferred(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,7});")


def resolved(text: str) -> str:
    """Return a text with each entity as its character, every other one where it was.

    Blanks fill up what an entity was longer, so that places in both texts are the same.

    >>> resolved("R&amp;D &#8211; costs")
    'R&    D –       costs'
    """
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    held = unescape(match[0])
    return held if len(held) > len(match[0]) else held.ljust(len(match[0]))
