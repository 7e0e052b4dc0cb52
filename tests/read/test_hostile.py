"""No text makes reading slower than its size."""

from __future__ import annotations

import time

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
    "nulls": "\0",
}


@pytest.mark.parametrize("name", PIECES)
def test_reading_takes_time_in_proportion(name: str) -> None:
    """Eight times the text takes about eight times as long, not sixty-four."""
    piece = PIECES[name]
    spent = []
    for size in (15_000, 120_000):
        text = piece * (size // len(piece))
        start = time.process_time()
        ak.document(text, lang="en")
        spent.append(time.process_time() - start)
    assert spent[1] < 24 * spent[0] + 0.25
