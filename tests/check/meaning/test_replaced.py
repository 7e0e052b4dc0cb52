"""A word put for another of its kind: other sentences, other words, both directions."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit import Bitext
from alignkit.check.meaning.replaced import surprise
from alignkit.words.senses import NONE, SAME, SIBLINGS, related

# Chinese, English with a gap, the right word, a wrong one.
REPLACED = (
    ("她买了三只苹果和两瓶牛奶。", "She bought three {} and milk.", "apples", "pears"),
    ("该地区的农业发展迅速。", "The {} of this region is developing rapidly.", "agriculture",
     "tourism"),
    ("猫坐在窗台上看鸟。", "The {} sat on the windowsill watching birds.", "cat", "dog"),
    ("他养了一只狗。", "He keeps a {}.", "dog", "cat"),
    ("法院驳回了上诉。", "The {} rejected the appeal.", "court", "parliament"),
)  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("zh", "en", "right", "wrong"), REPLACED)
def test_a_word_of_the_same_kind_is_told(
    zh: str, en: str, right: str, wrong: str, turned: bool
) -> None:
    """The wrong word is marked beside the one that it stands for, and the right one is not."""
    for word, found in ((wrong, True), (right, False)):
        pair = (en.format(word), zh) if turned else (zh, en.format(word))
        langs = ("en", "zh") if turned else ("zh", "en")
        said = ak.check(Bitext.from_pairs([pair], *langs), select=["MIS005"])
        marked = {
            span.slice(side.text)
            for f in said
            for side in (f.source, f.target)
            for span in side.spans
        }
        assert (word in marked) == found, (word, marked)


def test_siblings_of_wordnet_are_no_synonyms() -> None:
    """Two words under one more general word, two words of one sense, two strangers."""
    assert related("doctor", "physician") == SAME
    assert related("rain", "snow") == related("gold", "silv") == SIBLINGS
    assert related("doctor", "rain") == NONE


def test_what_is_always_rendered_surprises_more_when_it_is_not() -> None:
    """A particle says little, a patient much."""
    assert surprise("患者")[0] > surprise("进行")[0]
    assert surprise("dog")[0] > surprise("the")[0]
