"""A sentence that the translation holds and the source does not."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak

ZH = (
    "会议讨论了明年的预算。\n\n委员会批准了新的交通计划。\n\n市长感谢了所有的志愿者。\n\n"
    "学校将在九月一日开学。\n\n图书馆周末也开放。\n\n警察封锁了通往港口的道路。\n"
)
EN = (
    "The meeting discussed next year's budget.\n\nThe committee approved the new transport plan."
    "\n\nThe mayor thanked all the volunteers.\n\nThe school will open on 1 September.\n\n"
    "The library is also open at weekends.\n\nThe police closed the road to the harbour.\n"
)
PUT_IN = {
    "en": "Several farmers sold rotten apples near the abandoned railway station.",
    "zh": "几个农民在废弃的火车站附近卖烂苹果。",
}


def found_in(
    folder: Path, source: str, target: str, rules: tuple[str, ...] = ("COV016",)
) -> list[ak.Finding]:
    """Return what the rule says of two texts."""
    files = folder / "source.txt", folder / "target.txt"
    for file, text in zip(files, (source, target), strict=True):
        file.write_text(text, encoding="utf-8")
    return list(ak.check(*files, select=rules))


@pytest.mark.parametrize("langs", [("zh", "en"), ("en", "zh")])
@pytest.mark.parametrize("after", [1, 2, 3, 4])
@pytest.mark.parametrize("apart", [True, False])
def test_a_sentence_that_was_put_in_is_a_warning(
    tmp_path: Path, langs: tuple[str, str], after: int, apart: bool
) -> None:
    """In a paragraph of its own and at the end of another; the mark is on it alone."""
    source, target = (ZH, EN) if langs[0] == "zh" else (EN, ZH)
    put = PUT_IN[langs[1]]
    parts = target.strip().split("\n\n")
    if apart:
        parts.insert(after, put)
    else:
        parts[after] += (" " if langs[1] == "en" else "") + put
    found = found_in(tmp_path, source, "\n\n".join(parts) + "\n")
    assert [finding.values["text"] for finding in found] == [put]
    assert str(found[0].severity) == "warning"
    both = found_in(tmp_path, source, "\n\n".join(parts) + "\n", ("COV004", "COV016"))
    assert [finding.rule for finding in both] == ["COV016"]


@pytest.mark.parametrize("langs", [("zh", "en"), ("en", "zh")])
def test_a_translation_that_adds_nothing_is_left(tmp_path: Path, langs: tuple[str, str]) -> None:
    """Every sentence has its own."""
    source, target = (ZH, EN) if langs[0] == "zh" else (EN, ZH)
    assert not found_in(tmp_path, source, target)


def test_a_translation_that_adds_on_purpose_gets_notes(tmp_path: Path) -> None:
    """Where three paragraphs are the translator's own, a fourth tells nobody anything."""
    more = [
        "The old bridge was painted green. Nobody asked for it.",
        "Her uncle repaired two violins in the attic. He sold one of them.",
        "Wolves were seen near the frozen lake. The hunters stayed at home.",
        PUT_IN["en"],
    ]
    parts = EN.strip().split("\n\n")
    for place, put in zip((1, 3, 5, 8), more, strict=True):
        parts.insert(place, put)
    text = "\n\n".join(parts) + "\n"
    assert not found_in(tmp_path, ZH, text)
    notes = found_in(tmp_path, ZH, text, ("COV004", "COV016"))
    assert {finding.rule for finding in notes} == {"COV004"}
    said = "".join(str(finding.values["text"]) for finding in notes)
    assert PUT_IN["en"].rstrip(".") in said


@pytest.mark.parametrize("langs", [("zh", "en"), ("en", "zh")])
def test_the_manual_of_a_program_may_add(tmp_path: Path, langs: tuple[str, str]) -> None:
    """Its translators help their readers: what they put in is a note."""
    source, target = (ZH, EN) if langs[0] == "zh" else (EN, ZH)
    lines = ["请使用 kubectl 安装 nginx。", "Use kubectl to install nginx."][
        :: 1 if langs[0] == "zh" else -1
    ]
    parts = [*target.strip().split("\n\n"), PUT_IN[langs[1]], *[lines[1]] * 20]
    source = source.strip() + "\n\n" + "\n\n".join([lines[0]] * 20) + "\n"
    found = found_in(tmp_path, source, "\n\n".join(parts) + "\n", ("COV004", "COV016"))
    assert [(f.rule, str(f.severity)) for f in found] == [("COV004", "info")]
