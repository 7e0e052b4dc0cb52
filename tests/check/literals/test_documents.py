"""What LIT finds in documents and resources, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import alignkit as ak
from alignkit.check.literals.icu import message
from alignkit.check.literals.spotting import by_form
from alignkit.read.addresses import neutral, same_place

ZH = (
    "# 设置\n\n先运行 `npm install`，再编辑 [配置](docs/zh/setup.md)，需要 Python 3.10.2。\n\n"
    "![](img/plan.png)\n\n按 <kbd>Ctrl</kbd> 键。\n\n```\nport = 8080\n```\n"
)
EN = (
    "# Setup\n\nFirst run `npm install`, then edit the [settings](docs/en/setup.md); this needs "
    "Python 3.10.2.\n\n![](img/plan.png)\n\nPress the <kbd>Ctrl</kbd> key.\n\n"
    "```\nport = 8080\n```\n"
)


def _literal(folder: Path, zh: str, en: str) -> dict[str, str]:
    for name, text in (("a.zh.md", zh), ("a.en.md", en)):
        (folder / name).write_text(text, encoding="utf-8")
    found = ak.check(ak.align(folder / "a.zh.md", folder / "a.en.md"), select=["LIT"])
    return {finding.rule: finding.severity.value for finding in found}


def test_a_right_translation_has_no_such_finding(tmp_path: Path) -> None:
    """Paths for another language are the same place, in both directions."""
    assert _literal(tmp_path, ZH, EN) == {}


@pytest.mark.parametrize(
    ("was", "now", "rule"),
    [
        ("`npm install`", "`npm instal`", "LIT004"),
        ("setup.md", "steup.md", "LIT005"),
        ("plan.png", "plam.png", "LIT006"),
        ("3.10.2", "3.10.3", "LIT008"),
        ("</kbd>", "", "LIT003"),
        ("8080", "8081", "LIT017"),
    ],
)
def test_each_slip_is_found_and_nothing_else(tmp_path: Path, was: str, now: str, rule: str) -> None:
    """A changed literal is a warning of its own rule, whichever side is the original."""
    assert _literal(tmp_path, ZH, EN.replace(was, now)) == {rule: "warning"}
    assert rule in _literal(tmp_path, EN, ZH.replace(was, now))


def test_code_that_is_plain_text_on_the_other_side_is_no_finding(tmp_path: Path) -> None:
    """The marks around code may be left out; the code may not."""
    assert _literal(tmp_path, ZH, EN.replace("`", "")) in ({}, {"LIT017": "warning"})


FRAME = '<h3 align="center">\n<a href="https://x.org">\n<img src="a.png">\n</a>\n</h3>\n\n'


@pytest.mark.parametrize("tag", ['<a href="https://x.org">', "</a>"])
@pytest.mark.parametrize("sides", [(ZH, EN), (EN, ZH)], ids=["zh", "en"])
def test_an_element_around_an_image_that_lost_a_tag_is_told(
    tmp_path: Path, tag: str, sides: tuple[str, str]
) -> None:
    """No sentence holds such a tag; what the source lacks as well is left alone."""
    ours, theirs = FRAME + sides[0], FRAME + sides[1]
    assert _literal(tmp_path, ours, theirs) == {}
    told = _literal(tmp_path, ours, theirs.replace(tag, ""))
    assert told in ({"LIT018": "warning"}, {"LIT003": "warning"})
    assert _literal(tmp_path, ours.replace(tag, ""), theirs.replace(tag, "")) == {}


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        ("请联系foo@bar.org或重启", ["foo@bar.org"]),
        ("装上https://a.org/x.exe这个再重启", ["https://a.org/x.exe"]),
        ("见https://zh.org/wiki/猫 一页", ["https://zh.org/wiki/猫"]),
        ("按tau_ms（默认）衰减", ["tau_ms"]),
        ("调用getName()后", ["getName()"]),
        ("升级到v3.2.1后", ["v3.2.1"]),
        ("需要Python3.10.2以上", ["3.10.2"]),
        ("使用--force选项", ["--force"]),
        ("见src/brpc/callback.h即可", ["src/brpc/callback.h"]),
        ("共%d个文件", ["%d"]),
        ("用#hashtag标记", ["#hashtag"]),
        ("在2023.10.17发布", []),
        ("哥伦比亚特区（D.C）的人", []),
        ("见a.py和b.c", ["a.py"]),
    ],
)
def test_a_literal_without_a_space_beside_chinese_is_one(text: str, literals: list[str]) -> None:
    """Chinese writes no space beside Latin; what stands between the characters is told apart."""
    assert [spot.text for spot in by_form(text)] == literals
    spaced = [spot.text for spot in by_form(" ".join(["x", *literals, "y"]))]
    assert spaced == literals


RESOURCE = {
    "count": "{count} files in {folder}",
    "printf": "%s of %d",
    "tag": "Read <b>this</b>",
    "menu": "&Open",
    "line": "One\nTwo",
}


@pytest.mark.parametrize(
    ("key", "text", "rule"),
    [
        ("count", "{folder} 中有 {number} 个文件", "LIT001"),
        ("printf", "%s 的", "LIT001"),
        ("tag", "请读<b>这个", "LIT003"),
        ("menu", "打开", "LIT015"),
    ],
)
def test_placeholders_tags_and_accelerators_of_resources(
    tmp_path: Path, key: str, text: str, rule: str
) -> None:
    """Each broken value is found under its own rule; a whole one is not."""
    good = {
        "count": "{folder} 中有 {count} 个文件",
        "printf": "%2$d 个中的 %1$s",
        "tag": "请读<b>这个</b>",
        "menu": "打开(&O)",
        "line": "一\n二",
    }
    paths = tmp_path / "en.json", tmp_path / "zh.json"
    paths[0].write_text(json.dumps(RESOURCE), "utf-8")
    paths[1].write_text(json.dumps(good, ensure_ascii=False), "utf-8")
    assert ak.check(*paths, select=["LIT"]).counts() == {}
    paths[1].write_text(json.dumps({**good, key: text}, ensure_ascii=False), "utf-8")
    assert set(ak.check(*paths, select=["LIT"]).counts()) == {rule}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("mail info@a.example now", ["email"]),
        ("see https://a.example/b.", ["url"]),
        ("use --force and {name} or %(x)s", ["option", "placeholder", "placeholder"]),
        ("edit src/main.py in v2.1-rc1", ["file", "version"]),
        ("set max_value with run()", ["identifier", "identifier"]),
        ("done :tada: #release", ["emoji", "hashtag"]),
        ("It grew by 50% to 3.5 million, e.g. in No. 3.", []),
        ("增长了 50%，达到 3.5 亿。", []),
        ("需要 numpy>=1.21、node==18.2、^7.1。", ["version"] * 3),
        ("差异显著（P=0.001，r<0.5，OR>1.2，χ2=3.14）。", []),
        ("{{x}} ${y} #{z} %1 %@ {0}", ["placeholder"] * 6),
    ],
)
def test_literals_are_known_by_their_form(text: str, kinds: list[str]) -> None:
    """Prose with numbers and stops holds none."""
    assert [spot.kind for spot in by_form(text)] == kinds


def test_a_changed_version_is_marked_without_the_sentence_s_bracket() -> None:
    """What closes a bracket around the slip stays out of the mark."""
    pair = ("请安装新版本（numpy>=1.21）。", "Install the new release (numpy>=1.12).")
    found = ak.check(ak.Bitext.from_pairs([pair], "zh", "en"), select=["LIT008"])
    assert [finding.target.marked() for finding in found] == [("1.12",)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("README_zh.md", "README.md"),
        ("./docs/zh-CN/a.md#安装", "docs/en/a.md#install"),
        ("https://cn.a.example/b", "https://a.example/b"),
        ("/zh/a?language=cn", "/en/a?language=en"),
        ("img/zh/a.png", "img/en/a.jpg"),
    ],
)
def test_one_place_in_two_languages_is_one(one: str, two: str) -> None:
    """Language tags in paths, hosts and queries do not tell places apart, in either order."""
    assert same_place(one, two)
    assert same_place(two, one)


def test_other_places_are_others() -> None:
    """A page, a host and a mistyped heading differ."""
    assert not same_place("a.example/x", "a.example/y")
    assert same_place("https://a.cn", "https://a.com")
    assert not same_place("https://a.cn", "https://a.qn")
    assert not same_place("a.md#install-it", "a.md#instal-it")
    assert neutral("huggingface.example/a/Chinese") != neutral("huggingface.example/a/Chineze")


def test_icu_messages_that_do_not_close_are_told() -> None:
    """A choice whose brace is open is no whole message."""
    held = message("{n, plural, one {# file} other {# files")
    assert held is not None
    assert not held.whole


def test_both_tags_of_an_element_are_one_finding() -> None:
    """An element that was added is told once, not once for each of its tags."""
    bitext = ak.Bitext.from_pairs([("按下键。", "Press the <kbd>key</kbd>.")], "zh", "en")
    found = [f.message for f in ak.check(bitext, select=["LIT003"]) if f.rule == "LIT003"]
    assert found == ["the tag <kbd> is not in the source"]


def test_a_value_that_became_another_of_its_form_is_told() -> None:
    """A number in a code span and one of the same form on the other side are one, changed."""
    zh, en = "阈值默认为 `0.8`，名称不变。", "The threshold is '0.4' by default."
    bitext = ak.Bitext.from_pairs([(zh, en)], "zh", "en")
    found = [f.message for f in ak.check(bitext, select=["LIT004"]) if f.rule == "LIT004"]
    assert found == ["another code: 0.8 became 0.4"]


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("你好 %1$s", "Hello %2$s", "another placeholder: %1$s became %2$s"),
        ("%1$s 对 %2$s", "%2$s to %1$s", ""),
        ("%s 对 %s", "%2$s to %1$s", ""),
        ("你好 { $name }", "Hello { $nme }", "another placeholder: { $name } became { $nme }"),
        ("你好 { $name }", "Hello {$name}", ""),
    ],
)
def test_what_a_text_takes_by_number_or_name_is_compared(zh: str, en: str, told: str) -> None:
    """Numbered arguments may change their order, but not which are taken; so Fluent's names."""
    found = ak.check(ak.Bitext.from_pairs([(zh, en)], "zh", "en"), select=["LIT001"])
    assert [f.message for f in found if f.rule == "LIT001"] == [told] * bool(told)
