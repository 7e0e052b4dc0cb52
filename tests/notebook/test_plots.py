"""Plots: what is drawn where, and that nothing is drawn without matplotlib."""

from __future__ import annotations

import sys

import numpy as np
import pytest

import alignkit as ak
from alignkit.report import plots


class Letters:
    """An encoder of letter counts: enough to be alike or not."""

    name = signature = "letters"
    dimensions = 26
    additive = True

    def encode(self, texts: list[str], **_: object) -> np.ndarray:
        """Count the letters of each text."""
        rows = [[text.lower().count(chr(97 + n)) for n in range(26)] for text in texts]
        return np.array(rows, dtype=np.float32)


def bitext(size: int) -> ak.Bitext:
    """Beads of one sentence a side, then one with no source and a doubtful one."""
    texts = [f"{chr(97 + n % 26)} {n}" for n in range(size)]
    source = ak.Document.from_sentences(texts[: size - 1], "en")
    target = ak.Document.from_sentences(texts, "de")
    beads = [ak.Bead((n,), (n,), 1.0, 0.9) for n in range(size - 2)]
    beads += [ak.Bead((), (size - 2,)), ak.Bead((size - 2,), (size - 1,), 0.1, 0.2)]
    return ak.Bitext(source, target, tuple(beads))


@pytest.mark.parametrize("size", [5, 700])
def test_the_path_lies_over_the_likeness(size: int) -> None:
    """Axes span all sentences; huge texts are averaged to a picture of fixed size."""
    ax = bitext(size).plot(encoder=Letters())
    assert ax.get_xlim() == (0, size)
    assert ax.get_ylim() == (size - 1, 0)
    image = ax.images[0].get_array()
    assert image.shape == (min(size - 1, plots.CELLS), min(size, plots.CELLS))
    labels = ax.get_legend_handles_labels()[1]
    assert labels == ["confidence < .5", "target alone"]
    ax.figure.canvas.draw()


def test_the_path_is_drawn_without_an_encoder() -> None:
    """heat=False needs no vectors."""
    ax = bitext(5).plot(heat=False)
    assert len(ax.images) == 0


def test_findings_lie_on_the_lines_of_their_rules() -> None:
    """A rule is a line, a bead a place, a severity a colour."""
    findings = ak.Findings(
        (
            ak.Finding("NUM002", ak.Severity.ERROR, "", 3),
            ak.Finding("COV001", ak.Severity.WARNING, "", 1),
            ak.Finding("DOC001", ak.Severity.ERROR, "", None),
        ),
        bitext=bitext(5),
    )
    ax = findings.plot()
    assert [text.get_text() for text in ax.get_yticklabels()] == ["NUM002", "COV001"]
    assert ax.get_xlim() == (-1, 5)
    assert ak.Findings().plot() is not None


def test_plots_go_where_they_are_told() -> None:
    """An axes object of the user's own is drawn into and returned."""
    from matplotlib.figure import Figure

    own = Figure().add_subplot()
    assert bitext(5).plot(ax=own, heat=False) is own


def test_without_matplotlib_the_way_to_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is the pip command."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(ak.MissingExtraError, match=r"pip install 'alignkit\[plot\]'"):
        bitext(5).plot(heat=False)
