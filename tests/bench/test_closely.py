"""The translation that was read word by word: each place stands where its line says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from bench.checks.closely import FITTING, Place, places, plan, touches
from bench.figures.highlights import beside

import alignkit as ak

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bitext() -> ak.Bitext:
    """Return the plan that comes along, aligned."""
    return plan()


def test_every_place_stands_in_one_bead_and_is_of_a_known_kind(bitext: ak.Bitext) -> None:
    """A line that no longer fits its text is refused, not dropped."""
    held = list(places(bitext))
    assert {place.kind for place in held} == set(FITTING)
    text = (ROOT / "docs" / "case-study-miit.md").read_text("utf-8")
    table = text.partition("| kind | places |")[2].partition("\n\n")[0]
    numbers = [int(n) for n in re.findall(r"^\| [a-z ]+ \| (\d+) \|", table, re.M)]
    assert sorted(numbers) == sorted(Counter(place.kind for place in held).values())


def test_a_finding_meets_a_place_by_family_bead_and_words() -> None:
    """Another bead, another family, or other words are no find."""
    place = Place("unit", "1T OPS/w", "1 TFLOPS/Watt", 0)
    pair = [("超过 1T OPS/w", "exceeds 1 TFLOPS/Watt")]
    found = ak.check(ak.Bitext.from_pairs(pair, "zh", "en"), select=["NUM005"])
    assert found
    assert touches(found[0], place)
    assert not touches(found[0], Place("unit", "1T OPS/w", "1 TFLOPS/Watt", 1))
    assert not touches(found[0], Place("bound", "1T OPS/w", "1 TFLOPS/Watt", 0))
    assert not touches(found[0], Place("unit", "超过", "-", 0))


def test_peers_stand_a_system_a_line() -> None:
    """Aligners and checkers get a table each; the costs of peers share the columns of ours."""

    def row(name: str, value: float, rival: str = "", data: str = "", note: str = "") -> dict:
        return {
            "name": name,
            "value": value,
            "unit": "",
            "rival": rival,
            "data": data,
            "note": note,
        }

    rows = [
        row("F1 literary", 0.9, note=".85-.95; 6 sources"),
        row("processor time, all texts", 2.0),
        row("processor time, times alignkit's", 3.0, "hunalign", note="2-4; 6 texts"),
        row("errors put in: numbers found", 0.5, data="zh-en, held half"),
    ]
    told = beside({"peers": {"rows": rows}})
    assert told["aligners"].splitlines()[0] == "| | F1 literary | processor time |"
    assert told["aligners"].splitlines()[3] == "| hunalign |  | 3 (2-4) |"
    assert "numbers found, zh-en" in told["checkers"]
    assert beside({}) == {}
