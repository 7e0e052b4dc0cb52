"""Words that deny or oblige, weighed at their places, in both directions."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit import Bitext
from alignkit.check.meaning.linked import Reading, reading
from alignkit.check.meaning.opposed import DENIAL
from alignkit.check.meaning.outright import likeliest
from alignkit.check.meaning.stance_weights import FEATURES
from alignkit.check.meaning.stances import Weighing, classes, stances
from alignkit.check.run.view import PairView

PAIR = ("承包人不得将工程转包给第三人。",
        "The contractor shall not subcontract the works to a third party.")  # fmt: skip


def _read(source: str, target: str, langs: tuple[str, str] = ("zh", "en")) -> Reading:
    view = PairView(Bitext.from_pairs([(source, target)], *langs)).view(0)
    found = reading(view)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", sorted(FEATURES))
def test_each_stance_has_every_sign_in_both_directions(kind: str) -> None:
    """What is weighed has a weight for each sign, whichever side is the source."""
    pair = {"denial": PAIR, "force": (PAIR[0], PAIR[1].replace("shall not", "may"))}[kind]
    for texts, langs in ((pair, ("zh", "en")), (pair[::-1], ("en", "zh"))):
        held = stances(_read(*texts, langs), kind)
        assert held
        assert {len(one.features) for one in held} == {len(FEATURES[kind])}


def test_a_lost_denial_weighs_more_than_a_kept_one() -> None:
    """Whichever side has lost it, and whichever is the source."""
    lost = (PAIR[0], PAIR[1].replace(" not", "")), (PAIR[0].replace("不得", "应当"), PAIR[1])
    for langs, step in ((("zh", "en"), 1), (("en", "zh"), -1)):
        kept = likeliest(_read(*PAIR[::step], langs), "denial")
        for pair in lost:
            told = likeliest(_read(*pair[::step], langs), "denial")
            assert told is not None
            assert kept is not None
            assert told.odds > kept.odds + 2, pair


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("直到十点他才来。", "He did not come until ten."),
        ("通知送达后方可解除合同。", "The contract may not be terminated until notice is served."),
    ],
)
def test_not_until_is_no_denial_where_the_chinese_says_only_then(zh: str, en: str) -> None:
    """才, 直到 and 方可 say when; so does “not until”."""
    held = stances(_read(zh, en), "denial")
    assert not [one for one in held if one.side == 1 and one.features[0] > 0]


def test_a_word_may_be_of_two_forces() -> None:
    """May permits and supposes; must obliges alone; a noun has no force."""
    assert classes("may") == {"force/permit", "likelihood/maybe"}
    assert classes("must") == {"force/oblige"}
    assert not classes("house")


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("乙方支付运费。", "Party B shall pay the freight."),
        ("企业可以申请补贴。", "Enterprises are entitled to apply for the subsidy."),
        ("乙方应当支付运费。", "Party B pays the freight."),
    ],
)
def test_a_duty_is_weighed_where_the_other_side_says_less(zh: str, en: str) -> None:
    """Law states duties without a word for them; a word of the same force is an answer."""
    for texts, langs in (((zh, en), ("zh", "en")), ((en, zh), ("en", "zh"))):
        read = _read(*texts, langs)
        held = stances(read, "force")
        assert not [one for one in held if classes(read.words[one.side].forms[one.place])]


def test_an_empty_side_holds_no_stance() -> None:
    """Nothing is weighed where nothing stands."""
    found = ak.check(Bitext.from_pairs([("不得吸烟。", "…")], "zh", "en"), select=["MIS001"])
    assert not list(found)


@pytest.mark.parametrize(
    ("zh", "en", "bare"),
    [
        ("承包人必须在十日内提交报告。", "The contractor may submit the report in ten days.", True),
        ("门票大约五十元。", "The ticket might be about fifty yuan.", False),
    ],
)
def test_a_force_is_told_aloud_where_the_other_side_states_a_contrary_one(
    zh: str, en: str, bare: bool
) -> None:
    """What one side does not state at all may be understood."""
    for texts, langs in (((zh, en), ("zh", "en")), ((en, zh), ("en", "zh"))):
        told = likeliest(_read(*texts, langs), "force")
        assert (told is not None and told.outright) == bare


def test_a_denial_that_is_said_in_another_way_is_not_told_aloud() -> None:
    """More unlikely is less likely."""
    lost = ("公司不向第三方提供数据。", "The company provides data to third parties.")
    other = ("他更不可能有全职工作。", "He is less likely to have a full-time job.")
    for step, langs in ((1, ("zh", "en")), (-1, ("en", "zh"))):
        for pair, bare in ((lost, True), (other, False)):
            told = likeliest(_read(*pair[::step], langs), "denial")
            assert (told is not None and told.outright) == bare


@pytest.mark.parametrize("number", ["2", "14", "305"])
@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        (
            "第{}号船闸不影响通航。",
            "Lock No. {} does not affect navigation.",
            "Lock No. {} affects navigation.",
        ),
        (
            "本公司不接受第{}号文件。",
            "The company does not accept Document No. {}.",
            "The company accepts Document No. {}.",
        ),
    ],
)
def test_the_sign_of_a_number_denies_nothing(number: str, zh: str, en: str, wrong: str) -> None:
    """“No. 7” is no denial, and answers none, in both directions; “no later than” says when."""
    for text, held in ((en, [1, 1]), (wrong, [1, 0])):
        for pair, langs in (((zh, text), ("zh", "en")), ((text, zh), ("en", "zh"))):
            read = _read(*(side.format(number) for side in pair), langs)
            counts = [len(side) for side in Weighing(read, DENIAL).held]
            assert counts == (held if langs[0] == "zh" else held[::-1])
    late = _read("应提前三十日提出。", "It shall be filed no later than 30 days before.")
    assert Weighing(late, DENIAL).held == [[], []]


@pytest.mark.parametrize("word", ["不但", "不仅", "不光"])
@pytest.mark.parametrize("turned", [False, True])
def test_not_only_denies_nothing_in_one_word(word: str, turned: bool) -> None:
    """“不但…而且” adds, as “as well as” does, in both directions."""
    pair = (
        f"该系统{word}支持中文，而且支持日文。",
        "The system supports Chinese as well as Japanese.",
    )
    read = _read(*(pair[::-1] if turned else pair), ("en", "zh") if turned else ("zh", "en"))
    assert Weighing(read, DENIAL).held == [[], []]
