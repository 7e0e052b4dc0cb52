"""Sentences as lines: plain, or as JSON objects with their places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from alignkit.shown import spelt_out
from alignkit.types import Document, Sentence

HAN_BREAK = re.compile(r"(?<=[\u2e80-\uffef])\s*\n\s*(?=[\u2e80-\uffef])")
SPACE = re.compile(r"\s*[\n\r\v\f\u2028\u2029\x1c-\x1e\x85]\s*")


def one_line(text: str) -> str:
    """Return a sentence on one line: a break becomes a space, and nothing between Chinese.

    >>> one_line("three\\nyears"), one_line("三年\\n行动")
    ('three years', '三年行动')
    """
    return SPACE.sub(" ", HAN_BREAK.sub("", text))


def record(sentence: Sentence, number: int, kind: str, lang: str) -> dict[str, Any]:
    """Return a sentence as a JSON object; a text read as it stands is its own original."""
    start, end = sentence.span
    return {
        "sentence": number,
        "text": sentence.text,
        "start": start,
        "end": end,
        "original_start": start,
        "original_end": end,
        "block": sentence.block,
        "kind": kind,
        "lang": lang,
    }


def lines(document: Document, form: str) -> Iterator[str]:
    """Yield a document's sentences as lines of text or of JSON."""
    for number, sentence in enumerate(document.sentences):
        if form == "text":
            yield one_line(sentence.text)
            continue
        block = document.blocks[sentence.block]
        held = record(sentence, number, block.kind, document.lang)
        held["original_start"], held["original_end"] = document.to_original(sentence.span)
        if block.level:
            held["level"] = block.level
        if block.number:
            held["number"] = block.number
        yield spelt_out(json.dumps(held, ensure_ascii=False))
