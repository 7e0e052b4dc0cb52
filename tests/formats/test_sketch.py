"""Sketch Engine's mapping: ranges of sentences."""

from __future__ import annotations

import pytest

from alignkit.errors import InputError
from alignkit.formats.hunalign import read_beads as rungs
from alignkit.formats.sketch import read_beads


@pytest.mark.parametrize("side", ["0,99999999999999", "0,1" + "0" * 30, "1" + "0" * 5000])
@pytest.mark.parametrize("swapped", [False, True])
def test_a_range_without_end_is_told_in_one_line(side: str, swapped: bool) -> None:
    """A line of thirty characters asks for no more memory than there is."""
    cells = ["0", side][:: -1 if swapped else 1]
    with pytest.raises(InputError, match=r"a\.map:1") as caught:
        read_beads("\t".join(cells) + "\n", "a.map")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("rung", ["3000000000\t2", "2\t3000000000", f"{'9' * 5000}\t2"])
def test_a_rung_that_leaps_without_end_is_told_in_one_line(rung: str) -> None:
    """The same of hunalign's ladders, whose beads reach from rung to rung."""
    with pytest.raises(InputError, match=r"a\.hunalign:2") as caught:
        rungs("0\t0\n" + rung + "\n", "a.hunalign")
    assert "\n" not in str(caught.value)
