"""No text makes reading slower than its size."""

from __future__ import annotations

import pytest

import alignkit as ak

PIECES = {
    "spaces": " ",
    "tabs and breaks": "\t \n",
    "one word": "a",
    "one Chinese line": "支持研发，提升水平；到0.5A级，",
    "one English line": "Build smart sensors of AI, and so on. ",
    "glued sentences": "the economy.The plan is here.1) Overall RequirementsThe plan (2) goes on ",
    "tokenised": "the plan , it says , is `` good '' ( 5 % ) . ",
    "hyphens": "tech-\nnology ",
    "stars": "** a *b ",
    "dollars": "$ \\( ",
    "brackets": "[(",
    "page ends": "- 1 -\f",
    "headings": "Smart Sensors (and Chips) Make ",
    "numbers": "1) (2) A) IV. 一、（二）",
    "menus": "Home About Contact Us Privacy Policy ",
    "mojibake": "â€",
    "radicals": "⼀⻓ﬃ",
    "nulls": "\0",
}


@pytest.mark.parametrize("name", PIECES)
@pytest.mark.usefixtures("patience")
def test_reading_comes_to_an_end(name: str) -> None:
    """A quarter of a megabyte of anything is read; quadratic work on it would take minutes."""
    text = PIECES[name] * (250_000 // len(PIECES[name]))
    assert ak.document(text, lang="en").lang == "en"
