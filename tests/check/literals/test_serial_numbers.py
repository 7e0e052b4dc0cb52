"""Models, serial numbers, invoices: letters and figures that name one thing."""

from __future__ import annotations

import pytest

import alignkit as ak

PLACES = [
    ("型号{}受影响。", "Model {} is affected."),
    ("合同编号：{}", "Contract No. {}"),
    ("序列号在A1001到{}之间。", "Serial numbers run from A1001 to {}."),
    ("见{}、B77。", "See B77 and {}."),
]


def said(source: str, target: str, langs: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what the rule says became what."""
    found = ak.check(ak.Bitext.from_pairs([(source, target)], *langs), select=["LIT019"])
    assert all(str(finding.severity) == "warning" for finding in found)
    return [(finding.values["source"], finding.values["target"]) for finding in found]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("code", "other"),
    [("K2238", "K2283"), ("INV-20231", "INV-20213"), ("HT-2023-014", "HT-2023-041"),
     ("BRCA1", "BRCA2"), ("A320neo", "A330neo"), ("M8", "M6")],
)  # fmt: skip
def test_a_code_with_other_figures_is_told(place: tuple[str, str], code: str, other: str) -> None:
    """In both directions, wherever it stands; the right one is let be, full width or not."""
    chinese, english = place
    assert said(chinese.format(code), english.format(other), ("zh", "en")) == [(code, other)]
    assert said(english.format(code), chinese.format(other), ("en", "zh")) == [(code, other)]
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code)
    for text in (code, wide):
        assert not said(chinese.format(text), english.format(code), ("zh", "en"))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("一季度（Q1）业绩良好。", "Results in the first quarter were good."),
        ("见https://example.com/K2238。", "See https://example.com/K2283."),
        ("用K2238和K2240。", "Use K2283 and K2250."),
        ("用K2238。", "Use KX2238."),
        ("用 K2238。", "Use k2238."),
    ],
)
def test_what_is_no_code_or_has_no_one_partner_is_let_be(source: str, target: str) -> None:
    """Addresses, two that could be either, another form, a small letter."""
    assert not said(source, target, ("zh", "en"))


@pytest.mark.parametrize("code", ["CPC30", "LH-2026-0418"])
def test_a_code_is_told_once(code: str) -> None:
    """As a code, and not again as a Latin name that is missing."""
    other = code[:-1] + ("7" if code[-1] != "7" else "1")
    pairs = [(f"型号：{code}", f"Model: {other}")]
    for held in (pairs, [(two, one) for one, two in pairs]):
        found = ak.check(ak.Bitext.from_pairs(held), select=["LIT019", "TRM003"])
        assert [f.rule for f in found if other in f.message or code in f.message] == ["LIT019"]
