"""A file of any readable format to a document."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

from alignkit.errors import InputError
from alignkit.read import plain
from alignkit.read.decode import decode
from alignkit.types import Document


def read(
    path: str | os.PathLike[str], lang: str | None, repair: bool | Collection[str]
) -> Document:
    """Read a file, or standard input for "-"."""
    name = os.fspath(path)
    data = sys.stdin.buffer.read() if name == "-" else _bytes(Path(path))
    text, encoding = decode(data, name)
    if not text.strip():
        raise InputError(name, "there is no text in it", "give a file with text")
    return plain.document(text, lang, name, repair)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(path, "this is a folder", "give a file")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(path, "there is no such file") from None
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
