"""Real documents are paired by their blocks, whatever the aligner says."""

from __future__ import annotations

import pytest

pytest.importorskip("bench")

from bench.texts.structured import paired, pairs_of

CHINESE = [
    "总则",
    "第一条 为了保护消费者的合法权益，维护社会经济秩序，制定本法。",
    "第二条 消费者有权要求经营者提供商品的真实情况。经营者应当如实答复，不得拒绝。",
    "本条所称的经营者包括网络平台。",
    "第三条 经营者提供商品或者服务，应当遵守本法和其他有关法律、法规的规定。",
    "第四条 国家鼓励一切组织和个人对损害消费者权益的行为进行社会监督。",
    "附则",
]
ENGLISH = [
    "General provisions",
    "Article 1 This law is made to protect the rights of consumers and the order of the economy.",
    "Article 2 Consumers have the right to ask a business for the true state of its goods. "
    "The business must answer truthfully and must not refuse.",
    "The businesses named in this article include online platforms.",
    "Article 3 A business that provides goods or services must keep to this law and to the other "
    "laws and regulations that apply.",
    "Article 4 The state encourages all organizations and persons to watch over acts that harm "
    "the rights of consumers.",
    "Supplementary provisions",
]


def test_blocks_stand_against_each_other_in_step() -> None:
    """Each block is paired with the one that renders it."""
    assert paired(CHINESE, ENGLISH) == [(n, n) for n in range(7)]


def test_a_block_that_one_side_lacks_moves_no_article() -> None:
    """Where a paragraph is lost, the articles behind it are still paired by their numbers."""
    found = dict(paired(CHINESE, ENGLISH[:3] + ENGLISH[4:]))
    assert 3 not in found
    assert found[4] == 3
    assert found[5] == 4


def test_an_article_of_two_sentences_is_two_pairs() -> None:
    """Sentences are paired where both sides have as many, without the article's number."""
    found = list(pairs_of(CHINESE, ENGLISH, "zh-en"))
    assert (
        "经营者应当如实答复，不得拒绝。",
        "The business must answer truthfully and must not refuse.",
    ) in found
    assert all("Article" not in english for _, english in found)


@pytest.mark.parametrize(
    "damaged",
    [
        "The businesses named in this article include",
        "and include online platforms, which are named in this article.",
        "本条所称的经营者包括网络平台。",
        "The businesses named in this article (online platforms included.",
        "The businesses named here are of 12 kinds in 34 branches of trade.",
    ],
)
def test_what_was_cut_badly_is_left_out(damaged: str) -> None:
    """A side without end, beginning, language, bracket or its figures is no pair to measure by."""
    english = [*ENGLISH[:3], damaged, *ENGLISH[4:]]
    found = list(pairs_of(CHINESE, english, "zh-en"))
    assert len(found) == len(list(pairs_of(CHINESE, ENGLISH, "zh-en"))) - 1
    assert all(CHINESE[3] != chinese for chinese, _ in found)


def test_the_other_direction_pairs_the_same() -> None:
    """What is found from Chinese is found from English."""
    there = list(pairs_of(CHINESE, ENGLISH, "zh-en"))
    assert [(b, a) for a, b in pairs_of(ENGLISH, CHINESE, "en-zh")] == there
