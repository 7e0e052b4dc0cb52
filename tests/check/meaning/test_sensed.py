"""Denials, duties and contraries that one side has alone, in both directions."""

from __future__ import annotations

import numpy as np
import pytest

from alignkit.check.meaning.sense import KINDS, packed, sense, unpacked
from alignkit.check.meaning.signs import contraries, denies, members, negative
from alignkit.compose import check
from alignkit.types import Bitext

TURNED = [
    ("他没有参加会议。", "He attended the meeting.", "MIS001"),
    ("我们不能接受这个条件。", "We can accept this condition.", "MIS001"),
    ("该系统支持中文。", "The system does not support Chinese.", "MIS001"),
    ("去年出口大幅下降。", "Exports rose sharply last year.", "MIS003"),
    ("买方应支付运费。", "The seller shall pay the freight.", "MIS003"),
    ("承包人必须在十日内提交报告。", "The contractor may submit the report in ten days.", "MIS002"),
]
RIGHT = [
    ("我们无法确认。", "We were unable to confirm it."),
    ("他拒绝回答。", "He did not answer."),
    ("未来的非洲", "Africa of the future"),
    ("去年出口大幅下降。", "Exports fell sharply last year."),
    ("买方应支付运费。", "The buyer shall pay the freight."),
    ("企业可以申请补贴。", "Enterprises are entitled to apply for the subsidy."),
    ("他每天早上跑步。", "He runs every morning."),
]


def bitext(source: str, target: str) -> Bitext:
    """Return one pair as a bitext of its languages."""
    langs = ("zh", "en") if any(c >= "一" for c in source) else ("en", "zh")
    return Bitext.from_pairs([(source, target)], *langs)


@pytest.mark.parametrize(("source", "target", "rule"), TURNED)
@pytest.mark.parametrize("turned", [False, True])
def test_what_says_the_contrary_is_found(source: str, target: str, rule: str, turned: bool) -> None:
    """Whichever side is the source, with a word of both marked."""
    pair = (target, source) if turned else (source, target)
    found = [f for f in check(bitext(*pair), select=["MIS"]) if f.rule == rule]
    assert found
    assert found[0].source.spans
    assert found[0].target.spans


@pytest.mark.parametrize(("source", "target"), RIGHT)
@pytest.mark.parametrize("turned", [False, True])
def test_what_says_the_same_is_let_be(source: str, target: str, turned: bool) -> None:
    """Whichever side is the source."""
    pair = (target, source) if turned else (source, target)
    assert not check(bitext(*pair), select=["MIS"])


def test_other_languages_are_let_be() -> None:
    """The network knows Chinese and English alone."""
    pair = Bitext.from_pairs([("Il n'est pas venu.", "Er ist gekommen.")], "fr", "de")
    assert not check(pair, select=["MIS"])


def test_the_network_is_read_as_it_was_packed() -> None:
    """Packing again changes nothing: the weights are whole steps already."""
    held = sense()
    words = sorted(held.numbers, key=held.numbers.__getitem__)
    again = unpacked(packed(held.weights, words, held.heads, held.layers))
    assert again.numbers == held.numbers
    for name, values in held.weights.items():
        assert np.allclose(again.weights[name], values, atol=2e-3 * np.abs(values).max())
    assert held.weights["head.0.bias"].shape == (len(KINDS),)


def test_every_member_has_a_contrary() -> None:
    """A set of one excludes nothing."""
    assert all(contraries().values())


def test_a_word_of_several_senses_speaks_of_all() -> None:
    """Which one is meant the other side tells."""
    assert set(members("left")) >= {"side/left"}


@pytest.mark.parametrize("word", ["不", "不能", "没有", "不得", "尚未", "not", "can't", "without"])
def test_a_denial_is_known(word: str) -> None:
    """The plain denials of both languages are."""
    assert denies(word)
    assert negative(word)
