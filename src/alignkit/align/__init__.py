"""Alignment: the sentences of two documents paired into beads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from alignkit.types import Bitext, Document

if TYPE_CHECKING:
    from alignkit.config import Settings

Side = Document | str | PathLike[str] | Sequence[str]


def align(
    source: Side,
    target: Side,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    presplit: bool = False,
    model: str | None = None,
    max_bead: int | None = None,
    lock_blocks: bool = False,
    anchors: Sequence[tuple[int, int]] = (),
    settings: Settings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Bitext:
    """Align two documents: paths, Documents, strings or lists of sentences."""
    from alignkit.align.inputs import open_side
    from alignkit.align.run import run
    from alignkit.embed import encoder

    first = open_side(source, source_lang, presplit)
    second = open_side(target, target_lang, presplit)
    return run(first, second, encoder(model), max_bead=max_bead, progress=progress)
