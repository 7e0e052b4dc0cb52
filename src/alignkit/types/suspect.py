"""A place where a careful reader would stop, without a finding's claim to be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alignkit.types import wire
from alignkit.types.text import Span


@dataclass(frozen=True, slots=True)
class Suspect:
    """Words of one side of a bead that look wrong, and why.

    `side` is "source" where nothing renders the words and "target" where they render nothing;
    `other` marks what stands nearest on the other side. `probability` is that a professional would
    mark something there. Suspects are a reading list: they count in no exit code.
    """

    bead: int
    side: str
    span: Span
    text: str
    why: str
    probability: float
    other: tuple[Span, ...] = ()
    elsewhere: str = ""

    def to_json(self) -> Mapping[str, Any]:
        """Return the place as plain JSON values."""
        held: Mapping[str, Any] = wire.plain(self)
        return held
