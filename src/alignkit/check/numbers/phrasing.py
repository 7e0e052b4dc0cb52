"""How findings about quantities are worded: both texts as written, both values normalised."""

from __future__ import annotations

from typing import Any

from alignkit.check.run.rule import Hit
from alignkit.quantity.sameness import Atom
from alignkit.types import Quantity, Severity


def told(quantity: Quantity) -> str:
    """Return a quantity as written, with what it says: “33.06 万” (330,600)."""
    said = str(quantity)
    return f"“{quantity.raw}”" + (f" ({said})" if said and said != quantity.raw else "")


def compared(
    what: str,
    source: Quantity,
    target: Quantity,
    *,
    confidence: float,
    severity: Severity | None = None,
    about: str = "",
) -> Hit:
    """Return a hit over two quantities that were matched."""
    return Hit(
        f"{what}: {told(source)} against {told(target)}",
        (source.span,),
        (target.span,),
        {"source": valued(source), "target": valued(target)},
        confidence,
        severity,
        about=about,
    )


def alone(
    what: str,
    atom: Atom,
    side: str,
    *,
    confidence: float,
    severity: Severity | None = None,
    about: str = "",
) -> Hit:
    """Return a hit over a quantity without counterpart."""
    quantity = atom.quantity
    ours = side == "source"
    return Hit(
        f"{what}: {told(quantity)}",
        (quantity.span,) if ours else (),
        () if ours else (quantity.span,),
        {side: valued(quantity)},
        confidence,
        severity,
        about=about,
    )


def valued(quantity: Quantity) -> dict[str, Any]:
    """Return what a finding keeps of a quantity."""
    held: dict[str, Any] = {"text": quantity.raw, "says": str(quantity), "kind": quantity.kind}
    if quantity.low is not None:
        held["low"], held["high"] = str(quantity.low), str(quantity.high)
    if quantity.unit:
        held["unit"] = quantity.unit
    return held
