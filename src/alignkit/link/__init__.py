"""Linking: which words of a text render which words of its translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignkit.types import Bitext

if TYPE_CHECKING:
    from alignkit.embed import Encoder
    from alignkit.types.link import Links

__all__ = ["link"]


def link(
    source: Bitext | str,
    target: str | None = None,
    *,
    bead: int | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    least: float | None = None,
    model: str | Encoder | None = None,
) -> Links:
    """Link the words of a bitext, of one bead of it, or of two texts, each with a probability.

    The first argument is a Bitext, or the text that `target` translates. With `bead` the other
    beads are still read, for what the document's words are rendered by elsewhere. `least` is the
    probability from which on a link is given.
    """
    from alignkit.link.asked import asked

    return asked(
        source,
        target,
        bead=bead,
        langs=(source_lang, target_lang),
        least=least,
        model=model,
    )
