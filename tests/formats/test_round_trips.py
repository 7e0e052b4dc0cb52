"""Reading back what was written gives the same bitext, as far as the format can hold it."""

from __future__ import annotations

import math
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import alignkit as ak
from alignkit.formats.escape import XML, escape
from alignkit.formats.registry import FORMATS, Format
from alignkit.types import Block, OffsetMap, Repair

EXAMPLES = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROUND = [held for held in FORMATS if held.reads and held.writes]
# Texts that tear careless formats apart, among texts of any characters at all.
NASTY = st.sampled_from(
    [
        '"Hello."',
        '"a","b"',
        'say ""hi""',
        "a\tb",
        "a\nb\r\nc\rd",
        "␊ ␛ ␉ ⎋",
        "\x1b[0m\x00\x1f\x0c",
        "=1+1",
        "source",
        "target",
        "zh",
        "en",
        "2030",
        "0.50",
        " ~~~ ",
        "~~~",
        "[0]:[1]",
        "\ufeffx",
        "\ufffe\uffff",
        "<b>&amp;</b>",
        "]]>",
        "_x000D_",
        "a\u2028b\x85c",
        " padded ",
        "\\n \\t",
        "'quoted'",
        "sep=;",
        "𝔘𠀀",
    ]
)
TEXTS = st.one_of(
    NASTY,
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    st.text('"\t\n\r,;␊␛a中 ', min_size=1, max_size=8),
).filter(lambda text: bool(text.strip()))
CONFIDENCE = st.none() | st.floats(0, 1).map(lambda value: round(value, 4))
SCORES = st.none() | st.floats(-9, 9).map(lambda value: round(value, 4) + 0.0)


@st.composite
def bitexts(draw: st.DrawFn) -> ak.Bitext:
    """Documents with sentences, and beads of any shape that follow each other."""
    shapes = draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=6
        )
    )
    beads: list[ak.Bead] = []
    ends = [0, 0]
    for shape in shapes:
        sides = [tuple(range(end, end + size)) for end, size in zip(ends, shape, strict=True)]
        beads.append(ak.Bead(sides[0], sides[1], draw(SCORES), draw(CONFIDENCE)))
        ends = [end + size for end, size in zip(ends, shape, strict=True)]
    source, target = (
        ak.Document.from_sentences(
            draw(st.lists(TEXTS, min_size=end, max_size=end)), lang, f"plan.{lang}"
        )
        for lang, end in zip(("zh", "en"), ends, strict=True)
    )
    signature = ak.Signature.of(task="align", model="none")
    return ak.Bitext(source, target, tuple(beads), signature, {"made by": "a test"})


