"""Subtitle files to cues: what a viewer sees, when, and where it stands in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak

SRT = """1
00:00:01,000 --> 00:00:02,500
<i>Hello,</i>
world!

2
00:00:03,000 --> 00:00:04,000
{\\an8}A &amp; B < C

"""
VTT = """WEBVTT

STYLE
::cue { color: red }

NOTE a note

intro
00:01.000 --> 00:02.500 align:start
<v Ann>Hello,
world!</v>

00:03.000 --> 00:04.000
A &amp; B &lt; C
"""
ASS = """[Script Info]
Title: x

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\an8}A & B < C
Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\i1}Hello,{\\i0}\\Nworld!
Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\p1}m 0 0 l 1 1
Comment: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,not shown
"""


@pytest.mark.parametrize(("name", "text"), [("a.srt", SRT), ("a.vtt", VTT), ("a.ass", ASS)])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_cues_are_read_with_their_times(name: str, text: str, ends: str, tmp_path: Path) -> None:
    """Marks are left out, lines joined, and places lead to the file."""
    path = tmp_path / name
    path.write_bytes(text.replace("\n", ends).encode("utf-8"))
    document = ak.read(path)
    assert [s.text.replace("  ", " ") for s in document.sentences] == ["Hello, world!", "A & B < C"]
    assert [block.time for block in document.blocks] == [(1.0, 2.5), (3.0, 4.0)]
    assert document.cued
    assert document.original
    place = document.to_original(document.sentences[0].span)
    assert place.slice(document.original).startswith("Hello,")
    assert "world!" in place.slice(document.original)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.srt", "words\n", "no cue"),
        ("a.srt", "1\n00:00:xx --> 00:00:02,000\nA\n", "a.srt:2: these are no times"),
        ("a.srt", "1\n00:00:05,000 --> 00:00:02,000\nA\n", "a.srt:2: the cue ends before"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n", "no text in its cues"),
        ("a.ass", "[Events]\nDialogue: 0\n", "no Format line"),
        ("a.ass", "[Events]\nFormat: Start, End, Text\nDialogue: 0:00\n", "a.ass:3: 1 fields of 3"),
        ("a.ass", "[Events]\nFormat: Start, End, Text\nDialogue: 1,2,x\n", "a.ass:3: these are no"),
    ],
)
def test_a_broken_file_is_told_in_one_line(
    name: str, text: str, complaint: str, tmp_path: Path
) -> None:
    """With the line that breaks it, where there is one."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(ak.InputError, match=complaint):
        ak.read(path)


def test_a_missing_blank_line_swallows_no_cue(tmp_path: Path) -> None:
    """The number of the next cue is no text of this one."""
    path = tmp_path / "a.srt"
    path.write_text("1\n00:00:01,0 --> 00:00:02,0\nA\n2\n00:00:03,0 --> 00:00:04,0\nB\n", "utf-8")
    assert [s.text for s in ak.read(path).sentences] == ["A", "B"]
