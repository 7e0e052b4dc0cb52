"""The weights by which a comparison tells substance from wording, learned on rows that were read.

    python -m training compare --gold DIR         (ALIGNKIT_BENCH)

DIR holds newstest2020 and rated/bio.jsonl.xz; bench/verdicts says what a reader said of their rows.
A row is one of substance where any of its differences is, so a row's verdict teaches all of them
(noisy or). Rows in which a change was planted must come out above the same rows without it. Learned
are news of the rows below 1000 and the abstracts of the half "learned"; bench compare measures the
others, and no document is in both. The threshold is the one that calls few rows of wording so when
each sixth of the documents is told by the others.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench.texts import renderings

from alignkit.compare.weighed import features
from alignkit.compare.weighed.scales import FILE, NEVER
from alignkit.compare.weighed.weigh import Read, read_rows

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "link" / FILE
STEPS, RATE, SEED, FOLDS = 300, 0.02, 0, 6
# How much weights are held small, rows of detail count, and planted changes.
DECAY, DETAIL, PLANTED = 0.1, 0.6, 0.3
# Gaps in content begin about as sure as the rules are; so little they may go from there.
SLOPE, START, BASE, STIFF = 3.0, -1.0, -4.0, 0.001
# So large a share of all rows may be called substance that differ in words alone.
ALARMS = 0.05
CHANGES = 260


@dataclass(frozen=True)
class Row:
    """What is known of a row, what its reader said, and the document it is from."""

    read: Read
    verdict: str
    group: str


class Model(torch.nn.Module):
    """Log odds of each row from its gaps and its divergences."""

    def __init__(self, gaps: torch.Tensor) -> None:
        super().__init__()
        self.mean, self.spread = gaps.mean(0), gaps.std(0) + 1e-3
        width = len(features.CONTENT)
        self.gap = torch.nn.Parameter(torch.zeros(gaps.shape[1]))
        self.bias = torch.nn.Parameter(torch.tensor(-2.0))
        self.slope = torch.nn.Parameter(torch.full((width,), SLOPE))
        self.start = torch.nn.Parameter(torch.full((width,), START))
        self.base = torch.nn.Parameter(torch.tensor(BASE))

    def forward(self, rows: Sequence[Read]) -> torch.Tensor:
        gaps, owners = _stack([row.gaps for row in rows], len(self.gap))
        found, others = _stack([row.content for row in rows], len(self.slope))
        odds = (gaps - self.mean) / self.spread @ self.gap + self.bias
        keep = -torch.nn.functional.softplus(self.base).expand(len(rows))
        keep = keep.index_add(0, owners, -torch.nn.functional.softplus(odds))
        on = found > 0
        own = torch.where(on, self.slope * found + self.start, 0.0).sum(1)
        own = torch.where(on.any(1), own, torch.tensor(NEVER))
        keep = keep.index_add(0, others, -torch.nn.functional.softplus(own))
        sure = torch.tensor([sum(map(_missed, row.sure)) for row in rows])
        keep = (keep + sure).clamp(max=-1e-4)
        return torch.log1p(-keep.exp()) - keep

    def penalty(self) -> torch.Tensor:
        apart = ((self.slope - SLOPE) ** 2).sum() + ((self.start - START) ** 2).sum()
        return DECAY * (self.gap**2).sum() + STIFF * apart

    def plain(self, likely: float) -> dict[str, Any]:
        """Return the weights with the features' scales folded in."""
        gap = self.gap / self.spread
        return {
            "features": [*features.GAP, *features.ROW],
            "content": list(features.CONTENT),
            "gap": _digits(gap),
            "bias": _digits(self.bias - (gap * self.mean).sum()),
            "slope": _digits(self.slope),
            "start": _digits(self.start),
            "base": _digits(self.base),
            "likely": round(likely, 3),
        }


def _digits(values: torch.Tensor) -> Any:
    return np.vectorize(lambda v: float(f"{v:.5g}"))(values.detach().numpy()).tolist()


