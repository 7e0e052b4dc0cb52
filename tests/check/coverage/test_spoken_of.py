"""English that a Chinese text speaks of, and English that it forgot to translate."""

from __future__ import annotations

import pytest

import alignkit as ak


def _levels(source: str, target: str) -> list[str]:
    bitext = ak.Bitext.from_pairs([(source, target)], "en", "zh")
    return [f.severity.value for f in ak.check(bitext, select=["COV005"]) if f.rule == "COV005"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("get all of them - list all releases", "get all of them - 列出所有发布版本"),
        (
            "You see the error message not able to do that.",
            "您会看到错误消息 not able to do that。",
        ),
        (
            "You see the message that this is not a file.",
            "您会看到 this is not a file 的错误消息。",
        ),
        ("Use the with grant option keyword here.", "请在此处使用 with grant option 关键字。"),
        (
            "It says: Too many. There is a limit to this.",
            "报错信息：Too many. There is a limit to this。",
        ),
        ("Run it with -i name='this is a job' first.", "首先用 -i name='this is a job' 运行。"),
    ],
)
def test_a_text_that_is_spoken_of_is_no_warning(source: str, target: str) -> None:
    """Commands, messages and keywords stand as a program writes them."""
    assert set(_levels(source, target)) <= {"info"}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "The memory usage of the new dict is lower.",
            "新的 The memory usage of the new dict 更低。",
        ),
        ("Search for the middle of the page there.", "请在那里搜索 the middle of the page。"),
    ],
)
def test_a_phrase_that_was_forgotten_is_a_warning(source: str, target: str) -> None:
    """Nothing says that it is a text to be read as it stands."""
    assert _levels(source, target) == ["warning"]
