"""The beads of a run, read from its shards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alignkit.corpus.account import tables
from alignkit.corpus.plan import Plan
from alignkit.corpus.shards import read_rows
from alignkit.errors import InputError


def beads(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield every bead of a run in the order of the corpus."""
    empty = True
    for path in tables(plan, "beads"):
        empty = False
        yield from read_rows(path)
    if empty:
        raise InputError(plan.out, "no document of it is done yet", "run it first")