@pytest.mark.parametrize("held", ROUND, ids=[held.name for held in ROUND])
@EXAMPLES
@given(bitext=bitexts())
def test_what_a_format_keeps_comes_back(held: Format, bitext: ak.Bitext) -> None:
    """Everything that the format's line in the table promises is the same afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{(*held.endings, '')[0]}"
        bitext.save(path, held.name)
        if held.name == "moses":
            read = ak.load(path, held.name)
        else:
            sides = (
                [s.text for s in document.sentences] for document in (bitext.source, bitext.target)
            )
            source, target = sides if held.numbers else (None, None)
            read = ak.load(
                path, held.name, source=source, target=target, source_lang="zh", target_lang="en"
            )
    _compare(held, bitext, read)


def _compare(held: Format, bitext: ak.Bitext, read: ak.Bitext) -> None:
    pairs = [pair for pair in bitext.pairs() if pair[0] or held.name != "po"]
    expected = [tuple(map(_kept(held), pair)) for pair in pairs]
    assert list(read.pairs()) == expected
    if held.numbers or "sentences" in held.keeps:
        assert [(b.source, b.target) for b in read.beads] == [
            (b.source, b.target) for b in bitext.beads
        ]
        for side in ("source", "target"):
            own, given = getattr(bitext, side), getattr(read, side)
            kept = _kept(held)
            assert [kept(s.text) for s in own.sentences] == [s.text for s in given.sentences]
    for name, keep in (("scores", "score"), ("confidence", "confidence")):
        values = [getattr(bead, keep) for bead in read.beads]
        if name in held.keeps:
            assert len(read) == len(bitext)
            assert values == [getattr(bead, keep) for bead in bitext.beads]
        else:
            assert values == [None] * len(values)


def _kept(held: Format):  # type: ignore[no-untyped-def]
    """What the table says becomes of a text."""

    def kept(text: str) -> str:
        if held.name == "moses":
            text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
        if held.name in ("moses", "csv"):
            return text.replace("\0", "␀")
        if held.name == "docx":
            text = escape(" ".join(re.split(r"\r\n|[\t\n\r]", text)), XML).strip()
        if held.name in ("tmx", "xliff", "ces", "xlsx", "docx"):
            return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
        return text

    return kept


@EXAMPLES
@given(bitext=bitexts(), cut=st.integers(0, 5), shift=st.integers(0, 3))
def test_json_lines_give_the_very_same_bitext(bitext: ak.Bitext, cut: int, shift: int) -> None:
    """Offsets, blocks, repairs, the original, signature and meta are all there again."""
    text = bitext.source.text
    source = replace(
        bitext.source,
        blocks=(Block("heading", ak.Span(0, cut), 1, "一、", "zh"), *bitext.source.blocks),
        original="x" * shift + text,
        offsets=OffsetMap(((0, shift, len(text)),), shift + len(text)),
        repairs=(Repair("page-number", ak.Span(0, shift), "12", ""),),
        meta={"path": "plan.txt"},
    )
    whole = replace(bitext, source=source)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.jsonl"
        whole.save(path)
        assert ak.load(path) == whole


def test_an_empty_bitext_survives_json_lines_and_tmx(tmp_path: Path) -> None:
    """No bead is a bitext too."""
    bitext = ak.Bitext.from_pairs([])
    for name in ("a.jsonl", "a.tmx", "a.xlf"):
        bitext.save(tmp_path / name)
        assert len(ak.load(tmp_path / name)) == 0


def test_edited_json_lines_are_read_as_edited(tmp_path: Path) -> None:
    """A text changed by hand wins over the offsets that were kept with it."""
    bitext = ak.Bitext.from_pairs([("一。", "One."), ("二。", "Two.")])
    path = tmp_path / "plan.jsonl"
    bitext.save(path)
    path.write_text(path.read_text("utf-8").replace('"target": "Two."', '"target": "2."'), "utf-8")
    assert list(ak.load(path).pairs()) == [("一。", "One."), ("二。", "2.")]


@pytest.mark.parametrize("held", [f for f in FORMATS if f.writes], ids=lambda held: held.name)
def test_half_a_character_is_refused_and_leaves_no_file(held: Format, tmp_path: Path) -> None:
    """A lone surrogate has no bytes: the complaint names it, the folder stays empty."""
    bitext = ak.Bitext.from_pairs([("一\ud800", "One.")])
    if held.name in ("ladder", "hunalign", "sketch"):
        bitext.save(tmp_path / "x", held.name)
        return
    with pytest.raises(ak.InputError, match=r"U\+D800"):
        bitext.save(tmp_path / "x", held.name)
    assert list(tmp_path.iterdir()) == []


def test_scores_that_are_no_numbers_do_not_break_a_file(tmp_path: Path) -> None:
    """An infinite or undefined score is written and read as such where scores are kept."""
    pairs = ak.Bitext.from_pairs([("一。", "One.")])
    for value in (math.inf, math.nan):
        bitext = replace(pairs, beads=(ak.Bead((0,), (0,), value),))
        for ending in ("jsonl", "tmx", "csv", "ladder-texts"):
            bitext.save(tmp_path / "x", ending)
            score = ak.load(tmp_path / "x", ending).beads[0].score
            assert score is not None
            assert score == value or (math.isnan(score) and math.isnan(value))
