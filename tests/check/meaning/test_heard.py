"""Foreign names by their sound, in both directions."""

from __future__ import annotations

import pytest

from alignkit.check.meaning.naming.heard import exchanged_sounds
from alignkit.embed import encoder
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of
from alignkit.words.tokens import tokens


def _told(zh: str, en: str) -> list[tuple[str, str]]:
    words = words_of(WordTable(encoder(None)), zh)
    found = exchanged_sounds(zh, en, tokens(en), words)
    return [(own.slice(zh), other.slice(en)) for own, other, _ in found]


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("布什总统昨天访问了伦敦。", "President Clinton visited London yesterday.",
         ("布什", "Clinton")),
        ("克林顿与布什会谈。", "Clinton held talks with Zelensky.", ("布什", "Zelensky")),
        ("首席执行官费尔南多·桑切斯对分析师表示",
         "Chief executive Ignacio Madridejos told analysts",
         ("费尔南多·桑切斯", "Ignacio Madridejos")),
        ("“邓巴顿号”于1873年沉没。", "The wreck of the Dunmore was found in 1873.",
         ("邓巴顿", "Dunmore")),
        ("供应商德尔塔塑料公司已经停产。", "Our supplier, Delmar Plastics, has closed.",
         ("德尔塔", "Delmar Plastics")),
        ("那个又高又瘦的男孩名叫埃德加。", "He was a long thin boy named Edmund.",
         ("埃德加", "Edmund")),
        ("队长普赖斯踢飞了点球。", "Their captain, Arkwright, missed a penalty.",
         ("普赖斯", "Arkwright")),
        ("他引用了杰克·斯图尔特·密尔的话。", "He quoted John Stuart Mill.",
         ("杰克", "John")),
    ],
)  # fmt: skip
def test_a_name_that_sounds_otherwise_is_another(zh: str, en: str, told: tuple[str, str]) -> None:
    """By the tables where they know it, by the sound of its characters where they do not."""
    assert _told(zh, en) == [told]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("约翰逊说他会来。", "Johnson said he would come."),
        ("特朗普与普京会谈。", "Trump held talks with Putin."),
        ("首席执行官伊格纳西奥·马德里德霍斯对分析师表示",
         "Chief executive Ignacio Madridejos told analysts"),
        ("鲍里斯·约翰逊说", "Boris said"),
        ("约翰逊说他会来。", "The prime minister said he would come."),
        ("特朗普与普京会谈。", "The two presidents held talks."),
        ("他会来。", "Johnson will come."),
        ("“邓莫尔号”于1873年沉没。", "The wreck of the Dunmore was found in 1873."),
        ("供应商德尔玛塑料公司已经停产。", "Our supplier, Delmar Plastics, has closed."),
        ("他引用了约翰·斯图尔特·密尔的话。", "He quoted John Stuart Mill."),

        ("伊格莱恩的三个女儿都来了。", "Igraine's three daughters came."),
    ],
)  # fmt: skip
def test_a_name_that_is_heard_or_left_out_is_no_other_name(zh: str, en: str) -> None:
    """A part of a name is the name; a pronoun or a title in its place is a free rendering."""
    assert not _told(zh, en)
