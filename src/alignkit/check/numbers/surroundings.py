"""The words about a quantity, as vectors: which number belongs to which of two statements."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alignkit.check.numbers.belonging import wholes
from alignkit.check.numbers.circumstances import weak
from alignkit.check.numbers.matching import Matching, Pair, matched
from alignkit.check.numbers.stated import Side
from alignkit.check.numbers.things import AGREE, likeness, table
from alignkit.check.run.view import BeadView
from alignkit.quantity.basis import agree, bases
from alignkit.quantity.sameness import Atom
from alignkit.types import Quantity, Span
from alignkit.types.quantity import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STOPS = {
    "zh": re.compile(
        r"[，。；;：:、！？!?（）()《》“”\"\n]|,(?!\d)|[和及与](?=\s?[\d一二两三四五六七八九十])"
    ),
    "en": re.compile(r"[,.;:!?()\"“”\n](?=\s)|\b(?:and|while|but|which|with)\b"),
}
# What parts two neighbours, how many words that weighs, and over how many a word's say fades.
_APART = {
    "zh": re.compile(r"[，。；;：:、！？!?（）()]|,(?!\d)|[和及与]"),
    "en": re.compile(r"[,.;:!?()](?=\s)|\b(?:and|while|but)\b"),
}
_MARKED, _FADES = 2.0, 3.0
# A Chinese word has about two characters.
_A_WORD = 2
# Words nearer than this render each other.
RENDERED = 0.4
# A growth on the year before and one on the month before.
_BOTH = 2
_LISTS = re.compile(r"分别|依次|respectively", re.I)
_REACH = {"zh": (16, 14), "en": (60, 50)}
_WORDS = (7, 5)
_KINDS = frozenset(
    map(
        Kind,
        """
        count money percent points measure duration multiple age date ordinal fraction
        """.split(),
    )
)


def context(quantity: Quantity, side: Side) -> str:
    """Return the clause about a quantity, without the quantity itself."""
    back, ahead = _REACH[side.lang]
    stops = _STOPS[side.lang]
    before = side.text[max(0, quantity.span.start - back) : quantity.span.start]
    after = side.text[quantity.span.end : quantity.span.end + ahead]
    ends = [match.end() for match in stops.finditer(before)]
    before = before[ends[-1] :] if ends else before
    stop = stops.search(after)
    after = after[: stop.start()] if stop else after
    if side.lang == "en":
        return " ".join(before.split()[-_WORDS[0] :] + after.split()[: _WORDS[1]])
    unit = quantity.unit if quantity.kind == Kind.COUNT and quantity.unit != "个" else ""
    return f"{before} {unit}{after}"


# A rent a month, 每月租金: how often an amount falls due. A year earlier and in a year are none.
_EACH = {
    "zh": re.compile(
        r"[每毎](?:一|1)?[个個]?(?P<u>日|天|月|年|周|星期|小时|小時|分钟|分鐘|季度)(?![度级轮期])"
        r"|/(?P<s>日|天|月|年|周|小时|小時)"
    ),
    "en": re.compile(
        r"(?<!\bin )(?<!\bfor )(?<!\bwithin )(?<!\bof )(?<!\bthan )(?<!\bafter )(?<!\bas )"
        r"(?:(?<![A-Za-z])(?:per|each|every|an?)\s|/)(?P<u>day|month|year|week|hour|minute|quarter)\b"
        r"(?!\s(?:earlier|before|ago|later|and|from|old)|-)"
        r"|\b(?P<s>daily|weekly|monthly|yearly|annual(?:ly)?|hourly|quarterly)\b",
        re.I,
    ),
}
_TIMES = {
    "day": "日 天 day daily", "month": "月 month monthly", "year": "年 year yearly annual annually",
    "week": "周 星期 week weekly", "hour": "小时 小時 hour hourly", "minute": "分钟 分鐘 minute",
    "quarter": "季度 quarter quarterly",
}  # fmt: skip
_TIME_OF = {word: time for time, words in _TIMES.items() for word in words.split()}


def falls_due(quantity: Quantity, side: Side) -> frozenset[str]:
    """Return the times that an amount is said to fall due in: a day, a month.

    >>> from alignkit.quantity import quantities
    >>> text = "每平方米每日人民币6.8元"
    >>> falls_due(quantities(text, "zh")[0], Side(text, "zh", (), ()))
    frozenset({'day'})
    """
    back, ahead = _REACH[side.lang]
    low, high = max(0, quantity.span.start - back), quantity.span.end + ahead
    stops = _STOPS[side.lang]
    low = max((m.end() for m in stops.finditer(side.text, low, quantity.span.start)), default=low)
    stop = stops.search(side.text, quantity.span.end, high)
    found = _EACH[side.lang].finditer(side.text, low, stop.start() if stop else high)
    return frozenset(_TIME_OF[(m["u"] or m["s"]).lower()] for m in found)


@dataclass(frozen=True, slots=True)
class Crossed:
    """Two pairs of values whose surroundings fit better crosswise: by how much, and each of them.

    `least` is what the worse of the two gains; `company` is how far the words that render each
    other stand by the other number's counterpart, and `fewer` that of the number with less of it.
    """

    first: Pair
    second: Pair
    gain: float
    least: float
    company: float = 0.0
    fewer: float = 0.0


def exchanged(view: BeadView, margin: float, company: tuple[float, float]) -> list[Crossed]:
    """Return pairs of pairs whose surroundings say that their values changed places."""
    matching = view.once(matched)
    if matching is None or {matching.source.lang, matching.target.lang} != {"zh", "en"}:
        return []
    if _LISTS.search(matching.source.text) or _LISTS.search(matching.target.text):
        return []
    pairs = [
        pair
        for pair in matching.pairs
        if pair.same
        and pair.source.quantity.kind in _KINDS
        and pair.target.quantity.kind in _KINDS
        and not weak(pair.source)
        and pair.source.quantity.unit != "大"
    ]
    if len({(pair.source.low, pair.source.date) for pair in pairs}) < 2:
        return []
    alike = [
        (i, j)
        for i, j in itertools.combinations(range(len(pairs)), 2)
        if _one_sort(pairs[i], pairs[j]) and not _of_each_other(matching, pairs[i], pairs[j])
    ]
    turned = [(i, j) for i, j in alike if not _in_order(pairs[i], pairs[j])]
    if not turned:
        return _rebased(matching, [(pairs[i], pairs[j]) for i, j in alike], company)
    ours, theirs = _vectors(view, pairs, matching.source, matching.target)
    likeness = ours @ theirs.T
    links = _links(view, matching.source, matching.target)
    held = []
    for i, j in turned:
        gains = likeness[i, j] - likeness[i, i], likeness[j, i] - likeness[j, j]
        kept = links.company(pairs[i], pairs[j]) if _named(pairs[i], pairs[j]) else (0.0, 0.0)
        if sum(gains) > margin or (sum(kept) > company[0] and min(kept) > company[1]):
            numbers = map(float, (sum(gains), min(gains), sum(kept), min(kept)))
            held.append(Crossed(pairs[i], pairs[j], *numbers))
    return held


def _rebased(
    matching: Matching, alike: list[tuple[Pair, Pair]], company: tuple[float, float]
) -> list[Crossed]:
    """Return pairs of growths in their order whose bases changed places.

    Only names of a basis are as sure as this needs: other words come back in like clauses.
    """
    if not alike or len(bases(matching.source.text, matching.source.lang)) < _BOTH:
        return []
    links = Links(matching.source, matching.target, tuple(_bases(matching.source, matching.target)))
    held = []
    for first, second in alike if len(links.held) >= _BOTH else ():
        kept = links.company(first, second)
        if links.crossed(first, second):
            kept = (1.0, 1.0)
        if sum(kept) > company[0] and min(kept) > company[1]:
            held.append(Crossed(first, second, 0.0, 0.0, sum(kept), min(kept)))
    return held


_CLAUSE_END = re.compile(r"[，。；,;]")


def _owner(side: Side, span: Span, numbers: tuple[Quantity, Quantity]) -> int | None:
    """Return which of two numbers a stretch shares its clause with, None where both or none do."""
    shares = [
        not _CLAUSE_END.search(
            side.text, min(span.end, one.span.end), max(span.start, one.span.start)
        )
        for one in numbers
    ]
    return shares.index(True) if sum(shares) == 1 else None


@dataclass(frozen=True, slots=True)
class Link:
    """Two stretches that render each other, and how surely."""

    source: Span
    target: Span
    sure: float


@dataclass(frozen=True)
class Links:
    """What renders what between two sides, and which number each keeps company with."""

    source: Side
    target: Side
    held: tuple[Link, ...]

    def crossed(self, first: Pair, second: Pair) -> bool:
        """Tell whether each link stands in the clause of one number here, of the other there."""
        owners = [
            (
                _owner(self.source, link.source, (first.source.quantity, second.source.quantity)),
                _owner(self.target, link.target, (first.target.quantity, second.target.quantity)),
            )
            for link in self.held
        ]
        return sorted(owners, key=str) == [(0, 1), (1, 0)]

    def company(self, first: Pair, second: Pair) -> tuple[float, float]:
        """Return for each of two numbers how far its words stand by the other's counterpart.

        A word that stands by a number, and its rendering by the other number's partner, speaks for
        an exchange; by its own partner, against it.
        """
        found = [0.0, 0.0]
        for link in self.held:
            ours, theirs = (
                _nearness(side, span, one.quantity, two.quantity)
                - _nearness(side, span, two.quantity, one.quantity)
                for side, span, one, two in (
                    (self.source, link.source, first.source, second.source),
                    (self.target, link.target, first.target, second.target),
                )
            )
            found[ours < 0] -= ours * theirs * link.sure
        return found[0], found[1]


def _nearness(side: Side, word: Span, quantity: Quantity, other: Quantity) -> float:
    """Return how near a word stands to a number, from 0 to 1.

    A count has its words behind it: one between two numbers is not of the second.
    """
    number = quantity.span
    if word.start < number.end and number.start < word.end:
        return 1.0
    behind = word.start >= number.end
    if not behind and quantity.kind == Kind.COUNT and other.span.end <= word.start:
        return 0.0
    gap = side.text[number.end : word.start] if behind else side.text[word.end : number.start]
    away = len(gap) / _A_WORD if side.lang == "zh" else float(len(gap.split()))
    away += _MARKED * len(_APART[side.lang].findall(gap))
    return math.exp(-away / _FADES)


def _links(view: BeadView, source: Side, target: Side) -> Links:
    """Return the words of two sides that are each other's best rendering."""
    import numpy as np

    from alignkit.words.renderings import comparable, match, words_of_all

    known = table(view.pair)
    ours, theirs = words_of_all(known, [source.text, target.text])
    found = list(_bases(source, target))
    if comparable(ours, theirs):
        cosine, strength = match(known, ours, theirs)
        sure = np.maximum(cosine, strength)
        best, back = sure.argmax(axis=1), sure.argmax(axis=0)
        for i, j in enumerate(best.tolist()):
            if (
                back[j] == i
                and sure[i, j] >= RENDERED
                and not _figures(ours.forms[i] + theirs.forms[j])
            ):
                spans = Span(ours.starts[i], ours.ends[i]), Span(theirs.starts[j], theirs.ends[j])
                found.append(Link(*spans, float(min(1.0, sure[i, j]))))
    return Links(source, target, tuple(found))


