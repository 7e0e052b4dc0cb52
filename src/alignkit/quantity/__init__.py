"""Quantities: what the numbers of a text say, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alignkit.types import Quantity


def quantities(
    text: str, lang: str | None = None, *, units: Mapping[str, Any] | None = None
) -> list[Quantity]:
    """Return every quantity of a text, in order.

    Chinese ("zh") and English ("en") are read; without `lang` the text itself decides. `units`
    adds to the table of units, in the form of the setting of that name.

    >>> [str(q) for q in quantities("到 2020 年，产值增长到 1.2万亿元", "zh")]
    ['2020', '↑ to 1,200,000,000,000 CNY']
    """
    from alignkit.quantity.reader import read

    return read(text, lang, units)
