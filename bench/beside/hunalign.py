"""hunalign, where it is there: HUNALIGN names the program, or the folder of its WebAssembly build.

Each Chinese character stands by itself, and it counts bytes where it can be told to: as it takes
both sides' lengths as they are, characters would set a Chinese text against one three times as
long. Without a dictionary it makes one with -realign; `dictionary` writes it one of CC-CEDICT.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from alignkit.formats.hunalign import RUNG, read_beads
from bench.figures.spent import Spent, spent

Sides = tuple[tuple[int, ...], tuple[int, ...]]

BYTES = "-onebyteencoding"
#: It looks a phrase up word by word, so that a long gloss only costs time.
LONGEST = 3
RUN = Path(__file__).with_name("hunalign.mjs")
_HAN = re.compile(r"([㐀-鿿])")


def here() -> bool:
    """Tell whether the program is there."""
    return bool(os.environ.get("HUNALIGN"))


def command() -> list[str]:
    """Return what starts it: the program, or Node.js where HUNALIGN is a package's folder."""
    held = os.environ["HUNALIGN"]
    return ["node", str(RUN), held] if Path(held).is_dir() else [held]


def spaced(text: str) -> str:
    """Return text of which each Chinese character stands by itself."""
    return " ".join(_HAN.sub(r" \1 ", text).split())


def dictionary(entries: Iterable[tuple[str, Iterable[str]]], source: str) -> str:
    """Return Chinese words and their glosses as hunalign reads them: target @ source."""
    lines = set()
    for chinese, glosses in entries:
        for gloss in glosses:
            # One line with a second sign between the sides, and it takes the whole file for empty.
            if 0 < len(gloss.split()) <= LONGEST and "@" not in chinese + gloss:
                sides = spaced(chinese), gloss.lower()
                lines.add(" @ ".join(sides[::-1] if source == "zh" else sides))
    return "".join(f"{line}\n" for line in sorted(lines))


@lru_cache(maxsize=2)
def cedict(data: Path, source: str) -> str:
    """Return the dictionary of CC-CEDICT for one source language."""
    from training.texts.dictionary import cedict as entries

    return dictionary(((entry.chinese, entry.glosses) for entry in entries(data)), source)


def align(
    source: Sequence[str], target: Sequence[str], realign: bool = True, words: str = ""
) -> tuple[list[Sides], Spent]:
    """Return the beads, and what they cost; `words` is a dictionary as hunalign reads one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side, lines in (("a", source), ("b", target)):
            # A line of its own for an empty one: hunalign takes "" for a paragraph's end.
            held = (spaced(line.lower() if words else line) or "-" for line in lines)
            (folder / side).write_text("\n".join(held) + "\n", encoding="utf-8")
        (folder / "words").write_text(words, encoding="utf-8")
        files = [str(folder / side) for side in ("words", "a", "b")]
        options = ["-realign"] if realign else []
        try:
            done = spent([*command(), BYTES, *options, *files])
        except RuntimeError:
            # Builds that always count bytes do not know the option.
            done = spent([*command(), *options, *files])
    rungs = "\n".join(line for line in done.output.splitlines() if RUNG.fullmatch(line))
    beads = [(bead.source, bead.target) for bead in read_beads(rungs, "hunalign")]
    return [bead for bead in beads if bead[0] or bead[1]], done
