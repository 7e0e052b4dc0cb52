"""A wrong file given as the translation, and pairs whose columns slipped."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from bench.unseen.promises import MADE

import alignkit as ak
from alignkit.check.coverage.unrelated import FOUND, _clear
from alignkit.check.run.promise import kept
from alignkit.types import Severity

TEXTS = Path(__file__).parents[3] / "bench" / "stranger" / "first"
NAMES = sorted(path.name.removesuffix(".src.txt") for path in TEXTS.glob("*.src.txt"))
#: Each document beside the next one that is translated in the same direction.
NEIGHBOURS = [
    pair
    for way in ("zhen", "enzh")
    for held in [[name for name in NAMES if name.endswith(way)]]
    for pair in pairwise([*held, held[0]])
]


def said(source: ak.Document | str | Path, target: ak.Document | str | Path) -> list[Severity]:
    """Return how grave what is said of the pair as a whole is."""
    return [held.severity for held in ak.check(source, target, select=["DOC001"])]


def source(name: str) -> Path:
    """Return a document's file."""
    return TEXTS / f"{name}.src.txt"


def target(name: str) -> Path:
    """Return the file of its translation."""
    return TEXTS / f"{name}.clean.txt"


@pytest.mark.parametrize(("name", "other"), NEIGHBOURS)
def test_the_translation_of_another_document_is_an_error(name: str, other: str) -> None:
    """Whichever of the two is the longer, and in both directions."""
    assert said(source(name), target(other)) == [Severity.ERROR]


@pytest.mark.parametrize("name", NAMES)
def test_a_translation_is_never_another_text_s(name: str) -> None:
    """Neither as it is, nor cut short to every third line, nor turned round."""
    lines = target(name).read_text(encoding="utf-8").splitlines()
    own = ak.read(source(name))
    assert said(own, ak.read(target(name))) == []
    for held in (lines[::3], lines[: len(lines) // 2], lines[::-1]):
        assert Severity.ERROR not in said(own, "\n".join(held) + "\n")


def pairs(name: str) -> list[tuple[str, str]]:
    """Return a document's sentences beside their translations."""
    return [(one, two) for one, two in ak.align(source(name), target(name)).pairs() if one and two]


def given(name: str, rows: list[tuple[str, str]]) -> list[tuple[Severity, str]]:
    """Return what is said of pairs in the languages of a document, gravity and message."""
    langs = ("zh", "en") if name.endswith("zhen") else ("en", "zh")
    found = ak.check(ak.Bitext.from_pairs(rows, *langs), select=["DOC001"])
    return [(held.severity, held.message) for held in found]


@pytest.mark.parametrize("name", NAMES[::3])
@pytest.mark.parametrize("by", [1, 3, -2])
def test_columns_that_slipped_are_an_error_that_says_by_how_much(name: str, by: int) -> None:
    """A row was put in or lost: every pair below it is wrong."""
    held = pairs(name)
    ones, twos = [one for one, _ in held], [two for _, two in held]
    moved = list(zip(ones[max(0, by) :], twos[max(0, -by) :], strict=False))
    ((severity, message),) = given(name, moved)
    assert severity is Severity.ERROR
    assert f"{abs(by)} further {'down' if by > 0 else 'up'}" in message


@pytest.mark.parametrize("name", NAMES)
def test_given_pairs_that_belong_together_pass(name: str) -> None:
    """Each beside its own."""
    assert given(name, pairs(name)) == []


def test_only_what_is_clearly_nearest_on_both_sides_is_a_counterpart() -> None:
    """Two texts alike to one, or none by far, are no counterpart."""
    one = np.eye(3, dtype=np.float32)
    two = np.array([[0.9, 0.1, 0], [0, 0.7, 0.69], [0, 0.69, 0.7]], dtype=np.float32)
    rows, columns = _clear(one, two)
    assert (rows.tolist(), columns.tolist()) == ([0], [0])


def test_the_error_is_kept_by_what_was_measured() -> None:
    """The table of promises holds it with its figures, of cases that were made."""
    assert kept("DOC001", Severity.ERROR) is Severity.ERROR
    assert "0 of" in MADE["DOC001"]
    assert 0 < FOUND < 1
