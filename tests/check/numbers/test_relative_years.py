"""Last year is said in other ways."""

from __future__ import annotations

import pytest

import alignkit as ak


@pytest.mark.parametrize(("zh", "en"), [("冬天", "winter"), ("春天", "spring"), ("夏天", "summer")])
@pytest.mark.parametrize("said", ["the {} before", "last {}", "the previous {}", "last year's {}"])
def test_the_season_before_is_last_year(zh: str, en: str, said: str) -> None:
    """去年冬天, the winter before."""
    pair = (f"他去年{zh}跟保长吵过一架。", f"He had quarrelled with the headman {said.format(en)}.")
    assert not ak.check([pair], select=["NUM019"])
    lost = (pair[0], "He had quarrelled with the headman.")
    assert [one.rule for one in ak.check([lost], select=["NUM019"])] == ["NUM019"]
