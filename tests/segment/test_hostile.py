"""Texts that make a careless splitter quadratic are split in linear time."""

from __future__ import annotations

import pytest

import alignkit as ak

SIZE = 100_000
TEXTS = {
    "dots": "." * SIZE,
    "spaced dots": ". " * SIZE,
    "letters without a stop": "a" * 10 * SIZE,
    "words without a stop": "word " * 2 * SIZE,
    "Han without a stop": "字" * 3 * SIZE,
    "initials": "J. " * SIZE,
    "abbreviations": "U.S. Dr. e.g. No. 5 " * (SIZE // 10),
    "nested quotes": "“‘" * SIZE + "他说。" + "’”" * SIZE,
    "nested brackets": "（(" * SIZE + "It is. 是。" + ")）" * SIZE,
    "open brackets": "(J. （王. " * (SIZE // 4),
    "ellipses in a quotation": "“" + "我……" * SIZE,
    "faces": ":)" * SIZE,
    "list markers": "1) a 2) b " * (SIZE // 4),
    "bullets": "• " * SIZE,
    "time stamps": "01/02/2003 10:00 AM " * (SIZE // 10),
    "white space": "a.\n" + " \t\n" * SIZE,
    "closings": "Thanks, Bob. " * (SIZE // 10),
    "at signs": "a@b.c " * (SIZE // 4),
    "book titles": "《书。" * (SIZE // 2),
}


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh", "fr"])
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.usefixtures("patience")
def test_hostile_texts_come_to_an_end(name: str, lang: str) -> None:
    """Quadratic work on these sizes would take minutes."""
    sentences = ak.segment(TEXTS[name], lang)
    assert sum(len(sentence.text) for sentence in sentences) <= len(TEXTS[name])


@pytest.mark.parametrize("lang", ["en", "zh", "fr"])
def test_the_beginnings_of_hostile_texts_lose_nothing(lang: str) -> None:
    """However odd the text, its characters all stand in some sentence."""
    for text in TEXTS.values():
        start = text[:2_000]
        held = "".join(sentence.text for sentence in ak.segment(start, lang))
        assert "".join(held.split()) == "".join(start.split())
