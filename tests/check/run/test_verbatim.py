"""What stands on both sides as it is, is no finding."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak


def _findings(folder: Path, source: str, target: str) -> list[ak.Finding]:
    for name, text in (("a.src.md", source), ("a.tgt.md", target)):
        (folder / name).write_text(text, encoding="utf-8")
    pair = ak.align(folder / "a.src.md", folder / "a.tgt.md")
    return list(ak.check(pair).at_least("warning"))


TABLE = "| 72B | 235B |\n|---|---|\n| 1 | 2 |\n"
ZH = f"# 安装\n\n先运行 `port=80` 这条命令。\n\n```\nx = 80 # 等待\n```\n\n{TABLE}"
EN = f"# Setup\n\nRun the command `port=80` first.\n\n```\nx = 80 # wait\n```\n\n{TABLE}"


def test_code_and_cells_that_are_the_same_are_no_findings(tmp_path: Path) -> None:
    """No rule speaks of numbers or words that stand on both sides."""
    assert _findings(tmp_path, ZH, EN) == []
    assert _findings(tmp_path, EN, ZH) == []


@pytest.mark.parametrize(("was", "now"), [("80` first", "80 first"), ("Run", "Do not run")])
def test_marks_on_both_sides_are_never_one_text(tmp_path: Path, was: str, now: str) -> None:
    """Where a finding marks both sides, the marked texts differ."""
    for finding in _findings(tmp_path, ZH, EN.replace(was, now)):
        assert not finding.source.spans or finding.source.marked() != finding.target.marked()


def test_a_list_of_titles_that_stay_is_one_remark(tmp_path: Path) -> None:
    """Six titles kept in the original are one finding of information."""
    titles = "\n".join(f"- Survey of things {n}" for n in range(6))
    pair = (
        f"安装之前请先保存所有打开的文件，然后关闭所有窗口，最后重新启动计算机。\n\n{titles}\n",
        "Before installing save all files, close all windows and restart the computer.\n\n"
        f"{titles}\n",
    )
    assert _findings(tmp_path, *pair) == []
    assert _findings(tmp_path, *pair[::-1]) == []


def test_a_number_that_stands_once_less_is_still_found(tmp_path: Path) -> None:
    """Each occurrence needs its own counterpart."""
    source = "会议有 85 人参加，其中 85 人发言。\n"
    found = _findings(tmp_path, source, "The meeting had 85 people, of whom 58 spoke.\n")
    assert any(finding.rule.startswith("NUM") for finding in found)


@pytest.mark.parametrize(
    ("one", "two"), [("打开 %1", "Open %2"), ("你好 {0}", "Hello {1}"), ("打开 %1$s", "Open %2$s")]
)
def test_the_number_of_an_argument_is_no_quantity(one: str, two: str) -> None:
    """What a program fills in is the placeholders' matter alone."""
    found = ak.check(ak.Bitext.from_pairs([(one, two)], "zh", "en"), select=["NUM", "LIT001"])
    assert {finding.rule for finding in found} == {"LIT001"}


@pytest.mark.parametrize("kept", ["区块链", "四舍五入", "杂货铺"])
def test_words_left_as_they_are_are_marked_in_the_translation(kept: str) -> None:
    """A word that stands on both sides is told, and marked where it is wrong."""
    pair = [
        (f"这家公司去年研究了{kept}技术。", f"The company studied {kept} technology last year.")
    ]
    told = [f for f in ak.check(ak.Bitext.from_pairs(pair, "zh", "en")) if f.rule == "COV005"]
    assert [f.target.marked() for f in told] == [(kept,)]
    assert all(not f.source.spans for f in told)


@pytest.mark.parametrize("bar", ["中文 | English | 日本語", "English · 简体中文 · 한국어"])
def test_a_bar_of_languages_is_not_untranslated(bar: str) -> None:
    """Languages name themselves, in every version of a page."""
    assert not [
        f for f in ak.check(ak.Bitext.from_pairs([(bar, bar)], "zh", "en")) if f.rule == "COV005"
    ]


@pytest.mark.parametrize("sign", ["&#39;", "&#8217;", "&#x2019;", "&rsquo;"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_character_by_its_number_is_no_number(sign: str, turned: bool) -> None:
    """Texts of programs hold &#39; where others have an apostrophe."""
    english, chinese = f"Please don{sign}t share the 5 keys.", "请勿分享这 5 个密钥。"
    pair = (chinese, english) if turned else (english, chinese)
    langs = ("zh", "en") if turned else ("en", "zh")
    assert not ak.check(ak.Bitext.from_pairs([pair], *langs), select=["NUM"])
    wrong = (pair[0], pair[1].replace("5", "6"))
    assert ak.check(ak.Bitext.from_pairs([wrong], *langs), select=["NUM"])
