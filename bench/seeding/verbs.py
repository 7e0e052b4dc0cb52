"""The forms of an English verb that a sentence needs once its "do not" is gone."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    """Return the past of the verbs that make it otherwise than with -ed."""
    text = (files("alignkit.embed") / "irregular_forms.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line.strip())
    return {row[0]: row[1] for row in rows if len(row) > 1}


def plain(verb: str) -> str:
    """Return the verb as it stands behind "they"."""
    return verb


def third(verb: str) -> str:
    """Return the verb as it stands behind "it"."""
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + "s"


def past(verb: str) -> str:
    """Return the past of a verb; none where its last letter may have to be doubled."""
    if verb in _irregular():
        return _irregular()[verb]
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return "" if re.search(r"[^aeiou][aeiou][^aeiouwxy]$", verb) else verb + "ed"
