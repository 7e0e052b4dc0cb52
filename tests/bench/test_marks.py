"""Findings held against professionals' marks."""

from __future__ import annotations

import pytest
from bench.checks.marks import meets
from bench.texts.data import Mark

from alignkit import Finding
from alignkit.types import Severity, Span
from alignkit.types.finding import Excerpt


@pytest.mark.parametrize(
    ("rule", "mark", "met"),
    [
        ("NUM001", Mark("target", 4, 9, "major", "Accuracy/Mistranslation"), True),
        ("NUM001", Mark("target", 5, 9, "major", "Accuracy/Mistranslation"), False),
        ("NUM001", Mark("source", 0, 2, "major", "Accuracy/Omission"), True),
        ("NUM001", Mark("target", None, None, "major", "omission"), False),
        ("COV002", Mark("target", None, None, "major", "omission"), True),
    ],
)
def test_a_finding_meets_a_mark_whose_characters_it_shares(
    rule: str, mark: Mark, met: bool
) -> None:
    """Spans must overlap on the marked side; an omission without a place meets any COV finding."""
    finding = Finding(
        rule, Severity.ERROR, "", 0,
        Excerpt("源文", (Span(0, 2),)), Excerpt("a text", (Span(2, 5),)),
    )  # fmt: skip
    assert meets(finding, mark) is met
