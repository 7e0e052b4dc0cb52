"""Every figure of the pages that other texts would have changed stands beside its interval."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench.figures.highlights import ROOT, interval

PAGES = ("README.md", "docs/limits.md", "docs/benchmarks.md")
#: What is counted, weighed or timed and drawn from no texts: costs, bytes that are equal, one file.
EXACT = re.compile(
    r"time|speed|memory|\bs\b|MiB|MB|cost|overhead|scaling|translations, each|sentences aligned|"
    r"growth|same bytes|trained on|figures equal|of the plan|copied stretches|broken by a page|"
    r"intact|digests|kills|eats the memory|not installed|correction|command to the page|import|"
    r"installed|kinds of seeded|wheel|download|linking|published|packages|aligned, start to file|"
    r"ours read by"
)


def figures(path: Path) -> list[tuple[str, str]]:
    """Return the rows of a page's tables of figures: the name and the whole line."""
    text = path.read_text("utf-8").partition("## The data")[0]
    lines = [line for line in text.splitlines() if line.startswith("| ") and line.count("|") > 4]
    return [(line.split("|")[1].strip(), line) for line in lines if "| figure |" not in line]


@pytest.mark.parametrize("page", PAGES)
def test_each_accuracy_figure_has_an_interval_and_its_sources(page: str) -> None:
    """Between what bounds it would lie had other sources been drawn, and how many there were."""
    told = re.compile(r"\d-\d?\.?\d[\d.]*; [\d,]+ (?:from [\d,]+ )?(?:sources|seeds)|one source")
    bare = [
        name
        for name, line in figures(ROOT / page)
        if not EXACT.search(line) and not told.search(line)
    ]
    assert not bare


def test_an_interval_is_read_from_a_note_with_its_sources() -> None:
    """A share names its rows and sources, an F1 its sources alone, a lone text itself."""
    assert interval(".62-.95; 55 from 40 sources; 2 slices") == ".62-.95; 40 sources"
    assert interval(".893-.964; 6 sources; each text by weights") == ".893-.964; 6 sources"
    assert interval("2.4-4.1; 1,700 sources; 0.6 of them") == "2.4-4.1; 1,700 sources"
    assert interval("one source; half of it") == "one source"
    assert interval("processor time 3 s") == ""
