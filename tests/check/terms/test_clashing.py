"""Which renderings of one term name it in two ways, and which are forms of one."""

from __future__ import annotations

import pytest

from alignkit.check.terms.clashing import clash


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        (("smart", "sensor"), ("intelligent", "sensor")),
        (("deposit", "account"), ("bond", "account")),
        (("共识规则",), ("共识协定",)),
        (("哈丽特姨妈",), ("哈丽特阿姨",)),
        (("序列化形式",), ("序列化表单",)),
    ],
)
def test_another_word_in_its_place_is_another_name(
    usual: tuple[str, ...], other: tuple[str, ...]
) -> None:
    """One word is exchanged, in either order; the rest stands."""
    assert clash(usual, other)
    assert clash(other, usual)


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        (("smart", "sensor"), ("smart", "sensor")),
        (("industry", "plan"), ("industrial", "plan")),
        (("prescribed", "law"), ("provision", "law")),
        (("key", "area"), ("area",)),
        (("main", "road"), ("big", "street")),
        (("两个小时",), ("两个多小时",)),
        (("批推理",), ("批量推理",)),
        (("遇到问题",), ("出现问题",)),
        (("规则",), ("协定",)),
        (("smart", "sensor"), ("智能传感器",)),
    ],
)
def test_another_form_of_it_is_none(usual: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Inflection, a shorter form, words with nothing in common, and verbs are no other name."""
    assert not clash(usual, other)
    assert not clash(other, usual)
