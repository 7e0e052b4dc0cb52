"""English left in a Chinese translation, and English that belongs there."""

from __future__ import annotations

import pytest

import alignkit as ak

LEFT = "what a foreign method does"
SOURCE = (
    'Depending on {0}, run pip install -r {0} with "{0}" ({0}); choose red, green, blue or '
    "git commit --amend --no-edit now."
)


@pytest.mark.parametrize("other", [LEFT, "how our old servers wait", "a rule that nobody reads"])
@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("视{0}而定，其结果不同。", True),
        ("在“手册”（第一版）中，视{0}而定。", True),
        ("视对方的方法（{0}）而定，其结果不同。", False),
        ("运行时会出现“{0}”的提示。", False),
        ('运行时会出现"{0}"的提示。', False),
        ("可以选 red, green, blue 等等，任选其一。", False),
        ("现在运行 git commit --amend --no-edit now 即可。", False),
    ],
)
def test_english_that_nobody_translated_is_told(other: str, target: str, told: bool) -> None:
    """What is cited, listed or typed stays as it is; the mark is in the translation alone."""
    pair = SOURCE.format(other), target.format(other)
    found = ak.check(ak.Bitext.from_pairs([pair], "en", "zh"), select=["COV005"])
    assert bool(found) is told
    assert all(finding.target.spans and not finding.source.spans for finding in found)


@pytest.mark.parametrize("word", ["dentist", "noodles", "tired dentist"])
@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("她昨天在城里遇见了{0}，两人谈了很久。", True),
        ("昨天，{0}和两名教师也来了。", True),
        ("她昨天在城里遇见了“{0}”，两人谈了很久。", False),
        ("她昨天在城里遇见了某人（{0}），两人谈了很久。", False),
        ("她昨天在城里运行了 `{0}`，用了很久。", False),
    ],
)
def test_a_plain_word_that_chinese_translates_is_told(word: str, target: str, told: bool) -> None:
    """A word or two left in English; what is cited, bracketed or code stays."""
    pair = f"Yesterday she met the {word} in town and stayed a long time.", target.format(word)
    found = ak.check(ak.Bitext.from_pairs([pair], "en", "zh"), select=["COV005"])
    assert bool(found) is told


@pytest.mark.parametrize("word", ["pod", "token", "kubectl", "Chitumbuka"])
def test_a_word_that_chinese_keeps_or_nobody_knows_is_left(word: str) -> None:
    """Terms of the trade, commands and names."""
    pair = f"Restart the {word} and wait for a minute.", f"请重启 {word} 并等待一分钟。"
    assert not ak.check(ak.Bitext.from_pairs([pair], "en", "zh"), select=["COV005"])


def test_a_word_that_stands_beside_its_translation_is_left() -> None:
    """牙医 dentist: an original that is given, without brackets."""
    pair = "Ask your dentist first.", "请先询问您的牙医 dentist 的意见。"
    assert not ak.check(ak.Bitext.from_pairs([pair], "en", "zh"), select=["COV005"])


@pytest.mark.parametrize(("mark", "end"), [('"', '"'), ("“", "”"), ("‘", "’")])
def test_chinese_that_begins_a_speech_is_no_gloss(mark: str, end: str) -> None:
    """A quotation that goes on in English holds a word that was left; a quoted word is cited."""
    left = "“爷爷，你替我养着它。”", f"{mark}爷爷, keep it for me.{end}"
    cited = "“福”字倒着贴。", f"The character for luck, {mark}福{end}, is hung upside down."
    for pair, told in ((left, True), (cited, False)):
        found = ak.check(ak.Bitext.from_pairs([pair], "zh", "en"), select=["COV005"])
        assert bool(found) is told


@pytest.mark.parametrize("run", ["rustup help toolchain", "what the headers say"])
def test_english_left_in_chinese_is_a_note(run: str) -> None:
    """Readers found most of it kept on purpose: commands, messages, titles."""
    pair = f"For more see {run} and this page.", f"更多信息见 {run} 和本页。"
    found = ak.check(ak.Bitext.from_pairs([pair], "en", "zh"), select=["COV005"])
    assert [finding.severity.value for finding in found] == ["info"]


@pytest.mark.parametrize("others", [0, 1, 30])
def test_where_sentences_mix_english_in_one_more_word_is_no_finding(others: int) -> None:
    """A text of a trade speaks so; a single other word makes none of it."""
    word = "Yesterday she met the dentist in town.", "她昨天在城里遇见了dentist。"
    plain = [("The bridge was closed.", "桥封了。")] * 40
    mixed = [("Restart the pod.", "请重启 pod。")] * others
    found = ak.check(ak.Bitext.from_pairs([word, *mixed, *plain], "en", "zh"), select=["COV005"])
    assert bool(found) is (others < 2)
