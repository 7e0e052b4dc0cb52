"""Marks of many texts at once are those of each by itself."""

from __future__ import annotations

import random

import pytest

import alignkit as ak
from alignkit.align.identity.literals import paired
from alignkit.align.marks import Cut, common_marks, heads, marks
from alignkit.embed.embedded import EmbeddedEncoder
from alignkit.types import Document

TEXTS = (
    "1.5", "万个", "5", "百 three", "million", "２０２３年 5G", "", "twenty-five",
    "O'Neil's 3,000 tons", "two", "hundred men", "a\0b 7", "\0", "第三条 国家",
    "Article 3 The state",
    "三千二百 Ａpple",
    "٣ 5٣",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_texts_at_once_and_one_by_one(seed: int) -> None:
    """No number reaches over the end of a text, and none is scaled by the next one's word."""
    rng = random.Random(seed)
    source = [rng.choice(TEXTS) for _ in range(30)]
    first, _, rarity = common_marks(source, source)
    for text, held in zip(source, first, strict=True):
        own = dict.fromkeys([*marks(text), *filter(None, heads([text]))])
        assert len(held) == len(own)
    assert len(rarity) == len(
        {mark for text in source for mark in marks(text)} | set(heads(source)) - {""}
    )


def test_words_that_are_known_tell_the_same() -> None:
    """Which texts are read for marks is told by their words as by the texts."""
    source = ["他有五个苹果，OpenAI 和 John 说。", "十二月", "第三条", "it's 4", "dont don't"]
    target = [
        "He has five apples, said OpenAI.", "In December", "Article 3", "It's four_4", "John's",
        "Nothing here", "naïve", "", "don't", "4G", "a two-year-old",
    ]  # fmt: skip
    tokens = EmbeddedEncoder().tokenise(target)
    cut = Cut(tokens.ids, tokens.offsets, tokens.units)
    one, other = common_marks(source, target), common_marks(source, target, cut)
    assert one[:2] == other[:2]
    assert one[2].tolist() == other[2].tolist()


@pytest.mark.parametrize(
    ("one", "two", "shared"),
    [
        (["他走了。", "然后回来。"], ["He left.", "Then he came back."], 0),
        (["他走了。", "run the command now"], ["He left.", "run the command now"], 1),
        (["他走了，后来又回到这里来了。"], ["Kept: 他走了", "他走了，后来又回到这里来了。"], 1),
    ],
)
def test_texts_that_share_nothing_are_not_compared(
    one: list[str], two: list[str], shared: int
) -> None:
    """Prose is looked at for what stands on both sides only where something may."""
    source = Document.from_sentences(one, "zh")
    assert len(paired(source, Document.from_sentences(two, "en"))) == shared
    assert len(ak.align(one, two).beads) >= 1
