"""Places and people whose names are settled: one in the stead of another."""

from __future__ import annotations

import pytest

import alignkit as ak


def _found(zh: str, en: str, reverse: bool = False) -> list[tuple[str, str]]:
    pair, langs = ((en, zh), ("en", "zh")) if reverse else ((zh, en), ("zh", "en"))
    found = ak.check(ak.Bitext.from_pairs([pair], *langs), select=["MIS004"])
    return [(f.values["source"], f.values["target"]) for f in found]


@pytest.mark.parametrize(
    ("zh", "en", "own", "other"),
    [
        ("泰国旅客在曼谷登机。", "Travellers from Vietnam boarded in Bangkok.", "泰国", "Vietnam"),
        ("非洲面临恐怖主义威胁。", "Asia faces the threat of terrorism.", "非洲", "Asia"),
        ("法国顶住美国压力。", "France withstood pressure from the United Kingdom.", "美国",
         "United Kingdom"),
        ("他家住北京。", "He lives in Nanjing.", "北京", "Nanjing"),
        ("王琦瑶不再去片厂。", "Huang Qiyao no longer went to the studio.", "王琦瑶", "Huang"),
    ],
)  # fmt: skip
def test_another_name_is_found_both_ways(zh: str, en: str, own: str, other: str) -> None:
    """A place or a person that became another one is named, whichever side is the original."""
    assert _found(zh, en) == [(own, other)]
    assert _found(zh, en, reverse=True) == [(other, own)]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("中美双方举行会谈。", "China and the United States held talks."),
        ("欧盟希望加强欧亚关系。", "The EU hopes to strengthen ties between Europe and Asia."),
        ("吕金虎告诉记者。", "Lu Jinhu told reporters."),
        ("张孝祥生于台湾。", "Chang Hsiao-hsiang was born in Taiwan."),
        ("冯睿教授说。", "Professor Rui Feng said."),
        ("美国经济增长，美国股市上涨。", "The American economy grew, and its stocks rose."),
    ],
)
def test_a_right_name_in_another_form_is_none(zh: str, en: str) -> None:
    """Short forms, adjectives, older romanisation and western order are no other names."""
    assert _found(zh, en) == []
    assert _found(zh, en, reverse=True) == []
