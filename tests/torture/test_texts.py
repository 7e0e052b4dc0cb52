"""Texts at the edges: lines without end, runs of one character, and every kind of GB18030."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.torture.growth import RUNS

import alignkit as ak

#: A line that no editor shows: ten megabytes in `make torture`, fewer with every change.
LONG = int(os.environ.get("LONG_LINE", "60000"))
#: Each run so long: a hundred thousand characters in `make torture`.
RUN = int(os.environ.get("LONG_RUN", "3000"))


@pytest.mark.parametrize("kind", ["txt", "md", "html", "rst", "adoc", "srt"])
@pytest.mark.usefixtures("patience")
def test_a_line_without_end_is_read_whole(tmp_path: Path, kind: str) -> None:
    """No character is lost, in any format of running text."""
    sentence = "传感器很好。"
    text = sentence * (LONG // len(sentence))
    path = tmp_path / f"a.{kind}"
    head = "1\n00:00:01,000 --> 00:00:02,500\n" if kind == "srt" else ""
    path.write_text(head + (f"<p>{text}</p>" if kind == "html" else text) + "\n", "utf-8")
    held = ak.segment(ak.read(path))
    assert "".join(s.text for s in held.sentences) == text


@pytest.mark.parametrize("kind", ["tsv", "csv", "jsonl", "json", "properties", "po"])
@pytest.mark.usefixtures("patience")
def test_a_cell_without_end_is_read_whole(tmp_path: Path, kind: str) -> None:
    """No character is lost, in any format of texts with translations or keys."""
    text = "传感器" * (LONG // 3)
    written = {
        "tsv": f"{text}\tOne.\n",
        "csv": f'"{text}",One.\n',
        "jsonl": f'{{"source": "{text}", "target": "One."}}\n',
        "json": f'{{"a": "{text}"}}',
        "properties": f"a={text}\n",
        "po": f'msgid ""\nmsgstr "Language: zh\\n"\n\nmsgid "One."\nmsgstr "{text}"\n',
    }[kind]
    path = tmp_path / f"a.{kind}"
    path.write_text(written, "utf-8")
    if kind in ("json", "properties"):
        assert text in ak.read(path).text
    else:
        assert text in [held for pair in ak.load(path).pairs() for held in pair]


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.usefixtures("patience")
def test_a_long_run_is_read_split_and_counted(tmp_path: Path, name: str) -> None:
    """From a file to sentences and quantities, none of which stands in two."""
    text = (RUNS[name] * RUN)[:RUN]
    (tmp_path / "a.txt").write_text(f"传感器。\n{text}\n", "utf-8")
    document = ak.segment(ak.read(tmp_path / "a.txt", repair=False))
    assert text.strip() in document.text
    # A line of dashes is a rule, and a block in another language is not cut into sentences.
    after = 0
    for sentence in document.sentences:
        assert after <= sentence.span.start < sentence.span.end
        assert sentence.span.slice(document.text) == sentence.text
        after = sentence.span.end
    for lang in ("zh", "en"):
        for quantity in ak.quantities(text, lang=lang):
            assert quantity.span.slice(text) == quantity.raw


#: The ends of each area of GB18030: one byte, two, four; what only its later editions map.
EDGES = (
    "\x7f",
    "\u20ac",
    "\u00b7",
    "\u4e02",
    "\u9fa5",
    "\uf92c",
    "\ufa0c",
    "\u0080",
    "\u00ff",
    "\u0452",
    "\ud7ff",
    "\ue865",
    "\ufffd",
    "\uffff",
    "\U00010000",
    "\U0001f600",
    "\U00020000",
    "\U0002a6d6",
    "\U0010ffff",
    "\u1e3f",
    "\ue7c7",
    "\ue5e5",
)


@pytest.mark.parametrize("edge", EDGES, ids=ascii)
def test_every_area_of_gb18030_is_read(tmp_path: Path, edge: str) -> None:
    """One, two and four bytes, in the midst of a text and cut off at its end."""
    text = f"我们在这里的人都来了，他们说{edge}也是这样的。"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("gb18030"))
    assert ak.read(path, repair=False).text.strip() == text
    data = "他们说的是这样的。我们都来了".encode("gb18030") + edge.encode("gb18030")
    if len(edge.encode("gb18030")) > 1 and not edge.encode("gb18030")[:-1].isascii():
        path.write_bytes(data[:-1])
        with pytest.raises(ak.InputError) as told:
            ak.read(path)
        assert "\n" not in str(told.value)