def _missed(sure: float) -> float:
    """Return the logarithm of how likely a rule is wrong."""
    return math.log(max(1e-3, 1 - sure))


def _stack(tables: Sequence[Any], width: int) -> tuple[torch.Tensor, torch.Tensor]:
    whole = np.concatenate([np.zeros((0, width), np.float32), *tables])
    owners = np.repeat(np.arange(len(tables)), [len(table) for table in tables])
    return torch.tensor(whole), torch.tensor(owners)


def learn(rows: Sequence[Row], planted: tuple[list[Read], list[Read]]) -> Model:
    """Learn the weights from rows and from pairs of rows without and with a planted change."""
    torch.manual_seed(SEED)
    held = [row.read for row in rows]
    wanted = torch.tensor([float(row.verdict == "substance") for row in rows])
    counts = torch.tensor([DETAIL if row.verdict == "detail" else 1.0 for row in rows])
    model = Model(_stack([row.gaps for row in held], held[0].gaps.shape[1])[0])
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    entropy = torch.nn.functional.binary_cross_entropy_with_logits
    for _ in range(STEPS):
        loss = (entropy(model(held), wanted, reduction="none") * counts).mean()
        ahead = model(planted[1]) - model(planted[0])
        loss = loss + PLANTED * torch.nn.functional.softplus(1 - ahead).mean() + model.penalty()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return model


def crossed(rows: Sequence[Row], planted: tuple[list[Read], list[Read]]) -> list[float]:
    """Return each row's probability by weights that were learned on other documents."""
    groups = sorted({row.group for row in rows})
    random.Random(SEED).shuffle(groups)
    fold = {group: at % FOLDS for at, group in enumerate(groups)}
    found = [0.0] * len(rows)
    for number in range(FOLDS):
        model = learn([row for row in rows if fold[row.group] != number], planted)
        out = [at for at, row in enumerate(rows) if fold[row.group] == number]
        with torch.no_grad():
            told = torch.sigmoid(model([rows[at].read for at in out])).tolist()
        for at, value in zip(out, told, strict=True):
            found[at] = value
    return found


def threshold(rows: Sequence[Row], told: Sequence[float]) -> float:
    """Return the lowest probability from which on few rows are called so that differ in words."""
    best, alarms = 1.0, 0
    ordered = sorted(zip(told, rows, strict=True), key=lambda pair: -pair[0])
    for value, row in ordered:
        alarms += row.verdict == "wording"
        if alarms > ALARMS * len(rows):
            break
        best = value
    above = [row for value, row in ordered if value >= best]
    right = sum(row.verdict == "substance" for row in above)
    wanted = sum(row.verdict == "substance" for row in rows)
    print(f"from {best:.3f}: precision {right / len(above):.2f}, recall {right / wanted:.2f}")
    return best


def material(folder: Path) -> tuple[list[Row], tuple[list[Read], list[Read]]]:
    """Return the rows of the half that is learned on, and rows without and with a change."""
    rows: list[Row] = []
    for part in renderings.learned(folder):
        rows += [
            Row(*held) for held in zip(_read(part.texts), part.verdicts, part.groups, strict=True)
        ]
    plain, changed = renderings.planted(folder, CHANGES)
    return rows, (_read(plain), _read(changed))


def _read(texts: Sequence[renderings.Texts]) -> list[Read]:
    held = renderings.gathered(texts)
    assert held.linkage is not None
    return read_rows(held.rows, held.linkage, held.words)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training compare", description=__doc__)
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    options = parser.parse_args()
    if not options.gold:
        parser.error("give the folder of the gold data: --gold DIR, or ALIGNKIT_BENCH")
    torch.set_num_threads(1)
    rows, planted = material(Path(options.gold))
    likely = threshold(rows, crossed(rows, planted))
    held = learn(rows, planted).plain(likely)
    OUT.write_text(json.dumps(held, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
