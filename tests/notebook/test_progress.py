"""Progress: silent unless asked, drawn by what is there."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

import alignkit as ak
from alignkit.formats import load


class Bar:
    """Stands in for tqdm and notes what it is told."""

    made: list[Bar] = []  # noqa: RUF012

    def __init__(self, total: int, desc: str | None) -> None:
        self.total, self.desc, self.n, self.closed = total, desc, 0, False
        Bar.made.append(self)

    def update(self, step: int) -> None:
        """Move on."""
        self.n += step

    def close(self) -> None:
        """End."""
        self.closed = True


def test_tqdm_draws_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One bar a run, moved to where the work is, closed at its end, fresh for the next run."""
    monkeypatch.setattr(sys.modules["alignkit.progress"], "find_spec", lambda name: name)
    auto = ModuleType("tqdm.auto")
    vars(auto)["tqdm"] = Bar
    monkeypatch.setitem(sys.modules, "tqdm", ModuleType("tqdm"))
    monkeypatch.setitem(sys.modules, "tqdm.auto", auto)
    show = ak.progress("aligning")
    for _run in range(2):
        for done in (1, 3, 4):
            show(done, 4)
    assert [(bar.desc, bar.n, bar.closed) for bar in Bar.made] == [("aligning", 4, True)] * 2


def test_rich_draws_otherwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The label and the end of the work are seen."""
    monkeypatch.setattr(sys.modules["alignkit.progress"], "find_spec", lambda name: None)
    show = ak.progress("checking")
    show(1, 2)
    show(2, 2)
    assert "checking" in capsys.readouterr().out


def test_nothing_is_printed_unasked(capfd: pytest.CaptureFixture[str], tmp_path: object) -> None:
    """Saving, loading, scoring and checking say nothing."""
    bitext = ak.Bitext.from_pairs([("增长 5%。", "It grew 6%.")])
    bitext.save(tmp_path / "a.tmx")  # type: ignore[operator]
    load(tmp_path / "a.tmx")  # type: ignore[operator]
    ak.evaluate(bitext, bitext)
    ak.check(bitext, select=["NUM"])
    assert capfd.readouterr() == ("", "")
