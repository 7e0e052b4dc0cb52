"""Denials, duties and contraries that one side has alone, in both directions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from alignkit.check.meaning.linked import NOTHING, reading
from alignkit.check.meaning.sense import KINDS, Sense, packed, sense, unpacked
from alignkit.check.meaning.signs import contraries, members, negative
from alignkit.check.run.find import in_beads
from alignkit.check.run.registry import chosen
from alignkit.check.run.view import PairView
from alignkit.compose import check
from alignkit.types import Bitext
from alignkit.words.tokens import denies

TURNED = [
    ("他没有参加会议。", "He attended the meeting.", "MIS001"),
    ("我们不能接受这个条件。", "We can accept this condition.", "MIS001"),
    ("该系统支持中文。", "The system does not support Chinese.", "MIS001"),
    ("去年出口大幅下降。", "Exports rose sharply last year.", "MIS003"),
    ("买方应支付运费。", "The seller shall pay the freight.", "MIS008"),
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
    found = [f for f in check(bitext(*pair), select=[rule]) if f.rule == rule]
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


MIXED = [
    ("公司不得向第三方提供数据。", "The company must provide data to third parties."),
    ("去年出口大幅下降。", "Exports rose sharply last year."),
    ("他昨天抵达法国。", "He arrived in Japan yesterday."),
    ("会议讨论了下一年度的预算，通过了三项决议，并决定在十月份再次召开全体会议。" * 3,
     "The meeting discussed the budget for next year, adopted three resolutions and decided "
     "to convene another plenary session in October. " * 3),
    ("猫。", "A cat."),
]  # fmt: skip


def _told(pairs: list[tuple[str, str]], turned: bool) -> list[tuple[Any, Any]]:
    langs = ("en", "zh") if turned else ("zh", "en")
    view = PairView(Bitext.from_pairs([pair[::-1] if turned else pair for pair in pairs], *langs))
    held = [reading(view.view(at)) for at in range(len(pairs))]
    return [read.told for read in held if read is not None]


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_told_of_a_pair_does_not_depend_on_its_company(turned: bool) -> None:
    """Texts of other sizes in the same block change nothing, nor does the place."""
    alone = [_told([pair], turned)[0] for pair in MIXED]
    together = _told([*reversed(MIXED), *MIXED * 3], turned)
    for own, there in zip([*reversed(alone), *alone * 3], together, strict=True):
        for side in (0, 1):
            assert np.allclose(own[side], there[side], atol=1e-4)


def test_a_text_too_long_to_be_judged_by_a_word_tells_nothing() -> None:
    """It does not keep the network from telling of its neighbours."""
    long = ("他昨天回家了。" * 60, "He went home yesterday. " * 60)
    told = _told([MIXED[1], long, MIXED[0]], False)
    assert [bool((both[0] == NOTHING).all()) for both in told] == [False, True, False]


def test_the_network_is_asked_once_for_many_beads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chunk of beads is one call, however many rules ask."""
    calls: list[int] = []
    held = Sense.__call__

    def counted(self: Sense, table: Any, pairs: Any, evidence: Any) -> Any:
        calls.append(len(pairs))
        return held(self, table, pairs, evidence)

    monkeypatch.setattr(Sense, "__call__", counted)
    check(Bitext.from_pairs(MIXED * 10, "zh", "en"), select=["MIS"])
    assert calls == [10 * len(MIXED)]


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("甲方应于收到发票后三十日内付款。", "Party B shall pay within thirty days.", "warning"),
        ("他没有参加昨天的会议。", "He attended yesterday's meeting.", "warning"),
        ("这座塔很高。", "This tower is low.", "info"),
    ],
)
def test_what_is_settled_wishes_for_a_warning(source: str, target: str, severity: str) -> None:
    """Parties of a contract, and a denial of which the other side has no sign; the rest are notes.

    What readers found a rule worth decides in the end.
    """
    view = PairView(bitext(source, target), promised=False)
    rules = [rule for rule in chosen(["MIS001", "MIS003"]) if rule.find]
    assert {str(f.severity) for f in in_beads(view, rules, 0, 1)} <= {severity}
