"""Alignment: the sentences of two documents paired into beads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from alignkit.types import Bitext, Document

if TYPE_CHECKING:
    from alignkit.align.explanation import Explanation
    from alignkit.align.run import Options
    from alignkit.config import Settings
    from alignkit.embed import Encoder

Side = Document | str | PathLike[str] | Sequence[str]

__all__ = ["Side", "align", "explain"]


def align(
    source: Side,
    target: Side,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    presplit: bool = False,
    model: str | Encoder | None = None,
    max_bead: int | None = None,
    lock_blocks: bool = False,
    anchors: Sequence[tuple[int, int]] = (),
    exact: bool = False,
    signals: str = "all",
    jobs: int | None = None,
    settings: Settings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Bitext:
    """Align two documents; `alignkit.compose.align` says what each option does."""
    from alignkit.align.inputs import open_pair, without_comments
    from alignkit.align.run import Options, run

    held = _settings(settings)
    langs = source_lang or held.source_lang, target_lang or held.target_lang
    first, second = open_pair(source, target, langs, presplit, held.abbreviations)
    if not held.code_comments:
        first = without_comments(first, held.abbreviations)
        second = without_comments(second, held.abbreviations)
    if first.cued and second.cued:
        from alignkit.subtitles import pair

        return pair(first, second, _encoder(model or held.model))
    threads = jobs or (held.jobs if held.jobs > 1 else None)
    options = _options(
        Options(), max_bead or held.max_bead, lock_blocks, anchors, threads, exact, signals
    )
    return run(first, second, _encoder(model or held.model), options, progress)


def explain(
    bitext: Bitext,
    bead: int,
    *,
    model: str | Encoder | None = None,
    max_bead: int | None = None,
    lock_blocks: bool = False,
    anchors: Sequence[tuple[int, int]] = (),
    exact: bool = False,
    signals: str = "all",
) -> Explanation:
    """Say which signals spoke for a bead, and which rival lost and by how much.

    Give the options the bitext was aligned with.
    """
    from alignkit.align.explanation import explained
    from alignkit.align.run import Options

    options = _options(Options(), max_bead, lock_blocks, anchors, None, exact, signals)
    return explained(bitext, bead, _encoder(model), options)


def _settings(settings: Settings | None) -> Settings:
    from alignkit.config import Settings as Held

    return settings or Held()


def _options(
    default: Options,
    max_bead: int | None,
    lock_blocks: bool,
    anchors: Sequence[tuple[int, int]],
    jobs: int | None,
    exact: bool,
    signals: str,
) -> Options:
    from dataclasses import replace

    from alignkit.align.alone import checked_signals

    return replace(
        default,
        max_bead=max_bead or default.max_bead,
        lock_blocks=lock_blocks,
        anchors=tuple((int(i), int(j)) for i, j in anchors),
        jobs=jobs or default.jobs,
        exact=exact,
        signals=checked_signals(signals),
    )


def _encoder(model: str | Encoder | None) -> Encoder:
    from alignkit.embed import encoder

    return encoder(model)
