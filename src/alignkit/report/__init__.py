"""Findings out, one file a format; the page's templates beside them."""

from __future__ import annotations

from os import PathLike

from alignkit.types import Findings


def save(findings: Findings, path: str | PathLike[str], format: str | None = None) -> None:
    """Write findings to a file, in the format its ending names unless one is given."""
    raise NotImplementedError
