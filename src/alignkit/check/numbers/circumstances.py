"""The signs for and against a value that stands alone being a fault, each with its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from alignkit.check.numbers.characters import Shown, copied, half_width
from alignkit.check.numbers.hidden import Evidence
from alignkit.check.numbers.stated import Side, sides
from alignkit.check.run.view import BeadView
from alignkit.quantity.en.dates import MONTHS
from alignkit.quantity.lookup import Tables
from alignkit.quantity.numerals import ONES, english
from alignkit.quantity.samedate import same_date
from alignkit.quantity.sameness import Atom, rounded, same_value, unit_of
from alignkit.types import Quantity
from alignkit.types.quantity import Comparator, Kind, Mark

_LISTED = re.compile(
    r"(?:、[^，。；;]{1,40}|等|这|该|上述|以上|哪|[中美俄英法德日韩朝越老缅泰印蒙澳加意港澳台]{2,})$"
)
# Three kinds of, five points: what is said of a list that stands there itself.
_SUMS = frozenset((*"种个类项大条点者方步", "方面", "环节", "部分"))
_SUMMED = re.compile(r"(?:等|这|该|上述|其他|其余|另外)$")
_YEARS = re.compile(
    r"\b(?:(?:this|last|next|that|the (?:same|previous|following|coming)) (?:year|spring|summer"
    r"|autumn|fall|winter)|year[- ]on[- ]year|year[- ]over[- ]year|yoy|annual)",
    re.I,
)
_CENTURY = re.compile(
    r"\b(?:the|this|that|last|past|previous|next|same) century\b|[上本这该同下]一?个?世纪"
)
_HALF_YEAR = re.compile(r"\bhalf\b|\b(?:six|6)[- ]months?\b|半年|六个月|6\s?个月", re.I)
_ANY_MARKER = re.compile(
    r"[①-⑳⑴-⒇]|[(（]?\b(?:\d{1,2}|[a-hivx]{1,4})[)）]|第[一二三四五六七八九十]|[一二三四五六七八九]是"
)
_HOUR = re.compile(
    r"\b(?:at|by|until|till|before|after|to|past|around|about|from)\s"
    r"(1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.I,
)
_MIDNIGHT = r"\bmidnight\b|午夜|半夜|零[点时]|子夜"
_NAMED_HOURS = {"12:00": r"\bnoon\b|\bmidday\b|中午|正午", "00:00": _MIDNIGHT, "24:00": _MIDNIGHT}
_NEXT_DAY = re.compile(
    r"\b(?:next|following) (?:day|morning|evening)\b|\bday after\b|次日|翌日|第二天|隔天", re.I
)
_ALL = re.compile(
    r"\b(?:all|every|each|full(?:y)?|entire(?:ly)?|whol(?:e|ly)|complete(?:ly)?|totally)\b"
    r"|全|都|所有|完全|一律|悉数"
)
_TIMES = {2: r"\b(?:doubl|twice\b|twofold)", 3: r"\b(?:tripl|trebl|thrice\b|threefold)"}
_WHILE = ("半天", "半日")  # said of any long while
_MARKED = re.compile(
    r"\s*(?:[(（]?(?:[A-Za-z]|[ivxIVX]{1,4}|\d{1,2}|[一二三四五六七八九十]{1,3})\s?[)）.、]|[①-⑳•●*-]|(?:First"
    r"|Second|Third|Fourth|Fifth|Sixth)\b)"
)
NEIGHBOURS = (-1, 1, -2, 2)
# Values that stand for each other stand at like places, a fifth of the text apart at most.
_FAR = 0.2
_LABELS = frozenset((Kind.ITEM, Kind.ARTICLE, Kind.NAME, Kind.ORDINAL))
_MEASURED = frozenset(
    (Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT, Kind.POINTS, Kind.AGE)
)


def lone_evidence(
    view: BeadView,
    atom: Atom,
    own: Side,
    other: Side,
    side: str,
    known: Tables,
    seen: Evidence,
) -> dict[str, float]:
    """Return the named signs for and against a value without counterpart being a fault."""
    quantity = atom.quantity
    held = {
        "said otherwise": _said_otherwise(atom, other.text, side, seen)
        or _day_after(atom, own, other.text)
        or _hour_alone(atom, own, other)
        or _parts_said(atom, other),
        "said elsewhere": any(_repeats(atom, one, known) for one in other.atoms),
        "said anew": _says_anew(atom, own),
        "said next door": _next_door(view, atom, side, known),
        "part of a range": bool(atom.end) and _ends_held(atom, own, other, known),
        "converted": side == "target" and any(_converts(atom, one, known) for one in own.atoms),
        "stands in two units": side == "source"
        and any(_converts(atom, one, known) for one in own.atoms if one is not atom),
        "sums up": _sums_up(atom, own.text),
        "weak": weak(atom),
        "label": quantity.kind in _LABELS,
        "numbers a list": quantity.kind == Kind.ITEM and _numbered_otherwise(atom, other.text),
        "dateline": Mark.DATELINE in quantity.marks,
        "bare year": len(atom.date) == 4 and atom.date.isdigit(),
        "weekday": "-W" in atom.date,
        "order of magnitude": atom.vague,
        "in digits": any("0" <= c <= "9" for c in half_width(quantity.raw)),
        "with a unit": quantity.kind in _MEASURED or bool(quantity.unit),
        "multiple": quantity.kind == Kind.MULTIPLE,
    }
    return {name: float(value) for name, value in held.items() if value}


def _said_otherwise(atom: Atom, text: str, side: str, seen: Evidence) -> bool:
    """Tell whether the other side gives the value in words that are no quantity by themselves."""
    kind = atom.quantity.kind
    if "-H" in atom.date and _HALF_YEAR.search(text):
        return True
    if _CENTURY.search(text) and re.fullmatch(r"\d\dXX", atom.date):
        return True
    if re.fullmatch(r"XXXX-\d\d", atom.date) and _month_named(atom.date[5:], text):
        return True
    # A hundred per cent of them is all of them.
    if kind == Kind.PERCENT and atom.low == atom.high == 100 and _ALL.search(text):
        return True
    if (
        kind == Kind.MULTIPLE
        and atom.low in _TIMES
        and re.search(_TIMES[int(atom.low)], text, re.I)
    ):
        return True
    if kind == Kind.TIME and (_hour_said(atom, text) or _hour_named(atom, text)):
        return True
    if kind in (Kind.RATIO, Kind.TIME, Kind.COUNT) and _score_kept(atom, text):
        return True
    year = len(atom.date) == 4 and atom.date.isdigit()
    if side == "source" and year and _YEARS.search(text):
        return True
    return seen.holds(side, atom)


def _numbered_otherwise(atom: Atom, text: str) -> bool:
    inner = atom.quantity.span.start > 3 and _ANY_MARKER.search(text)
    return bool(_MARKED.match(text) or inner)


def _next_door(view: BeadView, atom: Atom, side: str, known: Tables) -> bool:
    """Tell whether a neighbouring bead gives the value, where its own side does not ask for it."""
    here, there = (0, 1) if side == "source" else (1, 0)
    for distance in NEIGHBOURS:
        near = view.neighbour(distance)
        both = near.once(sides) if near else None
        if both is None:
            continue
        gives = any(
            held.quantity.kind == atom.quantity.kind
            and same_value(atom, held, known)
            and not weak(held)
            for held in both[there].atoms
        )
        if gives and not any(same_value(atom, held, known) for held in both[here].atoms):
            return True
    return False


def rivalry(atom: Atom, others: Sequence[Atom]) -> dict[str, float]:
    """Return whether the other side leaves a value of the kind alone as well."""
    kind, weekday = atom.quantity.kind, "-W" in atom.date
    alike = any(
        other.quantity.kind == kind and not weak(other) and ("-W" in other.date) == weekday
        for other in others
    )
    if kind == Kind.NAME and not any(other.quantity.raw[:1].isdigit() for other in others):
        return {"only named": 1.0}
    return {"a rival stands alone": 1.0} if alike else {}


def _spare(atom: Atom, partner: Atom, own: Side, other: Side, known: Tables) -> bool:
    """Tell whether the other side says a value besides its partner, as often as its own side."""
    theirs = sum(1 for held in other.atoms if held is not partner and _repeats(atom, held, known))
    ours = sum(1 for held in own.atoms if _repeats(atom, held, known))
    return 0 < theirs >= ours


def pair_evidence(
    source: Atom,
    target: Atom,
    own: Side,
    other: Side,
    known: Tables,
    seen: Evidence,
    written: tuple[Shown, Shown],
    agreed: Sequence[tuple[Atom, Atom]] = (),
) -> dict[str, float]:
    """Return the signs for and against two matched values contradicting each other."""
    ours, theirs = source.quantity, target.quantity
    digits = [any("0" <= c <= "9" for c in half_width(q.raw)) for q in (ours, theirs)]
    back = [pair[::-1] for pair in agreed]
    held = {
        "in digits": all(digits),
        "in words": not any(digits),
        "as many digits": all(digits) and _as_many_digits(source, target),
        "near in value": rounded(source, target) or rounded(target, source),
        "approximate": ours.approximate or theirs.approximate,
        "order of magnitude": source.vague or target.vague,
        "kinds differ": ours.kind != theirs.kind,
        "source value elsewhere": copied(written[0], source, written[1], target, agreed)
        or seen.holds("source", source)
        or _spare(source, target, own, other, known),
        "target value elsewhere": copied(written[1], target, written[0], source, back)
        or seen.holds("target", target)
        or _spare(target, source, other, own, known),
        "with a unit": ours.kind in _MEASURED and theirs.kind in _MEASURED,
        "weak": (weak(source) or weak(target))
        and not all(digits)
        and not {ours.kind, theirs.kind} & _MEASURED,
        "label": bool({ours.kind, theirs.kind} & _LABELS - {Kind.ORDINAL}),
        "end of a range": bool(source.end or target.end),
    }
    apart = abs(source.place - target.place)
    signs = {name: float(value) for name, value in held.items() if value}
    return {**signs, "far apart": round(apart, 2)} if apart > _FAR else signs


def _as_many_digits(source: Atom, target: Atom) -> bool:
    """Tell whether two values differ in their digits alone, as slips do: 45 and 54."""
    one, other = source.low, target.low
    if not one or not other or source.quantity.kind != target.quantity.kind:
        return False
    if one.adjusted() != other.adjusted():
        return False
    # 17.60 has as many as 17.67, and 1.2 million as many as 1,300,000.
    written, kept = (
        [max(0, -int(value.as_tuple().exponent)) for value in values]
        for values in ((one, other), (one.normalize(), other.normalize()))
    )
    return written[0] == written[1] or kept[0] == kept[1]


def weak(atom: Atom) -> bool:
    """Tell whether a value says little: one, two, first, with nothing but a classifier."""
    quantity = atom.quantity
    if atom.low is None or atom.low != atom.high:
        return False
    if quantity.kind in (Kind.COUNT, Kind.ORDINAL):
        return atom.low in (0, 1, 2) and not quantity.marks and quantity.unit not in ("号", "no")
    if quantity.raw in _WHILE:
        return True
    if quantity.kind in (Kind.DURATION, Kind.MEASURE):
        # A figure before the sign of a unit is meant: 1 kg. One hour may be an hour.
        one = "一oO1" if quantity.kind == Kind.DURATION else "一oO"
        idle = quantity.raw[:1] in "百千万" and quantity.comparator == Comparator.EQUAL
        return idle or (atom.low == 1 and quantity.raw[:1] in one)
    return quantity.kind in (Kind.FRACTION, Kind.MULTIPLE) and atom.low in (1, Decimal("0.5"))


def _sums_up(atom: Atom, text: str) -> bool:
    """Tell whether a small count only sums up what was listed before it: A、B、C三方."""
    quantity = atom.quantity
    if quantity.kind != Kind.COUNT or atom.low is None or not 2 <= atom.low <= 12:
        return False
    before = text[max(0, quantity.span.start - 44) : quantity.span.start]
    if quantity.raw[:1] > "\u4e00" and atom.low <= 5 and quantity.unit in _SUMS:
        return True
    if _SUMMED.search(before) or (quantity.unit == "大" and Mark.CONGRESS not in quantity.marks):
        return True
    return bool(quantity.raw[:1] > "\u4e00" and _LISTED.search(before))


def _repeats(atom: Atom, held: Atom, known: Tables) -> bool:
    """Tell whether the other side says the same value elsewhere, so that it was repeated."""
    if atom.date or held.date:
        if not (atom.date and held.date):
            return "-H" in (held.date or atom.date) and same_value(atom, held, known)
        if Mark.DATELINE in held.quantity.marks:
            return False
        return same_date(atom.date, held.date) and _stated(held.date) >= _stated(atom.date) > 1
    if atom.quantity.kind != held.quantity.kind or atom.vague:
        return False
    return same_value(atom, held, known)


def _says_anew(atom: Atom, own: Side) -> bool:
    """Tell whether a value that its side states twice is said of two different things."""
    quantity = atom.quantity
    twins = [
        held.quantity
        for held in own.atoms
        if held is not atom and held.quantity.kind == quantity.kind and held.low == atom.low
    ]
    return bool(twins) and not atom.date and all(_other_thing(quantity, twin) for twin in twins)


def _other_thing(one: Quantity, other: Quantity) -> bool:
    if one.kind in (Kind.PERCENT, Kind.POINTS, Kind.MONEY, Kind.MEASURE):
        ours = one.comparator, one.direction, one.unit
        return ours != (other.comparator, other.direction, other.unit)
    if one.kind != Kind.COUNT or not one.noun or not other.noun:
        return False
    if one.noun.isascii():
        words = {word.lower().rstrip("s") for word in one.noun.split()}
        return not words & {word.lower().rstrip("s") for word in other.noun.split()}
    return not set(one.unit + one.noun) & set(other.unit + other.noun)


def _score_kept(atom: Atom, text: str) -> bool:
    """Tell whether a score or a time stands in the other text, its two numbers side by side."""
    numbers = re.findall(r"\d+", atom.quantity.raw)
    if len(numbers) != 2:
        return False
    if all(re.search(rf"(?<!\d){number}(?!\d)", text) for number in numbers):
        return True
    first, second = (number.lstrip("0") or "0" for number in numbers)
    return bool(re.search(rf"(?<!\d)0?{first}\s?[-–:：比]\s?0?{second}(?!\d)", text))


def _hour_said(atom: Atom, text: str) -> bool:
    """Tell whether a full hour is said without its mark: at one, ten to five."""
    hours = {
        int(match[1]) if match[1].isdigit() else ONES[match[1].lower()]
        for match in _HOUR.finditer(text)
    }
    return atom.date.endswith("00") and any(
        (hour - int(atom.date[1:3])) % 12 == 0 for hour in hours
    )


def _hour_alone(atom: Atom, own: Side, other: Side) -> bool:
    """Tell whether a number after "at" is the hour that the other side says with its mark."""
    span = atom.quantity.span
    said = _HOUR.search(own.text, max(0, span.start - 8), span.end)
    if atom.quantity.kind != Kind.COUNT or not said or said.end() != span.end:
        return False
    return any(
        held.date.startswith("T") and _hour_said(held, own.text[said.start() : said.end()])
        for held in other.atoms
    )


def _month_named(month: str, text: str) -> bool:
    """Tell whether a month is named as no date: March data."""
    names = "|".join(name.title() for name, number in MONTHS.items() if number == int(month))
    return bool(re.search(rf"\b(?:{names})\b", text))


def _hour_named(atom: Atom, text: str) -> bool:
    """Tell whether noon or midnight is named, or a time written without its mark: 1954."""
    hour = atom.date[1:6]
    named = _NAMED_HOURS.get(hour)
    if named and re.search(named, text, re.I):
        return True
    return len(hour) == 5 and bool(re.search(rf"(?<!\d){hour[:2]}[.h]?{hour[3:]}(?!\d)", text))


def day_after(atom: Atom, text: str) -> bool:
    """Tell whether 第二天 is the next day, which the other side names."""
    quantity = atom.quantity
    second = quantity.kind == Kind.ORDINAL and atom.low == 2 and quantity.raw.endswith(("天", "日"))
    return second and bool(_NEXT_DAY.search(text))


def _day_after(atom: Atom, own: Side, text: str) -> bool:
    """Tell whether the other side counts the day from another of its side: the next day."""
    day = atom.date[8:10]
    if not day.isdigit() or not _NEXT_DAY.search(text):
        return False
    return any(
        held.date[8:10].isdigit() and (int(day) - int(held.date[8:10]) == 1 or int(day) == 1)
        for held in own.atoms
        if held is not atom
    )


def _parts_said(atom: Atom, other: Side) -> bool:
    """Tell whether the other side gives both numbers of a share: four in ten, 十人中有四人."""
    if atom.quantity.kind != Kind.FRACTION:
        return False
    parts = [english(word) for word in re.findall(r"[a-z]+|\d+", atom.quantity.raw.lower())]
    parts += [Decimal(run) for run in re.findall(r"\d+", atom.quantity.raw)]
    wanted = {part for part in parts if part is not None}
    return len(wanted) == 2 and wanted <= {held.low for held in other.atoms}


def _stated(date: str) -> int:
    return sum(c.isdigit() for c in date)


def _ends_held(atom: Atom, own: Side, other: Side, known: Tables) -> bool:
    """Tell whether a range of dates or years is covered by what the other side lists."""
    return bool(atom.date) and any(
        held.date and same_date(held.date, atom.date) for held in other.atoms
    )


def _converts(atom: Atom, held: Atom, known: Tables) -> bool:
    """Tell whether a lone value restates another of its side in another unit or currency."""
    ours, theirs = atom.quantity, held.quantity
    if held is atom or abs(theirs.span.end - ours.span.start) > 24 or ours.kind != theirs.kind:
        return False
    if ours.kind == Kind.MONEY:
        return ours.unit != theirs.unit
    one, other = unit_of(ours, known), unit_of(theirs, known)
    if not (one and other and one.factor and other.factor and atom.low and held.low):
        return False
    if one.dimension != other.dimension or one.name == other.name:
        return False
    first, second = atom.low * one.factor, held.low * other.factor
    return abs(first - second) <= max(first, second) * Decimal("0.06")
