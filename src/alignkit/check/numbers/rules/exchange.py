"""Values that changed places, and ranges that were turned round."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from alignkit.check.numbers.belonging import counted_otherwise
from alignkit.check.numbers.belonging import exchanged as belonging_otherwise
from alignkit.check.numbers.matching import Matching, Pair, matched
from alignkit.check.numbers.phrasing import told, valued
from alignkit.check.numbers.surroundings import crosswise, exchanged
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.quantity.sameness import Atom, unit_of
from alignkit.types import Severity
from alignkit.types.quantity import Kind

# What surroundings that fit better crosswise gain together, and each of them: so far go 173 of 366
# values exchanged in professional translations, and none of 128 that only stand in another order.
GAIN, EACH = 0.25, 0.05
# Words that render each other stand by the other number, so far together and for each of them,
# where both say what they count: set where 2,305 pairs of projects with the same figures in another
# order get no more warnings than without (9, the limits are those of the rule's page).
COMPANY, KEPT = (0.3, 0.05), 0.7
# Set by hand: among 7,160 untouched translations no values belong together otherwise.
BELONGING = 0.85
_SHARES = frozenset(
    (Kind.PERCENT, Kind.POINTS, Kind.FRACTION, Kind.MULTIPLE, Kind.RATIO, Kind.DISCOUNT)
)
# "A fifth to a quarter" has no order; what begins with "from" may, so far before its number.
_FROM, _LED = re.compile(r"[从由自從]|\bfrom\b", re.I), 24
_TO = {
    "zh": re.compile(r"^.{0,10}[至到]$|^\s?[-–—~至到]+\s?$"),
    "en": re.compile(r"^\s(?:to|until|till|through)\s$|^\s?[-–—]\s?$"),
}


def _exchanged(view: BeadView) -> Iterator[Hit]:
    matching = view.once(matched)
    belonging = list(belonging_otherwise(matching)) if matching else []
    if matching and not belonging:
        belonging = list(counted_otherwise(view, matching))
    for what, first, second in belonging:
        yield _hit(what, first, second, BELONGING)
    if belonging:
        return
    margin = float(view.pair.options(RULES[0])["margin"])
    for one in exchanged(view, margin, COMPANY):
        kept = one.company > COMPANY[0] and one.fewer > COMPANY[1]
        sure = min(0.9, max(0.55 + one.gain / 2, KEPT * kept))
        hit = _hit("these values changed places", one.first, one.second, sure)
        told = kept or (one.gain > GAIN and one.least > EACH)
        told = told or crosswise(view, one.first, one.second)
        yield hit if told else replace(hit, severity=Severity.INFO)


def _turned(view: BeadView) -> Iterator[Hit]:
    matching = view.once(matched)
    if matching is None:
        return
    ordered = sorted((pair for pair in matching.pairs if pair.same), key=_source_place)
    for first, second in itertools.pairwise(ordered):
        if _joined(matching, first, second) and _backwards(matching, first, second):
            yield _hit("from and to changed places", first, second, 0.85)


def _crossed(view: BeadView) -> Iterator[Hit]:
    matching = view.once(matched)
    if matching is None:
        return
    odd = [
        (pair, ours, theirs)
        for pair in matching.pairs
        if pair.same
        and (ours := _sort(pair.source, matching)) != (theirs := _sort(pair.target, matching))
        and not ({ours, theirs} == {"year", "count"} and _bare_year(pair))
    ]
    for place, (first, ours, theirs) in enumerate(odd):
        for second, other, others in odd[place + 1 :]:
            if (ours, theirs) == (others, other):
                yield _hit("these values changed places", first, second, 0.9)


def _sort(atom: Atom, matching: Matching) -> str:
    """Return what a value measures: a currency, a dimension, a year, or nothing but a count."""
    quantity = atom.quantity
    if atom.date:
        return "year" if atom.date.isdigit() else "date"
    if quantity.kind == Kind.MONEY:
        return "money"
    if quantity.kind in (Kind.MEASURE, Kind.DURATION, Kind.AGE):
        unit = unit_of(quantity, matching.tables)
        dimension = unit.dimension if unit else quantity.kind
        return "time" if dimension in ("duration", "months") else dimension
    if quantity.kind in _SHARES:
        return "share"
    return "count"


def _bare_year(pair: Pair) -> bool:
    """Tell whether one of a pair is a bare number that may be a year: 1713, 1755."""
    return any(
        atom.quantity.raw.isdigit()
        and len(atom.quantity.raw) == 4
        and not (atom.date or atom.quantity.unit or atom.quantity.noun)
        for atom in (pair.source, pair.target)
    )


def _source_place(pair: Pair) -> tuple[int, bool]:
    return pair.source.quantity.span.start, pair.source.end == "high"


def _joined(matching: Matching, first: Pair, second: Pair) -> bool:
    one, other = first.source, second.source
    if one.quantity.kind != other.quantity.kind or (one.low, one.date) == (other.low, other.date):
        return False
    if one.index == other.index:
        return one.end == "low"
    before = matching.source.text[max(0, one.quantity.span.start - _LED) : one.quantity.span.start]
    if not one.date and not _FROM.search(before):
        return False
    gap = matching.source.text[one.quantity.span.end : other.quantity.span.start]
    return bool(_TO[matching.source.lang].match(gap)) and len(gap) < 14


def _backwards(matching: Matching, first: Pair, second: Pair) -> bool:
    one, other = first.target, second.target
    if one.index == other.index:
        return one.end == "high" and other.end == "low"
    if other.quantity.span.end > one.quantity.span.start:
        return False
    gap = matching.target.text[other.quantity.span.end : one.quantity.span.start]
    return bool(_TO[matching.target.lang].match(gap))


def _hit(what: str, first: Pair, second: Pair, confidence: float) -> Hit:
    ours = (first.source.quantity, second.source.quantity)
    theirs = (first.target.quantity, second.target.quantity)
    return Hit(
        f"{what}: {told(ours[0])} and {told(ours[1])} against {told(theirs[0])} and"
        f" {told(theirs[1])}",
        tuple(sorted({q.span for q in ours})),
        tuple(sorted({q.span for q in theirs})),
        {"source": [valued(q) for q in ours], "target": [valued(q) for q in theirs]},
        confidence,
    )


RULES = (
    Rule(
        id="NUM022",
        name="values-exchanged",
        severity=Severity.WARNING,
        summary="two values of a sentence seem to have changed places",
        what="Compares the words about each number with those about its counterpart, as vectors of "
        "the encoder, and reports two numbers in another order than the source's whose "
        "surroundings fit better crosswise, or whose words are rendered by the other's: a warning "
        "where each of them gains, else a note. A "
        "part that became the whole, two values that each have the other's year, and two counts "
        "each of which has the other's noun, are told by how they stand together.",
        why="Every figure is there, and two of them say the wrong thing.",
        bad=(
            Example(
                "共有15名医生和230名学生参加。",
                "A total of 230 doctors and 15 students took part.",
            ),
            Example("关闭了12家工厂中的47家。", "The company closed 12 of its 47 plants."),
            Example(
                "该比例从2019年的22%升至2021年的31%。",
                "The proportion rose from 31% in 2019 to 22% in 2021.",
            ),
        ),
        good=(
            Example(
                "共有15名医生和230名学生参加。",
                "A total of 15 doctors and 230 students took part.",
            ),
        ),
        precision="no finding among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_exchanged,
        limits="Lists of figures told apart by “respectively” alone are beyond it, and so is a "
        "translation that turned the words round and left the figures in their order, but for "
        "what growth is measured from (同比, month on month) and nouns behind their counts.",
        options={"margin": 0.1},
        needs_model=True,
        of_verbatim=True,
    ),
    Rule(
        id="NUM024",
        name="units-exchanged",
        severity=Severity.ERROR,
        summary="two values of different units changed places",
        what="Reports two values of a sentence each of which has the kind of unit of the other.",
        why="Every figure and every unit is there, in the wrong company.",
        bad=(
            Example(
                "向49个国家开放，签证费440欧元。",
                "It is open to 440 countries for a fee of 49 euros.",
            ),
            Example(
                "全长331公里，设计时速140公里。",
                "It is 140 km long, with a design speed of 331 km/h.",
            ),
        ),
        good=(
            Example(
                "向49个国家开放，签证费440欧元。",
                "It is open to 49 countries for a fee of 440 euros.",
            ),
            Example(
                "全长331公里，设计时速140公里。",
                "It is 331 km long, with a design speed of 87 mph.",
            ),
        ),
        precision="1 of 1 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_crossed,
    ),
    Rule(
        id="NUM023",
        name="range-turned",
        severity=Severity.ERROR,
        summary="the two ends of “from … to …” changed places",
        what="Reports a range or a change whose first and last value are in the other order.",
        why="A fall from 18 to 16 is not a rise from 16 to 18.",
        bad=(Example("年龄从18岁下调至16岁。", "The age was changed from 16 to 18."),),
        good=(Example("年龄从18岁下调至16岁。", "The age was lowered from 18 to 16."),),
        precision="no finding among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_turned,
        of_verbatim=True,
    ),
)
