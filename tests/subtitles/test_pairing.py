"""Cues are paired by time and meaning: dropped, split, joined, shifted and re-timed ones too."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import alignkit as ak

PAIRS = [
    ("The air around you is in motion.", "你周围的空气在运动。"),
    ("Smoke makes it visible.", "烟雾让它变得可见。"),
    ("Take a container with a lid.", "拿一个有盖的容器。"),
    ("Fill it with fog.", "用雾填满它。"),
    ("Point no laser at your eyes.", "不要把激光对准眼睛。"),
    ("The result was wonderful!", "结果太棒了！"),
    ("First, what is turbulence?", "首先，什么是湍流？"),
    ("Everyone knows it from planes.", "大家都从飞机上知道它。"),
    ("It is easy to describe.", "它很容易描述。"),
    ("Thank you for watching.", "谢谢观看。"),
]
LENGTHS = [2.0, 1.5, 2.2, 1.1, 2.6, 1.4, 1.9, 2.3, 1.2, 1.8]
Cue = tuple[float, float, str]


def cues(side: int) -> list[Cue]:
    """Return the cues of one side, with a little silence of another length after each."""
    held, start = [], 1.0
    for pair, length in zip(PAIRS, LENGTHS, strict=True):
        held.append((start, start + length, pair[side]))
        start += length + length / 3
    return held


def srt(held: list[Cue]) -> str:
    """Return cues as SubRip."""

    def clock(time: float) -> str:
        seconds, thousandths = divmod(round(time * 1000), 1000)
        minutes, seconds = divmod(seconds, 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02},{thousandths:03}"

    return "\n".join(
        f"{n}\n{clock(start)} --> {clock(end)}\n{text}\n"
        for n, (start, end, text) in enumerate(held, start=1)
    )


def aligned(folder: Path, one: list[Cue], two: list[Cue]) -> ak.Bitext:
    """Write both files and align them."""
    paths = folder / "a.en.srt", folder / "a.zh.srt"
    for path, held in zip(paths, (one, two), strict=True):
        path.write_text(srt(held), "utf-8")
    return ak.align(*paths)


@pytest.mark.parametrize("shift", [0.0, 0.4, 37.6, -0.9])
@pytest.mark.parametrize("rate", [1.0, 25 / (24000 / 1001)])
def test_another_clock_gives_the_same_pairs(shift: float, rate: float, tmp_path: Path) -> None:
    """Another cut begins later, another frame rate runs faster."""
    moved = [(s * rate + shift, e * rate + shift, text) for s, e, text in cues(1)]
    assert list(aligned(tmp_path, cues(0), moved).pairs()) == PAIRS


@pytest.mark.parametrize("gone", range(len(PAIRS)))
def test_a_dropped_cue_stands_alone(gone: int, tmp_path: Path) -> None:
    """Its neighbours keep their own cues."""
    left = cues(1)
    del left[gone]
    expected = [(a, "" if n == gone else b) for n, (a, b) in enumerate(PAIRS)]
    bitext = aligned(tmp_path, cues(0), left)
    assert list(bitext.pairs()) == expected
    assert bitext.beads[gone].confidence == 1.0


@pytest.mark.parametrize("place", range(len(PAIRS) - 1))
def test_joined_cues_face_both(place: int, tmp_path: Path) -> None:
    """A translator made one cue of two."""
    held = cues(1)
    first, second = held[place : place + 2]
    held[place : place + 2] = [(first[0], second[1], first[2] + second[2])]
    bitext = aligned(tmp_path, cues(0), held)
    assert [bead.shape for bead in bitext.beads] == ["1-1"] * place + ["2-1"] + ["1-1"] * (
        8 - place
    )


@settings(max_examples=25, deadline=None)
@given(
    one=st.lists(st.tuples(st.floats(0, 400), st.floats(0.1, 9)), min_size=1, max_size=12),
    two=st.lists(st.tuples(st.floats(0, 400), st.floats(0.1, 9)), min_size=1, max_size=12),
)
def test_every_cue_stands_in_exactly_one_bead(
    one: list[tuple[float, float]], two: list[tuple[float, float]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    """Whatever the times are, in the order of both files."""
    sides = [
        [(start, start + length, f"{word} {n}") for n, (start, length) in enumerate(held)]
        for held, word in ((one, "word"), (two, "词"))
    ]
    bitext = aligned(tmp_path_factory.mktemp("cues"), *sides)
    assert [n for bead in bitext.beads for n in bead.source] == list(range(len(one)))
    assert [n for bead in bitext.beads for n in bead.target] == list(range(len(two)))
