"""The one door from the values to the rooms that write and show them.

Values know no room above them; what they offer for convenience (`save`, `to_pandas`, `plot`, the
display in a notebook) is named here, as a string, and imported when it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

BEHIND = {
    "save bitext": "formats:save",
    "save findings": "report:save",
    "save links": "report.links:save_links",
    "save comparison": "report.comparison.output:save",
    "bitext to pandas": "report.frames:bitext_to_pandas",
    "bitext from pandas": "report.frames:bitext_from_pandas",
    "bitext to datasets": "report.frames:bitext_to_datasets",
    "findings to pandas": "report.frames:findings_to_pandas",
    "evaluation to pandas": "report.frames:evaluation_to_pandas",
    "links to pandas": "report.links:links_to_pandas",
    "comparison to pandas": "report.comparison.output:to_pandas",
    "evaluation as text": "report.scores:as_text",
    "document in html": "report.notebook:document_html",
    "bitext in html": "report.notebook:bitext_html",
    "findings in html": "report.notebook:findings_html",
    "comparison in html": "report.notebook:comparison_html",
    "evaluation in html": "report.notebook:evaluation_html",
    "plot bitext": "report.plots:plot_bitext",
    "plot findings": "report.plots:plot_findings",
    "plot links": "report.plots:plot_links",
    "plot comparison": "report.plots:plot_comparison",
    "bitext as page": "report.html.aligned:render",
}


def through(name: str) -> Callable[..., Any]:
    """Return the function behind a name, importing its room."""
    room, function = BEHIND[name].split(":")
    held: Callable[..., Any] = getattr(import_module(f"alignkit.{room}"), function)
    return held
