"""What a caller can do wrong in Python is told in a line, and values show themselves briefly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import alignkit as ak

PAIR = ak.Bitext.from_pairs([("检出率达到95%。", "The rate is 59%.")])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ak.align("没有.docx", "no.txt"), "没有.docx: there is no such file"),
        (lambda: ak.align("my plan.txt", "no.txt"), "my plan.txt: there is no such file"),
        (lambda: ak.check(ak.document("你好。")), "without its translation"),
        (lambda: ak.check(PAIR, min_severity="loud"), "error, warning, info"),
        (lambda: ak.check(PAIR, select=["XYZ"]), "XYZ"),
        (lambda: ak.evaluate([1], [2]), "list of beads"),
        (lambda: ak.load("gone.tmx"), "gone.tmx: there is no such file"),
        (lambda: ak.read("."), "this is a folder"),
        (lambda: ak.corpus("none"), "miit"),
        (lambda: ak.quantities("a", "fr"), "'fr'"),
        (lambda: PAIR.save("plan.odt"), "ends in .odt"),
        (lambda: ak.align([Path("a.txt")], [Path("b.txt")]), "pairs of files to align_many"),
        (lambda: ak.align(None, "y"), "give a text, a path or sentences"),  # type: ignore[arg-type]
        (lambda: ak.evaluate_marks(["a"], ["b"]), "no list of RatedPair"),  # type: ignore[list-item]
    ],
)
def test_a_mistake_is_told(call: Callable[[], object], words: str) -> None:
    """An AlignkitError names the thing and the way out."""
    with pytest.raises(ak.AlignkitError, match=words):
        call()


def test_results_show_themselves_in_a_line(tmp_path: Path) -> None:
    """What an interactive session prints is no dump of the texts."""
    findings = ak.check(PAIR, select=["NUM"])
    assert repr(findings) == "<Findings: 1 error, 0 warning, 0 info>"
    assert str(findings[0]).startswith("error NUM001 (bead 0): ")
    assert len(repr(PAIR)) < 80


def test_a_path_is_segmented_as_its_file(tmp_path: Path) -> None:
    """A string is the text itself, a Path stands for the text of its file."""
    path = tmp_path / "a.txt"
    path.write_text("他来了。她走了。", "utf-8")
    assert [sentence.text for sentence in ak.segment(path)] == ["他来了。", "她走了。"]
