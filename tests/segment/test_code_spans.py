"""No sentence ends inside a code span."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", ["/^a(?:b)?$/", "foo. Bar! Baz?", "x ? y : z。"])
def test_a_code_span_stays_in_one_sentence(tmp_path: Path, lang: str, code: str) -> None:
    """What a span holds is its own matter, whatever marks stand in it."""
    said = {"zh": f"默认值是 `{code}` 这一个。下一句。", "en": f"It is `{code}` here. One more."}
    path = tmp_path / "a.md"
    path.write_text(said[lang], "utf-8")
    sentences = [sentence.text for sentence in ak.segment(ak.read(path)).sentences]
    assert len(sentences) == 2
    assert code in sentences[0]
