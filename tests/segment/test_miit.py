"""The action plan and its translations: every sentence was read once; none is broken or glued."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak

DATA = Path(__file__).parents[1] / "data" / "miit"
PARTS = sorted(path.name.removesuffix(".sentences.txt") for path in DATA.glob("*.sentences.txt"))


@pytest.mark.parametrize("name", PARTS)
def test_the_sentences_are_exactly_those_that_were_read(name: str) -> None:
    """Reading, repair and segmentation together give the list that a person has checked."""
    entry, part = name.split(".")
    document = ak.segment(ak.corpus("miit").document(entry, part=part))
    wanted = (DATA / f"{name}.sentences.txt").read_text("utf-8").splitlines()
    assert [sentence.text for sentence in document.sentences] == wanted


def test_the_plan_has_the_same_sentences_from_its_pdf_and_from_its_web_page() -> None:
    """Two damaged copies of one translation come out alike, but for the note in the title."""
    pdf, web = (
        (DATA / f"digichina-{form}.plan.sentences.txt").read_text("utf-8").splitlines()
        for form in ("pdf", "web")
    )
    assert pdf[1:] == web[1:]
    assert web[0] == f"{pdf[0]} [Full translation]"
