"""Each sentence of a bead of several is asked for by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak
from alignkit.check.coverage.sentences.weighing import usually

#: Sentences of one text, each with its translation, in everyday prose.
LINES = (
    ("布伦南主罚点球，却把球踢过了横梁。", "Brennan took the penalty and put it over the bar."),
    ("换了实力稍弱的球队，也许就此放弃了。", "A weaker team might have given up hope."),
    ("六分钟后，他在禁区边缘凌空抽射破门。", "Six minutes later he volleyed home from the box."),
    ("加时赛双方都已疲惫不堪。", "In extra time both sides were exhausted."),
    ("教练不肯把责任推给裁判。", "The manager refused to blame the referee."),
    ("本场观众超过四万人。", "More than forty thousand people watched the match."),
)  # fmt: skip
JOINS = {"zh": "", "en": " "}
BOTH = pytest.mark.parametrize("langs", [("zh", "en"), ("en", "zh")])


def texts(langs: tuple[str, str], without: int | None = None) -> tuple[list[str], list[str]]:
    """Return both sides, one sentence each, the other side without one of them."""
    sides = [[line[lang != "zh"] for line in LINES] for lang in langs]
    if without is not None:
        del sides[1][without]
    return sides[0], sides[1]


def said(folder: Path, langs: tuple[str, str], sides: tuple[list[str], list[str]]) -> ak.Findings:
    """Return what is said of two texts of one paragraph each."""
    files = [folder / f"{n}.txt" for n in (0, 1)]
    for file, side, lang in zip(files, sides, langs, strict=True):
        file.write_text(JOINS[lang].join(side) + "\n", encoding="utf-8")
    return ak.check(*files, select=("COV001", "COV002", "COV016"))


def marked(findings: ak.Findings, side: int) -> list[str]:
    """Return the words that are marked on one side at warning or above."""
    loud = [f for f in findings if f.severity.rank >= 2]
    excerpts = [(f.source, f.target)[side] for f in loud]
    return [span.slice(held.text).strip() for held in excerpts for span in held.spans]


@BOTH
@pytest.mark.parametrize("without", range(len(LINES)))
def test_a_sentence_that_was_lost_is_told_wherever_it_stood(
    tmp_path: Path, langs: tuple[str, str], without: int
) -> None:
    """Also the last one, and one that the aligner joins to its neighbour."""
    sides = texts(langs, without)
    assert marked(said(tmp_path, langs, sides), 0) == [sides[0][without]]


@BOTH
@pytest.mark.parametrize("without", range(len(LINES)))
def test_a_sentence_that_was_put_in_is_told_wherever_it_stands(
    tmp_path: Path, langs: tuple[str, str], without: int
) -> None:
    """The same texts, the other way round: what one side lacks the other has put in."""
    own, other = texts((langs[1], langs[0]), without)
    found = said(tmp_path, langs, (other, own))
    assert marked(found, 1) == [own[without]]


@BOTH
def test_sentences_of_a_given_pair_are_asked_for_too(langs: tuple[str, str]) -> None:
    """A row of a table with three sentences, of which the translation has two."""
    own, other = texts(langs)
    rows = list(zip(own[:3], other[:3], strict=True))
    rows.append((JOINS[langs[0]].join(own[3:]), JOINS[langs[1]].join((other[3], other[5]))))
    found = ak.check(ak.Bitext.from_pairs(rows, *langs), select=("COV001", "COV002"))
    assert marked(found, 0) == [own[4]]


@BOTH
def test_a_translation_that_joins_or_parts_sentences_is_left(
    tmp_path: Path, langs: tuple[str, str]
) -> None:
    """Two sentences that one renders, and one that two render."""
    parted = {
        "zh": ["他把书放回书架，", "然后坐下来写信。", "雨停了。她打开窗户，房间里凉快了。"],
        "en": ["He put the book back on the shelf.", "Then he sat down to write a letter.",
               "The rain stopped, and when she opened the window the room was cool."],
    }  # fmt: skip
    sides = [[*parted[lang], *side] for lang, side in zip(langs, texts(langs), strict=True)]
    assert not marked(said(tmp_path, langs, (sides[0], sides[1])), 0)


def test_lengths_of_few_beads_say_less() -> None:
    """What one bead shows of a document's lengths is a third of what it is."""
    assert usually([]) == 0.0
    assert usually([0.3]) == pytest.approx(0.1)
    assert usually([0.3] * 98) == pytest.approx(0.3 * 0.98)
