"""The golden rules: situations everyone meets, in sentences of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import alignkit as ak

DATA = Path(__file__).parents[1] / "data" / "segment"


def cases(lang: str) -> list[Any]:
    """Return the cases of a language as pytest parameters of (text, sentences)."""
    held = []
    for line in (DATA / f"{lang}.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        label, marked, *rest = line.split("\t")
        marked = marked.replace("\\n", "\n")
        reason = rest[1].removeprefix("xfail: ") if len(rest) > 1 else ""
        marks = [pytest.mark.xfail(reason=reason)] if reason else []
        wanted = [part.strip() for part in marked.split("¦")]
        held.append(pytest.param(marked.replace("¦", ""), wanted, id=label, marks=marks))
    return held


@pytest.mark.parametrize(("text", "wanted"), cases("en"))
def test_english_sentences_end_where_a_reader_ends_them(text: str, wanted: list[str]) -> None:
    """Each English situation splits as written in the data."""
    assert [sentence.text for sentence in ak.segment(text, "en")] == wanted


@pytest.mark.parametrize(("text", "wanted"), cases("zh"))
def test_chinese_sentences_end_where_a_reader_ends_them(text: str, wanted: list[str]) -> None:
    """Each Chinese situation splits as written in the data."""
    assert [sentence.text for sentence in ak.segment(text, "zh")] == wanted


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_golden_sentence_alone_is_one_sentence(lang: str) -> None:
    """Segmenting a sentence again changes nothing."""
    for case in cases(lang):
        for sentence in case.values[1] if not case.marks else ():
            assert [held.text for held in ak.segment(sentence, lang)] == [sentence]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_there_are_at_least_120_cases_with_labels_of_their_own(lang: str) -> None:
    """The golden rules are many, and no label stands twice."""
    labels = [case.id for case in cases(lang)]
    assert len(labels) >= 120
    assert len(set(labels)) == len(labels)
