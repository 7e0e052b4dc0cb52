"""The reviser's list for a terminal: where a careful reader would stop, likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.report.outcome import CheckedPair
from alignkit.report.terminal.paint import Paint
from alignkit.report.terminal.width import printable, window
from alignkit.types import Span
from alignkit.types.suspect import Suspect


def review_lines(pair: CheckedPair, paint: Paint, across: int) -> Iterator[str]:
    """Yield the places of a pair's list, each with its words on both sides."""
    bitext = pair.findings.bitext
    if not pair.suspects or bitext is None:
        return
    yield paint.strong(f"Where a careful reader would stop ({len(pair.suspects)} places)")
    for rank, suspect in enumerate(pair.suspects, start=1):
        texts = [passage.text for passage in bitext.passages(suspect.bead)]
        own, other = texts if suspect.side == "source" else texts[::-1]
        yield f"{rank:>4}. {_said(suspect, paint)}"
        yield f"      {_shown(own, (suspect.span,), across)}"
        if other:
            yield f"      {_shown(other, suspect.other, across)}"
    yield ""


def _said(suspect: Suspect, paint: Paint) -> str:
    usual = f" ({printable(suspect.elsewhere)})" if suspect.elsewhere else ""
    head = f"{suspect.probability:.2f}  {paint.strong(printable(suspect.text))}"
    return f"{head}: {suspect.why}{usual}  {paint.quiet(f'bead {suspect.bead}')}"


def _shown(text: str, spans: tuple[Span, ...], across: int) -> str:
    shown = window(text, spans, across - 8)
    cut = printable(shown.slice(text)).strip()
    return f"{'…' if shown.start else ''}{cut}{'…' if shown.end < len(text) else ''}"
