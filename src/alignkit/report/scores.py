"""An evaluation as lines of text."""

from __future__ import annotations

from alignkit.types.evaluation import Evaluation


def as_text(evaluation: Evaluation) -> str:
    """Return the scores, the contrast where there is one, and the scores by bead shape."""
    header, *rows = evaluation.table()
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    lines = [f"{evaluation.strict}  ({evaluation.gold:,} gold beads, {_files(evaluation)})", ""]
    lines += [_line(row, widths) for row in (header, *rows)]
    contrast = evaluation.versus
    if contrast is not None:
        lines.append("")
        for name, difference, interval, p in (
            ("strict", contrast.difference, contrast.interval, contrast.p),
            ("lax", contrast.lax_difference, contrast.lax_interval, contrast.lax_p),
        ):
            lines.append(f"{name} F1 {difference:+.3f} over the other  {interval}  p = {p:.4f}")
    lines += ["", str(evaluation.signature)]
    return "\n".join(lines)


def _files(evaluation: Evaluation) -> str:
    return "1 file" if evaluation.files == 1 else f"{evaluation.files} files"


def _line(row: list[str], widths: list[int]) -> str:
    first, *rest = (
        cell.ljust(width) if number == 0 else cell.rjust(width)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join((first, *rest)).rstrip()
