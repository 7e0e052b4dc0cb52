"""Nested keys to values: what JSON and YAML have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from alignkit.errors import InputError
from alignkit.resources.entries import MOST_VALUES, Resource, Value, distinct, joined_key
from alignkit.resources.locales import named
from alignkit.resources.plurals import told_by_keys
from alignkit.types import Span


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of a nested file; `text` is None where it is a number, a truth value or the like."""

    path: tuple[str, ...]
    text: str | None
    place: Span | None = None


def resources(leaves: Iterable[Leaf], name: str, format: str, raw: str) -> tuple[Resource, ...]:
    """Return the languages of a nested file: several where every first key names one."""
    held = list(_bounded(leaves, name))
    roots = dict.fromkeys(leaf.path[0] for leaf in held)
    langs = {root: named(root) for root in roots}
    if roots and all(langs.values()) and all(len(leaf.path) > 1 for leaf in held):
        return tuple(
            _resource(
                [replace(leaf, path=leaf.path[1:]) for leaf in held if leaf.path[0] == root],
                (name, format, raw),
                root,
            )
            for root in roots
        )
    if _languages_at_the_end(held):
        codes = dict.fromkeys(leaf.path[-1] for leaf in held)
        return tuple(
            _resource(
                [replace(leaf, path=leaf.path[:-1]) for leaf in held if leaf.path[-1] == code],
                (name, format, raw),
                code,
            )
            for code in codes
        )
    return (_resource(held, (name, format, raw), ""),)


def _bounded(leaves: Iterable[Leaf], name: str) -> Iterator[Leaf]:
    for number, leaf in enumerate(leaves):
        if number >= MOST_VALUES:
            raise InputError(name, f"it holds more than {MOST_VALUES:,} texts", "split it")
        if leaf.path:
            yield leaf


def _languages_at_the_end(leaves: list[Leaf]) -> bool:
    """Tell whether each text stands under its language: {"title": {"zh": …, "en": …}}."""
    codes = {leaf.path[-1] for leaf in leaves}
    return (
        len(codes) > 1
        and all(len(leaf.path) > 1 for leaf in leaves)
        and all(named(code) for code in codes)
        and len({leaf.path[:-1] for leaf in leaves}) < len(leaves)
    )


def _resource(leaves: list[Leaf], facts: tuple[str, str, str], lang: str) -> Resource:
    name, format, raw = facts
    values = [
        Value.of(joined_key(leaf.path), leaf.text, leaf.place)
        for leaf in leaves
        if leaf.text is not None
    ]
    others = frozenset(joined_key(leaf.path) for leaf in leaves if leaf.text is None)
    return Resource(name, format, told_by_keys(distinct(values)), lang, raw, others)
