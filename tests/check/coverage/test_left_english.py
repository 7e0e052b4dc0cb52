"""English left in a Chinese translation, and English that belongs there."""

from __future__ import annotations

import pytest

import alignkit as ak

LEFT = "what a foreign method does"
SOURCE = (
    'Depending on {0}, run pip install -r {0} with "{0}" ({0}); choose red, green, blue or '
    "git commit --amend --no-edit now."
)


@pytest.mark.parametrize("other", [LEFT, "how our old servers wait", "a rule that nobody reads"])
@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("视{0}而定，其结果不同。", True),
        ("在“手册”（第一版）中，视{0}而定。", True),
        ("视对方的方法（{0}）而定，其结果不同。", False),
        ("运行时会出现“{0}”的提示。", False),
        ('运行时会出现"{0}"的提示。', False),
        ("可以选 red, green, blue 等等，任选其一。", False),
        ("现在运行 git commit --amend --no-edit now 即可。", False),
    ],
)
def test_english_that_nobody_translated_is_told(other: str, target: str, told: bool) -> None:
    """What is cited, listed or typed stays as it is; the mark is in the translation alone."""
    pair = SOURCE.format(other), target.format(other)
    found = ak.check(ak.Bitext.from_pairs([pair], "en", "zh"), select=["COV005"])
    assert bool(found) is told
    assert all(finding.target.spans and not finding.source.spans for finding in found)
