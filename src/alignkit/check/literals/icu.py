"""ICU messages: their arguments, and the branches of plural and select."""

from __future__ import annotations

import re
from typing import NamedTuple

_COMPLEX = re.compile(r"\{\s*(\w+)\s*,\s*(plural|select|selectordinal)\s*,")
_BRANCH = re.compile(r"\s*(?:offset:\d+\s*)?([^\s{}]+)\s*\{")
_ARGUMENT = re.compile(r"\{\s*(\w+)\s*(?:,\s*(\w+)[^{}]*)?\}")
# What a program reads of a message: its choices and the names of their branches.
_SYNTAX = re.compile(
    r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,(?:\s*offset:\d+)?|[^\s{}]+\s*(?=\{)"
)
# Messages nest a plural in a select and little more.
_DEEPEST = 8


class Message(NamedTuple):
    """What a message asks for: its arguments by name, and each choice with its branches."""

    arguments: frozenset[str]
    choices: tuple[tuple[str, str, frozenset[str]], ...]
    whole: bool


def message(text: str) -> Message | None:
    """Return an ICU message, None where a text is none.

    >>> held = message("{n, plural, one {# file} other {# files in {place}}}")
    >>> held.choices[0][:2], sorted(held.choices[0][2])
    (('n', 'plural'), ['one', 'other'])
    """
    if not _COMPLEX.search(text):
        return None
    arguments: set[str] = set()
    choices: list[tuple[str, str, frozenset[str]]] = []
    whole = _read(text, arguments, choices, 0)
    return Message(frozenset(arguments), tuple(sorted(choices, key=lambda c: c[:2])), whole)


def worded(text: str) -> str:
    """Return a text with the syntax of a message blanked, so that only words are left.

    >>> worded("{n, plural, other {# files}}").replace("\\0", "").strip()
    '{# files}}'
    """
    if not _COMPLEX.search(text):
        return text
    return _SYNTAX.sub(lambda found: "\0" * len(found[0]), text)


def _read(
    text: str, arguments: set[str], choices: list[tuple[str, str, frozenset[str]]], depth: int
) -> bool:
    place = 0
    while depth < _DEEPEST and (found := _COMPLEX.search(text, place)):
        arguments.update(held[1] for held in _ARGUMENT.finditer(text, place, found.start()))
        arguments.add(found[1])
        place = found.end()
        branches = set()
        while branch := _BRANCH.match(text, place):
            end = _closing(text, branch.end())
            if end < 0:
                return False
            branches.add(branch[1])
            if not _read(text[branch.end() : end], arguments, choices, depth + 1):
                return False
            place = end + 1
        choices.append((found[1], found[2], frozenset(branches)))
        closed = re.compile(r"\s*\}").match(text, place)
        if not closed:
            return False
        place = closed.end()
    arguments.update(held[1] for held in _ARGUMENT.finditer(text, place))
    return True


def _closing(text: str, place: int) -> int:
    """Return where the brace closes that was opened before a place, -1 where it does not."""
    depth = 1
    for at in range(place, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if not depth:
            return at
    return -1
