"""One text rendered in two ways: told once, where no other sense and no other form is meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import alignkit as ak

LABELS = ["title", "button"]


def told(folder: Path, source: object, target: object, langs: str = "zh en") -> list[tuple]:
    """Return severity, key and renderings of what is found in two JSON files."""
    paths = [folder / f"app.{lang}.json" for lang in langs.split()]
    for path, texts in zip(paths, (source, target), strict=True):
        path.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    found = ak.check(*paths, select=["TRM007"])
    return [(f.severity.value, f.values["key"], f.values["renderings"]) for f in found]


@pytest.mark.parametrize(
    ("source", "one", "two"),
    [
        ("Sign in", "登录", "登陆"),
        ("Home", "首页", "主页"),
        ("Replace all", "全部替换", "替换全部"),
        ("Grid step", "网格步长", "栅格步长"),
    ],
)
def test_a_label_with_two_near_renderings_warns_once(
    tmp_path: Path, source: str, one: str, two: str
) -> None:
    """However often each stands, in either order of keys, the rarer one is told with its key."""
    english = {"a": source, "b": source.upper(), "c": f"{source}…", "d": "Quit"}
    chinese = {"a": one, "b": two, "c": one, "d": "退出"}
    assert told(tmp_path, english, chinese, "en zh") == [("warning", "b", [one, two])]
    chinese = {"a": two, "b": one, "c": one, "d": "退出"}
    assert told(tmp_path, english, chinese, "en zh") == [("warning", "a", [one, two])]


def test_from_chinese_another_word_warns(tmp_path: Path) -> None:
    """The other direction: one word exchanged in the English label."""
    found = told(
        tmp_path, {"a": "切换模式", "b": "切换模式"}, {"a": "Toggle mode", "b": "Switch mode"}
    )
    assert found == [("warning", "b", ["Toggle mode", "Switch mode"])]


def test_what_shares_nothing_is_a_note(tmp_path: Path) -> None:
    """Two senses of one word are likelier then, and long texts are no labels."""
    assert told(tmp_path, {"a": "Order", "b": "Order"}, {"a": "订单", "b": "排序"}, "en zh") == [
        ("info", "b", ["订单", "排序"])
    ]
    long = "The changes take effect when the project is loaded again."
    chinese = {"a": "更改将在重新加载项目后生效。", "b": "更改仅在重新加载项目时生效。"}
    assert [f[0] for f in told(tmp_path, {"a": long, "b": long}, chinese, "en zh")] == ["info"]


@pytest.mark.parametrize(
    ("source", "renderings"),
    [
        ("用户", ["Users", "The user"]),
        ("删除", ["Delete", "Deletion"]),
        ("登录", ["Log in", "Login"]),
        ("左边距", ["Left margin", "Margin, left"]),
        ("一月", ["January", "Jan"]),
    ],
)
def test_form_and_order_are_no_other_rendering(
    tmp_path: Path, source: str, renderings: list[str]
) -> None:
    """Chinese words have no form, so that English ones may have any."""
    texts = dict(zip(LABELS, renderings, strict=True))
    assert told(tmp_path, dict.fromkeys(LABELS, source), texts) == []


def test_punctuation_and_capitals_are_no_difference_and_questions_are(tmp_path: Path) -> None:
    """删除 and 删除？ are two texts; 保存： and 保存 are one."""
    assert told(tmp_path, {"a": "删除", "b": "删除？"}, {"a": "Delete", "b": "Remove it?"}) == []
    assert told(tmp_path, {"a": "Save", "b": "SAVE:"}, {"a": "保存", "b": "保存："}, "en zh") == []


def test_plural_forms_and_contexts_are_no_finding(tmp_path: Path) -> None:
    """A form, and a text whose catalogue gives it a context, are meant to differ."""
    english = {"a_one": "File", "a_other": "File", "b_one": "File", "b_other": "File"}
    chinese = {"a_one": "文件", "a_other": "文档", "b_one": "文件", "b_other": "文档"}
    assert told(tmp_path, english, chinese, "en zh") == []
    catalogue = tmp_path / "app.po"
    head = 'msgid ""\nmsgstr "Language: zh\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    units = "".join(
        f'\nmsgctxt "{context}"\nmsgid "Sign in"\nmsgstr "{text}"\n'
        for context, text in (("noun", "登录"), ("verb", "登陆"))
    )
    catalogue.write_text(head + units, "utf-8")
    assert not ak.check(catalogue, select=["TRM007"])


@pytest.mark.parametrize("turned", [False, True])
def test_in_documents_only_longer_texts_are_told_as_notes(turned: bool) -> None:
    """Yes may be anything; a sentence said twice is rendered once."""
    said, page = (
        "请在下一页填写您的姓名和地址。",
        "Please enter your name and address on the next page.",
    )
    other = "Fill in the form that follows, please."
    again = "随后请在下面的表格里写上名字与住址。"
    pairs = [("好的。", "Yes."), ("好的。", "Fine.")]
    pairs += [(page, said), (page, again)] if turned else [(said, page), (said, other)]
    found = ak.check(pairs, select=["TRM007"])
    assert [(f.severity.value, f.bead, f.values["usual_beads"]) for f in found] == [
        ("info", 3, [2])
    ]
