"""What only the whole corpus can tell of a bead: repeated, usually as long, drawn by lot.

Memory does not grow with the corpus but for a byte a bead: the numbers that stand for pairs are
sorted part by part, each part a file.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from alignkit.corpus.export.filters import TWICE, UNDRAWN, Filters, dropped_for, identity, ratio
from alignkit.corpus.export.stored import beads
from alignkit.corpus.plan import Plan
from alignkit.errors import OptionError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Rows are spread over so many parts by digest, so that only one part is looked through at a time.
PARTS = 256
_AT_ONCE = 1 << 16
# Logs of ratios are counted in steps so small, from -SPAN to SPAN.
STEP, SPAN = 0.01, 8.0


class Chosen:
    """The filters with all that must be known before the first bead can be judged."""

    def __init__(self, plan: Plan, filters: Filters) -> None:
        self.filters = filters
        self._plan = plan
        self._folder = Path(tempfile.mkdtemp(prefix=".export-", dir=plan.out))
        self.usual = 0.0
        self._twice: NDArray[np.bool_] | None = None
        self._drawn: NDArray[np.bool_] | None = None

    def __enter__(self) -> Chosen:
        try:
            self.usual = self._usual() if self.filters.max_ratio else 0.0
            if self.filters.duplicates != "none":
                self._twice = self._repeated()
            if self.filters.sample:
                self._drawn = self._draw()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def dropped(self, number: int) -> str:
        """Return why a bead that passes on its own is left out, "" where it is kept."""
        if self._twice is not None and self._twice[number]:
            return TWICE
        if self._drawn is not None and not self._drawn[number]:
            return UNDRAWN
        return ""

    def _usual(self) -> float:
        """Return the median log ratio, from counts."""
        counts = [0] * int(2 * SPAN / STEP + 1)
        for row in beads(self._plan):
            if row["source"] and row["target"]:
                place = (min(max(ratio(row), -SPAN), SPAN) + SPAN) / STEP
                counts[int(place)] += 1
        half, met = sum(counts) / 2, 0
        for place, count in enumerate(counts):
            met += count
            if met >= half:
                return place * STEP - SPAN
        return 0.0

    def _repeated(self) -> NDArray[np.bool_]:
        import numpy as np

        total = 0
        near = self.filters.duplicates == "near"
        for met, keys, numbers in self._numbered(near):
            total = met
            parts = (keys >> np.uint64(56)).astype(np.int64)
            for part in np.unique(parts).tolist():
                mine = parts == part
                with (self._folder / f"{part}.keys").open("ab") as stream:
                    stream.write(np.column_stack([keys[mine], numbers[mine]]).tobytes())
        twice = np.zeros(total, np.bool_)
        for path in sorted(self._folder.glob("*.keys")):
            held = np.fromfile(path, np.uint64).reshape(-1, 2)
            # The first of the same comes first, as all of a part stand in the corpus' order.
            first = np.unique(held[:, 0], return_index=True)[1]
            again = np.ones(len(held), np.bool_)
            again[first] = False
            twice[held[again, 1].astype(np.int64)] = True
        return twice

    def _numbered(self, near: bool) -> Iterator[tuple[int, NDArray[np.uint64], NDArray[np.uint64]]]:
        """Yield how many beads there were, and the numbers of those that pass on their own."""
        import numpy as np

        keys: list[int] = []
        numbers: list[int] = []
        number = -1
        for number, row in enumerate(beads(self._plan)):
            if not dropped_for(row, self.filters, self.usual):
                keys.append(identity(row, near))
                numbers.append(number)
            if len(keys) >= _AT_ONCE:
                yield number + 1, np.array(keys, np.uint64), np.array(numbers, np.uint64)
                keys, numbers = [], []
        yield number + 1, np.array(keys, np.uint64), np.array(numbers, np.uint64)

    def _draw(self) -> NDArray[np.bool_]:
        import numpy as np

        fit = np.fromiter(
            (
                not (dropped_for(row, self.filters, self.usual) or self.dropped(number))
                for number, row in enumerate(beads(self._plan))
            ),
            np.bool_,
        )
        there = np.flatnonzero(fit)
        if self.filters.sample > len(there):
            raise OptionError(f"sample is {self.filters.sample:,}; only {len(there):,} pairs pass")
        # Python's own draw is the same on every machine and in every version.
        lot = random.Random(self.filters.seed).sample(range(len(there)), self.filters.sample)
        drawn = np.zeros(len(fit), np.bool_)
        drawn[there[sorted(lot)]] = True
        return drawn
