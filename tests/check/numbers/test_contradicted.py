"""Numbers that another writing of the other side contradicts: halves, bounds, articles, hours."""

from __future__ import annotations

import pytest

import alignkit as ak

#: A Chinese writing, an English one that says the same and one that says another thing.
ROWS = [
    ("会议于凌晨2:30开始。", "It starts at 2:30 a.m.", "It starts at 2:30 p.m."),
    ("会议于下午4:15开始。", "It starts at 4:15 p.m.", "It starts at 4:15 a.m."),
    ("上半年利润增长。", "Profit rose in the first half.", "Profit rose in the second half."),
    ("下半年利润增长。", "Profit rose in the second half.", "Profit rose in the first half."),
    ("每平方米不得小于200千克。", "at least 200 kg per square metre",
     "at most 200 kg per square metre"),
    ("每公斤不超过5毫克。", "no more than 5 mg per kilogram", "no less than 5 mg per kilogram"),
    ("深度已经超过一米。", "It is more than a metre deep.", "It is less than a metre deep."),
    ("离城不到一英里。", "less than a mile from the town", "more than a mile from the town"),
    ("依照第三條規定，判決如下。", "Pursuant to Article 3, the court rules as follows.",
     "Pursuant to Article 4, the court rules as follows."),
    ("依照第三条规定执行。", "It is done under Clause 3.", "It is done under Clause 5."),
    ("依照第二十条第一款第三项的规定，", "Under Article 20(1)(3),", "Under Article 20(1)(2),"),
    ("依照第七条第二款执行。", "It is done under Article 7(b).", "It is done under Article 7(c)."),
    ("至少分成三次。", "at least three times", "over at least three days"),
    ("电压为1100千伏。", "The voltage is 1100 KV.", "The voltage is 1000 KV."),
    ("全长35公里。", "It is 35 KM long.", "It is 35 m long."),
    ("具有四个性质，这四个性质都成立。", "It has four properties, and these four properties hold.",
     "It has three properties, and these four properties hold."),
]  # fmt: skip


def loud(zh: str, en: str, turned: bool) -> bool:
    """Tell whether a NUM rule speaks at warning or above."""
    texts, langs = ((en, zh), ("en", "zh")) if turned else ((zh, en), ("zh", "en"))
    found = ak.check(ak.Bitext.from_pairs([texts], *langs), select=["NUM"])
    return bool(found.at_least("warning"))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("zh", "right", "wrong"), ROWS)
def test_what_the_other_side_contradicts_is_told(
    zh: str, right: str, wrong: str, turned: bool
) -> None:
    """In either direction, and never of the right one."""
    assert not loud(zh, right, turned)
    assert loud(zh, wrong, turned)


@pytest.mark.parametrize(("zh", "en"), [("首先", "First"), ("其次", "Second"), ("再次", "Third")])
def test_both_is_no_order(zh: str, en: str) -> None:
    """双方 counts two, and says nothing against a third point."""
    assert not loud(f"{zh}，双方没有约定。", f"{en}, the parties have not agreed.", False)
