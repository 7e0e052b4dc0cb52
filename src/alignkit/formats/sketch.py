"""Sketch Engine's m:n mapping: two columns of numbers or ranges of the aligned structures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignkit.errors import InputError
from alignkit.formats.ladder import MOST, text_less, with_lines
from alignkit.formats.source import Source
from alignkit.types import Bead, Bitext

SIDE = re.compile(r"(-1)|(\d{1,15})(?:([,:])(\d{1,15}))?")


def read_beads(text: str, place: str) -> list[Bead]:
    """Read a mapping: 3, or 3,5 for 3 to 5, or -1 for nothing; 3:5 for 3 to 5 one by one."""
    beads: list[Bead] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if not line.strip():
            continue
        sides = [SIDE.fullmatch(cell.strip()) for cell in line.split("\t")]
        if len(sides) != 2 or sides[0] is None or sides[1] is None:
            raise InputError(
                f"{place}:{number}",
                f"not a line of a mapping: {line.strip()[:60]!r}",
                "write two columns of numbers or ranges",
            )
        source, target = (_range(side, f"{place}:{number}") for side in sides if side)
        if ":" in (sides[0][3], sides[1][3]):
            if len(source) != len(target):
                raise InputError(
                    f"{place}:{number}", "ranges of different length one by one", "correct it"
                )
            beads += [Bead((i,), (j,)) for i, j in zip(source, target, strict=True)]
        else:
            beads.append(Bead(source, target))
    if not beads:
        raise InputError(place, "there is no line", "give a mapping with lines")
    return beads


def read_bitext(
    source: Source, sides: tuple[Sequence[str] | None, Sequence[str] | None] = (None, None)
) -> Bitext:
    """Read a mapping with the sentences of both sides."""
    beads = read_beads(source.text(), source.name)
    if sides[0] is None or sides[1] is None:
        raise text_less(source.name)
    return with_lines(beads, (sides[0], sides[1]), source.name)


def render(bitext: Bitext) -> Iterator[bytes]:
    """Write one bead a line."""
    for bead in bitext.beads:
        sides = [_written(side, bitext.source.name) for side in (bead.source, bead.target)]
        yield ("\t".join(sides) + "\n").encode()


def _range(match: re.Match[str], place: str) -> tuple[int, ...]:
    if match[1]:
        return ()
    first, last = int(match[2]), int(match[4] or match[2])
    if last - first >= MOST:
        raise InputError(place, f"a range of more than {MOST:,} sentences", "correct it")
    return tuple(range(first, last + 1))


def _written(numbers: Sequence[int], place: str) -> str:
    if not numbers:
        return "-1"
    if list(numbers) != list(range(numbers[0], numbers[-1] + 1)):
        raise InputError(place, "a bead skips a sentence, which a range cannot", "write a ladder")
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]},{numbers[-1]}"
