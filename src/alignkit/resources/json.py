"""JSON of i18n libraries: nested keys, one language or several; ARB with its notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from alignkit.errors import InputError
from alignkit.read.decode import decode
from alignkit.resources.entries import DEEPEST, Resource
from alignkit.resources.tree import Leaf, resources
from alignkit.types import Span

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a JSON file of texts by key."""
    raw = decode(data, name)[0]
    top = parsed(raw, name)
    if not isinstance(top, dict):
        raise InputError(name, "this is no JSON object of texts by key", "give an object")
    return resources(leaves(raw, name), name, "json", raw)


def parsed(raw: str, name: str) -> Any:
    """Return the value of a JSON text; what is wrong with it is said with its place."""
    try:
        return json.loads(raw)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{name}:{error.lineno}:{error.colno}", f"not JSON ({error.msg})", "correct it"
        ) from None
    except RecursionError:
        raise InputError(name, "it is nested too deeply", "give a file of texts by key") from None


def leaves(raw: str, name: str) -> Iterator[Leaf]:
    """Yield the values of a JSON text that `parsed` accepts, with their places.

    >>> [(leaf.path, leaf.text) for leaf in leaves('{"a": {"b": "x"}, "c": [1, "y"]}', "a.json")]
    [(('a', 'b'), 'x'), (('c', '0'), None), (('c', '1'), 'y')]
    """
    path: list[Any] = []
    key = ""
    waiting = False  # a key was read, its value comes next
    for token in TOKEN.finditer(raw):
        first = token[0][0]
        if first in "{[":
            if path:
                path[-1] = _next(path[-1], key)
            path.append("" if first == "{" else -1)
            waiting = False
            if len(path) > DEEPEST:
                raise InputError(name, "it is nested too deeply", "give a file of texts by key")
        elif first in "}]":
            path.pop()
            waiting = False
        elif first == ":":
            waiting = True
        elif first == ",":
            waiting = False
        elif path and isinstance(path[-1], str) and not waiting:
            key = json.loads(token[0])
        elif path:
            path[-1] = _next(path[-1], key)
            yield _leaf(path, token)


def _next(step: Any, key: str) -> Any:
    return key if isinstance(step, str) else step + 1


def _leaf(path: list[Any], token: re.Match[str]) -> Leaf:
    text: str | None = None
    if token[0][0] == '"':
        text = json.loads(token[0])
    elif token[0] == "null":
        text = ""
    place = Span(token.start() + 1, token.end() - 1) if token[0][0] == '"' else Span(*token.span())
    return Leaf(tuple(str(step) for step in path), text, place)
