"""Files as other tools write them, with what must be read from each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import alignkit as ak
from alignkit.evaluate.beads import pairs
from alignkit.formats.reading import open_units, told
from alignkit.formats.source import Source

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
EXPECTED = [
    json.loads(line) for line in (SAMPLES / "expected.jsonl").read_text("utf-8").splitlines()
]
# Files that are read beside another one, or that hold no texts.
OTHERS = {
    "bertalign.txt",
    "expected.jsonl",
    "rungs.hunalign",
    "sketch.mapping",
    "tale.en.xml",
    "tale.zh.xml",
    "three-languages.tmx",
    "vecalign.txt",
}


@pytest.mark.parametrize("case", EXPECTED, ids=[case["file"] for case in EXPECTED])
def test_a_sample_is_read_as_its_tool_meant_it(case: dict[str, Any]) -> None:
    """Texts, languages, scores, shapes, states and notes are those of the file."""
    path = SAMPLES / case["file"]
    bitext = ak.load(path)
    assert told(Source(path)).name == case["format"]
    assert [bitext.source.lang, bitext.target.lang] == case["langs"]
    assert [list(pair) for pair in bitext.pairs()] == case["pairs"]
    if "scores" in case:
        assert [bead.score for bead in bitext.beads] == case["scores"]
    if "shapes" in case:
        assert [bead.shape for bead in bitext.beads] == case["shapes"]
    reading = open_units(path)
    units = list(reading.units) if reading else []
    if "states" in case:
        assert [unit.state for unit in units] == case["states"]
    if "notes" in case:
        assert [list(unit.notes) for unit in units] == case["notes"]


def test_every_sample_is_expected_somewhere() -> None:
    """No sample lies there unread."""
    files = {path.name for path in SAMPLES.iterdir() if path.is_file()}
    assert files == {case["file"] for case in EXPECTED} | OTHERS


@pytest.mark.parametrize(
    ("source_lang", "target_lang", "expected"),
    [
        ("en", "zh", [("Bridge", "桥"), ("Road", "路")]),
        ("de", "en", [("Brücke", "Bridge"), ("Fluss", "River")]),
        (None, "zh", [("Bridge", "桥"), ("Road", "路")]),
    ],
)
def test_two_of_many_languages_are_chosen(
    source_lang: str | None, target_lang: str, expected: list[tuple[str, str]]
) -> None:
    """A memory of three languages gives the two that are asked for."""
    path = SAMPLES / "three-languages.tmx"
    bitext = ak.load(path, source_lang=source_lang, target_lang=target_lang)
    assert list(bitext.pairs()) == expected


def test_a_memory_of_many_languages_asks_which() -> None:
    """Without a choice the languages are named, and none is guessed."""
    with pytest.raises(ak.InputError, match=r"more than two languages \(en, de, zh"):
        ak.load(SAMPLES / "three-languages.tmx")
    with pytest.raises(ak.InputError, match="holds no fr"):
        ak.load(SAMPLES / "three-languages.tmx", target_lang="fr")


@pytest.mark.parametrize("name", ["vecalign.txt", "bertalign.txt"])
def test_ladders_of_other_aligners_are_read(name: str) -> None:
    """Spaces, scores in any notation and line ends do not matter."""
    expected = [((0,), (0,)), ((1, 2), (1,)), ((), (2,)), ((3,), ())]
    assert pairs(SAMPLES / name) == expected
    bitext = ak.load(SAMPLES / name, source=["一", "二", "三", "四"], target=["1", "2", "3"])
    assert list(bitext.pairs()) == [("一", "1"), ("二三", "2"), ("", "3"), ("四", "")]


def test_rungs_of_hunalign_are_where_beads_begin() -> None:
    """A rung and its successor bound a bead; the last rung ends the texts."""
    expected = [((0,), (0,)), ((), (1,)), ((1, 2), (2,))]
    assert pairs(SAMPLES / "rungs.hunalign") == expected


def test_the_mapping_of_sketch_engine_knows_ranges_and_runs() -> None:
    """A comma makes one bead of a range, a colon a bead of each."""
    beads = pairs(SAMPLES / "sketch.mapping")
    assert beads[1] == ((1,), (1, 2, 3))
    assert beads[2:5] == [((), (4,)), ((2, 3, 4), (5,)), ((5,), ())]
    assert beads[5:] == [((6,), (6,)), ((7,), (7,)), ((8,), (8,))]
