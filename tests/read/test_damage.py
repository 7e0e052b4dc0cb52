"""Whatever happened to a text, reading it loses nothing without saying so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings

import alignkit as ak
from alignkit.types import Document

from .damage import damaged


def _holds(text: str) -> Document:
    """Read a text and check the laws that hold for every one."""
    document = ak.document(text)
    original = text if document.original is None else document.original
    assert original == text
    runs = document.offsets.runs if document.offsets else ((0, 0, len(text)),)
    known = bytearray(len(text))
    for here, there, length in runs:
        assert document.text[here : here + length] == text[there : there + length]
        known[there : there + length] = b"\1" * length
    for (a, b, size), (c, d, _) in pairwise(runs):
        assert a + size <= c
        assert b + size <= d
    for repair in document.repairs:
        assert repair.span.slice(text) == repair.before
        known[repair.span.start : repair.span.end] = b"\1" * (repair.span.end - repair.span.start)
    lost = [char for char, held in zip(text, known, strict=True) if not held and char.strip()]
    assert not lost, lost
    assert not _unexplained(document, runs)
    for before, after in pairwise(document.blocks):
        assert before.span.end <= after.span.start
    for block in document.blocks:
        words = block.span.slice(document.text)
        assert words == words.strip() != ""
        place = document.to_original(block.span)
        assert 0 <= place.start <= place.end <= len(text)
    blocks = "".join(block.span.slice(document.text) for block in document.blocks)
    assert "".join(blocks.split()) == "".join(document.text.split())
    return document


def _unexplained(document: Document, runs: tuple[tuple[int, int, int], ...]) -> str:
    """Return the characters that came from nowhere: in no copied stretch and no repair."""
    copied = bytearray(len(document.text))
    for here, _, length in runs:
        copied[here : here + length] = b"\1" * length
    said = {char for repair in document.repairs for char in repair.after}
    return "".join(
        char
        for char, held in zip(document.text, copied, strict=True)
        if not held and char.strip() and char not in said
    )


_SETTINGS = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@settings(_SETTINGS, max_examples=200)
@given(damaged())
@example("A-\n\fb")
@example("x\f\f-\n1")
@example("**\n**")
def test_damaged_texts_lose_nothing_silently(text: str) -> None:
    """Every removed character that is no space is covered by a reported repair."""
    _holds(text)


@pytest.mark.slow
@settings(_SETTINGS, max_examples=10_000)
@given(damaged())
def test_ten_thousand_damaged_texts_lose_nothing_silently(text: str) -> None:
    """The same for ten thousand variants."""
    _holds(text)


def test_reading_again_what_was_read_changes_nothing_that_is_whole() -> None:
    """Repair of a repaired plan finds no more damage of the same kinds."""
    corpus = ak.corpus("miit")
    for name in ("zh", "digichina-pdf"):
        once = corpus.document(name, part="plan")
        twice = ak.document(once.text, lang=once.lang)
        again = [s.text for s in ak.segment(twice).sentences]
        assert again == [s.text for s in ak.segment(once).sentences]
