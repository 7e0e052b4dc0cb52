"""The tables of a document as tables: which sentences stand in which cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alignkit.types import Block, Document

Cell = list[Any]


def cells_of(blocks: Sequence[Block]) -> dict[int, tuple[int, int, int]]:
    """Return the table, row and column of each block that is a cell of a table."""
    found: dict[int, tuple[int, int, int]] = {}
    table = -1
    last: tuple[int, int] | None = None
    for number, block in enumerate(blocks):
        row, _, column = block.number.partition(":")
        if block.kind != "table" or not (row.isdecimal() and column.isdecimal()):
            last = None
            continue
        place = int(row), int(column)
        # A table's places go on and on; one that goes back is of another table.
        table += last is None or place < last
        last = place
        found[number] = table, *place
    return found


def tables_of(document: Document) -> list[list[Cell]]:
    """Return the tables of a document that have rows and columns, a list of cells each.

    A cell is its row and column, and then the numbers of its sentences, or its text where it holds
    none, as one in another language does.
    """
    sentences: dict[int, list[int]] = {}
    for number, sentence in enumerate(document.sentences):
        sentences.setdefault(sentence.block, []).append(number)
    found: dict[int, dict[tuple[int, int], Cell]] = {}
    for number, (table, row, column) in cells_of(document.blocks).items():
        held = found.setdefault(table, {}).setdefault((row, column), [row, column, []])
        inside = sentences.get(number)
        if inside and isinstance(held[2], list):
            held[2] += inside
        elif not held[2]:
            held[2] = document.blocks[number].span.slice(document.text)
    return [list(cells.values()) for cells in found.values() if two_ways(cells)]


def two_ways(places: Sequence[tuple[int, int]] | dict[tuple[int, int], Any]) -> bool:
    """Return whether places lie in more than one row and more than one column."""
    return all(len({place[k] for place in places}) > 1 for k in (0, 1))
