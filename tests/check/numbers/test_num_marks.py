"""What a NUM finding marks: the words it is about, and never the same characters on both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak

DATA = Path(__file__).parents[2] / "data" / "quantity"
ROWS = [
    tuple(line.split("\t"))
    for line in (DATA / "pairs.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def found(source: str, target: str) -> list[ak.Finding]:
    """Return the NUM findings of a pair."""
    chinese = any("\u4e00" <= c <= "\u9fff" for c in source)
    langs = ("zh", "en") if chinese else ("en", "zh")
    return list(ak.check(ak.Bitext.from_pairs([(source, target)], *langs), select=["NUM"]))


def marked(finding: ak.Finding) -> tuple[str, str]:
    """Return what is marked on either side, without case and spaces."""
    sides = (finding.source.marked(), finding.target.marked())
    ours, theirs = ("".join("".join(texts).casefold().split()) for texts in sides)
    return ours, theirs


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("rule", "source", "target"), ROWS)
def test_no_finding_marks_the_same_string_twice(
    rule: str, source: str, target: str, turned: bool
) -> None:
    """A reader must see in the marks alone what differs."""
    for finding in found(target, source) if turned else found(source, target):
        ours, theirs = marked(finding)
        assert not ours or ours != theirs


@pytest.mark.parametrize("size", range(2, 21, 3))
@pytest.mark.parametrize(
    ("zh", "en", "word"),
    [
        ("内存必须在{n}GB以内。", "The memory must be {n}GB.", "以内"),
        ("速度超过{n}GB。", "The speed is {n}GB.", "超过"),
        ("失业率回落至{n}%。", "Unemployment rose to {n}%.", "回落"),
        ("出口环比增长{n}%。", "Exports grew by {n}%.", "环比"),
    ],
)
def test_a_mark_holds_the_word_that_binds(size: int, zh: str, en: str, word: str) -> None:
    """The bound, the verb or the basis is marked with its number."""
    (finding,) = [f for f in found(zh.format(n=size), en.format(n=size)) if f.severity != "info"]
    assert word in marked(finding)[0]


@pytest.mark.parametrize("text", ["iPhone {n} Plus", "{n}GB", "Section {n}"])
@pytest.mark.parametrize("size", range(2, 21, 3))
def test_what_both_sides_write_alike_is_no_finding(text: str, size: int) -> None:
    """A name with its number is the same in any language."""
    name = text.format(n=size)
    assert not found(f"这是用{name}拍摄的。", f"This was taken with {name.lower()}.")


def test_a_lost_range_is_one_finding() -> None:
    """One fault, one finding, though a range has two ends."""
    pair = "市长说展览在10月22日至24日举行。", "The mayor said that the exhibition is held."
    assert [f.rule for f in found(*pair)] == ["NUM003"]
