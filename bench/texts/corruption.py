"""Seeded corruptions of clean translations: one thing in the English side is made wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Corrupt = Callable[[str, random.Random], "str | None"]

_NUMBER = re.compile(
    r"(?<![\w.,$-])\$?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w-])|(?<![\w.,-])\d+(?:\.\d+)?(?![\w,-]|\.\d)"
)
_SCALE = re.compile(r"\b(thousand|million|billion|trillion)\b")
_UNITS = {
    "yuan": "dollars", "dollars": "yuan", "kilometers": "meters", "kilometres": "metres",
    "meters": "kilometers", "tons": "kilograms", "mu": "hectares", "hectares": "square meters",
    "years": "months", "months": "years", "days": "hours", "hours": "minutes", "minutes": "hours",
    "weeks": "days", "%": " degrees", "percent": "degrees", "kilograms": "tons", "km": "kg",
    "kg": "km",
}  # fmt: skip
_UNIT = re.compile(
    r"(?<=\d)(?P<gap>\s?)(?P<u>"
    + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    + r")(?![\w])"
)
_BOUNDS = {
    "more than": "less than", "less than": "more than", "over": "under", "at least": "at most",
    "at most": "at least", "up to": "at least", "exceeded": "fell below", "exceeding": "below",
    "below": "above", "within": "over", "no more than": "at least", "fewer than": "more than",
    "above": "below", "under": "over",
}  # fmt: skip
_BOUND = re.compile(
    r"\b(?P<b>" + "|".join(sorted(_BOUNDS, key=len, reverse=True)) + r")(?=\s(?:\$|RMB\s|US\$)?\d)",
    re.I,
)
_WAYS = {
    "increased": "decreased", "decreased": "increased", "rose": "fell", "fell": "rose",
    "increase": "decrease", "decrease": "increase", "growth": "decline", "grew": "shrank",
    "dropped": "rose", "decline": "rise", "declined": "rose", "reduced": "increased",
    "rise": "fall", "increasing": "decreasing", "drop": "rise",
}  # fmt: skip
_WAY = re.compile(
    r"\b(?P<w>"
    + "|".join(_WAYS)
    + r")(?=\s(?:by|to|of|about|nearly|around)?\s?(?:\$|RMB\s|US\$)?\d)"
)


def value(text: str, dice: random.Random) -> str | None:
    """Change one digit of a number."""
    match = _chosen(_NUMBER, text, dice, lambda m: len(re.sub(r"\D", "", m[0])) > 1)
    if match is None:
        return None
    places = [i for i, c in enumerate(match[0]) if c.isdigit()]
    place = dice.choice(places)
    digit = dice.choice([d for d in "123456789" if d != match[0][place]])
    raw = match[0][:place] + digit + match[0][place + 1 :]
    return text[: match.start()] + raw + text[match.end() :]


def magnitude(text: str, dice: random.Random) -> str | None:
    """Change a magnitude word, or add a group of zeros."""
    match = _chosen(_SCALE, text, dice)
    if match:
        others = [w for w in ("thousand", "million", "billion", "trillion") if w != match[1]]
        return text[: match.start()] + dice.choice(others) + text[match.end() :]
    match = _chosen(_NUMBER, text, dice, lambda m: "," in m[0])
    if match is None:
        return None
    raw = match[0][:-4] if len(match[0]) > 5 and dice.random() < 0.5 else match[0] + ",000"
    return text[: match.start()] + raw + text[match.end() :]


def drop(text: str, dice: random.Random) -> str | None:
    """Leave a number out."""
    match = _chosen(_NUMBER, text, dice, lambda m: len(re.sub(r"\D", "", m[0])) > 1)
    return None if match is None else text[: match.start()] + text[match.end() :].lstrip()


def swap(text: str, dice: random.Random) -> str | None:
    """Exchange two numbers that differ and stand before different words."""
    found = [m for m in _NUMBER.finditer(text) if len(re.sub(r"\D", "", m[0])) > 1]
    pairs = [
        (a, b)
        for a in found
        for b in found
        if a.start() < b.start() and a[0] != b[0] and _after(text, a) != _after(text, b)
    ]
    if not pairs:
        return None
    a, b = dice.choice(pairs)
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def unit(text: str, dice: random.Random) -> str | None:
    """Put another unit."""
    match = _chosen(_UNIT, text, dice)
    if match is None:
        return None
    return text[: match.start("u")] + _UNITS[match["u"]] + text[match.end("u") :]


def bound(text: str, dice: random.Random) -> str | None:
    """Reverse a bound."""
    match = _chosen(_BOUND, text, dice)
    return (
        None
        if match is None
        else text[: match.start()] + _BOUNDS[match["b"].lower()] + text[match.end() :]
    )


def direction(text: str, dice: random.Random) -> str | None:
    """Turn a rise into a fall."""
    match = _chosen(_WAY, text, dice)
    return (
        None if match is None else text[: match.start()] + _WAYS[match["w"]] + text[match.end() :]
    )


def _after(text: str, match: re.Match[str]) -> str:
    found = re.match(r"\s?(\S+)", text[match.end() :])
    return found[1].strip(".,;") if found else ""


def _chosen(
    pattern: re.Pattern[str],
    text: str,
    dice: random.Random,
    good: Callable[[re.Match[str]], bool] = lambda match: True,
) -> re.Match[str] | None:
    found = [match for match in pattern.finditer(text) if good(match)]
    return dice.choice(found) if found else None


KINDS: dict[str, tuple[Corrupt, float]] = {
    "value": (value, 0.95),
    "magnitude": (magnitude, 0.95),
    "drop": (drop, 0.95),
    "swap": (swap, 0.95),
    "unit": (unit, 0.90),
    "bound": (bound, 0.85),
    "direction": (direction, 0.85),
}
