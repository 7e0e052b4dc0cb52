"""The baseline: counts of content fingerprints."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from alignkit.errors import InputError
from alignkit.review.baseline import load_baseline, write_baseline
from alignkit.types import Finding, Severity, Signature

FINDING = Finding("NUM002", Severity.ERROR, "the value differs", 3, fingerprint="aa")
OTHER = Finding("COV001", Severity.WARNING, "nothing renders this", 1, fingerprint="bb")


def test_known_findings_are_kept_quiet_as_often_as_they_were_seen(tmp_path: Path) -> None:
    """Two known twins quiet two; a third is new, wherever it stands."""
    path = tmp_path / "known.json"
    assert write_baseline([FINDING, FINDING, OTHER], path, Signature()) == 3
    moved = replace(FINDING, bead=99)
    assert load_baseline(path).keep([moved, OTHER, FINDING, FINDING]) == (FINDING,)


def test_a_baseline_is_written_the_same_whatever_the_order(tmp_path: Path) -> None:
    """Sorted, so that a change of it in version control reads as what changed."""
    one, two = tmp_path / "1.json", tmp_path / "2.json"
    write_baseline([FINDING, OTHER], one, Signature())
    write_baseline([OTHER, FINDING], two, Signature())
    assert one.read_text() == two.read_text()
    assert "the value differs" in one.read_text()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1, "kind": "baseline"}', "\xff"])
def test_what_is_no_baseline_is_an_error(tmp_path: Path, text: str) -> None:
    """A damaged baseline must not read as an empty or a full one."""
    path = tmp_path / "known.json"
    path.write_text(text, "latin-1")
    with pytest.raises(InputError, match="--write-baseline"):
        load_baseline(path)
