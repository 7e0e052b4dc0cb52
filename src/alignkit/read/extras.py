"""Packages that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from alignkit.errors import MissingExtraError


def need(module: str, feature: str) -> Any:
    """Return a module of the documents extra, or say which command brings it."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(feature, "documents") from None