def _figures(words: str) -> bool:
    return any(c.isdigit() for c in words)


def _bases(source: Side, target: Side) -> Iterator[Link]:
    """Yield what both sides measure growth from, where each names it once: 环比, month-on-month."""
    ours, theirs = (bases(side.text, side.lang) for side in (source, target))
    for basis in ours:
        same = [held for held in theirs if agree(basis.says, held.says)]
        if len(same) == 1 and sum(agree(held.says, same[0].says) for held in ours) == 1:
            yield Link(basis.span, same[0].span, 1.0)


def crosswise(view: BeadView, first: Pair, second: Pair) -> bool:
    """Tell whether the nouns of two values render each other crosswise, and not as they stand."""
    langs = view.source_lang[:2], view.target_lang[:2]
    ours = (first.source.quantity, second.source.quantity)
    theirs = (first.target.quantity, second.target.quantity)
    nearness = [[likeness(view, one, other, langs) for other in theirs] for one in ours]
    straight = [nearness[0][0], nearness[1][1]]
    turned = [nearness[0][1], nearness[1][0]]
    return all(
        value is not None and value >= AGREE and (other is None or other < value)
        for value, other in zip(turned, straight, strict=True)
    )


def _one_sort(first: Pair, second: Pair) -> bool:
    """Tell whether two values differ and are of one sort on either side."""
    if (first.source.low, first.source.date) == (second.source.low, second.source.date):
        return False
    alike = _sort(first.source) == _sort(second.source)
    return alike and _sort(first.target) == _sort(second.target)


