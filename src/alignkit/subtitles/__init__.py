"""Subtitles: cues with their times, and two files of them paired by time and meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignkit.subtitles.cues import ENDINGS, is_subtitles
from alignkit.types import Bitext, Document

if TYPE_CHECKING:
    from alignkit.embed import Encoder

__all__ = ["ENDINGS", "is_subtitles", "pair"]


def pair(source: Document, target: Document, encoder: Encoder | None = None) -> Bitext:
    """Pair the cues of two documents by when they are shown and by what they say."""
    from alignkit.embed import encoder as load
    from alignkit.subtitles.pairing import paired

    return paired(source, target, encoder or load(None))
