"""One desk at a time on a project: a lock that the system lets go of when its holder dies."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from alignkit.errors import AlignkitError, InputError


class HeldError(AlignkitError):
    """Another desk has the project open; `address` is where, "" where it does not say."""

    def __init__(self, path: Path, address: str) -> None:
        self.address = address
        where = f" at {address}" if address else ""
        super().__init__(f"{path}: this project is open already{where}; close that desk first")


class Lock:
    """The lock of a project, held until `release`."""

    def __init__(self, project: Path) -> None:
        self.path = project.resolve().with_name(f".{project.name}.lock")
        self._file: IO[Any] | None = None
        while self._file is None:
            try:
                handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                why = f"its folder cannot be written ({error.strerror})"
                raise InputError(
                    project, why, "copy the documents to a folder of your own"
                ) from None
            file = os.fdopen(handle, "r+", encoding="utf-8")
            if not _locked(file):
                address = _address(self.path)
                file.close()
                raise HeldError(project, address)
            if _stands(file, self.path):
                self._file = file
            else:
                # Its holder let go of it, and removed it, between our opening and our locking.
                file.close()

    def say(self, address: str) -> None:
        """Write down where the desk is open, so that a second one leads there."""
        if self._file is not None:
            self._file.seek(_RESERVED)
            self._file.truncate()
            self._file.write(json.dumps({"address": address}))
            self._file.flush()

    def release(self) -> None:
        """Let go of the project."""
        if self._file is not None:
            with suppress(OSError):
                self.path.unlink()
            self._file.close()
            self._file = None


# Windows locks bytes and keeps others from reading them; what is written stands behind them.
_RESERVED = 1


def _address(path: Path) -> str:
    try:
        held = path.read_text(encoding="utf-8").lstrip("\0 ")
        return str(json.loads(held)["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _stands(file: IO[Any], path: Path) -> bool:
    """Return whether the file that is held is the one that others will find."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _locked(file: IO[Any]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, _RESERVED)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
