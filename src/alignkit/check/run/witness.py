"""What a finding may promise that rests on a line of a table with a single witness: a note.

The table is written by `python -m bench witnesses --write`, which takes each line out in turn and
counts the sources of the development texts that lose a finding by it. A line that occurs in many
sources and gives a finding in one is borne out by all those where it is read in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from alignkit.deferred import deferred
from alignkit.types import Severity, Span

# So far from what a finding marks stand the words that it may rest on: a bound before its number, a
# verb before its amount. A Han character carries about three Latin ones.
NEAR, NEAR_HAN = 24, 8
# What these say rests on figures: a unit beside them helps to pair, and proves nothing.
OF_FIGURES = frozenset({"NUM001", "NUM002", "NUM011"})
_HAN = deferred(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: the sources it occurs in, and those it gives findings of rules in.

    `listed` names the dictionaries and other lists that have it, which are no sources.
    """

    table: str
    says: str
    sources: int
    witnesses: int
    rules: tuple[str, ...]
    listed: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """Return every line of the tables that people wrote."""
    text = files("alignkit.data.check").joinpath("witnesses.tsv").read_text(encoding="utf-8")
    found = []
    for row in text.splitlines():
        if row and not row.startswith("#"):
            table, says, sources, witnesses, *lists = row.split("\t")
            rules, listed = (tuple(filter(None, names.split(","))) for names in lists)
            found.append(Line(table, says, int(sources), int(witnesses), rules, listed))
    return tuple(found)


@lru_cache(maxsize=1)
def _anecdotes() -> Mapping[str, re.Pattern[str]]:
    """Return for each rule what the entries look like that one source alone holds, and rests on."""
    held: dict[str, list[str]] = {}
    for line in lines():
        for rule in set(line.rules) - OF_FIGURES if line.sources == 1 else ():
            word = re.escape(line.says)
            held.setdefault(rule, []).append(
                rf"(?<![A-Za-z]){word}(?![A-Za-z])" if line.says.isascii() else word
            )
    return {rule: re.compile("|".join(words), re.I) for rule, words in held.items()}


def rested(rule: str, wish: Severity, marked: Iterable[tuple[str, tuple[Span, ...]]]) -> Severity:
    """Return the severity a finding may have, given each side's text and what it marks there."""
    words = _anecdotes().get(rule)
    if wish is Severity.INFO or words is None:
        return wish
    beside = any(words.search(_around(text, span)) for text, spans in marked for span in spans)
    return Severity.INFO if beside else wish


def _around(text: str, span: Span) -> str:
    near = text[max(0, span.start - NEAR) : span.end + NEAR]
    if _HAN.search(near):
        return text[max(0, span.start - NEAR_HAN) : span.end + NEAR_HAN]
    return near
