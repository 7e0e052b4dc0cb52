"""Expressions that somebody wrote without sight of the grammar: what each sentence states.

Data in tests/data/quantity/outside.LANG.jsonl, known failures with their reasons beside it. A value
may come back in another unit of the same measure, an interval as its two ends, a date and its hour
as two quantities; `alt` holds what a fair reader accepts besides.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import pytest

from alignkit import Quantity, quantities
from alignkit.quantity.lookup import tables
from alignkit.types.quantity import Kind

DATA = Path(__file__).parents[1] / "data" / "quantity"
#: What our names of units are called there.
UNITS = {
    "percentage point": "pp", "times": "×", "year": "year", "liang": "tael",
    "degree Celsius": "celsius", "degree Fahrenheit": "fahrenheit",
    "millimeter of mercury": "millimetre-of-mercury", "New Taiwan dollar": "TWD",
    "South Korean won": "KRW", "Thai baht": "THB", "Swiss franc": "CHF", "pound sterling": "GBP",
    "Canadian dollar": "CAD",
}  # fmt: skip
#: Numbers of these kinds are told apart from statements.
NAMES = frozenset((Kind.ITEM, Kind.MODEL, Kind.VERSION, Kind.CITATION, Kind.PHONE, Kind.NAME))
NAMES |= {Kind.ARTICLE}
NUMERALS = frozenset("0123456789零〇一二三四五六七八九十百千万亿两半")


def lines(lang: str) -> list[dict[str, Any]]:
    """Return the lines of a language."""
    text = (DATA / f"outside.{lang}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def known() -> dict[str, str]:
    """Return the known failures with their reasons."""
    text = (DATA / "outside.known.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line[:1] not in ("#", ""))
    return {row[0]: row[1] for row in rows}


def readings(expected: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return all that counts as right of an expression."""
    alt = expected.get("alt") or {}
    rows = zip_longest(*alt.values())
    others = [{k: v for k, v in zip(alt, row, strict=True) if v is not None} for row in rows]
    return [dict(expected), *({**expected, **other} for other in others)]


def near(value: Decimal | None, wanted: str) -> bool:
    """Tell whether two values are one to six digits."""
    if value is None:
        return False
    return abs(value - Decimal(wanted)) <= Decimal("1e-6") * max(1, abs(Decimal(wanted)))


def same_amount(found: Quantity, low: str, high: str, unit: str) -> bool:
    """Tell whether a quantity has the value, in whatever unit of the same measure."""
    factor = Decimal(1)
    if unit == "percent":
        factor = Decimal(100) if found.kind == Kind.FRACTION else Decimal(1)
    elif unit == "basis point":
        factor = Decimal(100)
    elif not unit and found.kind == Kind.PERCENT:
        factor = Decimal("0.01")
    elif unit and found.kind in (Kind.MEASURE, Kind.DURATION, Kind.AGE):
        names = tables().by_name
        ours = names.get("year" if found.unit == "age" else found.unit)
        british = UNITS.get(unit, unit).replace("meter", "metre")
        theirs = names.get(british) or names.get(british.replace(" ", "-"))
        if ours and theirs and ours.factor and theirs.factor:
            factor = ours.factor / theirs.factor
    elif not unit and found.kind in (Kind.MEASURE, Kind.DURATION, Kind.MONEY):
        return False
    if found.low is None or found.high is None:
        return False
    return near(found.low * factor, low) and near(found.high * factor, high)


def right(found: Quantity, expected: Mapping[str, Any]) -> bool:
    """Tell whether a quantity says what an expression says, in one of its readings."""
    held = readings(expected)
    if expected["date"]:
        return any(found.date == one["date"] for one in held)
    bounds = any(found.comparator == one["comparator"] for one in held)
    blurred = any(found.approximate == one["approximate"] for one in held)
    if expected["low"] is None:
        return bounds and blurred
    amounts = (same_amount(found, one["low"], one["high"], one["unit"]) for one in held)
    return bounds and blurred and any(amounts)


def beside(found: Quantity, expected: Mapping[str, Any]) -> bool:
    """Tell whether two spans share a character."""
    end = expected["start"] + len(expected["raw"])
    return found.span.start < end and expected["start"] < found.span.end


def wrong(line: Mapping[str, Any], found: list[Quantity]) -> Iterator[str]:
    """Yield what a reading lacks, or has too much."""
    used: set[int] = set()
    expects = list(line["expect"])
    for first, second in pairwise(expects):
        both = [at for at, q in enumerate(found) if beside(q, first) and beside(q, second)]
        if both and first["low"] and second["low"]:
            one = found[both[0]]
            parts = Decimal(first["low"]) / (Decimal(second["low"]) or 1)
            ratio = one.kind == Kind.RATIO and near(one.low, str(parts))
            if ratio or same_amount(one, first["low"], second["low"], first["unit"]):
                used.update(both)
                first["done"] = second["done"] = True
    for expected in expects:
        near_it = [at for at, q in enumerate(found) if at not in used and beside(q, expected)]
        used.update(near_it)
        if expected.get("done") or expected.get("optional"):
            continue
        alone = [at for at in near_it if right(found[at], expected)]
        if not alone and not together([found[at] for at in near_it], expected):
            yield f"{expected['raw']}: {[str(found[at]) for at in near_it]}"
    for at, quantity in enumerate(found):
        stated = NUMERALS & set(quantity.raw) or not quantity.date
        stated = stated and quantity.kind not in NAMES and "-W" not in quantity.date
        if at not in used and stated and not any(beside(quantity, one) for one in expects):
            yield f"too much: {quantity.raw}"


def together(found: list[Quantity], expected: Mapping[str, Any]) -> bool:
    """Tell whether several quantities say an interval by its ends, or a day and its hour."""
    dates = [q.date for q in sorted(found, key=lambda q: q.kind == Kind.TIME)]
    said = {one["date"] for one in readings(expected)}
    if expected["date"]:
        return "/".join(dates) in said or "T".join(d.lstrip("T") for d in dates) in said
    if len(found) != 2 or expected["low"] is None:
        return False
    return near(found[0].low, expected["low"]) and near(found[1].high, expected["high"])


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        pytest.param(
            lang,
            line,
            id=line["id"],
            marks=[pytest.mark.xfail(reason=known()[line["id"]], strict=True)]
            if line["id"] in known()
            else [],
        )
        for lang in ("zh", "en")
        for line in lines(lang)
    ],
)
def test_a_sentence_says_what_an_outsider_reads(lang: str, line: dict[str, Any]) -> None:
    """Every numeral is read, with its unit, bound and blur; nothing else is."""
    assert list(wrong(line, quantities(line["text"], lang))) == []


def test_known_failures_are_of_the_list() -> None:
    """A reason without a line would hide that the failure is gone."""
    assert set(known()) <= {line["id"] for lang in ("zh", "en") for line in lines(lang)}
