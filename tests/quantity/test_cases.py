"""The labelled cases: what each short text states, and nothing else."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from alignkit import Quantity, quantities

CASES = Path(__file__).parents[1] / "data" / "quantity"
WITH_UNIT = ("measure", "duration", "money", "age")


def label(quantity: Quantity) -> str:
    """Return kind, value or date, unit, bound, blur and direction of a quantity."""
    parts = [quantity.kind]
    if quantity.date:
        parts.append(quantity.date)
    elif quantity.low is not None and quantity.high is not None:
        amount = _plain(quantity.low)
        if quantity.low != quantity.high:
            amount += ".." + _plain(quantity.high)
        if quantity.kind in WITH_UNIT:
            amount += "@" + quantity.unit
        parts.append(amount)
    if quantity.comparator != "=":
        parts.append(quantity.comparator)
    if quantity.approximate:
        parts.append("~")
    if quantity.direction:
        parts.append(f"{quantity.direction}-{quantity.change}")
    return " ".join(parts)


def cases(lang: str) -> list[tuple[str, list[str]]]:
    """Return the labelled cases of a language: a text and what it states."""
    lines = (CASES / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text, [part for part in said.split("; ") if part]) for text, said in pairs]


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


@pytest.mark.parametrize(("lang", "least"), [("zh", 500), ("en", 400)])
def test_there_are_cases_of_every_kind(lang: str, least: int) -> None:
    """Enough cases, each once, over all kinds that are read."""
    held = cases(lang)
    assert len(held) >= least
    assert len({text for text, _ in held}) == len(held)
    kinds = {said.split()[0] for _, stated in held for said in stated}
    assert kinds >= {
        *("count", "percent", "points", "fraction", "multiple", "ratio", "ordinal", "duration"),
        *("age", "money", "measure", "date", "time", "item", "article", "version", "model"),
        *("phone", "citation", "name"),
    }
    assert any(not stated for _, stated in held)


@pytest.mark.parametrize(
    ("lang", "text", "stated"), [(lang, *case) for lang in ("zh", "en") for case in cases(lang)]
)
def test_a_text_says_what_its_label_says(lang: str, text: str, stated: list[str]) -> None:
    """Each case is read as labelled."""
    assert [label(quantity) for quantity in quantities(text, lang)] == stated


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_f1_over_all_cases_is_at_least_99_percent(lang: str) -> None:
    """The figure that the documentation states holds."""
    right = found = wanted = 0
    for text, stated in cases(lang):
        got = Counter(label(quantity) for quantity in quantities(text, lang))
        want = Counter(stated)
        right += sum((got & want).values())
        found += sum(got.values())
        wanted += sum(want.values())
    assert 2 * right / (found + wanted) >= 0.99
