"""YAML of i18n libraries (Rails, Symfony, Hugo): nested keys, the language as the root or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from alignkit.errors import InputError, MissingExtraError
from alignkit.read.decode import decode
from alignkit.resources.entries import DEEPEST, Finder, Resource
from alignkit.resources.tree import Leaf, resources
from alignkit.types import Span

TAG = "tag:yaml.org,2002:"
# What YAML takes for a truth value and a text means as a word: the answers Yes and No.
TRUTH = re.compile("true|false", re.I)
MERGE = "<<"


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a YAML file of texts by key; no object is ever built of it."""
    try:
        import yaml
    except ImportError:
        raise MissingExtraError("reading YAML", "formats") from None
    raw = decode(data, name)[0]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_depth(yaml.parse(raw, loader), name)
        root = yaml.compose(raw, loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark else ""
        raise InputError(f"{name}{line}", f"not YAML ({error.problem})", "correct it") from None
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise InputError(name, f"not YAML ({reason})", "correct it") from None
    if not isinstance(root, yaml.MappingNode):
        raise InputError(name, "this is no YAML mapping of texts by key", "give a mapping")
    return resources(_leaves(root, name, raw), name, "yaml", raw)


def _refuse_depth(events: Any, name: str) -> None:
    """Refuse what is nested too deeply before anything follows the nesting."""
    depth = 0
    for event in events:
        kind = type(event).__name__
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            depth += 1
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            depth -= 1
        if depth > DEEPEST:
            raise InputError(name, "it is nested too deeply", "give a file of texts by key")


def _leaves(root: Any, name: str, raw: str) -> Iterator[Leaf]:
    """Yield the scalars in order; an alias stands for what it names, within the same bounds."""
    finder = Finder(raw)
    waiting: list[tuple[tuple[str, ...], Any]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        if len(path) > DEEPEST:
            raise InputError(name, "an alias holds itself", "write the texts out")
        if node.id == "scalar":
            yield _leaf(path, node, finder)
        else:
            waiting.extend(reversed(_children(path, node)))


def _children(path: tuple[str, ...], node: Any) -> list[tuple[tuple[str, ...], Any]]:
    if node.id == "sequence":
        return [((*path, str(n)), held) for n, held in enumerate(node.value)]
    own = [(key, held) for key, held in node.value if key.id == "scalar" and key.value != MERGE]
    # What is merged in comes first: a key of the mapping's own holds against it.
    merged = [
        (path, part)
        for key, held in node.value
        if key.id == "scalar" and key.value == MERGE
        for part in (held.value if held.id == "sequence" else [held])
        if part.id == "mapping"
    ]
    return [*merged, *(((*path, key.value), held) for key, held in own)]


def _leaf(path: tuple[str, ...], node: Any, finder: Finder) -> Leaf:
    start = finder.offset(node.start_mark.line + 1)
    end = (
        finder.offset(node.end_mark.line + 2)
        if node.end_mark.line > node.start_mark.line
        else (min(start + node.end_mark.column, len(finder.raw)))
    )
    place = finder.place(node.value, min(start + node.start_mark.column, end), end)
    tag = node.tag.removeprefix(TAG)
    if tag in ("int", "float", "timestamp") or (tag == "bool" and TRUTH.fullmatch(node.value)):
        return Leaf(path, None, place)
    return Leaf(path, "" if tag == "null" else node.value, Span(*place))
