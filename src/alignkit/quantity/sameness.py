"""When two quantities say the same: value, unit and date, each on its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, DivisionByZero, InvalidOperation

from alignkit.quantity.lookup import Tables, Unit
from alignkit.quantity.samedate import same_date
from alignkit.types import Quantity
from alignkit.types.quantity import Change, Comparator, Kind, Mark

AMOUNTS = frozenset(
    map(
        Kind,
        """
        count money measure percent points fraction multiple ratio discount duration age
        ordinal item article name
        """.split(),
    )
)
CODES = frozenset((Kind.MODEL, Kind.VERSION, Kind.PHONE, Kind.CITATION))
# Twenty and some: more than twenty, twenty-odd.
_SOME = re.compile(r"[十百][几]")
# Two mao are twenty cents, of whatever coin.
_COINS = {"cent": Decimal("0.01"), "jiao": Decimal("0.1")}
_WHOLE = dict.fromkeys(("CNY", "USD", "$", "EUR", "HKD"), Decimal(1))
_METRES = re.compile(r"\dm$")
# 10W is ten watts, or in Chinese a hundred thousand by the sound of 万.
_BY_SOUND = re.compile(r"\d\s?[wW]$")
TEN_THOUSAND = Decimal(10**4)
# 三成 is said of a third.
_TENTH = Decimal("0.04")
# A third is said as 33 %.
_PARTS, _A_FORTIETH = frozenset((Kind.PERCENT, Kind.FRACTION)), Decimal("0.025")
# Four times smaller is a quarter.
_TIMES_SMALLER = frozenset((Kind.MULTIPLE, Kind.FRACTION))
_STRICT, _LOOSE = Decimal("0.02"), Decimal("0.06")
_ROUNDED_WHEN_CONVERTED = frozenset(("length", "mass", "area", "volume"))
# Two values this close are one value written with more or fewer digits.
ROUNDING = Decimal("0.005")
_POINTED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9.,])")
_SPACED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2} +([0-9]{3})(?![0-9.,])")
_SIGNED_IN_WORDS = frozenset((Kind.MONEY, Kind.PERCENT, Kind.POINTS))

Readings = frozenset[tuple[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Atom:
    """One value of a quantity: the whole of it, or one end of its range; `read` as `readings`."""

    quantity: Quantity
    index: int
    place: float
    low: Decimal | None
    high: Decimal | None
    date: str = ""
    end: str = ""
    read: dict[Tables, Readings] = field(default_factory=dict, compare=False, repr=False)

    @property
    def vague(self) -> bool:
        """Whether the value is an order of magnitude only: 数十, dozens."""
        told = self.low is not None and self.high is not None and self.low != self.high
        # An age by its decade is as definite as a year: the sixties are not the seventies.
        aged = self.quantity.kind == Kind.AGE
        return told and not aged and Mark.TOLERANCE not in self.quantity.marks


def atoms(found: list[Quantity], length: int) -> list[Atom]:
    """Return the values of the quantities, ranges as their two ends."""
    held: list[Atom] = []
    for index, quantity in enumerate(found):
        place = quantity.span.start / max(1, length)
        low, high, date = quantity.low, quantity.high, quantity.date
        if low and low != high and _SOME.search(quantity.raw):
            low -= low % 10
        if "/" in date:
            for part, stem in zip(("low", "high"), date.split("/")[:2], strict=False):
                year = Decimal(stem) if stem.isdigit() else None
                held.append(Atom(quantity, index, place, year, year, stem, part))
        elif low != high and not _blurred(quantity):
            held.append(Atom(quantity, index, place, low, low, date, "low"))
            held.append(Atom(quantity, index, place, high, high, date, "high"))
        else:
            held.append(Atom(quantity, index, place, low, high, date))
    return held


def _blurred(quantity: Quantity) -> bool:
    low, high = quantity.low, quantity.high
    if quantity.kind == Kind.AGE and quantity.raw.endswith("s"):
        # in his sixties
        return True
    if Mark.TOLERANCE in quantity.marks or _SOME.search(quantity.raw):
        return True
    return bool(quantity.approximate and low and high and high >= low * Decimal("1.7"))


def readings(atom: Atom, tables: Tables) -> Readings:
    """Return each way the value can be counted: plain, in base units, as a share, as a multiple."""
    return atom.read.get(tables) or atom.read.setdefault(tables, _readings(atom, tables))


def _readings(atom: Atom, tables: Tables) -> Readings:
    quantity, value = atom.quantity, atom.low
    if value is None:
        return frozenset(_date_readings(atom))
    found = {("n", value)}
    kind = quantity.kind
    if kind == Kind.PERCENT:
        found |= {("share", value / 100), ("times", value / 100), ("times", value / 100 + 1)}
    elif kind == Kind.FRACTION:
        found |= {("share", value), ("times", value)}
    elif kind == Kind.MULTIPLE:
        found |= {("times", value), ("share", value)}
        if quantity.change != Change.TO:
            found.add(("times", value + 1))
        found.add(("times", value - 1))
    elif kind == Kind.DISCOUNT:
        found |= {("n", 100 - value), ("share", value / 100), ("share", 1 - value / 100)}
    elif kind == Kind.RATIO:
        found |= {("share", value)}
    if kind == Kind.COUNT and _METRES.search(quantity.raw):
        found.add(("length", value / 10**6))
    if quantity.unit == "watt" and _BY_SOUND.search(quantity.raw):
        found.add(("n", value * TEN_THOUSAND))
    if quantity.unit == "degree" and quantity.raw.endswith("度"):
        power = tables.by_name["kilowatt-hour"]
        found.add((power.dimension, value * (power.factor or 1)))
    if kind == Kind.MONEY and (part := _COINS.get(quantity.unit, _WHOLE.get(quantity.unit))):
        found.add(("coin", value * part))
    if quantity.unit in ("点", "时"):
        found.add(("clock", value % 12))
    unit = tables.by_name.get(quantity.unit)
    if unit and unit.factor:
        found.add((unit.dimension, value * unit.factor))
    return frozenset(found)


def _date_readings(atom: Atom) -> set[tuple[str, Decimal]]:
    parts = [part for part in atom.date.split("-") if part.isdigit()]
    if atom.date.startswith("T"):
        return {("clock", Decimal(int(atom.date[1:3]) % 12))} if atom.date.endswith("00") else set()
    if "-H" in atom.date or "-Q" in atom.date:
        return {("months", Decimal(6 if "-H" in atom.date else 3))}
    if not parts or "-W" in atom.date:
        return set()
    known = parts[-1] if len(parts) == 1 or atom.date.startswith("XXXX-XX-") else ""
    return {("n", Decimal(known))} if known else set()


def same_value(first: Atom, second: Atom, tables: Tables) -> bool:
    """Tell whether two values can be read as one."""
    if first.date and second.date:
        return same_date(first.date, second.date) and not halves_apart(first, second)
    if _grouped_otherwise(first, second) or _signed_in_words(first, second):
        return True
    if _some_more(first, second) or _some_more(second, first):
        return True
    if Mark.TOLERANCE in first.quantity.marks and Mark.TOLERANCE in second.quantity.marks:
        return (first.low, first.high) == (second.low, second.high)
    if first.quantity.kind in CODES and second.quantity.kind in CODES:
        return letters(first.quantity.raw) == letters(second.quantity.raw)
    if first.vague and second.vague:
        # Hundreds and thousands touch at a thousand, and are not the same.
        return first.low < second.high and second.low < first.high  # type: ignore[operator]
    if first.vague or second.vague or first.low != first.high or second.low != second.high:
        return _overlap(first, second)
    kinds = {first.quantity.kind, second.quantity.kind}
    if kinds == _TIMES_SMALLER and close(_product(first, second), Decimal(1)):
        return True
    if first.quantity.kind == second.quantity.kind == Kind.MULTIPLE:
        return _as_many_times(first, second)
    ours, theirs = readings(first, tables), readings(second, tables)
    same = _in_one_dimension(first, second, tables)
    if same is not None:
        return same
    if ours & theirs:
        return True
    if "成" in first.quantity.raw + second.quantity.raw:
        shares = [value for held in (ours, theirs) for name, value in held if name == "share"]
        if len(shares) == 2 and abs(shares[0] - shares[1]) < _TENTH:
            return True
    if {first.quantity.kind, second.quantity.kind} == _PARTS:
        shares = [value for held in (ours, theirs) for name, value in held if name == "share"]
        return bool(shares) and close(min(shares), max(shares), _A_FORTIETH)
    return False


# What says which half of the day a time is of; from one o'clock on by 24 hours it says so itself.
_HALF_SAID = re.compile(r"\b[ap]\.?\s?m\b|[上下正]午|中午|noon|[早晚]|凌晨|清晨|傍晚|夜", re.I)
_AFTERNOON = "T13"


def halves_apart(first: Atom, second: Atom) -> bool:
    """Tell whether two times are twelve hours apart, and both say so: 9 a.m. and 晚上9点."""
    ours, theirs = first.date[:3], second.date[:3]
    if ours[:1] != "T" or theirs[:1] != "T" or (int(ours[1:]) - int(theirs[1:])) % 24 == 0:
        return False
    return all(
        atom.date[:3] >= _AFTERNOON or _HALF_SAID.search(atom.quantity.raw)
        for atom in (first, second)
    )


def _product(first: Atom, second: Atom) -> Decimal:
    return (first.low or Decimal(0)) * (second.low or Decimal(0))


def _as_many_times(first: Atom, second: Atom) -> bool:
    """Tell whether two multiples agree: 增长2倍 is tripled, but five times is not six times."""
    if first.low is None or second.low is None or first.low == second.low:
        return first.low == second.low
    changes = [atom.quantity.change for atom in (first, second)]
    moved = first.quantity.direction or second.quantity.direction
    return bool(moved) and changes != [Change.TO, Change.TO] and abs(first.low - second.low) == 1


def _grouped_otherwise(first: Atom, second: Atom) -> bool:
    """Tell whether groups of digits can be read as the other value: both readings are in use.

    40.000 may be 40,000, and ten 500 pound bombs may stand as 10 500.
    """
    for one, other in ((first, second), (second, first)):
        spaced = _SPACED.search(one.quantity.raw)
        if spaced and other.low == Decimal(spaced[1]):
            return True
        pointed = _POINTED.search(one.quantity.raw)
        if pointed and one.low is not None and other.low is not None and one.low:
            groups = pointed[0].count(".")
            if groups == 1 and one.low * 1000 == other.low:
                return True
    return False


_DOZEN = re.compile(r"\bdozen\b", re.I)
_TEN = Decimal(10)


def _some_more(first: Atom, second: Atom) -> bool:
    """Tell whether about a dozen is what 十多个 says: more than ten, by less than ten."""
    one, other = first.quantity, second.quantity
    if one.approximate and first.low == first.high == _TEN and _DOZEN.search(other.raw):
        # 十来米 is about ten metres, and so is a dozen.
        return second.low == second.high
    if not (one.approximate and one.comparator == Comparator.MORE):
        return False
    # "Over a dozen" is some more than ten; 22余 is some more than twenty-two.
    dozen = _DOZEN.search(other.raw)
    if not (dozen or (other.approximate and other.comparator != Comparator.MORE)):
        return False
    if not first.low or second.low is None or second.low != second.high:
        return False
    step = Decimal(10) ** first.low.normalize().adjusted()
    step = (
        step
        if first.low == step
        else Decimal(1).scaleb(int(first.low.normalize().as_tuple().exponent))
    )
    return first.low < second.low < first.low + step


def _signed_in_words(first: Atom, second: Atom) -> bool:
    """Tell whether values differ by a sign alone, which words may say: a loss of 20, -20."""
    one, other = first.quantity, second.quantity
    return (
        one.kind == other.kind
        and one.kind in _SIGNED_IN_WORDS
        and bool(first.low)
        and first.low == first.high
        and second.low == second.high == -(first.low or 0)
    )


def _in_one_dimension(first: Atom, second: Atom, tables: Tables) -> bool | None:
    """Compare two measures after conversion; None where they do not measure the same."""
    one, other = unit_of(first.quantity, tables), unit_of(second.quantity, tables)
    if not (one and other and one.factor and other.factor) or one.dimension != other.dimension:
        return None
    if first.low is None or second.low is None:
        return None
    if one.factor == other.factor:
        return first.low == second.low
    if close(first.low * one.factor, second.low * other.factor):
        return True
    return one.dimension in _ROUNDED_WHEN_CONVERTED and (
        _converted(first.low, one.factor / other.factor, second.low)
        or _converted(second.low, other.factor / one.factor, first.low)
    )


def _converted(value: Decimal, factor: Decimal, other: Decimal) -> bool:
    """Tell whether a value of another system of units was rounded: 20 feet, six metres."""
    if factor.normalize().as_tuple().digits == (1,) or not other:
        return False
    exact = value * factor
    return round_to(exact, _digits(other)) == other and close(exact, other, _LOOSE)


def unit_only(first: Atom, second: Atom) -> bool:
    """Tell whether two measures show the same number and differ in their units alone."""
    kinds = {first.quantity.kind, second.quantity.kind}
    return (
        first.low == second.low
        and first.low is not None
        and kinds <= {Kind.MEASURE, Kind.DURATION, Kind.AGE}
        and first.quantity.unit != second.quantity.unit
    )


def letters(code: str) -> str:
    """Return what tells one code from another."""
    return re.sub(r"[^0-9a-z.]", "", code.lower())


def close(first: Decimal, second: Decimal, tolerance: Decimal = ROUNDING) -> bool:
    """Tell whether two values are one, written with more or fewer digits."""
    largest = max(abs(first), abs(second))
    return abs(first - second) <= largest * tolerance


def rounded(first: Atom, second: Atom) -> bool:
    """Tell whether the second value is the first, rounded to its own significant digits."""
    if first.low is None or second.low is None or first.vague or second.vague:
        return False
    fine, coarse = first.low, second.low
    if not coarse or coarse.is_signed() != fine.is_signed() or _digits(coarse) >= _digits(fine):
        return False
    if round_to(fine, _digits(coarse)) != coarse:
        return False
    if coarse.as_tuple().exponent <= fine.as_tuple().exponent < 0:  # type: ignore[operator]
        # 3.10 is written to as many places as 3.12.
        return False
    return close(fine, coarse, _LOOSE if second.quantity.approximate else _STRICT)


def round_to(value: Decimal, figures: int) -> Decimal:
    """Return a value with so many significant digits."""
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - figures + 1))


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _overlap(first: Atom, second: Atom) -> bool:
    if None in (first.low, first.high, second.low, second.high):
        return False
    return first.low <= second.high and second.low <= first.high  # type: ignore[operator]


def unit_of(quantity: Quantity, tables: Tables) -> Unit | None:
    """Return the unit of a measure, a duration or an age."""
    return tables.by_name.get(quantity.unit)


def ratio(first: Atom, second: Atom) -> Decimal:
    """Return how many times the smaller value goes into the larger; 0 where it cannot be said."""
    ours, theirs = abs(first.low or Decimal(0)), abs(second.low or Decimal(0))
    if {first.quantity.kind, second.quantity.kind} == _PARTS:
        ours *= 100 if first.quantity.kind == Kind.FRACTION else 1
        theirs *= 100 if second.quantity.kind == Kind.FRACTION else 1
    try:
        one, other = sorted((ours, theirs))
        return other / one
    except (InvalidOperation, DivisionByZero):
        return Decimal(0)
