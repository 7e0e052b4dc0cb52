"""The table of formats as the docs print it."""

from __future__ import annotations

from alignkit.formats.registry import FORMATS, KEPT


def table() -> str:
    """Return the table of formats in Markdown; docs/formats.md holds it, and a test compares."""
    lines = [
        "| format | name | endings | read | written | kept | limits |",
        "|---|---|---|---|---|---|---|",
    ]
    for held in FORMATS:
        kept = ", ".join(name for name in KEPT if name in held.keeps)
        cells = (
            held.title,
            f"`{held.name}`",
            " ".join(f"`{ending}`" for ending in held.endings),
            "yes" if held.reads else "no",
            "yes" if held.writes else "no",
            kept,
            held.limits,
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
