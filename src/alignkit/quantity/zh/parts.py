"""Parts of a Chinese amount that follow its whole: coins after notes, a fraction after 又."""

from __future__ import annotations

import re
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft, share
from alignkit.quantity.numerals import chinese, exact
from alignkit.types.quantity import Kind, Mark

# 一又二分之一, 3又1/2
MIXED = deferred(
    r"\s?又\s?(?:(?P<below>[一二三四五六七八九十百千0-9]+)分之(?P<above>[一二三四五六七八九十百千0-9]+)|(?P<a>[0-9]+)/(?P<b>[0-9]+))"
)
# 十二元五角六分, 两块五: coins that follow the notes
_COINS = deferred(
    r"(?:零?(?P<j>[0-9]|[一二三四五六七八九])(?P<u>[角毛]|(?=[，。、；！？\s]|$)))?"
    r"(?:零?(?P<f>[0-9]{1,2}|[一二三四五六七八九])分(?![之钟为别]))?"
)
# 一毛五分钱, 一毛五
_CENTS = deferred(r"([1-9一二三四五六七八九])(?:分钱?(?![之钟为别])|(?=[，。、；！？\s]|$))")


def add_coins(draft: Draft, text: str) -> None:
    """Add the coins that follow an amount: 两块五 is 2.5, 八毛 is 0.8."""
    if draft.low is None or draft.low != draft.high or draft.unit not in ("CNY", "块", "毛"):
        return
    match = _COINS.match(text, draft.end)
    coins = Decimal(0)
    if draft.unit == "毛":
        cents = _CENTS.match(text, draft.end)
        if not cents and text[draft.end : draft.end + 1] not in ("", *"，。、；！？钱 "):
            return
        draft.low = draft.high = draft.low / 10
        few = chinese(cents[1]) if cents else None
        if cents and few:
            draft.low = draft.high = draft.low + few.low / 100
            draft.end = cents.end()
    elif match and match[0]:
        if match["j"] and (match["u"] or draft.unit == "块"):
            coins += (exact(match["j"]) if match["j"].isdigit() else chinese(match["j"])).low / 10  # type: ignore[union-attr]
        if match["f"] and (match["u"] or not match["j"]):
            coins += (exact(match["f"]) if match["f"].isdigit() else chinese(match["f"])).low / 100  # type: ignore[union-attr]
        if not coins:
            return
        draft.low = draft.high = draft.low + coins
        draft.end = match.end()
    elif draft.unit == "块":
        return
    draft.kind, draft.unit = Kind.MONEY, "CNY"


def mixed_part(match: re.Match[str]) -> Decimal | None:
    """Return the fraction of a mixed number."""
    below, above = match["below"] or match["b"], match["above"] or match["a"]
    parts = [chinese(raw) if not raw.isdigit() else exact(raw) for raw in (above, below)]
    if parts[0] is None or parts[1] is None or not parts[1].low:
        return None
    return share(parts[0].low, parts[1].low)


_DIGITS = "一二三四五六七八九"
# 95折 is nine and a half tenths.
_WHOLE_PRICE = 100
_A_TENTH = Decimal("0.1")
_SPAN_OF_AGE = deferred(r"(?:年近|年逾|年过|年届|近|逾|过|已|届|到|的|，|^)$")


_EITHER_WAY = deferred(r"(?:正负|±)\s?$")


def reshape(draft: Draft, text: str) -> None:
    """Read 七旬 said of an age, 八五折 and 85折, and 正负0.5 as a tolerance."""
    if draft.kind == Kind.DISCOUNT and draft.low is not None:
        before = text[draft.start - 1 : draft.start] if draft.start else ""
        if draft.low > _WHOLE_PRICE:
            draft.times(_A_TENTH)
        elif before and before in _DIGITS and text[draft.start] in _DIGITS:
            draft.start -= 1
            draft.low = draft.high = 10 * (_DIGITS.index(before) + 1) + draft.low / 10
        return
    if draft.unit == "旬" and draft.low and 3 <= draft.low <= 12 and draft.kind == Kind.COUNT:
        if _SPAN_OF_AGE.search(text, max(0, draft.start - 3), draft.start):
            draft.kind, draft.unit = Kind.AGE, "age"
            draft.times(10)
        return
    sign = _EITHER_WAY.search(text, max(0, draft.start - 3), draft.start)
    if sign and draft.low == draft.high and draft.low:
        draft.low, draft.start = -draft.low, sign.start()
        draft.marks.append(Mark.TOLERANCE)
