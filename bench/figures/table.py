"""One line of a benchmark, and how lines are printed and kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """A figure: what was measured, the value, the bar, on what data, under which signature.

    `better` says which way is good; `rival` names the system where it is not alignkit.
    """

    name: str
    value: float | str
    bar: float | None = None
    better: str = "higher"
    unit: str = ""
    data: str = ""
    rival: str = ""
    signature: str = ""
    note: str = ""

    @property
    def met(self) -> bool | None:
        if self.bar is None or isinstance(self.value, str):
            return None
        return self.value >= self.bar if self.better == "higher" else self.value <= self.bar


def said(row: dict[str, Any]) -> str:
    """Return a figure as kept in JSON with its unit: shares to three decimals, no long tails."""
    value = row["value"]
    if isinstance(value, str):
        return value
    figure = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    if abs(value) < 1 and value != round(value):
        # Near 1 three decimals cannot tell a hit from a near miss.
        figure = f"{value:.4f}" if value > 0.98 else f"{value:.3f}"
    return f"{figure} {row['unit']}".strip()


def show(rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("figure", "system", "value", "bar", "met", "data", "note")
    for row in rows:
        bar = "" if row.bar is None else f"{'≥' if row.better == 'higher' else '≤'} {row.bar:g}"
        met = {True: "yes", False: "NO", None: ""}[row.met]
        table.add_row(
            row.name,
            row.rival or "alignkit",
            said(asdict(row)),
            bar,
            met,
            row.data,
            row.note,
        )
    console = Console(width=max(120, Console().width))
    console.print(table)
    for signature in sorted({row.signature for row in rows if row.signature}):
        console.print(signature, soft_wrap=True, highlight=False)
