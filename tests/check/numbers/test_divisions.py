"""Another article, clause or section is another value, whatever stands behind its number."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit import Bitext

SENTENCES = (
    ("依照第{}处罚。", "They will be punished under {}."),
    ("合同第{}约定，工程竣工后结算。", "Under {} of the contract, the account is settled."),
    ("违反第{}的，由主管部门责令改正。", "Whoever breaks {} is ordered to make good."),
)  # fmt: skip
DIVISIONS = (("{}条", "Article {}"), ("{}条", "Clause {}"), ("{}款", "paragraph {}"))
HAN = {4: "四", 14: "十四", 27: "二十七", 37: "三十七", 40: "四十"}


def _said(zh: str, en: str, back: bool) -> list[str]:
    pairs, langs = ([(en, zh)], ("en", "zh")) if back else ([(zh, en)], ("zh", "en"))
    return [f.rule for f in ak.check(Bitext.from_pairs(pairs, *langs), select=["NUM"])]


@pytest.mark.parametrize(("zh", "en"), SENTENCES)
@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize(("own", "other"), [(37, 27), (14, 40), (4, 14)])
@pytest.mark.parametrize("back", [False, True])
def test_another_division_is_another_value(
    zh: str, en: str, division: tuple[str, str], own: int, other: int, back: bool
) -> None:
    """One finding for the wrong number, none for the right one."""
    source = zh.format(division[0].format(HAN[own]))
    assert _said(source, en.format(division[1].format(own)), back) == []
    wrong = _said(source, en.format(division[1].format(other)), back)
    assert len(wrong) == 1, wrong
    assert wrong[0] in ("NUM001", "NUM012")


@pytest.mark.parametrize("label", ["Instrument", "Document", "Exhibit", "Form"])
@pytest.mark.parametrize("own", ["第五十三条第二款的解释", "附件二"])
@pytest.mark.parametrize("back", [False, True])
def test_a_part_against_a_number_of_something_else_is_no_error(
    label: str, own: str, back: bool
) -> None:
    """Two titles that stand for others are out of step: nobody can be sure of their numbers."""
    pair, langs = (own, f"{label} 22"), ("zh", "en")
    pairs, langs = ([pair[::-1]], langs[::-1]) if back else ([pair], langs)
    found = ak.check(Bitext.from_pairs(pairs, *langs), select=["NUM"])
    assert "error" not in {str(finding.severity) for finding in found}
