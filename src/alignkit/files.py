"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from alignkit.errors import InputError


@contextmanager
def atomic(path: str | os.PathLike[str], mode: str = "w") -> Iterator[IO[str]]:
    """Open a file that appears under its name only when all of it has been written."""
    target = Path(path).resolve() if Path(path).is_symlink() else Path(path)
    if target.exists() and not (target.is_file() or target.is_dir()):
        # A pipe or a device cannot be replaced, and must not be.
        with _opened(target, mode) as stream:
            yield stream
        return
    if not target.parent.is_dir():
        raise InputError(target, "its folder does not exist", "make the folder first")
    if target.is_dir():
        raise InputError(target, "this is a folder", "give a file name")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(target, f"cannot be written ({error.strerror})") from None
    try:
        with _opened(handle, mode) as stream:
            yield stream
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _opened(file: int | Path, mode: str) -> IO[Any]:
    if "b" in mode:
        return open(file, mode)
    return open(file, mode, encoding="utf-8", newline="\n")
