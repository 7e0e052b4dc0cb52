"""Seeded errors: what the editors write, on sentences of our own."""

from __future__ import annotations

import pytest
from bench.checks.seeded import READ
from bench.figures.share import share
from bench.seeding import FITTING, KINDS
from bench.seeding.change import swaps
from bench.seeding.verbs import past, third
from bench.texts.data import DIRECTIONS, HALVES, half_of
from hypothesis import given
from hypothesis import strategies as st

OWN = {
    "digit": ("他买了3本书。", "He bought 3 books.", "He bought 8 books."),
    "magnitude": ("投资两百万。", "They invested 2 million.", "They invested 2 billion."),
    "date": ("会议六月开。", "The meeting is in June.", "The meeting is in July."),
    "bound": ("至少5人。", "There were at least 5 people.", "There were at most 5 people."),
    "direction": ("价格上涨。", "Prices rose by 5%.", "Prices fell by 5%."),
    "negation": ("他没来。", "He did not come.", "He came."),
    "modality": ("必须付款。", "Buyers must pay.", "Buyers may pay."),
    "item": ("苹果、梨、桃。", "He sells apples, pears, and plums.", "He sells apples, and plums."),
    "clause": ("下雨后，他回家了。", "After the rain had stopped, he went home.", "He went home."),
}


@pytest.mark.parametrize("kind", OWN)
def test_an_editor_writes_the_error_that_its_kind_names(kind: str) -> None:
    """The edited sentence is among what the English editor proposes."""
    source, target, edited = OWN[kind]
    changes = KINDS[kind][0](target, source, "development")
    assert edited in [change.made(target) for change in changes]


@pytest.mark.parametrize(
    ("kind", "source", "target", "edited"),
    [
        ("digit", "He bought 3 books.", "他买了3本书。", "他买了8本书。"),
        ("magnitude", "It cost 30,000 yuan.", "这花了3万元。", "这花了3亿元。"),
        ("date", "It began on May 4.", "5月4日开始。", "6月4日开始。"),
        ("bound", "More than 30 people came.", "来了超过30人。", "来了不到30人。"),
        ("direction", "Wages rose.", "工资上涨了。", "工资下跌了。"),
        ("negation", "He cannot swim.", "他不能游泳。", "他能游泳。"),
        ("modality", "Buyers must pay.", "买方必须付款。", "买方可以付款。"),
    ],
)
def test_a_chinese_editor_writes_the_same_kinds(
    kind: str, source: str, target: str, edited: str
) -> None:
    """The kinds that need no table are written in Chinese too."""
    changes = KINDS[kind][1](target, source, "development")
    assert edited in [change.made(target) for change in changes]


@pytest.mark.parametrize(
    ("kind", "side", "text", "word"),
    [
        ("direction", 0, "She declined the offer.", "declined"),
        ("direction", 0, "Levels of connective tissue growth factors were read.", "growth"),
        ("modality", 1, "请务必确认文件。", "务必"),
    ],
)
def test_an_editor_leaves_alone_what_nobody_would_have_written(
    kind: str, side: int, text: str, word: str
) -> None:
    """A word that states no way, or whose exchange reads badly, is no error to seed."""
    changes = KINDS[kind][side](text, "", "development")
    assert word not in [text[change.start : change.end] for change in changes]


def test_a_hundred_edits_were_looked_at() -> None:
    """Some of each kind in each direction, nine in ten of which read as somebody's own."""
    lines = [line.split("\t") for line in READ.read_text("utf-8").splitlines() if line[0] != "#"]
    assert {(kind, way) for kind, way, *_ in lines} == {(k, d) for k in KINDS for d in DIRECTIONS}
    assert sum(line[4] == "well" for line in lines) >= 0.9 * len(lines) >= 90


def test_every_kind_has_fitting_families_and_the_tables_two_disjoint_halves() -> None:
    """No line of the table makes edits in both halves."""
    assert set(FITTING) == set(KINDS)
    for kind in ("unit", "name", "term", "counted"):
        one, other = (set(swaps(kind, half)) for half in HALVES)
        assert one
        assert other
        assert not one & other


def test_a_document_always_falls_into_the_same_half() -> None:
    """The halves come from a digest of the name, so that no run moves a document."""
    assert [half_of(name) for name in ("bio:a", "bio:b", "bio:c", "esa:d")] == [
        "development", "held", "held", "development",
    ]  # fmt: skip


def test_verbs_lose_their_helper_with_the_right_ending() -> None:
    """Regular, irregular, and those whose last letter would be doubled."""
    assert [past(v) for v in ("go", "move", "carry", "want", "stop")] == [
        "went", "moved", "carried", "wanted", "",
    ]  # fmt: skip
    assert [third(v) for v in ("go", "carry", "want")] == ["goes", "carries", "wants"]


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0.0, 1.0])), min_size=1))
def test_an_interval_holds_its_share_and_counts_sources(rows: list[tuple[int, float]]) -> None:
    """The share lies between its bounds, which lie between 0 and 1."""
    held = share(rows)
    assert 0 <= held.low <= held.value + 1e-9
    assert held.value - 1e-9 <= held.high <= 1
    assert held.sources == len({source for source, _ in rows})


def test_rows_of_one_source_tell_no_more_than_one() -> None:
    """A hundred rows from two sources leave a wide interval, a hundred sources a narrow one."""
    few = share((n % 2, float(n % 2)) for n in range(100))
    many = share((n, float(n % 2)) for n in range(100))
    assert few.high - few.low > 0.9
    assert many.high - many.low < 0.3
