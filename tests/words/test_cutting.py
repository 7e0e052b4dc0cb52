"""Chinese words are cut as with the whole dictionary, whatever was cut before."""

import jieba
import pytest

from alignkit.words import classes, cutting

TEXTS = [
    "工厂生产水泵。",
    "漏水后天花板坏了",
    "C++程序员在AT&T工作",
    "研究生命的起源，结婚的和尚未结婚的",
]


@pytest.fixture(scope="module")
def whole():
    """Jieba with all its words."""
    held = jieba.Tokenizer()
    held.initialize()
    return held


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[::-1]])
def test_words_are_those_of_the_whole_dictionary(texts, whole):
    """What one text needed is there for the next, and in no one's way."""
    cutting._cutter.cache_clear()
    for text in texts:
        (words,) = cutting.cut([text])
        assert words == cutting._words(text, whole)


def test_a_known_dictionary_is_not_counted():
    """The sum that is kept for the dictionary of jieba is what counting it gives."""
    held = classes.dictionary()
    assert classes.total(held) == classes.counted(held)
    assert classes.total(held + b"A 1 n\n") == classes.counted(held) + 1
