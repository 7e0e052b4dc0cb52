"""What one side says alone: other verbs, other words, both directions."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit import Bitext, Severity
from alignkit.check.meaning.opposed import DENIES, denying, suspicions

# Chinese verb, English verb.
VERBS = (("吸烟", "smoke"), ("停车", "park"), ("用餐", "eat"), ("唱歌", "sing"), ("工作", "work"))


def _said(source: str, target: str, langs: tuple[str, str]) -> list[tuple[str, Severity]]:
    found = ak.check(Bitext.from_pairs([(source, target)], *langs), select=["MIS"])
    return [(f.rule, f.severity) for f in found]


@pytest.mark.parametrize(("zh", "en"), VERBS)
def test_a_prohibition_that_became_a_permission_is_told(zh: str, en: str) -> None:
    """Whatever is forbidden, in both directions."""
    forbidden = f"租户不得在楼内{zh}。", f"The tenant must not {en} in the building."
    allowed = f"租户可以在楼内{zh}。", f"The tenant may {en} in the building."
    for langs in (("zh", "en"), ("en", "zh")):
        order = 1 if langs[0] == "zh" else -1
        for pair in ((forbidden[0], allowed[1]), (allowed[0], forbidden[1])):
            said = _said(*pair[::order], langs)
            assert any(rule in ("MIS007", "MIS001") for rule, _ in said), pair
        for right in (forbidden, allowed):
            assert not _said(*right[::order], langs), right


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("产量不断提高。", "Output keeps rising."),
        ("他们看看冰化了没有。", "They looked whether the ice had melted."),
        ("费用不得超过100元。", "The fee may be up to 100 yuan."),
        ("未来的非洲", "Africa of the future"),
        ("直到十点他才来。", "He did not come until ten."),
    ],
)
def test_words_that_deny_in_one_language_alone_are_no_finding(zh: str, en: str) -> None:
    """Which words they are was counted on natural pairs, and no list of them is kept."""
    assert not _said(zh, en, ("zh", "en"))
    assert not _said(en, zh, ("en", "zh"))


@pytest.mark.parametrize("names", [("甲方", "乙方", "Party A", "Party B"),
                                   ("买方", "卖方", "The buyer", "The seller")])  # fmt: skip
def test_one_party_for_the_other_is_a_warning(names: tuple[str, ...]) -> None:
    """In both directions, whichever party it is."""
    zh, other_zh, en, other_en = names
    for own, put in ((zh, other_en), (other_zh, en)):
        pair = f"{own}应于收到发票后付款。", f"{put} shall pay after receipt of the invoice."
        for langs in (("zh", "en"), ("en", "zh")):
            said = _said(*pair[:: 1 if langs[0] == "zh" else -1], langs)
            assert ("MIS008", Severity.WARNING) in said, pair


def test_a_word_denies_by_what_renders_it() -> None:
    """Prefixes alone do not tell: include and increase deny nothing."""
    assert min(map(denying, ("unable", "without", "cannot", "无法"))) >= DENIES
    assert max(map(denying, ("include", "increase", "information", "进一步"))) < DENIES


def test_sides_that_deny_equally_raise_no_suspicion() -> None:
    """As many denials on both sides answer each other."""
    assert not list(suspicions((["他", "不", "来"], ["he", "does", "not", "come"])))
