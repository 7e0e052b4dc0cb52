"""hunalign beside alignkit, where it is there: HUNALIGN names the program.

It is not part of this repository: obtain hunalign 1.2, build it with make, set HUNALIGN=path. It
runs with an empty dictionary on texts of which each Chinese character stands by itself, and counts
bytes where it can be told to: as it takes both sides' lengths as they are, characters would set a
Chinese text against one three times as long.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from alignkit.formats.hunalign import RUNG, read_beads
from bench.spent import Spent, spent

Sides = tuple[tuple[int, ...], tuple[int, ...]]

BYTES = "-onebyteencoding"
_HAN = re.compile(r"([㐀-鿿])")


def here() -> bool:
    """Tell whether the program is there."""
    return bool(os.environ.get("HUNALIGN"))


def align(
    source: Sequence[str], target: Sequence[str], realign: bool = True
) -> tuple[list[Sides], Spent]:
    """Return the beads, and what they cost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side, lines in (("a", source), ("b", target)):
            # A line of its own for an empty one: hunalign takes "" for a paragraph's end.
            spaced = (" ".join(_HAN.sub(r" \1 ", line).split()) or "-" for line in lines)
            (folder / side).write_text("\n".join(spaced) + "\n", encoding="utf-8")
        (folder / "empty").touch()
        files = [str(folder / side) for side in ("empty", "a", "b")]
        options = ["-realign"] if realign else []
        program = os.environ["HUNALIGN"]
        try:
            held = spent([program, BYTES, *options, *files])
        except RuntimeError:
            # Builds that always count bytes do not know the option.
            held = spent([program, *options, *files])
    rungs = "\n".join(line for line in held.output.splitlines() if RUNG.fullmatch(line))
    beads = [(bead.source, bead.target) for bead in read_beads(rungs, "hunalign")]
    return [bead for bead in beads if bead[0] or bead[1]], held
