"""What is counted: whether two nouns of different languages can be the same thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from alignkit.quantity.lookup import counted
from alignkit.types import Quantity

_WORD = re.compile(r"[a-z-]+")
_SHORTEST_PLURAL = 4
# 四位数 has four figures, and is nobody.
_FIGURES = ("位数", "位小数", "位整数")
# What may follow a noun that has come to its end.
_ENDING = frozenset("的和与及、有共都也已均在被将")


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, Any]:
    classes: Mapping[str, Any] = counted()["class"]
    return classes


def chinese_classes(quantity: Quantity) -> frozenset[str]:
    """Return the classes that a Chinese count may belong to, by its classifier and noun."""
    found: set[str] = set()
    raw = quantity.unit + quantity.noun
    if raw.startswith(_FIGURES):
        return frozenset()
    for name, entry in _classes().items():
        held = (raw[len(word) :] for word in entry["zh"] if raw.startswith(word))
        if any(not rest or rest[0] in _ENDING or not entry.get("whole") for rest in held):
            found.add(name)
    return frozenset(found)


def english_classes(quantity: Quantity) -> frozenset[str]:
    """Return the classes that an English count may belong to, by the head of its noun."""
    for word in _WORD.findall(quantity.noun.lower()):
        found = frozenset(name for name, entry in _classes().items() if word in entry["en"])
        if found:
            return found
        if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST_PLURAL:
            # Behind "three survivors" stands a verb: its object is not counted.
            return frozenset()
    return frozenset()


def compared(source: Quantity, target: Quantity, langs: tuple[str, str]) -> bool | None:
    """Tell whether two things are of one class; None where the table does not know them."""
    chinese, english = (source, target) if langs[0] == "zh" else (target, source)
    ours, theirs = chinese_classes(chinese), english_classes(english)
    if not ours or not theirs:
        return None
    return bool(ours & theirs) or any(
        other in _classes()[one].get("with", ()) or one in _classes()[other].get("with", ())
        for one in ours
        for other in theirs
    )
