"""Placeholders under another name: told once, and by what became what."""

from __future__ import annotations

import pytest

import alignkit as ak


@pytest.mark.parametrize(
    ("form", "one", "two"),
    [
        ("{{%s}}", "price", "total"),
        ("{%s}", "id", "order"),
        ("${%s}", "price", "sum"),
        ("%%(%s)s", "name", "user"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_name_put_for_another_is_told_once(form: str, one: str, two: str, turned: bool) -> None:
    """What the program fills in is no word of the text, whatever it is called."""
    english, chinese = f"Please check: {form % one}", f"请核对：{form % two}"
    pairs = [(chinese, english)] if turned else [(english, chinese)]
    found = ak.check(ak.Bitext.from_pairs(pairs, *(("zh", "en") if turned else ("en", "zh"))))
    assert [finding.rule for finding in found] == ["LIT001"]
    assert one in found[0].message
    assert two in found[0].message


def test_two_names_that_went_are_each_told() -> None:
    """Which became which is not known then."""
    pairs = [("From {alpha} to {beta}.", "自{one}起至{two}止。")]
    found = ak.check(ak.Bitext.from_pairs(pairs, "en", "zh"), select=["LIT001"])
    assert len(found) == 4


@pytest.mark.parametrize(
    "chinese", ["已同步 %2$d 个文件中的 %1$s 个", "已同步 %1$s 个文件，共 %2$d 个"]
)
def test_of_equal_types_the_number_tells_which_changed(chinese: str) -> None:
    """%2$d stands as it is, so that it is %1$d that became %1$s."""
    pairs = [("Synced %1$d of %2$d files", chinese)]
    for held in (pairs, [(zh, en) for en, zh in pairs]):
        found = ak.check(ak.Bitext.from_pairs(held, "zh", "en"), select=["LIT001"])
        assert [sorted((f.values["source"], f.values["target"])) for f in found] == [
            ["%1$d", "%1$s"]
        ]
