"""The page: findings beside the two texts, in one file that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignkit.report.outcome import CheckedPair, Outcome
from alignkit.types import Bitext, Findings

if TYPE_CHECKING:
    from alignkit.report.html.model import Page

__all__ = ["bitext_page", "render", "render_page"]


def render(outcome: Outcome) -> str:
    """Return the page of a run of checks."""
    from alignkit.report.html.model import page_of

    return render_page(page_of(outcome))


def bitext_page(bitext: Bitext, findings: Findings | None = None) -> str:
    """Return the page of a bitext, with its findings where there are any."""
    from alignkit.report.html.model import page_of

    held = Findings((), bitext.signature, bitext) if findings is None else findings
    pair = CheckedPair(held, bitext.source.name, bitext.target.name)
    return render_page(page_of(Outcome((pair,)), checked=findings is not None))


def render_page(page: Page) -> str:
    """Return a page as one self-contained file."""
    from alignkit.report.html.assemble import assemble

    return assemble(page)
