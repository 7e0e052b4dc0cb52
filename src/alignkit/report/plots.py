"""Pictures: the alignment path, where findings lie, words linked, where translations diverge."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alignkit.errors import MissingExtraError
from alignkit.types import Bitext, Findings, Severity

if TYPE_CHECKING:
    from alignkit.embed import Encoder
    from alignkit.types.comparison import Comparison
    from alignkit.types.link import Links

# Above so many sentences a side the heat map is averaged over cells of several sentences.
CELLS = 600
COLOURS = {Severity.ERROR: "#d3362f", Severity.WARNING: "#d68a00", Severity.INFO: "#2a7bd0"}
# A row with no divergence to measure, such as one that is missing, is still to be seen.
LEAST = 0.05
# Fonts with Chinese characters, as systems bring them.
HAN_FONTS = (
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Serif CJK SC", "Noto Serif CJK JP"),
    *("Source Han Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "SimHei"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Arial Unicode MS"),
)
KINDS = {"missing": "#d3362f", "substance": "#d68a00", "detail": "#8a6fb0", "wording": "#2a7bd0"}


def plot_bitext(
    bitext: Bitext, ax: Any = None, *, heat: bool = True, encoder: Encoder | str | None = None
) -> Any:
    """Draw the alignment path over a heat map of the sentences' likeness; return the axes.

    `heat=False` draws the path alone and needs no encoder.
    """
    ax = _axes(ax, (6.5, 6))
    if heat and bitext.source.sentences and bitext.target.sentences:
        image = ax.imshow(
            _heat(bitext, encoder),
            cmap="Greys",
            vmin=0,
            vmax=1,
            aspect="auto",
            origin="upper",
            extent=(0, len(bitext.target.sentences), len(bitext.source.sentences), 0),
            interpolation="nearest",
        )
        ax.figure.colorbar(image, ax=ax, label="likeness (cosine)", shrink=0.8)
    paired = [bead for bead in bitext.beads if bead.source and bead.target]
    points = [(_middle(bead.target), _middle(bead.source)) for bead in paired]
    ax.plot(*_columns(points), color="#2a7bd0", linewidth=1)
    doubt = [
        point
        for point, bead in zip(points, paired, strict=True)
        if bead.confidence is not None and bead.confidence < 0.5
    ]
    if doubt:
        ax.plot(*_columns(doubt), "o", color="#d68a00", markersize=4, label="confidence < .5")
    for side, marker in (("source", "_"), ("target", "|")):
        alone = [(j, i) for j, i in _alone(bitext, side)]
        if alone:
            ax.plot(*_columns(alone), marker, color="#d3362f", label=f"{side} alone")
    if ax.get_legend_handles_labels()[0]:
        ax.legend(loc="lower right", ncols=3, bbox_to_anchor=(1, 1), frameon=False)
    ax.set_xlim(0, max(1, len(bitext.target.sentences)))
    ax.set_ylim(max(1, len(bitext.source.sentences)), 0)
    ax.set_xlabel(f"target sentence ({bitext.target.lang})")
    ax.set_ylabel(f"source sentence ({bitext.source.lang})")
    return ax


def plot_findings(findings: Findings, ax: Any = None) -> Any:
    """Draw where in the document the findings lie, a line a rule; return the axes."""
    placed = [finding for finding in findings if finding.bead is not None]
    rules = sorted({finding.rule for finding in placed}, reverse=True)
    ax = _axes(ax, (8, 1.2 + 0.3 * max(1, len(rules))))
    for severity in Severity:
        own = [f for f in placed if f.severity is severity]
        if own:
            ax.plot(
                [f.bead for f in own],
                [rules.index(f.rule) for f in own],
                "|",
                color=COLOURS[severity],
                markersize=12,
                markeredgewidth=2,
                label=severity.value,
            )
    ax.set_yticks(range(len(rules)), rules)
    ax.set_ylim(-0.7, max(1, len(rules)) - 0.3)
    beads = len(findings.bitext) if findings.bitext is not None else 0
    ax.set_xlim(-1, max([beads, *((f.bead or 0) + 1 for f in placed), 1]))
    ax.set_xlabel("bead")
    if placed:
        ax.legend(loc="upper right", ncols=3, bbox_to_anchor=(1, 1.25), frameon=False)
    return ax


def plot_comparison(comparison: Comparison, ax: Any = None) -> Any:
    """Draw how far the translations diverge, row by row; return the axes."""
    ax = _axes(ax, (8, 2.6))
    for kind, colour in KINDS.items():
        rows = comparison.of(kind)
        if rows:
            places = [row.index for row in rows]
            heights = [max(row.score, LEAST) for row in rows]
            ax.bar(places, heights, width=1.0, color=colour, label=f"{kind} ({len(rows):,})")
    ax.set_xlim(-1, max(1, len(comparison)))
    ax.set_ylim(0, 1)
    ax.set_xlabel("row")
    ax.set_ylabel("divergence")
    if ax.get_legend_handles_labels()[0]:
        ax.legend(loc="upper right", ncols=3, bbox_to_anchor=(1, 1.2), frameon=False)
    return ax


def plot_links(links: Links, index: int = 0, ax: Any = None) -> Any:
    """Draw the links of one pair: a square for each two words, darker where surer."""
    pair = links[index]
    words = [
        [span.slice(text) for span in spans]
        for text, spans in (
            (pair.source, pair.source_words),
            (pair.target, pair.target_words),
        )
    ]
    ax = _axes(ax, (1.5 + 0.28 * len(words[1]), 1.5 + 0.28 * len(words[0])))
    for link in pair.links:
        ax.plot(link.target, link.source, "s", color="#2a7bd0", alpha=link.probability)
    ax.set_xticks(range(len(words[1])), words[1], rotation=90)
    ax.set_yticks(range(len(words[0])), words[0])
    for label in (*ax.get_xticklabels(), *ax.get_yticklabels()):
        label.set_fontfamily(_families())
    ax.set_xlim(-0.5, max(1, len(words[1])) - 0.5)
    ax.set_ylim(max(1, len(words[0])) - 0.5, -0.5)
    ax.grid(alpha=0.2)
    return ax


def _families() -> list[str]:
    """Return the fonts that are here and have Chinese characters, and the plain one behind."""
    from matplotlib.font_manager import fontManager

    here = {font.name for font in fontManager.ttflist}
    return [*(name for name in HAN_FONTS if name in here), "DejaVu Sans"]


def _axes(ax: Any, size: tuple[float, float]) -> Any:
    if ax is not None:
        return ax
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtraError("drawing", "plot") from None
    return _figure(Figure, size).add_subplot()


def _figure(plain: Any, size: tuple[float, float]) -> Any:
    """A figure that the notebook shows where pyplot is in use, and else one that leaks nothing."""
    shell = sys.modules.get("IPython")
    if "matplotlib.pyplot" in sys.modules or (shell is not None and shell.get_ipython()):
        from matplotlib import pyplot

        return pyplot.figure(figsize=size, layout="constrained")
    return plain(figsize=size, layout="constrained")


def _heat(bitext: Bitext, encoder: Encoder | str | None) -> Any:
    """The cosine of every pair of sentences, averaged over cells where there are very many."""
    import numpy as np

    from alignkit.embed import encoder as open_encoder

    held = open_encoder(encoder)
    sides = []
    for document in (bitext.source, bitext.target):
        vectors = np.asarray(held.encode([s.text for s in document.sentences]), dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        sides.append(_averaged(vectors / np.maximum(norms, 1e-9)))
    return np.clip(sides[0] @ sides[1].T, 0, 1)


def _averaged(vectors: Any) -> Any:
    import numpy as np

    if len(vectors) <= CELLS:
        return vectors
    starts = np.linspace(0, len(vectors), CELLS, endpoint=False).astype(int)
    sizes = np.diff(np.append(starts, len(vectors)))
    return np.add.reduceat(vectors, starts) / sizes[:, None]


def _middle(numbers: Sequence[int]) -> float:
    return (numbers[0] + numbers[-1] + 1) / 2


def _columns(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]


def _alone(bitext: Bitext, side: str) -> list[tuple[float, float]]:
    """Where beads with one empty side stand: beside the end of the bead before them."""
    places: list[tuple[float, float]] = []
    source = target = 0
    for bead in bitext.beads:
        if side == "source" and bead.source and not bead.target:
            places.append((target, _middle(bead.source)))
        if side == "target" and bead.target and not bead.source:
            places.append((_middle(bead.target), source))
        source = bead.source[-1] + 1 if bead.source else source
        target = bead.target[-1] + 1 if bead.target else target
    return places
