"""What the other families say hangs on what differs, too: not on number, verb, unit or dress."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.variants import Pattern, differing, dresses

import alignkit as ak

#: By family: patterns that nothing is wrong with.
RIGHT = {
    "COV": {
        "a clause beside a clause": (
            "公司在{n}年内投资建设新工厂|并且培训了许多年轻工人",
            "the company invested in a new factory within {n} years|it trained many young workers",
        ),
        "a measure": ("这条铁路长{n}{unit}", "the railway is {n} {unit} long"),
        "a change": ("粮食产量{up}了{n}%", "grain output {up} by {n}%"),
    },
    "MIS": {
        "a duty": (
            "承包人{must}在{n}天内提交报告",
            "the contractor {must} submit a report in {n} days",
        ),
        "a permission": (
            "企业{may}申请{n}次补贴",
            "enterprises {may} apply for subsidies {n} times",
        ),
        "a denial": ("他{n}天没有吃饭", "he did not eat for {n} days"),
        "a rise": ("去年出口{up}了{n}%", "exports {up} by {n}% last year"),
        "a fall": ("去年出口{down}了{n}%", "exports {down} by {n}% last year"),
        "a name": ("他在法国住了{n}年", "he lived in France for {n} years"),
    },
    "LIT": {
        "a placeholder": ("还剩{n}个文件 %s", "there are {n} files left %s"),
        "a tag": ("按 <kbd>Ctrl</kbd> 键{n}次", "press the key <kbd>Ctrl</kbd> {n} times"),
        "a name of a program": ("把 max_value 设为{n}", "set max_value to {n}"),
    },
    "FMT": {
        "quoted words": ("他说了{n}次“好的”", "he said “all right” {n} times"),
        "an aside": ("会议（共{n}天）结束了", "the meeting (of {n} days) is over"),
    },
    "TRM": {
        "one rendering": (
            "智能工厂有{n}座\n各地的智能工厂不多\n这座智能工厂很大\n我们参观了智能工厂",
            "there are {n} smart factories\nsmart factories are few"
            "\nthis smart factory is large\nwe visited the smart factory",
        ),
    },
}
#: By family: patterns that are wrong, for both directions or for each its own.
WRONG: dict[str, dict[str, tuple[str, str] | dict[str, tuple[str, str]]]] = {
    "COV": {
        "a lost clause": {
            "zh": (
                "公司在{n}年内投资建设新工厂|并且培训了许多年轻工人|还修建了一座大型图书馆",
                "the company invested in a new factory within {n} years|it trained many workers",
            ),
            "en": (
                "公司在{n}年内投资建设新工厂|并且培训了许多年轻工人",
                "the company invested in a new factory within {n} years|it trained many workers"
                "|it built a large public library",
            ),
        },
        "a sentence left as it was": {
            "zh": ("这条铁路长{n}{unit}", "这条铁路长{n}{unit}"),
            "en": ("the old committee met {n} times last year",) * 2,
        },
    },
    "MIS": {
        "a duty became a permission": (
            "承包人{must}在{n}天内提交报告",
            "the contractor {may} submit a report in {n} days",
        ),
        "a denial lost": (
            "公司不得在{n}年内出售股份",
            "the company must sell its shares in {n} years",
        ),
        "a rise became a fall": ("去年出口大幅{up}", "exports {down} sharply last year"),
        "a fall became a rise": ("去年出口大幅{down}", "exports {up} sharply last year"),
        "another country": ("他在法国住了{n}年", "he lived in Japan for {n} years"),
    },
    "LIT": {
        "a placeholder changed": ("还剩{n}个文件 %s", "there are {n} files left %d"),
        "a tag left open": ("按 <kbd>Ctrl</kbd> 键{n}次", "press the key <kbd>Ctrl {n} times"),
        "another name of a program": ("把 max_value 设为{n}", "set max_valeu to {n}"),
    },
    "FMT": {
        "a quotation mark without partner": {
            "zh": ("他说了{n}次“好的”", "he said “all right {n} times"),
            "en": ("他说了{n}次“好的", "he said “all right” {n} times"),
        },
        "leftover markup": {
            "zh": ("请保存{n}次", "please <b>save {n} times"),
            "en": ("请<b>保存{n}次", "please save {n} times"),
        },
    },
    "TRM": {
        "two renderings": {
            "zh": (
                "智能工厂有{n}座\n各地的智能工厂不多\n这座智能工厂很大\n我们参观了智能工厂",
                "there are {n} smart factories\nsmart factories are few"
                "\nthis smart factory is large\nwe visited the intelligent factory",
            ),
            "en": (
                "智能工厂有{n}座\n各地的智能工厂不多\n这座智能工厂很大\n我们参观了智慧工厂",
                "there are {n} smart factories\nsmart factories are few"
                "\nthis smart factory is large\nwe visited the smart factory",
            ),
        },
    },
}
#: Known misses, each in some dress, so that their end is noticed.
MISSED = {
    ("COV", "a sentence left as it was", "en"): "a full-width digit hides that it was left",
}
#: Families whose findings are notes, or are until readers have judged enough of them.
NOTED = frozenset(("MIS", "COV", "LIT", "TRM"))


def _cases(
    held: Mapping[str, Mapping[str, tuple[str, str] | dict[str, tuple[str, str]]]],
) -> list[object]:
    return [
        pytest.param(
            family,
            Pattern(*(pattern[lang] if isinstance(pattern, dict) else pattern)),
            lang,
            id=f"{family}-{kind}-{lang}",
            marks=[pytest.mark.xfail(reason=MISSED[family, kind, lang])]
            if (family, kind, lang) in MISSED
            else [],
        )
        for family, kinds in held.items()
        for kind, pattern in kinds.items()
        for lang in ("zh", "en")
    ]


@pytest.mark.parametrize(("family", "pattern", "lang"), _cases(RIGHT))
def test_what_is_right_is_left_alone_in_every_dress(
    family: str, pattern: Pattern, lang: str
) -> None:
    """From 2 to 20, in words and digits, other units and verbs, wide, spaced, turned round."""
    assert differing(pattern, lang, [family], []) == []


@pytest.mark.parametrize(("family", "pattern", "lang"), _cases(WRONG))
def test_what_is_wrong_is_told_in_every_dress(family: str, pattern: Pattern, lang: str) -> None:
    """The same error is told whatever number, verb or unit stands beside it."""
    least = "info" if family in NOTED else "warning"
    assert differing(pattern, lang, [family], [family], least) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_keys_are_missed_in_every_dress(tmp_path: Path, lang: str) -> None:
    """A key without text and one that is not there are told whatever the other texts say."""
    whole = Pattern("还剩{n}{unit}", "{n} {unit} left")
    for dress in dresses():
        zh, en = whole.pair(dress)
        texts, other = (zh, en) if lang == "zh" else (en, zh)
        files = tmp_path / f"{lang}.json", tmp_path / "other.json"
        files[0].write_text(json.dumps({"a": texts, "b": texts, "c": texts}), encoding="utf-8")
        files[1].write_text(json.dumps({"a": other, "b": ""}), encoding="utf-8")
        found = ak.check(*files)
        assert [f.rule for f in found if f.rule[:3] == "KEY"] == ["KEY003", "KEY001"]
