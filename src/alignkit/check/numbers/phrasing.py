"""How findings about quantities are worded: both texts as written, both values normalised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from alignkit.check.numbers.likelihood import doubted, explained, probability, severity
from alignkit.check.numbers.matching import Lone, Pair
from alignkit.check.numbers.slots import Slot
from alignkit.check.run.rule import Hit
from alignkit.types import Quantity, Severity

_POINTED = re.compile(r"[0-9]{1,3}\.[0-9]*0")


def told(quantity: Quantity) -> str:
    """Return a quantity as written, with what it says: “33.06 万” (330,600)."""
    said = str(quantity)
    if _POINTED.fullmatch(quantity.raw):
        # 3.10 may be a version: what it says is shown as it stands.
        said = said.replace(quantity.raw.rstrip("0").rstrip("."), quantity.raw, 1)
    return f"“{quantity.raw}”" + (f" ({said})" if said and said != quantity.raw else "")


def compared(
    slot: Slot,
    what: str,
    pair: Pair,
    *,
    most: Severity,
    signs: Mapping[str, float] | None = None,
    sure: float | None = None,
    least: float = 0.0,
    known: Mapping[str, float] | None = None,
) -> Iterator[Hit]:
    """Yield a hit over two quantities that were matched, where it is likely enough.

    `signs` adds to those of the pair; `sure` is given by rules that nothing was learned for,
    `least` where what was learned from cannot show such faults, `known` are weights of its own.
    """
    source, target = pair.source.quantity, pair.target.quantity
    held = {**pair.signs, **(signs or {})}
    likely = probability(slot, held) if sure is None else doubted(sure, held)
    likely = max(likely, doubted(least, held)) if least else likely
    degree = severity(likely, most)
    if degree is not None:
        yield Hit(
            f"{what}: {told(source)} against {told(target)}",
            (source.span,),
            (target.span,),
            {
                "source": valued(source),
                "target": valued(target),
                "slot": str(slot),
                "signs": explained(slot, held, known),
            },
            likely,
            degree,
            about=pair.source.end,
        )


def alone(
    slot: Slot, what: str, lone: Lone, side: str, *, most: Severity, sure: float | None = None
) -> Iterator[Hit]:
    """Yield a hit over a quantity without counterpart, where it is likely enough to be a fault."""
    quantity = lone.atom.quantity
    likely = probability(slot, lone.signs) if sure is None else doubted(sure, lone.signs)
    degree = severity(likely, most)
    if degree is not None:
        ours = side == "source"
        yield Hit(
            f"{what}: {told(quantity)}",
            (quantity.span,) if ours else (),
            () if ours else (quantity.span,),
            {
                side: valued(quantity),
                "slot": str(slot),
                "signs": explained(slot, lone.signs),
            },
            likely,
            degree,
            about=lone.atom.end,
        )


def valued(quantity: Quantity) -> dict[str, Any]:
    """Return what a finding keeps of a quantity."""
    held: dict[str, Any] = {"text": quantity.raw, "says": str(quantity), "kind": str(quantity.kind)}
    if quantity.low is not None:
        held["low"], held["high"] = str(quantity.low), str(quantity.high)
    if quantity.unit:
        held["unit"] = quantity.unit
    return held
