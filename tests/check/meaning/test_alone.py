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


@pytest.mark.parametrize(
    ("zh", "en", "other"),
    [
        ("甲方应向乙方支付定金。", "Party A shall pay the deposit to Party B.",
         "Party B shall pay the deposit to Party A."),
        ("卖方应当向买方提供发票。", "The seller shall provide the buyer with an invoice.",
         "The buyer shall provide the seller with an invoice."),
        ("乙方应当书面通知甲方。", "Party B shall notify Party A in writing.",
         "Party A shall notify Party B in writing."),
    ],
)  # fmt: skip
def test_parties_whose_roles_are_exchanged_are_told(zh: str, en: str, other: str) -> None:
    """The one who gives is named first on both sides, but where English turns a sentence round."""
    for langs in (("zh", "en"), ("en", "zh")):
        step = 1 if langs[0] == "zh" else -1
        assert [rule for rule, _ in _said(*(zh, other)[::step], langs)] == ["MIS008"]
        assert not _said(*(zh, en)[::step], langs)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("甲方应向乙方支付定金。", "Party B shall be paid the deposit by Party A."),
        ("甲方应向乙方支付定金。", "Party B shall receive the deposit from Party A."),
        ("甲方应向乙方支付定金。", "To Party B, Party A shall pay the deposit."),
        ("甲方的损失由乙方赔偿。", "Party B shall compensate Party A for the loss."),
        ("甲方同意后乙方可以转租。", "Party B may sublet with the consent of Party A."),
        ("甲方和乙方各执一份。", "Party B and Party A shall each hold one copy."),
    ],
)
def test_a_sentence_turned_round_keeps_its_roles(zh: str, en: str) -> None:
    """A passive names the other one first, and so does a possessive."""
    assert "MIS008" not in [rule for rule, _ in _said(zh, en, ("zh", "en"))]


def test_a_word_denies_by_what_renders_it() -> None:
    """Prefixes alone do not tell: include and increase deny nothing."""
    assert min(map(denying, ("unable", "without", "cannot", "无法"))) >= DENIES
    assert max(map(denying, ("include", "increase", "information", "进一步"))) < DENIES


def test_sides_that_deny_equally_raise_no_suspicion() -> None:
    """As many denials on both sides answer each other."""
    assert not list(suspicions((["他", "不", "来"], ["he", "does", "not", "come"])))


@pytest.mark.parametrize("party", ["breaching", "defaulting"])
@pytest.mark.parametrize("mark", ["-", " "])
def test_a_party_that_is_denied_is_the_other_one(party: str, mark: str) -> None:
    """A non-breaching party is no breaching one, and the two are told apart."""
    kept = "守约方可以书面通知解除本合同。"
    right = f"The non{mark}{party} Party may terminate this Agreement by written notice."
    wrong = f"The {party} Party may terminate this Agreement by written notice."
    assert "MIS008" not in [rule for rule, _ in _said(kept, right, ("zh", "en"))]
    assert "MIS008" in [rule for rule, _ in _said(kept, wrong, ("zh", "en"))]
