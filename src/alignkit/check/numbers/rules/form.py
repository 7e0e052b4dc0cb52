"""Forms of counting that a literal rendering misreads, and numerals that came out damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from alignkit.check.numbers.matching import Pair, matched
from alignkit.check.numbers.phrasing import compared
from alignkit.check.numbers.slots import Slot
from alignkit.check.numbers.stated import sides
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.quantity.lookup import counted
from alignkit.types import Quantity, Severity, Span
from alignkit.types.quantity import Kind, Mark

# So far around a number stand the words that say what form it has.
_REACH = 40
_BROKEN = re.compile(
    r"(?<![\d.,])\d{1,3}\.\d{1,2},\d{3}(?!\d)|(?<![\d.,])\d{1,3},\d{1,2}(?!\d)(?=\s(?:million"
    r"|billion|thousand))"
    r"|(?<=\s)(?:19|20)\d\d\.\d(?=\s+[A-Z][a-z])"
)
_BACKWARDS = re.compile(
    r"(?<![\d.,-])(?P<a>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(?:to|-|–"
    r"|—)\s?(?P<b>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?=\s(?:yuan|people|percent|per cent|dollars|tons|meters|kilometers|years|days|months|hours"
    r"|%)|%)"
)
# What is damaged has two runs of digits at least.
_FIGURES = re.compile(r"[0-9][^0-9]+[0-9]")
_FROM = re.compile(
    r"\b(?:from|down|fell|dropped|declined|reduced|decreas\w+|cut)\b(?:[^.;]|\.\d){0,60}$", re.I
)


def _forms() -> Mapping[str, Any]:
    held: Mapping[str, Any] = counted()["form"]
    return held


def _form_of(quantity: Quantity) -> str:
    for mark in (Mark.CONGRESS, Mark.SERIES, Mark.CONSECUTIVE):
        if mark in quantity.marks:
            return mark
    return "leading-digit" if quantity.unit == "字头" else ""


def _misread(view: BeadView) -> Iterator[Hit]:
    matching = view.once(matched)
    if matching is None or matching.target.lang != "en":
        return
    for pair in matching.pairs:
        form = _form_of(pair.source.quantity)
        if form and pair.same and not _heard(form, pair, view.target.text):
            says = _forms()[form]["says"]
            yield from compared(
                Slot.FORM, f"the source means {says}", pair, most=Severity.WARNING, sure=0.85
            )


def _heard(form: str, pair: Pair, text: str) -> bool:
    """Tell whether the form is understood near the rendered numeral."""
    span = pair.target.quantity.span
    near = text[max(0, span.start - _REACH) : span.end + _REACH].lower()
    if form == Mark.CONGRESS:
        after = re.split(r"[,.;:]", text[span.end : span.end + 60].lower())[0]
        if pair.target.quantity.kind != Kind.ORDINAL:
            return "congress" in near
        return "congress" in after.split(" of ")[0] or "congress" in " ".join(after.split()[:9])
    if form == "leading-digit" and re.match(
        r"-?(?:digit|character|word)", pair.target.quantity.noun
    ):
        return False
    if form == Mark.SERIES and pair.target.quantity.kind == Kind.COUNT:
        return bool(
            re.search(
                r"\b(?:part|no\.?|article|commentary|number|series)\s?$",
                text[max(0, span.start - 20) : span.start].lower(),
            )
        )
    return any(re.search(rf"(?:\b|^){re.escape(word)}", near) for word in _forms()[form]["en"])


def _garbled(view: BeadView) -> Iterator[Hit]:
    both = view.once(sides)
    if both is None or both[1].lang != "en":
        return
    text = view.target.text
    if not _FIGURES.search(text):
        return
    for match in _BROKEN.finditer(text):
        if match[0] not in view.source.text:
            yield _damage(match, "this is no number in English")
    for match in _BACKWARDS.finditer(text):
        first, second = (float(match[name].replace(",", "")) for name in "ab")
        if (
            first > second
            and match[0] not in view.source.text
            and not _FROM.search(text[: match.start()])
        ):
            yield _damage(match, "a range that runs backwards")


def _damage(match: re.Match[str], what: str) -> Hit:
    raw = match[0]
    return Hit(
        f"{what}: “{raw}”",
        (),
        (Span(match.start(), match.end()),),
        {"target": {"text": raw}},
        0.9,
    )


RULES = (
    Rule(
        id="NUM016",
        name="counting-form-misread",
        severity=Severity.WARNING,
        summary="a form of counting was rendered by its letters",
        what="Knows forms whose numeral must be heard in another way: 二十大 is the 20th National "
        "Congress, 四论 the fourth article of a series, 连五黑 five falls in a row, 3字头 a figure "
        "that begins with 3.",
        why="The number survives and its meaning does not: “the 20th spirit”, “four discussions”.",
        bad=(
            Example("学习二十大精神。", "Study the 20th spirit."),
            Example(
                "加快转型——四论高质量发展", "Faster change: four discussions on high-quality growth"
            ),
            Example("出口连五黑。", "Exports are five black."),
        ),
        good=(
            Example("学习二十大精神。", "Study the spirit of the 20th Party Congress."),
            Example("出口连五黑。", "Exports fell for the fifth month in a row."),
        ),
        precision="23 of 24 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_misread,
        limits="Only the forms of the table counted.toml.",
    ),
    Rule(
        id="NUM017",
        name="number-garbled",
        severity=Severity.WARNING,
        summary="a number in the translation is damaged",
        what="Reports numerals that English does not write (5.17,000) and ranges that"
        " run backwards.",
        why="Machine translation mends 51.7万 digit by digit, and leaves what nobody can read.",
        bad=(
            Example("新增就业51.7万人。", "It added 5.17,000 jobs."),
            Example("价格一万六七千元。", "The price is 16,000 to 7,000 yuan."),
        ),
        good=(Example("价格一万六七千元。", "The price is 16,000 to 17,000 yuan."),),
        precision="2 of 2 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_garbled,
    ),
)
