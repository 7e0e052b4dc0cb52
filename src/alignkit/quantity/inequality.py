"""Signs of bounds before a number: n ≥ 30, P < 0.05, ≤3 mm."""

from __future__ import annotations

import re

from alignkit.quantity.draft import Draft
from alignkit.types.quantity import Comparator

_SIGN = re.compile(
    r"(?:(?P<ge>[≥≧⩾]|>\s?=)|(?P<le>[≤≦⩽]|<\s?=)|(?<![-=<>])(?P<gt>>|&gt;)|(?P<lt><|&lt;))\s?$"
)
_COMPARATORS = {
    "ge": Comparator.AT_LEAST,
    "le": Comparator.AT_MOST,
    "gt": Comparator.MORE,
    "lt": Comparator.LESS,
}


def add_sign(draft: Draft, text: str) -> None:
    """Take over the sign of a bound that stands before a number; 5 < n < 9 has one for each."""
    match = _SIGN.search(text, max(0, draft.start - 6), draft.start)
    if match and match.lastgroup and draft.comparator == Comparator.EQUAL:
        draft.comparator = _COMPARATORS[match.lastgroup]
