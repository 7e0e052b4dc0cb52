"""What a divergence says, with the translations by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignkit.types.comparison import Divergence

_WHICH = re.compile(r"\b(only(?: in)?) the (first|second)\b")


def told(divergence: Divergence, names: Sequence[str]) -> str:
    """Return a divergence's message; which of the two says it is told by its name."""

    def named(found: re.Match[str]) -> str:
        return f"{found[1]} {names[divergence.pair[found[2] == 'second']]}"

    return _WHICH.sub(named, divergence.message)
