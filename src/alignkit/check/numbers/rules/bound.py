"""Bounds: at least, at most, more than, no later than."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignkit.check.numbers.circumstances import weak
from alignkit.check.numbers.marking import bounding, holding, limiting
from alignkit.check.numbers.matching import UNBOUND, Pair, amounts, matched
from alignkit.check.numbers.phrasing import compared
from alignkit.check.numbers.slots import Slot
from alignkit.check.numbers.stated import Side
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.quantity.lookup import tables
from alignkit.quantity.sameness import Atom, unit_of
from alignkit.quantity.when import Limit, limit_of
from alignkit.types import Quantity, Severity
from alignkit.types.quantity import Comparator, Direction, Kind
from alignkit.words.tokens import is_negator

_UP = frozenset((Comparator.MORE, Comparator.AT_LEAST))
_DOWN = frozenset((Comparator.LESS, Comparator.AT_MOST))
_HINTS = {
    ("zh", Direction.UP): re.compile(
        r"超|逾|破|过|多|余|上|高于|大于|不止|最低|最短|最小|至少|不少|不低|\+|开外|起|有望|胜过|强"
    ),
    ("zh", Direction.DOWN): re.compile(
        r"以下|低于|不到|不足|(?<![国境院校省市县室体])内(?![存容部阁科地蒙涵在])|最高|最多|最长|最大|达|限|不超|不高|小于|少于|不如|未|至多|可容纳|跌破|近"
        r"|不[得能可应應宜许許准会會][超高大多晚迟]"
    ),
    ("en", Direction.UP): re.compile(
        r"\b(?:over|more|above|exceed\w*|beyond|surpass\w*|at least|minimum|break\w*|broke"
        r"|away|off|distant|outside|far|further|farther"
        r"|cross\w*|pass\w*|top\w*|higher|greater|plus|up|upwards|hit|mark|just|only)\b|\+",
        re.I,
    ),
    ("en", Direction.DOWN): re.compile(
        r"\b(?:under|less|below|within|fewer|at most|maximum|max|up to|limit\w*|range|lower"
        r"|ceiling|cap\w*|mark|break\w*|broke)\b",
        re.I,
    ),
}
_SOFT = re.compile(r"\b(?:up to|as many as|as much as|a maximum of)\s(?:[A-Z$€£¥]{0,4}\s?)?$", re.I)
_UP_TO, _TO_END = re.compile(r"\bup to\s$", re.I), re.compile(r"[到至达達]\s?$")
_AS_MUCH = re.compile(r"\bas (?:many|much) as\s(?:[A-Z$€£¥]{0,4}\s?)?$", re.I)
# A bound on one side alone, without a word of bounds near on the other: 14 of 25 were errors put
# in, and half of the others are faults of the translator. 以上 as “more than” is seldom one.
LOST, INCLUDED = 0.65, 0.3
# No later than against no earlier than: the words have no other sense.
OUTRIGHT = 0.92


def _when(view: BeadView) -> Iterator[Hit]:
    """Find a date or time bound from the other side: 不早于 against "no later than"."""
    matching = view.once(matched)
    if matching is None:
        return
    for pair in matching.pairs:
        if not (pair.same and pair.source.date and pair.target.date):
            continue
        sides = (matching.source, pair.source), (matching.target, pair.target)
        if any(_often(atom, side) for side, atom in sides):
            continue
        limits = [limit_of(atom.quantity, side.text, side.lang) for side, atom in sides]
        on = limits[0] is not None, limits[1] is not None
        yield from holding(view, _limited(pair, limits, sides), limiting, on)


def _often(atom: Atom, side: Side) -> bool:
    """Tell whether a side names a date twice: which of them is meant is open."""
    return sum(held.date == atom.date for held in side.atoms) > 1


def _limited(
    pair: Pair, limits: Sequence[Limit | None], sides: Sequence[tuple[Side, Atom]]
) -> Iterator[Hit]:
    ours, theirs = limits
    if ours and theirs:
        if (ours.comparator in _UP) != (theirs.comparator in _UP):
            what, signs = "the bound is reversed", {"turned round": 1.0}
            least = OUTRIGHT if ours.outright and theirs.outright else LOST
            yield from compared(
                Slot.BOUND, what, pair, most=Severity.ERROR, signs=signs, least=least
            )
        return
    told = ours or theirs
    if told is None or not told.outright:
        return
    poor, atom = sides[1 if ours else 0]
    low, high = atom.quantity.span
    before, after = _WHEN_REACH[poor.lang]
    near = poor.text[max(0, low - before) : low] + " " + poor.text[high : high + after]
    if not _WHEN_HINTS[poor.lang].search(near):
        what = "the bound is lost" if ours else "a bound that the source does not have"
        yield from compared(Slot.BOUND, what, pair, most=Severity.WARNING, sure=LOST)


# What may say in whatever form that a thing happens before or after a date.
_WHEN_REACH = {"zh": (30, 16), "en": (90, 40)}
_WHEN_HINTS = {
    "zh": re.compile(
        r"[前后後起止至迟遲早晚截限不未先内內]|到(?![达達来來场場])|过|過|开始|開始|以来|為期|为期"
    ),
    "en": re.compile(
        r"\b(?:by|before|until|till|prior|latest|earliest|earlier|later|sooner|late|early|deadline"
        r"|within|not|no|never|after|from|since|start\w*|begin\w*|onwards?|as of|ahead|past|beyond"
        r"|through|limit\w*|cut-?off|due|expir\w*|end\w*|clos\w*|up to)\b",
        re.I,
    ),
}


def _bound(view: BeadView) -> Iterator[Hit]:
    yield from _when(view)
    for pair in amounts(view):
        sides = pair.source.quantity, pair.target.quantity
        if sides[1].kind in UNBOUND:
            continue
        bound = sides[0].comparator != Comparator.EQUAL, sides[1].comparator != Comparator.EQUAL
        yield from holding(view, _judged(view, pair), bounding, bound)


def _judged(view: BeadView, pair: Pair) -> Iterator[Hit]:
    source, target = pair.source.quantity, pair.target.quantity
    judged = judge(source, target) or _put_after(view, source, target)
    if not judged:
        return
    what, most, signs = judged
    if "turned round" in signs:
        if _deep(view, source, target):
            return
        if any(map(_under_denial, (view.source.text, view.target.text), (source, target))):
            return
        yield from compared(Slot.BOUND, what, pair, most=most, signs=signs)
    elif weak(pair.source):
        return
    elif most is Severity.INFO:
        if not _binding(view):
            return
        yield from compared(Slot.BOUND, what, pair, most=most, sure=INCLUDED)
    elif not _hinted(view, source, target):
        yield from compared(Slot.BOUND, what, pair, most=most, sure=LOST)


# Roots below 1.6 metres reach deeper than that.
_DEPTH = {
    "zh": re.compile(r"[深高]度|海拔|海平面|地下|地面|水下|[深埋根]"),
    "en": re.compile(
        r"\b(?:deep\w*|depths?|roots?|underground|surface|sea level|altitudes?|elevations?"
        r"|buried)\b",
        re.I,
    ),
}
_BENEATH = {
    "zh": re.compile(r"\s?[之以][上下]"),
    "en": re.compile(r"\b(?:below|beneath|above)\s$", re.I),
}


def _deep(view: BeadView, source: Quantity, target: Quantity) -> bool:
    """Tell whether "below" or "above" may say where a thing is, and not how much."""
    sides = [
        (side.text, lang[:2], one.span)
        for side, lang, one in zip(
            (view.source, view.target),
            (view.source_lang, view.target_lang),
            (source, target),
            strict=True,
        )
    ]
    placed = any(
        _BENEATH[lang].match(text, span.end)
        if lang == "zh"
        else _BENEATH["en"].search(text, max(0, span.start - 24), span.start)
        for text, lang, span in sides
    )
    unit = unit_of(source, tables(view.pair.settings.units))
    long = unit is not None and unit.dimension == "length"
    return placed and long and any(_DEPTH[lang].search(text) for text, lang, _ in sides)


# Whether a bound takes in its number is asked where something hangs on it.
_DUTY = {
    "zh": re.compile(
        r"[应應须須]|必[须須]|不得|不[可准準许許]|禁止|規定|规定|[处處]罚|[处處]罰|[处處]以|[罚罰]款|合格|方可"
        r"|有[权權]|[责責]令|符合|条件|條件|要求|[资資]格|申[请請]"
    ),
    "en": re.compile(
        r"\b(?:shall|must|may not|require\w*|eligib\w*|entitled?|prohibit\w*|oblig\w*|penalt\w*"
        r"|fined?|imprison\w*|qualif\w*|in accordance|pursuant|subject to|provided that)\b",
        re.I,
    ),
}


# What a plan sets: by 2020, targets, what is to be ensured.
_TARGETS = {
    "zh": re.compile(
        r"到\s?20\d\d\s?年|力[争爭]|目[标標]|[确確]保|不少于|不低于|培育|推[动動進进]|加快"
    ),
    "en": re.compile(
        r"\b(?:by(?: the end of)? 20\d\d|targets?|goals?|strive|ensur\w*|promot\w*|accelerat\w*"
        r"|foster\w*)\b",
        re.I,
    ),
}
# Of plans, laws and contracts so many passages set rules or targets, .20 to .45 of 17 that were
# counted; of news, medicine, manuals and stories .00 to .11. Fewer passages tell nothing.
_SETTING, _ENOUGH, _LOOKED_AT = 0.2, 10, 400


def _binding(view: BeadView) -> bool:
    """Tell whether both sides say what has to be, or the document sets rules or targets."""
    sides = (view.source.text, view.source_lang[:2]), (view.target.text, view.target_lang[:2])
    said = all(lang in _DUTY and bool(_DUTY[lang].search(text)) for text, lang in sides)
    return said or view.pair.once(_sets_rules)


def _sets_rules(pair: PairView) -> bool:
    """Tell whether a document says on both sides, again and again, what has to be."""
    langs = pair.bitext.source.lang[:2], pair.bitext.target.lang[:2]
    count = min(len(pair.bitext.beads), _LOOKED_AT)
    if count < _ENOUGH or not set(langs) <= set(_DUTY):
        return False
    setting = sum(
        all(
            _DUTY[lang].search(side.text) or _TARGETS[lang].search(side.text)
            for side, lang in zip(pair.bitext.passages(index), langs, strict=True)
        )
        for index in range(count)
    )
    return setting >= _SETTING * count


_CLAUSE = re.compile(r"[,;:.!?，。；：！？](?:\s|(?=[^\x00-\x7f]))")
_WORD = re.compile(r"[A-Za-z]+(?:['’]t)?")


def _under_denial(text: str, one: Quantity) -> bool:
    """Tell whether "more than" stands in a clause that denies: which way it then goes is open.

    "should not have more than 5" says at most five. In 不应超过 the denial is the bound's own, and
    in 未来 or 不断 it is none: of Chinese nothing is asked.
    """
    if one.comparator != Comparator.MORE:
        return False
    start = one.span.start
    clause = text[max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0) : start]
    return any(map(is_negator, _WORD.findall(clause)))


_LATER = {
    "zh": re.compile(r"[之以]?[后後](?!台|面|勤)"),
    "en": re.compile(r"\s(?:later|afterwards?)\b", re.I),
}
_AFTER = re.compile(r"\b(?:after|following)\s(?:the\s)?$", re.I)


def _put_after(
    view: BeadView, source: Quantity, target: Quantity
) -> tuple[str, Severity, dict[str, float]] | None:
    """Tell whether "within six months" became "after six months", or the reverse."""
    if source.kind != target.kind or source.kind != Kind.DURATION:
        return None
    sides = ((source, view.source), (target, view.target))
    langs = [lang[:2] for lang in (view.source_lang, view.target_lang)]
    if set(langs) != set(_LATER):
        return None
    late = [
        bool(
            _LATER[lang].match(side.text, one.span.end)
            or (lang == "en" and _AFTER.search(side.text[: one.span.start]))
        )
        for (one, side), lang in zip(sides, langs, strict=True)
    ]
    inside = [one.comparator in _DOWN for one, _ in sides]
    if all(inside):
        return None
    if (inside[0] and late[1] and not late[0]) or (inside[1] and late[0] and not late[1]):
        return "the bound is reversed", Severity.ERROR, {"turned round": 1.0}
    return None


def _hinted(view: BeadView, source: Quantity, target: Quantity) -> bool:
    """Tell whether the side without a bound has a word near that may state it after all."""
    bound = source.comparator if source.comparator != Comparator.EQUAL else target.comparator
    poor, text = (
        (target, view.target.text)
        if target.comparator == Comparator.EQUAL
        else (source, view.source.text)
    )
    lang = view.target_lang if poor is target else view.source_lang
    way = Direction.UP if bound in _UP else Direction.DOWN
    hints = _HINTS[("zh" if lang.startswith("zh") else "en", way)]
    reach = (24, 12) if lang.startswith("zh") else (70, 30)
    near = text[max(0, poor.span.start - reach[0]) : poor.span.end + reach[1]]
    rich = view.source.text[: source.span.start] if poor is target else ""
    if way == Direction.DOWN and _AS_MUCH.search(rich):
        return True
    if (
        poor is source
        and way == Direction.DOWN
        and _SOFT.search(view.target.text[: target.span.start])
    ):
        return True
    other = view.target if poor is source else view.source
    whole = target if poor is source else source
    if _UP_TO.search(other.text[: whole.span.start]) and _TO_END.search(text[: poor.span.start]):
        # From 10 metres to 1 km is up to 1 km.
        return True
    return bool(hints.search(near)) or bool(poor is source and near[-reach[1] :].startswith("+"))


def judge(source: Quantity, target: Quantity) -> tuple[str, Severity, dict[str, float]] | None:
    """Return what is wrong with a pair of bounds, how grave it can be and the signs of it."""
    ours, theirs = source.comparator, target.comparator
    if ours == theirs:
        return None
    if (ours in _UP and theirs in _DOWN) or (ours in _DOWN and theirs in _UP):
        return "the bound is reversed", Severity.ERROR, {"turned round": 1.0}
    if (ours in _UP and theirs in _UP) or (ours in _DOWN and theirs in _DOWN):
        # Of ages and measures nobody means the difference: 25岁以下, under 25.
        exact = {source.kind, target.kind}.isdisjoint((Kind.AGE, Kind.MEASURE))
        return ("the bound is included on one side only", Severity.INFO, {}) if exact else None
    if source.approximate or target.approximate or source.kind == Kind.DURATION:
        return None
    aged = Kind.AGE in (source.kind, target.kind)
    if aged and {ours, theirs} == {Comparator.EQUAL, Comparator.AT_LEAST}:
        # At eighteen is when one has come of age.
        return None
    if ours == Comparator.EQUAL:
        return "a bound that the source does not have", Severity.WARNING, {}
    return "the bound is lost", Severity.WARNING, {}


RULES = (
    Rule(
        id="NUM006",
        name="bound-differs",
        severity=Severity.WARNING,
        summary="at least, at most, more than or less than is lost, added or reversed",
        what="Compares the bounds of quantities with the same value. A reversed bound is an error, "
        "a lost or added one a warning, and 以上 as “more than”, where a sentence or its document "
        "sets rules or targets, a note: 以上 includes the number. Dates and times of day are bound "
        "as amounts are: no later than, 之前, 起.",
        why="In a requirement the bound is the meaning.",
        bad=(
            Example("误差在 100Pa 以内。", "The error is over 100 Pa."),
            Example("准确率达到 96%。", "Accuracy exceeds 96%."),
            Example("屋顶坡度不能高于30度。", "with a roof pitch of 30 degrees."),
        ),
        good=(
            Example("误差在 100Pa 以内。", "The error is within 100 Pa."),
            Example("准确率达到 96%。", "Accuracy reaches 96%."),
        ),
        precision="1 of 1 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_bound,
    ),
)
