"""Numbers planted by strangers: one error in many writings, both directions, and its right twin."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak

#: A Chinese writing of a value, an English one of the same and one of another.
TABLE = Path(__file__).parents[1] / "data" / "quantity" / "planted.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line[:1] != "#"]
GRID = {(grid, kind): (zh, right, wrong) for grid, kind, zh, right, wrong in ROWS}
#: Known misses, so that their end is noticed.
MISSED: dict[tuple[str, str], str] = {}
DRESSES = ("plain", "in a sentence")
CELLS = [(*key, lang) for key in GRID for lang in ("zh", "en")]


def pair(zh: str, en: str, dress: str) -> tuple[str, str]:
    """Return a pair of texts in one dress."""
    if dress == "in a sentence":
        return f"据当地媒体报道，{zh}。", f"According to local media, {en}."
    return f"{zh}。", f"{en[:1].upper()}{en[1:]}."


def said(zh: str, en: str, lang: str, dress: str) -> set[str]:
    """Return the NUM rules that speak at warning or above."""
    texts = pair(zh, en, dress)
    other = "en" if lang == "zh" else "zh"
    both = texts if lang == "zh" else texts[::-1]
    found = ak.check(ak.Bitext.from_pairs([both], lang, other), select=["NUM"])
    return {finding.rule for finding in found.at_least("warning")}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(("grid", "kind", "lang"), CELLS)
def test_a_right_number_is_left_alone(grid: str, kind: str, lang: str, dress: str) -> None:
    """The writings of one value agree, whichever side is the source."""
    zh, right, _ = GRID[grid, kind]
    assert said(zh, right, lang, dress) == set()


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(("grid", "kind", "lang"), CELLS)
def test_a_planted_number_is_told(grid: str, kind: str, lang: str, dress: str) -> None:
    """Another value, date, unit, bound or direction is a warning at least."""
    zh, _, wrong = GRID[grid, kind]
    if (kind, lang) in MISSED:
        pytest.xfail(MISSED[kind, lang])
    assert said(zh, wrong, lang, dress)
