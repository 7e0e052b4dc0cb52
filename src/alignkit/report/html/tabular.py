"""The tables of a document as tables: which sentences stand in which cell."""

from __future__ import annotations

from typing import Any

from alignkit.types import Document

Cell = list[Any]


def tables_of(document: Document) -> list[list[Cell]]:
    """Return the tables of a document that have rows and columns, a list of cells each.

    A cell is its row and column, and then the numbers of its sentences, or its text where it holds
    none, as one in another language does.
    """
    sentences: dict[int, list[int]] = {}
    for number, sentence in enumerate(document.sentences):
        sentences.setdefault(sentence.block, []).append(number)
    found: list[dict[tuple[int, int], Cell]] = []
    last: tuple[int, int] | None = None
    for number, block in enumerate(document.blocks):
        row, _, column = block.number.partition(":")
        if block.kind != "table" or not (row.isdecimal() and column.isdecimal()):
            last = None
            continue
        place = int(row), int(column)
        # A table's places go on and on; one that goes back is of another table.
        if last is None or place < last:
            found.append({})
        last = place
        held = found[-1].setdefault(place, [*place, []])
        inside = sentences.get(number)
        if inside and isinstance(held[2], list):
            held[2] += inside
        elif not held[2]:
            held[2] = block.span.slice(document.text)
    return [list(cells.values()) for cells in found if _wide(cells)]


def _wide(cells: dict[tuple[int, int], Cell]) -> bool:
    """Return whether a table has more than one row and more than one column."""
    return all(len({place[k] for place in cells}) > 1 for k in (0, 1))