def _of_each_other(matching: Matching, first: Pair, second: Pair) -> bool:
    """Tell whether one is a part of the other on either side: 37次中的17次, 17 of 37."""
    ours, theirs = wholes(matching.source), wholes(matching.target)
    return any(
        ours.get(part.source.index) == whole.source.index
        or theirs.get(part.target.index) == whole.target.index
        for part, whole in ((first, second), (second, first))
    )


def _named(first: Pair, second: Pair) -> bool:
    """Tell whether each number says what it counts: the words about bare ones, Windows 10, rove."""
    quantities = (atom.quantity for pair in (first, second) for atom in (pair.source, pair.target))
    return all(
        not one.date and (one.unit or one.noun or one.kind != Kind.COUNT) for one in quantities
    )


def _in_order(first: Pair, second: Pair) -> bool:
    """Tell whether two values follow each other as in the source: exchanged ones do not."""
    ours = first.source.quantity.span.start < second.source.quantity.span.start
    return ours == (first.target.quantity.span.start < second.target.quantity.span.start)


def _sort(atom: Atom) -> tuple[str, str]:
    """Return what keeps a value in its place by itself: its kind, and the unit of a measure."""
    quantity = atom.quantity
    if atom.date:
        return "date", "year" if atom.date.isdigit() else atom.date
    return quantity.kind, "" if quantity.kind in (Kind.COUNT, Kind.ORDINAL) else quantity.unit


def _vectors(
    view: BeadView, pairs: list[Pair], source: Side, target: Side
) -> tuple[NDArray[Any], NDArray[Any]]:
    import numpy as np

    texts = [context(pair.source.quantity, source) for pair in pairs]
    texts += [context(pair.target.quantity, target) for pair in pairs]
    raw = view.pair.encoder.encode(texts)
    norms = np.linalg.norm(raw, axis=1, keepdims=True)
    held = raw / np.where(norms, norms, 1)
    return held[: len(pairs)], held[len(pairs) :]
