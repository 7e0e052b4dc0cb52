"""Dates in their surroundings: what the neighbouring text gives of a month or a year."""

from __future__ import annotations

import re

from alignkit.check.matching import sides
from alignkit.check.sameness import Atom
from alignkit.check.view import BeadView

TOLD_YEAR = re.compile(
    r"\b(?:this|last|next|that|same|previous|following|coming|current|new) (?:year|spring|summer"
    r"|autumn|fall|winter)"
    r"|[今去明前后同当本上]年",
    re.I,
)
AROUND = (0, -1, 1, -2, 2, -3, 3)


def added_parts(view: BeadView, source: Atom, target: Atom) -> str:
    """Return "month" or "year" where the target states one that the surroundings do not give."""
    ours, theirs = source.date.split("-"), target.date.split("-")
    adds_year = theirs[0].isdigit() and "X" in ours[0]
    if adds_year and not _given(view, 0, theirs[0]):
        return "year"
    adds_month = len(ours) > 1 and len(theirs) > 1 and theirs[1].isdigit() and ours[1] == "XX"
    if adds_month and not _given(view, 1, theirs[1]):
        return "month"
    return ""


def lost_year(view: BeadView, source: Atom, target: Atom) -> bool:
    """Tell whether the year of a date is lost, and no neighbour of the translation gives it."""
    ours, theirs = source.date.split("-"), target.date.split("-")
    if not ours[0].isdigit() or theirs[0] != "XXXX" or len(ours) < 2:
        return False
    if TOLD_YEAR.search(view.target.text) or ours[0] in view.target.text:
        return False
    for distance in AROUND[1:]:
        near = view.neighbour(distance)
        if near and ours[0] in near.target.text:
            return False
    return True


def _given(view: BeadView, part: int, value: str) -> bool:
    for distance in AROUND:
        near = view if not distance else view.neighbour(distance)
        both = near.once(sides) if near else None
        if both is None:
            continue
        for atom in both[0].atoms:
            parts = atom.date.split("-")
            if len(parts) > part and parts[part] == value:
                return True
            if part == 0 and atom.low is not None and str(atom.low) == value:
                return True
    return value in view.pair.once(_years if part == 0 else _months)


def _years(pair: object) -> frozenset[str]:
    text = pair.bitext.source.text  # type: ignore[attr-defined]
    return frozenset(re.findall(r"(?<!\d)[12]\d{3}(?!\d)", text))


def _months(pair: object) -> frozenset[str]:
    text = pair.bitext.source.text  # type: ignore[attr-defined]
    return frozenset(
        f"{int(month):02d}" for month in re.findall(r"(?<!\d)(1[0-2]|0?[1-9])\s?月", text)
    )


def misread_day(view: BeadView, source: Atom, target: Atom) -> str:
    """Return what is wrong where a day stands against a mere number or a length of time."""
    day, other = (source, target) if source.date else (target, source)
    if not day.date.startswith("XXXX-XX-"):
        return ""
    kind = other.quantity.kind
    if kind == "duration" and other.quantity.unit == "day":
        return "a date became a number of days" if source.date else "a number of days became a date"
    if kind == "count" and source.date:
        return "a date became a mere number"
    return ""
