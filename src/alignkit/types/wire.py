"""Frozen values to plain JSON and back, under one schema version."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from alignkit.errors import InputError

SCHEMA = 1
T = TypeVar("T")


def versioned(kind: str, value: Any) -> dict[str, Any]:
    """Return a dataclass as a JSON object that names its schema version and kind."""
    return {"schema": SCHEMA, "kind": kind, **plain(value)}


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """Return the fields of a dataclass, None of another type."""
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else None


def plain(value: Any) -> Any:
    """Return a value as dicts, lists, strings and numbers."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if (names := _names(kind)) is not None:
        return {name.lstrip("_"): plain(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in value]
    return value


def read(cls: type[T], kind: str, data: Mapping[str, Any]) -> T:
    """Build a dataclass from what `versioned` returned, refusing another schema or kind."""
    if data.get("schema") != SCHEMA or data.get("kind", kind) != kind:
        raise InputError(
            "",
            f"this is {data.get('kind', 'no kind')} of schema {data.get('schema', 'none')}, "
            f"not {kind} of schema {SCHEMA}",
            "write it again with this version of alignkit",
        )
    held: T = build(cls, data)
    return held


def build(wanted: Any, value: Any) -> Any:
    """Build a value of the wanted type from plain JSON values."""
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return build(next(a for a in get_args(wanted) if a is not type(None)), value)
    if origin is tuple:
        parts = get_args(wanted)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(build(parts[0], part) for part in value)
        return tuple(build(part, held) for part, held in zip(parts, value, strict=False))
    if isinstance(wanted, type):
        if is_dataclass(wanted):
            hints = _hints(wanted)
            known = {f.name for f in fields(wanted) if f.init} & set(value)
            return wanted(**{name: build(hints[name], value[name]) for name in known})
        if issubclass(wanted, tuple) and hasattr(wanted, "_fields"):
            return wanted(*value)
        if issubclass(wanted, (Enum, Decimal)):
            return wanted(value)
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)
