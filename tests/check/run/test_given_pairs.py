"""What check takes as pairs: sequences, columns of a table; and what it refuses in one line."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit.errors import OptionError

PAIRS = [("共有三人。", "There are three people."), ("增长3.5万。", "It grew by 3,500.")]
WRONG = {"NUM002": 1}


def test_pairs_are_checked_as_they_come() -> None:
    """Lists, tuples, and what can be gone through once."""
    for given in (PAIRS, tuple(PAIRS), iter(PAIRS), [list(pair) for pair in PAIRS]):
        assert ak.check(given).counts() == WRONG


@pytest.mark.parametrize(
    ("columns", "turned"),
    [
        (("zh", "en"), False),
        (("source", "target"), False),
        (("target", "source"), True),
        (("a", "b"), False),
    ],
)
def test_a_table_gives_its_columns_and_not_their_names(
    columns: tuple[str, str], turned: bool
) -> None:
    """Named after what they hold, or else the first two; other columns may stand beside them."""
    pandas = pytest.importorskip("pandas")
    rows = [(two, one) if turned else (one, two) for one, two in PAIRS]
    table = pandas.DataFrame(rows, columns=list(columns))
    table["note"] = ""
    assert ak.check(table).counts() == WRONG


@pytest.mark.parametrize("given", [["zh", "en"], [("one", "two", "three")], ["你好。", "Hello."]])
def test_what_is_no_pair_is_refused(given: list[object]) -> None:
    """Two letters of a name are no pair, and nothing found would read as clean."""
    with pytest.raises(OptionError, match="pair 0 is no source and translation"):
        ak.check(given)
