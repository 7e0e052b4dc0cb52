"""Rules of keyed files: what each finds, and that no other rule speaks of a lone key."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import alignkit as ak

ENGLISH = {
    "save": "Save",
    "open": "Open the file",
    "quit": "Quit without saving your changes",
    "about": "About GitHub",
    "kept": "Kubernetes",
    "same": "Cancel",
    "slack": "Slack",
    "use": "Open in Slack",
}
CHINESE = {
    "open": "打开文件",
    "quit": "",
    "about": "关于 GitHub",
    "kept": "Kubernetes",
    "same": "Cancel",
    "slack": "Slack",
    "use": "在 Slack 中打开",
    "more": "更多的文字",
}


def found(folder: Path, english: object, chinese: object) -> list[tuple[str, str]]:
    """Return the findings of two JSON files: rule and key."""
    paths = folder / "a.json", folder / "b.json"
    for path, texts in zip(paths, (english, chinese), strict=True):
        text = texts if isinstance(texts, str) else json.dumps(texts, ensure_ascii=False)
        path.write_text(text, "utf-8")
    return [(f.rule, f.values["key"]) for f in ak.check(*paths)]


def test_lone_and_empty_keys_are_found_once(tmp_path: Path) -> None:
    """Each key's trouble is told by one rule; names and words kept elsewhere are no trouble."""
    assert found(tmp_path, ENGLISH, CHINESE) == [
        ("KEY001", "save"),
        ("KEY003", "quit"),
        ("KEY002", "more"),
        ("KEY004", "same"),
    ]


def test_the_other_direction_is_the_mirror(tmp_path: Path) -> None:
    """From Chinese the same keys are in trouble; the empty one is the source's own affair."""
    assert sorted(found(tmp_path, CHINESE, ENGLISH)) == [
        ("KEY001", "more"),
        ("KEY002", "save"),
    ]


def test_clean_files_are_clean(tmp_path: Path) -> None:
    """Another order of keys is no finding, nor is a form that Chinese does not have."""
    english = {"n_one": "{n} file", "n_other": "{n} files", "save": "Save", "ok": "OK"}
    chinese = {"ok": "OK", "save": "保存", "n_other": "{n} 个文件"}
    assert found(tmp_path, english, chinese) == []


def test_a_form_that_the_language_needs_is_missing(tmp_path: Path) -> None:
    """The message names it."""
    assert found(tmp_path, {"n_other": "{n} 个文件"}, {"n_other": "{n} files"}) == [
        ("KEY001", "n (one)")
    ]


def test_a_key_that_stands_twice_is_found(tmp_path: Path) -> None:
    """On whichever side it stands."""
    twice = '{"save": "存储", "save": "保存"}'
    assert found(tmp_path, {"save": "Save"}, twice) == [("KEY006", "save")]


def test_fuzzy_and_empty_texts_of_a_catalogue(tmp_path: Path) -> None:
    """What gettext calls fuzzy is information, what is empty an error."""
    path = tmp_path / "zh.po"
    path.write_text(
        '#, fuzzy\nmsgid "Open"\nmsgstr "打开"\n\nmsgid "Save the file"\nmsgstr ""\n', "utf-8"
    )
    assert [(f.rule, str(f.severity)) for f in ak.check(path)] == [
        ("KEY003", "error"),
        ("KEY005", "info"),
    ]


def test_numbers_of_keyed_texts_are_checked(tmp_path: Path) -> None:
    """A keyed text is a text: every other family looks at it, and its findings name the key."""
    assert found(tmp_path, {"size": "Up to 5 MB"}, {"size": "最大 50 MB"}) == [("NUM002", "size")]


def test_a_list_that_lost_an_item_says_that_its_numbers_tell_nothing(tmp_path: Path) -> None:
    """Medium is gone, and Large stands in its place: the last number is the one that is missing."""
    paths = tmp_path / "a.json", tmp_path / "b.json"
    for path, sizes in zip(paths, (["Small", "Medium", "Large"], ["小", "大"]), strict=True):
        path.write_text(json.dumps({"size": sizes}, ensure_ascii=False), "utf-8")
    messages = [f.message for f in ak.check(*paths) if f.rule == "KEY001"]
    assert len(messages) == 1
    assert messages[0].startswith("the key size.2 is missing in the translation: its list is short")


def test_the_words_of_a_message_alone_are_text(tmp_path: Path) -> None:
    """The names of its branches are the program's, and no English left over."""
    english = {"n": "{count, plural, one {# file} other {# files}}"}
    assert found(tmp_path, english, {"n": "{count, plural, other {# 个文件}}"}) == []


LANGUAGES = (
    "Clojure Cython Erlang Fortran Kotlin OCaml Smalltalk Haskell Lua Perl Scala Swift TypeScript "
    "CoffeeScript Dart Golang LaTeX MATLAB MySQL Nginx PHP PowerShell Python Ruby SQL YAML Julia"
).split()
TRANSLATED = {
    "delete": ("Delete this file for ever?", "要永久删除这个文件吗？"),
    "send": ("The message could not be sent.", "消息未能发送。"),
    "page": ("Write your name on the next page.", "请在下一页写上您的姓名。"),
}


def left(folder: Path, kept: Sequence[str]) -> list[tuple[str, str]]:
    """Return severity and key of the texts that are told as left, of files with some others."""
    for path, side in (("app.en.json", 0), ("app.zh.json", 1)):
        texts = {name: name for name in kept} | {k: v[side] for k, v in TRANSLATED.items()}
        (folder / path).write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    found = ak.check(folder / "app.en.json", folder / "app.zh.json", select=["KEY004"])
    return [(f.severity.value, f.values["key"]) for f in found if f.rule == "KEY004"]


def test_names_that_chinese_has_no_word_for_may_stay(tmp_path: Path) -> None:
    """Kotlin is called so in Chinese as well; Cancel and Settings are not."""
    assert left(tmp_path, [*LANGUAGES[:6], "Cancel", "Settings"]) == [
        ("warning", "Cancel"),
        ("warning", "Settings"),
    ]


@pytest.mark.parametrize(("names", "severity"), [(LANGUAGES, "info"), ([], "warning")])
def test_in_a_list_of_names_what_else_stayed_is_a_note(
    tmp_path: Path, names: list[str], severity: str
) -> None:
    """Crystal and Puppet are names there; in a file that translates, they are words."""
    assert left(tmp_path, [*names, "Crystal", "Puppet"]) == [
        (severity, "Crystal"),
        (severity, "Puppet"),
    ]
