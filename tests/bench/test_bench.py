"""The benchmark command: what it says where nothing can be measured, and what changed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench.figures.share import ratio
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]


def bench(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a module of the benchmarks without any gold data."""
    env = {name: value for name, value in os.environ.items() if name != "ALIGNKIT_BENCH"}
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def row(name: str, value: float, **more: Any) -> dict[str, Any]:
    """Return a row as it is kept."""
    held = {"bar": None, "better": "higher", "unit": "", "data": "", "rival": "", "signature": ""}
    return {"name": name, "value": value, **held, "note": "", **more}


def test_a_room_without_data_says_so_and_nothing_fails() -> None:
    """Where the gold is absent the line names it and how to give it."""
    ran = bench("bench", "segment", "align")
    assert ran.returncode == 0, ran.stderr
    assert "no data: segment (--data DIR, or ALIGNKIT_BENCH)" in ran.stdout
    assert "no data: mac-dev, academic, bible" in ran.stdout


def test_an_unknown_room_is_refused() -> None:
    """A misspelt room is an error that lists the rooms."""
    ran = bench("bench", "segmnt")
    assert ran.returncode == 2
    assert "no room segmnt" in ran.stderr
    assert "segment" in ran.stderr


def test_a_comparison_says_what_rose_fell_came_and_went(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each change has a line; what is better when lower falls upwards."""
    monkeypatch.syspath_prepend(ROOT)
    from bench.figures.change import changes

    before = {"a": {"rows": [row("f", 0.5), row("t", 2.0, better="lower"), row("old", 1.0)]}}
    after = {"a": {"rows": [row("f", 0.4), row("t", 1.0, better="lower"), row("new", 1.0)]}}
    told = [line.split()[:3] for line in changes(before, after)]
    assert told == [
        ["DOWN", "a,", "f:"],
        ["up", "a,", "t:"],
        ["new", "a,", "new:"],
        ["gone", "a,", "old:"],
    ]
    assert changes(before, before) == []


def test_every_script_of_the_folder_is_a_room_or_a_part_of_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A script with a run of its own cannot be forgotten by the command for all."""
    monkeypatch.syspath_prepend(ROOT)
    from bench.rooms import ROOMS

    measured = {
        path.stem
        for path in (ROOT / "bench").glob("*/*.py")
        if "\ndef run(data: Path" in path.read_text("utf-8")
    }
    assert sorted(room.name for room in ROOMS) == sorted(measured)


def test_quoted_figures_stand_beside_their_rival(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of the README takes value, bar and rival from what was kept."""
    monkeypatch.syspath_prepend(ROOT)
    from bench.figures.highlights import Line, table

    rows = [row("F1", 0.9, bar=0.8), row("F1", 0.7, rival="other 1", note="published")]
    kept = json.loads(json.dumps({"a": {"rows": rows}}))
    lines = (Line("Score", "a", "F1", rival="other"), Line("Gone", "b", "x"))
    assert table(lines, kept).splitlines()[2:] == [
        "| Score | 0.900 | ≥ 0.8 | other 1 0.700, published | `python -m bench a` |"
    ]


def test_figures_that_were_not_measured_stay_as_they_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line without a row keeps its older text, each of two that read alike its own."""
    monkeypatch.syspath_prepend(ROOT)
    from bench.figures.highlights import Line, table

    older = "| Found | 0.1 | | | a |\n| Right there | 0.2 | | | a |\n| Right there | 0.3 | | | b |"
    lines = (Line("Found", "a", "f"), Line("Right there", "a", "r"), Line("Right there", "b", "r"))
    kept = {"a": {"rows": [row("f", 0.5)]}}
    assert table(lines, kept, older).splitlines()[2:] == [
        "| Found | 0.500 |  |  | `python -m bench a` |",
        "| Right there | 0.2 | | | a |",
        "| Right there | 0.3 | | | b |",
    ]


def test_rounds_of_reading_stand_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of judged findings has a column for each round."""
    monkeypatch.syspath_prepend(ROOT)
    from bench.figures.page import rounds

    rows = [row("right", 0.9, data="end, zh-en"), row("right", 0.5, data="start, zh-en")]
    assert rounds(rows) == [
        "| figure | start | end |",
        "|---|---|---|",
        "| right, zh-en | 0.500 | 0.900 |",
    ]


def test_a_rate_is_drawn_again_by_source() -> None:
    """F1 of several texts adds up their counts, and its interval draws the texts."""
    one = ratio([("a", 8.0, 10), ("b", 2.0, 10)])
    assert (one.value, one.sources) == (0.5, 2)
    assert one.low < 0.3 < 0.7 < one.high
    assert one.spread() == ".200-.800; 2 sources"


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=30))
def test_an_area_is_the_chance_to_rank_first(rows: list[tuple[int, bool]]) -> None:
    """Every pair of a labelled and another row counts, ties half; its interval holds it."""
    import math

    from bench.checks.coverage import area

    scores, labels = [float(score) for score, _ in rows], [label for _, label in rows]
    pairs = [
        1.0 if a > b else 0.5 if a == b else 0.0
        for a, one in zip(scores, labels, strict=True)
        for b, other in zip(scores, labels, strict=True)
        if one and not other
    ]
    if not pairs:
        assert math.isnan(area(scores, labels))
        return
    assert area(scores, labels) == pytest.approx(sum(pairs) / len(pairs))


def test_rows_of_one_source_are_drawn_together() -> None:
    """A figure of rows that all come from one source has no spread; of many it has."""
    import numpy as np
    from bench.figures.share import redrawn

    values = np.arange(40.0)
    low, high = redrawn(["one"] * 40, lambda rows: float(values[rows].mean()))
    assert low == high == values.mean()
    low, high = redrawn(range(40), lambda rows: float(values[rows].mean()))
    assert low < values.mean() < high
    assert (low, high) == redrawn(range(40), lambda rows: float(values[rows].mean()))


def test_the_page_says_what_all_rooms_take() -> None:
    """Seconds by the clock, and those of processors where a section has them."""
    from bench.figures.page import costs

    text = "`python -m bench a`, 2026 UTC, 10 s.\n`b`, 2026 UTC, 1 s, 2 s of processors.\n"
    assert costs(text).startswith("The 2 rooms below took 11 s")
    assert "1 of them tell their processor time, 2 s" in costs(text)


def test_rooms_side_by_side_give_the_rows_of_rooms_one_by_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two workers change neither rows nor their order, and each room has its own cost."""
    monkeypatch.syspath_prepend(ROOT)
    from bench.measure import measured, named

    rooms = [named("closely"), named("judged"), named("start"), named("segment")]
    alone, beside = ({r.name: held for r, held in measured(rooms, tmp_path, jobs)}
                     for jobs in (1, 2))  # fmt: skip
    assert alone.keys() == beside.keys() == {room.name for room in rooms}
    for name in ("closely", "judged"):
        assert alone[name]["rows"]
        assert beside[name]["rows"] == alone[name]["rows"]
        assert beside[name]["processor"] > 0
    assert [row["name"] for row in beside["start"]["rows"]] == [
        row["name"] for row in alone["start"]["rows"]
    ]
    assert "no data: segment" in beside["segment"]["absent"]


def test_a_part_that_breaks_hides_no_other_and_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A room of which one part failed keeps the rows of the other part and the reason."""
    monkeypatch.syspath_prepend(ROOT)
    from bench.measure import failure, joined, measure, named

    broken = measure(("quantities", "nothing of the kind"), tmp_path)
    assert broken["rows"] == []
    good = {"rows": [row("f", 0.5)], "seconds": 1.25, "processor": 1.0, "machine": {}}
    held = joined(named("quantities"), [good, failure(ValueError("no such file"))])
    assert held["rows"] == good["rows"]
    assert held["failed"] == "ValueError: no such file"
    assert (held["seconds"], held["processor"]) == (1.2, 1.0)


def test_what_is_timed_has_nothing_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that takes the time says so in the list of rooms, for all of it or for `timed`."""
    pytest.importorskip("scipy", reason="rooms that learn need it")
    monkeypatch.syspath_prepend(ROOT)
    from bench.rooms import ROOMS, Timed, script

    for room in ROOMS:
        module = script(room.name)
        text = Path(str(module.__file__)).read_text("utf-8")
        takes = re.search(r"perf_counter|process_time|[^.\w]spent\(|peak\(|_speed\(", text)
        assert hasattr(module, "timed") == (room.timed is Timed.PART), room.name
        assert not takes or room.timed is not Timed.NOTHING, room.name
