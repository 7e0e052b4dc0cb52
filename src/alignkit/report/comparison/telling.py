"""What a divergence says, with the translations by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignkit.types.comparison import Divergence

_WHICH = re.compile(r"(\bonly(?: in)?|;) the (first|second)\b")
# What stands after a quotation: “Council” in one, “Court” in the other.
_IN = re.compile(r"(?<=”) in (?:(one)|the other)\b")


def told(divergence: Divergence, names: Sequence[str]) -> str:
    """Return a divergence's message; which of the two says it is told by its name."""

    def named(found: re.Match[str]) -> str:
        return f"{found[1]} {names[divergence.pair[found[2] == 'second']]}"

    def inside(found: re.Match[str]) -> str:
        return f" in {names[divergence.pair[found[1] is None]]}"

    return _IN.sub(inside, _WHICH.sub(named, divergence.message))
