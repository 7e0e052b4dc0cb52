"""DIV001 and DIV002: two translations state other quantities, or bound them otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from alignkit.check.numbers.stated import sides
from alignkit.check.run.registry import all_rules
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.quantity.numerals import roman
from alignkit.quantity.reader import read
from alignkit.types import Severity
from alignkit.types.quantity import Kind

# The rules that compare a source with its translation compare two translations as well.
_AMOUNTS = {
    "NUM001": "number",
    "NUM002": "number",
    "NUM003": "number",
    "NUM004": "number",
    "NUM005": "unit",
    "NUM009": "number",
    "NUM011": "date",
    "NUM012": "number",
    "NUM013": "unit",
    "NUM014": "unit",
}
# A numeral after the name of a section or before its title.
ROMAN = re.compile(r"(?:^|\b[A-Z][a-z]+ )([IVXLC]+)(?=$|[.:,)\s])(?!\s[a-z])")
_MANNERS = {"NUM006": "bound", "NUM007": "direction", "NUM008": "direction", "NUM020": "direction"}


def _borrowed(kinds: Mapping[str, str]) -> Callable[[BeadView], Iterator[Hit]]:
    def find(view: BeadView) -> Iterator[Hit]:
        if view.source_lang != view.target_lang:
            return
        for lent in all_rules():
            if lent.id in kinds and lent.find:
                for hit in lent.find(view):
                    if not _in_roman(hit, view):
                        yield _as_remark(_as_divergence(hit, lent, kinds[lent.id]), view)

    return find


def _in_roman(hit: Hit, view: BeadView) -> bool:
    """Tell whether the other rendering has the number of a section in Roman numerals: II for 2."""
    alone = [side for side in ("source", "target") if side in hit.values]
    if len(alone) != 1:
        return False
    said = hit.values[alone[0]]["text"].strip(" .)(")
    other = (view.target if alone[0] == "source" else view.source).text
    return said.isdecimal() and int(said) in {roman(m[1]) for m in ROMAN.finditer(other)}


def _as_remark(hit: Hit, view: BeadView) -> Hit:
    """Make a quantity that the other rendering says as well a remark.

    It says it once where this one says it twice, or in single numbers: nine of the 22, 9 out of 22.
    """
    alone = [side for side in ("source", "target") if side in hit.values]
    both = sides(view) if len(alone) == 1 else None
    if both is None:
        return hit
    own = hit.values[alone[0]]
    other = both[1 if alone[0] == "source" else 0]
    told = {said for q in other.quantities for said in (str(q), q.date) if said}
    shares = [q.raw for q in other.quantities if q.kind is Kind.FRACTION]
    parts = [other.text] if own.get("kind") == Kind.FRACTION else shares
    units = view.pair.settings.units
    said = _numbers(own["text"], other.lang, units)
    singly = any(said <= _numbers(part, other.lang, units) for part in parts)
    if own["says"] in told or singly:
        return replace(hit, severity=Severity.INFO, confidence=hit.confidence / 2)
    return hit


def _numbers(text: str, lang: str, units: Any) -> frozenset[str]:
    """Return the numbers of a text's words, each read by itself."""
    return frozenset(str(q.low) for word in text.split() for q in read(word, lang, units) if q.low)


def _as_divergence(hit: Hit, lent: Rule, kind: str) -> Hit:
    """Say of two translations what the rule said of a source and its translation."""
    severity = hit.severity or lent.severity
    # A month or year that only one of them repeats is on the same page of the calendar.
    fuller = kind == "date" and severity is not Severity.ERROR
    message = hit.message.replace("not in the translation", "only in the first")
    return replace(
        hit,
        message=message.replace("not in the source", "only in the second"),
        severity=Severity.INFO if fuller else severity,
        confidence=hit.confidence / 2 if fuller else hit.confidence,
        values={**hit.values, "kind": kind},
        about=f"{lent.id} {hit.about}",
    )


RULES = (
    Rule(
        id="DIV001",
        name="quantities-diverge",
        severity=Severity.ERROR,
        summary="Two translations state different quantities",
        what=(
            "Compares the numbers, units and dates of two renderings by value, as the NUM rules "
            "compare a source with its translation: 25,000 and twenty-five thousand are the same."
        ),
        why="Where two translators read another figure, at least one of them is wrong.",
        bad=(
            Example(
                "The city built 3,500 schools in 2018.", "In 2018 the city built 35,000 schools."
            ),
        ),
        good=(
            Example(
                "Some 25,000 people came in May 2018.",
                "Twenty-five thousand people came in May 2018.",
            ),
        ),
        precision=(
            "19 of 21 rows flagged among 60 whose digits differ state another quantity (two "
            "professional translations of news, judged by reading; python -m bench compare)"
        ),
        find=_borrowed(_AMOUNTS),
    ),
    Rule(
        id="DIV002",
        name="bounds-diverge",
        severity=Severity.WARNING,
        summary="Two translations bound a quantity differently, or turn its direction",
        what=(
            "Compares what two renderings say around a number: at least, over, within; raised or "
            "reduced; by or to."
        ),
        why="“Reach 90%” and “exceed 90%” are different promises.",
        bad=(
            Example(
                "Costs must fall by 10% within a year.", "Costs must rise by 10% within a year."
            ),
        ),
        good=(Example("Output grew by 10 percent.", "There was a 10% increase in output."),),
        of_verbatim=True,
        precision=(
            "1 of 2 rows flagged among 60 whose digits differ bounds a quantity differently (two "
            "professional translations of news, judged by reading; python -m bench compare)"
        ),
        find=_borrowed(_MANNERS),
    ),
)
