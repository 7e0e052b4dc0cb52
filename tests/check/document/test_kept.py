"""Documents as projects keep them: what is not worth a maintainer's minute is not told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import alignkit as ak

Checked = Callable[[str, str], list[ak.Finding]]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """The warnings and errors of two Markdown files."""

    def run(zh: str, en: str) -> list[ak.Finding]:
        (tmp_path / "a.zh.md").write_text(zh, encoding="utf-8")
        (tmp_path / "a.en.md").write_text(en, encoding="utf-8")
        bitext = ak.align(tmp_path / "a.zh.md", tmp_path / "a.en.md")
        return list(ak.check(bitext).at_least("warning"))

    return run


def _pair(source: str, target: str) -> list[ak.Finding]:
    return list(ak.check(ak.Bitext.from_pairs([(source, target)])))


ZH = [
    "工厂有三十五名工人。",
    "仓库里有一台旧机器。",
    "我们每天早上八点开门。",
    "请在离开之前关灯。",
]
EN = [
    "The factory has thirty-five workers.",
    "There is an old machine in the warehouse.",
    "We open at eight every morning.",
    "Please turn off the lights before you leave.",
]


@pytest.mark.parametrize(
    "bar",
    [
        "English | 简体中文 | 日本語",
        "Translations: [Deutsch](/de/a) | [简体中文](/zh_CN/a)",
        "Other versions: [Deutsch (alt)](/de/a) | [French](/fr/a)",
    ],
)
@pytest.mark.parametrize("side", [0, 1])
def test_a_bar_of_languages_on_one_side_is_not_told(checked: Checked, bar: str, side: int) -> None:
    """Links to the other versions of a page are no sentence that a translation lacks."""
    texts = ["\n\n".join([bar if at == side else "", *held]) for at, held in enumerate((ZH, EN))]
    assert not checked(*texts)


def test_a_part_left_out_begins_with_its_text(checked: Checked) -> None:
    """The end of a listing before it is not what a reader misses."""
    code = "```js\nrun(1);\n});\n});\n```\n"
    lost = [
        "## 维护",
        "每周检查一次机器。",
        "坏了的灯要换掉。",
        "地板要打扫干净。",
        "门要上锁。",
        "钥匙交给经理。",
    ]
    zh = "\n\n".join([ZH[0], code, *lost, code, *ZH[1:]])
    en = "\n\n".join([EN[0], code.replace("});\n});", "});"), code, *EN[1:]])
    told = [finding for finding in checked(zh, en) if finding.rule == "DOC003"]
    assert [finding.source.marked() for finding in told] == [("维护",)]


def test_bold_that_stayed_markup_is_told_once() -> None:
    """Both of its marks belong to one slip, and a link's bracket to its link."""
    found = _pair("完全开源的模型。", "**fully **open-source models.")
    assert [(f.rule, len(f.target.spans)) for f in found if f.rule == "FMT006"] == [("FMT006", 2)]
    found = _pair("见文档。", "See docs](https://a.example/b) here.")
    assert [f.rule for f in found if f.rule in ("FMT003", "FMT006")] == ["FMT006"]


def test_stars_of_a_note_are_no_markup() -> None:
    """A note may have another number of them."""
    assert not [f for f in _pair("*二、区域", "**2. The area") if f.rule == "FMT006"]
    assert [f for f in _pair("二、区域", "**2. The area") if f.rule == "FMT006"]


@pytest.mark.parametrize("joint", ["，", "和", "以及"])
def test_a_list_inside_a_sentence_has_no_brackets(joint: str) -> None:
    """1） and 2） number what they stand before, a Chinese word before them or not."""
    found = _pair("Two ways: 1) lease it and 2) buy it.", f"有两种办法：1）租用{joint}2）购买。")
    assert not [f for f in found if f.rule == "FMT003"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("build-passing-green.svg", False),
        ("%E6%9E%84%E5%BB%BA-passing-green.svg", False),
        ("构建-通过-green.sgv", True),
        ("构建-通过-red.svg", True),
    ],
)
def test_a_badge_may_be_translated(words: str, told: bool) -> None:
    """Its address holds its words; a slip in how it looks is told, as of any picture."""
    badge = "![a](https://img.shields.io/badge/{})"
    found = _pair(badge.format("构建-通过-green.svg"), badge.format(words))
    assert any(f.rule == "LIT006" for f in found) is told
    found = _pair(
        "![图](https://a.example/user-guide-a.png)", "![a](https://a.example/usre-guide-a.png)"
    )
    assert any(f.rule == "LIT006" for f in found)


@pytest.mark.parametrize("mark", ["（译注：{}）", "[译者注：{}]", "译者按：{}", "{}"])
def test_a_translator_s_note_is_meant(checked: Checked, mark: str) -> None:
    """What translators add in their own name is no sentence put in; another one is."""
    note = mark.format("这个机器在中国很常见，价格也不高。")
    (zh, en) = ([*ZH[:2], note, *ZH[2:]] * 1, EN)
    more = [
        (f"第{n}号门在晚上九点关闭。", f"Door number {n} closes at nine.") for n in range(2, 40)
    ]
    zh = "\n\n".join([*zh, *(one for one, _ in more)])
    en = "\n\n".join([*en, *(two for _, two in more)])
    told = [finding.rule for finding in checked(en, zh)]
    assert told == (["COV016"] if mark == "{}" else [])


MORE = [
    ("第一条规则说明了如何保存文件。", "The first rule explains how files are saved."),
    ("管理员可以删除任何旧账户。", "Administrators can delete any old account."),
    ("图片的大小不得超过十兆字节。", "Images must not be larger than ten megabytes."),
    ("每个用户都会收到一封欢迎邮件。", "Every user receives a welcome mail."),
    ("如果网络中断，系统会自动重试。", "If the network breaks, the system tries again by itself."),
    ("报告在每月的最后一天发布。", "Reports are published on the last day of each month."),
]


def _page(order: list[tuple[str, str]], others: list[tuple[str, str]]) -> tuple[str, str]:
    rest = list(zip(ZH, EN, strict=True))
    zh = [one for one, _ in [*rest[:2], *order, *rest[2:]]]
    en = [two for _, two in [*rest, *others]]
    return "\n\n".join(zh), "\n\n".join(en)


@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.parametrize("back", [False, True])
def test_what_stands_elsewhere_is_not_lost(checked: Checked, count: int, back: bool) -> None:
    """A sentence or a section moved to the end is no warning, in either direction."""
    pages = _page(MORE[:count], MORE[:count])
    told = checked(*(pages[::-1] if back else pages))
    assert not [f for f in told if f.rule in ("COV001", "COV007", "COV016", "DOC003")]


@pytest.mark.parametrize("back", [False, True])
def test_another_sentence_elsewhere_renders_nothing(checked: Checked, back: bool) -> None:
    """What is lost stays lost where the other side says something else at another place."""
    pages = _page(MORE[:1], MORE[2:3])
    told = [f.rule for f in checked(*(pages[::-1] if back else pages))]
    assert "COV001" in told
    numbered = _page(
        [("本页有 12 个链接和图片。", "")], [("", "This page has 15 links and pictures.")]
    )
    assert checked(*(numbered[::-1] if back else numbered))
