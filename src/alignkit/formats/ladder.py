"""The ladder: one bead a line by sentence numbers, and with its texts where wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignkit.errors import InputError
from alignkit.formats.escape import CELL, MARK, escape, unescape
from alignkit.formats.source import Source, encode
from alignkit.types import Bead, Bitext, Document

RUNG = re.compile(
    r"\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]"
    r"[ ]*(?::[ ]*([-+]?(?:nan|inf|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)))?[ ]*(?=\t|\Z)",
    re.IGNORECASE,
)
#: A side of a bead, or of beads one by one, has no more sentences than this.
MOST = 1_000_000
SEPARATOR = " ~~~ "
TILDES = "~~~"


def read_beads(text: str, place: str) -> tuple[list[Bead], list[tuple[str, str] | None]]:
    """Read the beads of a ladder, and the two texts behind each where they stand there."""
    beads: list[Bead] = []
    texts: list[tuple[str, str] | None] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if not line.strip():
            continue
        match = RUNG.match(line)
        if match is None:
            raise InputError(
                f"{place}:{number}",
                f"not a ladder line: {line.strip()[:60]!r}",
                "write [source numbers]:[target numbers]:score",
            )
        source, target = _numbers(match[1]), _numbers(match[2])
        score = float(match[3]) if match[3] else None
        cells = line[match.end() :].split("\t")[1:]
        if cells and len(cells) != 2:
            raise InputError(
                f"{place}:{number}", f"{len(cells)} texts", "give a source and a target text"
            )
        beads.append(Bead(source, target, score))
        texts.append((cells[0], cells[1]) if cells else None)
    if not beads:
        raise InputError(place, "there is no bead", "give a ladder with beads")
    return beads, texts


def read_bitext(
    source: Source, sides: tuple[Sequence[str] | None, Sequence[str] | None] = (None, None)
) -> Bitext:
    """Read a ladder with its texts, or with the sentences of both sides given beside it."""
    place = source.name
    beads, texts = read_beads(source.text(), place)
    if sides[0] is not None and sides[1] is not None:
        return with_lines(beads, (sides[0], sides[1]), place)
    return with_lines(beads, _lines(beads, texts, place), place)


def with_lines(
    beads: Sequence[Bead], lines: tuple[Sequence[str], Sequence[str]], place: str
) -> Bitext:
    """Put beads and the sentences they number together; the languages are still to be told."""
    for bead in beads:
        for numbers, held, side in zip(
            (bead.source, bead.target), lines, ("source", "target"), strict=True
        ):
            if numbers and max(numbers) >= len(held):
                raise InputError(
                    place,
                    f"it names {side} sentence {max(numbers)}, but there are {len(held)}",
                    "give the sentences that were aligned",
                )
    source, target = (Document.from_sentences(held, "", place) for held in lines)
    return Bitext(source, target, tuple(beads))


def text_less(place: str) -> InputError:
    """Return the complaint that sentence numbers alone are no bitext."""
    return InputError(
        place,
        "it holds sentence numbers without texts",
        "give the two files of sentences beside it, or a ladder with texts",
    )


def render(bitext: Bitext) -> Iterator[bytes]:
    """Write one bead a line: [0]:[0, 1]:0.8731."""
    for bead in bitext.beads:
        yield (rung(bead) + "\n").encode()


def render_with_texts(bitext: Bitext) -> Iterator[bytes]:
    """Write one bead a line, then TAB source TAB target, sentences joined by ~~~."""
    for bead in bitext.beads:
        source = _joined([bitext.source.sentences[i].text for i in bead.source])
        target = _joined([bitext.target.sentences[i].text for i in bead.target])
        yield encode(f"{rung(bead)}\t{source}\t{target}\n")


def rung(bead: Bead) -> str:
    """Return a bead as its line.

    >>> rung(Bead((0,), (0, 1), 0.87312))
    '[0]:[0, 1]:0.8731'
    """
    line = f"{list(bead.source)}:{list(bead.target)}"
    return line if bead.score is None else f"{line}:{bead.score:.4f}"


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.replace(",", " ").split())


def _joined(sentences: Sequence[str]) -> str:
    """Join sentences so that the tildes of a text are not taken for the separator."""
    return SEPARATOR.join(
        escape(text, CELL).replace(TILDES, f"~{MARK}~{MARK}~") for text in sentences
    )


def _lines(
    beads: Sequence[Bead], texts: Sequence[tuple[str, str] | None], place: str
) -> tuple[list[str], list[str]]:
    held: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for bead, cells in zip(beads, texts, strict=True):
        if cells is None:
            raise text_less(place)
        for numbers, cell, side in zip((bead.source, bead.target), cells, held, strict=True):
            parts = cell.split(SEPARATOR) if cell else []
            if len(parts) != len(numbers):
                raise InputError(
                    place,
                    f"bead {bead.source}:{bead.target} has {len(parts)} sentences in its text "
                    f"where it names {len(numbers)}",
                    f"put {SEPARATOR.strip()} between sentences",
                )
            side.update(zip(numbers, (unescape(part, CELL) for part in parts), strict=True))
    return _dense(held[0], place), _dense(held[1], place)


def _dense(sentences: dict[int, str], place: str) -> list[str]:
    for number in range(len(sentences)):
        if number not in sentences:
            raise InputError(
                place, f"sentence {number} stands in no bead", "give a bead to every sentence"
            )
    return [sentences[number] for number in range(len(sentences))]
