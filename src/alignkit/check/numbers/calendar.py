"""Dates in their surroundings: what the neighbouring text gives of a month or a year."""

from __future__ import annotations

import re

from alignkit.check.numbers.stated import sides
from alignkit.check.run.view import BeadView, PairView
from alignkit.deferred import deferred
from alignkit.quantity.relative import relatives
from alignkit.quantity.sameness import Atom
from alignkit.types.quantity import Kind

TOLD_YEAR = deferred(
    r"\b(?:this|last|next|that|same|previous|following|coming|current|new) (?:year|spring|summer"
    r"|autumn|fall|winter)"
    r"|[今去明前后同当本上]年",
    re.I,
)
# Which part of a year, a month or a decade is meant, beside its name: 2027年底, 80年代初, mid-May.
# 初中 is a school, and 年中国 no middle.
_PART_ZH = (
    ("beginning", deferred(r"年?(?:代)?初(?!中|级|次|步|期的|一)")),
    ("middle", deferred(r"(?:年中(?![国央心学])|年?(?:代)?中期)")),
    ("end", deferred(r"年?(?:代)?(?:底|末|岁末)")),
)
_PART_EN = (
    ("beginning", deferred(r"\b(?:early|(?:beginning|start) of)[\s-]+(?:the\s+)?$", re.I)),
    ("middle", deferred(r"\b(?:mid|(?:middle) of)[\s-]+(?:the\s+)?$", re.I)),
    ("end", deferred(r"\b(?:late|(?:end|close) of)[\s-]+(?:the\s+)?$", re.I)),
)
_BEFORE = 20
# How far off a month or year may be given: a news item is seldom longer.
AROUND = tuple(sorted(range(-25, 26), key=abs))
NEAR = AROUND[1:7]


def added_parts(view: BeadView, source: Atom, target: Atom) -> str:
    """Return "month" or "year" where the target states one that the surroundings do not give."""
    ours, theirs = source.date.split("-"), target.date.split("-")
    adds_year = theirs[0].isdigit() and "X" in ours[0]
    if adds_year and any(r.unit == "year" for r in relatives(view.source.text, "zh")):
        return ""
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
    for distance in NEAR:
        near = view.neighbour(distance)
        if near and ours[0] in near.target.text:
            return False
    return True


def other_part(view: BeadView, source: Atom, target: Atom) -> bool:
    """Tell whether both sides say which part of a year or month is meant, and not the same."""
    ours, theirs = (
        _part(side.text, atom) for side, atom in ((view.source, source), (view.target, target))
    )
    return bool(ours and theirs and ours != theirs)


def _part(text: str, atom: Atom) -> str:
    span = atom.quantity.span
    before = text[max(0, span.start - _BEFORE) : span.start]
    for part, form in _PART_EN:
        if form.search(before):
            return part
    # The name may hold 年, or end before it.
    for part, form in _PART_ZH:
        for at in range(max(span.start, span.end - 2), span.end + 1):
            if form.match(text, at):
                return part
    return ""


def months_known(view: BeadView) -> bool:
    """Tell whether the source says any month about the bead, so that another is a contradiction."""
    if view.pair.once(_dateline_months):
        return True
    return any(
        near.once(_months)
        for distance in (0, *NEAR)
        if (near := view if not distance else view.neighbour(distance))
    )


def _given(view: BeadView, part: int, value: str) -> bool:
    """Tell whether the source says this year or month somewhere about the bead."""
    for distance in AROUND:
        near = view if not distance else view.neighbour(distance)
        if near and value in near.once(_years if part == 0 else _months):
            return True
    return part == 1 and value in view.pair.once(_dateline_months)


def _dateline_months(pair: PairView) -> frozenset[str]:
    found = re.findall(r"(1[0-2]|[1-9])\s?月\s?\d{1,2}\s?日\s?[电讯]", pair.bitext.source.text)
    return frozenset(f"{int(month):02d}" for month in found)


def _years(view: BeadView) -> frozenset[str]:
    return frozenset(re.findall(r"(?<!\d)[12]\d{3}(?!\d)", view.source.text))


def _months(view: BeadView) -> frozenset[str]:
    found = {
        f"{int(month):02d}"
        for month in re.findall(r"(?<!\d)(1[0-2]|0?[1-9])\s?月", view.source.text)
    }
    both = view.once(sides)
    for atom in both[0].atoms if both else ():
        parts = atom.date.split("-")
        if len(parts) > 1 and parts[1].isdigit():
            found.add(parts[1])
    return frozenset(found)


_DAY_LEADS = deferred(r"(?:\b(?:on|the|of|until|till|by|from|to|since|and)|[,(-])\s?$", re.I)


# What stands right before or after a day of the month, and never so about a length of time.
_BEFORE_DAY = deferred(
    r"(?:^|[，。；,、\s（(“]|时间|于|在|自|从|到|至|是|[本上当下]月|[月,.，]\s?)$"
)
_AFTER_DAY = deferred(r"\s?(?:[电讯，,]|[上下]午|凌晨|清晨|中午|傍晚|晚|夜|起|早)")


def _surely_a_day(text: str, atom: Atom) -> bool:
    """Tell whether a bare 14日 is a day of the month: after other words it may be 14 days."""
    span = atom.quantity.span
    if not atom.quantity.raw.endswith("日"):
        return True
    return bool(
        _BEFORE_DAY.search(text, max(0, span.start - 3), span.start)
        or _AFTER_DAY.match(text, span.end)
    )


def misread_day(view: BeadView, source: Atom, target: Atom) -> str:
    """Return what is wrong where a day of the calendar stands against a length of time."""
    day, other = (source, target) if source.date else (target, source)
    if not day.date.startswith("XXXX-XX-"):
        return ""
    kind = other.quantity.kind
    if kind == Kind.DURATION and other.quantity.unit == "day":
        text = view.source.text if source.date else view.target.text
        if not _surely_a_day(text, day):
            return ""
        return "a date became a number of days" if source.date else "a number of days became a date"
    before = view.target.text[: target.quantity.span.start]
    if (
        kind == Kind.COUNT
        and not other.quantity.unit
        and source.quantity.raw.endswith(("日", "号"))
        and not _DAY_LEADS.search(before)
    ):
        return "a date became a mere number"
    return ""
