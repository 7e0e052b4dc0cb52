"""What a finding may promise that rests on a line of a table with a single witness: a note.

The table is written by `python -m bench witnesses --write`, which takes each line out in turn and
counts the sources of the development texts that lose a finding by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from alignkit.types import Severity, Span

# So far from what a finding marks stand the words that it may rest on: a bound before its number, a
# verb before its amount. A Han character carries about three Latin ones.
NEAR, NEAR_HAN = 24, 8
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its first words, the sources that bear it out, the rules it speaks for."""

    table: str
    says: str
    sources: int
    witnesses: int
    rules: tuple[str, ...]


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """Return every line that occurs in the development texts."""
    text = files("alignkit.data.check").joinpath("witnesses.tsv").read_text(encoding="utf-8")
    found = []
    for row in text.splitlines():
        if row and not row.startswith("#"):
            table, says, sources, witnesses, rules = row.split("\t")
            names = tuple(filter(None, rules.split(",")))
            found.append(Line(table, says, int(sources), int(witnesses), names))
    return tuple(found)


@lru_cache(maxsize=1)
def _anecdotes() -> Mapping[str, tuple[str, ...]]:
    """Return for each rule the entries that it rests on in one source alone."""
    held: dict[str, list[str]] = {}
    for line in lines():
        for rule in line.rules if line.witnesses == 1 else ():
            held.setdefault(rule, []).append(line.says.lower())
    return {rule: tuple(words) for rule, words in held.items()}


def rested(rule: str, wish: Severity, marked: Iterable[tuple[str, tuple[Span, ...]]]) -> Severity:
    """Return the severity a finding may have, given each side's text and what it marks there."""
    words = _anecdotes().get(rule, ())
    if wish is Severity.INFO or not words:
        return wish
    for text, spans in marked:
        for span in spans:
            near = _around(text, span).lower()
            if any(word in near for word in words):
                return Severity.INFO
    return wish


def _around(text: str, span: Span) -> str:
    near = text[max(0, span.start - NEAR) : span.end + NEAR]
    if _HAN.search(near):
        return text[max(0, span.start - NEAR_HAN) : span.end + NEAR_HAN]
    return near
