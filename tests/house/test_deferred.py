"""Patterns that are compiled at their first use are right all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from tests.house.test_layers import modules

from alignkit.deferred import Deferred, deferred


def held(value: Any) -> Iterator[Deferred]:
    """Yield the deferred patterns of a value, and of the tables that it may be."""
    if isinstance(value, Deferred):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from held(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from held(each)


NAMES = [name for name, path in modules().items() if "deferred" in path.read_text("utf-8")]


@pytest.mark.parametrize("name", NAMES)
def test_every_deferred_pattern_compiles(name: str) -> None:
    """One that is wrong would only be found by the text that asks for it."""
    for value in vars(import_module(f"alignkit.{name}")).values():
        for pattern in held(value):
            assert re.compile(pattern.pattern, pattern.given)


def test_a_deferred_pattern_does_what_a_compiled_one_does() -> None:
    """From its first use on, by each of its methods; it has no others."""
    made = re.compile("(?P<n>[一二三])B", re.I)
    for _ in range(2):
        pattern = deferred("(?P<n>[一二三])B", re.I)
        assert pattern.sub("x", "一b二") == made.sub("x", "一b二")
        assert pattern.search("a三b")[0] == "三b"  # type: ignore[index]
        assert pattern.match("a三b", 1)
        assert not pattern.fullmatch("a三b")
        assert (pattern.flags, pattern.groups, pattern.groupindex) == (
            made.flags,
            made.groups,
            made.groupindex,
        )
    with pytest.raises(AttributeError):
        _ = pattern.nothing  # type: ignore[attr-defined]
