"""What a run has aligned, filtered and written for others to use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.corpus.export.filters import Filters, dropped_for
from alignkit.corpus.export.stored import beads

if TYPE_CHECKING:
    from alignkit.corpus.plan import Plan

Row = Mapping[str, Any]
# Bars of the count of confidences, from 0 to 1.
BARS = 10


@dataclass(slots=True)
class Exported:
    """What was written and what was left out, and why."""

    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    characters: list[int] = field(default_factory=lambda: [0, 0])
    confidences: list[int] = field(default_factory=lambda: [0] * BARS)
    shapes: Counter[str] = field(default_factory=Counter)
    files: list[str] = field(default_factory=list)

    def count(self, row: Row) -> None:
        """Count a bead that is kept."""
        self.kept += 1
        self.characters[0] += len(row["source"])
        self.characters[1] += len(row["target"])
        if row["confidence"] is not None:
            self.confidences[min(BARS - 1, int(row["confidence"] * BARS))] += 1
        self.shapes[f"{len(row['source_sentences'])}-{len(row['target_sentences'])}"] += 1

    def to_json(self) -> dict[str, Any]:
        """Return the counts as plain values."""
        return {
            "kept": self.kept,
            "documents": self.documents,
            "characters": self.characters,
            "dropped": dict(self.dropped),
            "confidences": self.confidences,
            "shapes": dict(self.shapes.most_common()),
            "files": self.files,
        }

    def __str__(self) -> str:
        left = ", ".join(f"{count:,} {why}" for why, count in self.dropped.most_common())
        told = f"{self.kept:,} pairs of {self.documents:,} documents"
        return told + (f"; left out: {left}" if left else "")


def export(
    run: str | PathLike[str],
    output: str | PathLike[str] | None,
    format: str | None = None,
    *,
    filters: Filters | None = None,
    split: int = 0,
) -> Exported:
    """Write the beads of a run that pass the filters; without an output they are only counted.

    `format` is jsonl, parquet, datasets, moses, tmx, or any other that a bitext is saved in, told
    by the output's ending unless given; `split` begins a new file after so many pairs.
    """
    from alignkit.corpus.export.chosen import Chosen
    from alignkit.corpus.export.writers import write
    from alignkit.corpus.plan import Plan

    plan = Plan.load(Path(run))
    chosen = filters or Filters()
    held = Exported()
    with Chosen(plan, chosen) as kept:
        rows = _kept(plan, kept, held)
        if output is None:
            for _ in rows:
                pass
        else:
            held.files += write(rows, Path(output), format, split)
    return held


def _kept(plan: Plan, chosen: Any, held: Exported) -> Iterator[dict[str, Any]]:
    last = None
    for number, row in enumerate(beads(plan)):
        why = dropped_for(row, chosen.filters, chosen.usual) or chosen.dropped(number)
        if why:
            held.dropped[why] += 1
            continue
        if row["document"] != last:
            last = row["document"]
            held.documents += 1
        held.count(row)
        yield row
