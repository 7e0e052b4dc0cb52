"""hunalign: its ladder of rungs, and the text it prints with ~~~ between sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from alignkit.errors import InputError
from alignkit.formats.ladder import MOST, SEPARATOR, text_less, with_lines
from alignkit.formats.source import Source
from alignkit.types import Bead, Bitext

RUNG = re.compile(
    r"(\d{1,15})\t(\d{1,15})(?:\t([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?nan|[-+]?inf))?\s*"
)
PARAGRAPH = "<p>"


def read_beads(text: str, place: str) -> list[Bead]:
    """Read rungs: each line is where a bead begins, the next one where it ends."""
    rungs: list[tuple[int, int, float | None]] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if not line.strip():
            continue
        match = RUNG.fullmatch(line)
        if match is None:
            raise InputError(
                f"{place}:{number}",
                f"not a rung: {line.strip()[:60]!r}",
                "write source TAB target TAB score",
            )
        rung = (int(match[1]), int(match[2]), float(match[3]) if match[3] else None)
        if rungs and (rung[0] < rungs[-1][0] or rung[1] < rungs[-1][1]):
            raise InputError(f"{place}:{number}", "this rung goes back", "sort the rungs")
        if rungs and max(rung[0] - rungs[-1][0], rung[1] - rungs[-1][1]) > MOST:
            raise InputError(
                f"{place}:{number}", f"this rung leaps over {MOST:,} sentences", "correct it"
            )
        rungs.append(rung)
    if not rungs:
        raise InputError(place, "there is no rung", "give a ladder with rungs")
    return [
        Bead(tuple(range(source, next_source)), tuple(range(target, next_target)), score)
        for (source, target, score), (next_source, next_target, _) in pairwise(rungs)
    ]


def read_bitext(
    source: Source, sides: tuple[Sequence[str] | None, Sequence[str] | None] = (None, None)
) -> Bitext:
    """Read a ladder of rungs with the sentences of both sides, or hunalign's text output."""
    text = source.text()
    first = next((line for line in re.split(r"[\r\n]+", text) if line.strip()), "")
    if not RUNG.fullmatch(first):
        return _of_texts(text, source.name)
    beads = read_beads(text, source.name)
    if sides[0] is None or sides[1] is None:
        raise text_less(source.name)
    return with_lines(beads, (sides[0], sides[1]), source.name)


def render(bitext: Bitext) -> Iterator[bytes]:
    """Write rungs; beads must follow each other without a gap, as hunalign's do."""
    source = target = 0
    for number, bead in enumerate(bitext.beads):
        if bead.source and bead.source != tuple(range(source, source + len(bead.source))):
            raise _gap(bitext, number)
        if bead.target and bead.target != tuple(range(target, target + len(bead.target))):
            raise _gap(bitext, number)
        score = "" if bead.score is None else f"\t{bead.score:.4f}"
        yield f"{source}\t{target}{score}\n".encode()
        source += len(bead.source)
        target += len(bead.target)
    yield f"{source}\t{target}\n".encode()


def _gap(bitext: Bitext, number: int) -> InputError:
    return InputError(
        bitext.source.name,
        f"bead {number} does not follow the one before it, which rungs cannot say",
        "write a ladder instead",
    )


def _of_texts(text: str, place: str) -> Bitext:
    beads: list[Bead] = []
    sides: tuple[list[str], list[str]] = ([], [])
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) not in (2, 3):
            raise InputError(
                f"{place}:{number}", f"{len(cells)} columns", "source TAB target TAB score"
            )
        try:
            score = float(cells[2]) if len(cells) == 3 else None
        except ValueError:
            raise InputError(
                f"{place}:{number}", f"{cells[2][:40]!r} is not a score", "correct it"
            ) from None
        numbers = []
        for side, cell in zip(sides, cells, strict=False):
            parts = [part for part in cell.split(SEPARATOR) if part.strip() and part != PARAGRAPH]
            numbers.append(tuple(range(len(side), len(side) + len(parts))))
            side.extend(parts)
        # A pair of paragraph marks is hunalign's own and no bead.
        if any(numbers) or PARAGRAPH not in line:
            beads.append(Bead(numbers[0], numbers[1], score))
    return with_lines(beads, sides, place)
