"""Files read whole, from a pipe too, and files that appear whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import platform
import re
import select
import stat
import sys
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import IO, Any

from alignkit.bounds import limit, megabytes
from alignkit.errors import InputError
from alignkit.shown import HANDLER

# Bytes taken from a stream at once: a pipe gives less, a file never all of itself.
_AT_ONCE = 1 << 20
#: How often a pipe is looked at into which nobody writes yet, in seconds.
_GLANCE = 0.05
#: Names of a descriptor that this process has open already.
_OPEN = re.compile(r"/dev/stdin|/(?:dev|proc/self)/fd/(\d+)")
#: What a killed run may leave behind: a file that names its machine and its process.
_LEFT = re.compile(r"\..*\.alignkit-(?P<machine>[0-9a-f]+)-(?P<process>\d+)-\w+")
#: What a disk says that takes no more.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})

Identity = tuple[int, int]

# What came by a pipe, for a pipe can be read once: the files it was kept in, while a run lasts.
_spool: ContextVar[dict[Identity, str] | None] = ContextVar("spool", default=None)
# The files that a run reads, which it must not write over.
_read_here: ContextVar[frozenset[Identity] | None] = ContextVar("read_here", default=None)


@contextmanager
def one_run() -> Iterator[None]:
    """Keep what comes by pipe until the end, so that it may be looked at more than once."""
    if _spool.get() is not None:
        yield
        return
    held: dict[Identity, str] = {}
    token = _spool.set(held)
    try:
        yield
    finally:
        _spool.reset(token)
        for place in held.values():
            with suppress(OSError):
                os.unlink(place)


def is_pipe(path: str | os.PathLike[str]) -> bool:
    """Return whether a name leads to a pipe, a device or a socket rather than to a file."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def is_device(path: str | os.PathLike[str]) -> bool:
    """Return whether a name leads to a device, such as /dev/zero."""
    try:
        return stat.S_ISCHR(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def refuse_name(name: str) -> None:
    """Refuse a name that no file can have; that there is no such file is said by who opens it."""
    try:
        os.stat(name)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise unreadable(name, error) from None
    except ValueError:
        why = "a file name holds no null byte" if "\0" in name else "no file can be named so"
        raise InputError(name.replace("\0", "\\0"), why) from None


def opened(path: str | os.PathLike[str], largest: str = "spool_mb") -> IO[bytes]:
    """Open a file's bytes from their beginning; inside `one_run` that works for a pipe as well."""
    name = os.fspath(path)
    refuse_name(name)
    try:
        held = os.stat(name)
        if stat.S_ISDIR(held.st_mode):
            raise InputError(name, "this is a folder", "give a file")
        if stat.S_ISREG(held.st_mode):
            return open(name, "rb")
        kept = _spool.get()
        if kept is None or stat.S_ISCHR(held.st_mode):
            return _stream(name, held)
        identity = (held.st_dev, held.st_ino)
        if identity not in kept:
            with _stream(name, held) as stream:
                kept[identity] = spooled(stream, name, largest)
        return open(kept[identity], "rb")
    except OSError as error:
        raise unreadable(name, error) from None


def unreadable(name: str, error: OSError) -> InputError:
    """Return the complaint about a file that the system does not let one read."""
    if isinstance(error, FileNotFoundError):
        return InputError(name, "there is no such file", "check the path")
    return InputError(name, f"cannot be read ({error.strerror})")


def data(path: str | os.PathLike[str], largest: str = "input_mb") -> bytes:
    """Return all bytes of a file, "-" being standard input; one over the limit is refused."""
    name = os.fspath(path)
    try:
        if name == "-":
            return bounded(sys.stdin.buffer, name, largest)
        with opened(name, largest) as stream:
            return bounded(stream, name, largest)
    except OSError as error:
        raise unreadable(name, error) from None


def text(path: str | os.PathLike[str], largest: str = "settings_mb") -> str:
    """Return a file's text in UTF-8, with or without a byte order mark."""
    try:
        return data(path, largest).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(path, "this is not UTF-8 text", "save it as UTF-8") from None


def bounded(stream: IO[bytes], name: str, largest: str = "input_mb") -> bytes:
    """Return the rest of a stream, unless it is larger than a limit or changes meanwhile."""
    most = megabytes(largest)
    before = _state(stream)
    size = before[0] if before else 0
    held = b"" if size > most else stream.read(most + 1)
    if size > most or len(held) > most:
        raise _too_large(name, most)
    if before and _state(stream) != before:
        raise InputError(name, "it changed while it was read", "try again when it is written")
    return held


def _too_large(name: str, most: int) -> InputError:
    return InputError(name, f"it is larger than {most >> 20} MB", "split it into several")


def spooled(stream: IO[bytes], name: str, largest: str = "spool_mb") -> str:
    """Keep a stream in a file beside the temporary ones, and return that file's name."""
    most = megabytes(largest)
    handle, place = tempfile.mkstemp(prefix="alignkit-")
    try:
        with open(handle, "wb") as kept:
            while part := stream.read(_AT_ONCE):
                if kept.tell() + len(part) > most:
                    raise _too_large(name, most)
                kept.write(part)
    except BaseException:
        os.unlink(place)
        raise
    return place


def _state(stream: IO[bytes]) -> tuple[int, int] | None:
    """Return what changes with a regular file: its size and its time."""
    try:
        held = os.fstat(stream.fileno())
    except (OSError, AttributeError, ValueError):
        return None
    return (held.st_size, held.st_mtime_ns) if stat.S_ISREG(held.st_mode) else None


def _stream(name: str, held: os.stat_result) -> IO[bytes]:
    """Open what is no file; a named pipe that nobody writes into is not waited for without end."""
    number = _OPEN.fullmatch(os.path.abspath(name))
    if number:
        # Opened anew it would be another reader, who may come when the writer has left.
        return open(os.dup(int(number[1] or 0)), "rb")
    if not stat.S_ISFIFO(held.st_mode):
        return open(name, "rb")
    handle = os.open(name, os.O_RDONLY | os.O_NONBLOCK)
    try:
        first = _first(handle, name)
        os.set_blocking(handle, True)
    except BaseException:
        os.close(handle)
        raise
    return io.BufferedReader(_Begun(first, handle))


class _Begun(io.RawIOBase):
    """A stream of which the first bytes were read already."""

    def __init__(self, first: bytes, handle: int) -> None:
        self._first = first
        self._rest = open(handle, "rb", buffering=0)  # noqa: SIM115 - closed with this stream

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Fill a buffer with what comes next."""
        if not self._first:
            return self._rest.readinto(buffer)
        part, self._first = self._first[: len(buffer)], self._first[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close the pipe."""
        self._rest.close()
        super().close()


def _first(handle: int, name: str) -> bytes:
    """Return the first bytes of a named pipe, once somebody has opened its other end."""
    waited = time.monotonic() + limit("pipe_s")
    while time.monotonic() < waited:
        try:
            found = os.read(handle, _AT_ONCE)
        except BlockingIOError:
            # Somebody writes, and takes time.
            select.select([handle], [], [])
            continue
        if found:
            return found
        time.sleep(_GLANCE)
    raise InputError(name, "nobody writes into this pipe", "start its writer first")


@contextmanager
def keeping(paths: Iterable[str | os.PathLike[str]]) -> Iterator[None]:
    """Let none of these files be written over while this lasts."""
    token = _read_here.set(_read_here.get() or frozenset())
    try:
        keep(paths)
        yield
    finally:
        _read_here.reset(token)


def keep(paths: Iterable[str | os.PathLike[str]]) -> None:
    """Let none of these files be written over either, where somebody keeps what is read."""
    known = _read_here.get()
    if known is not None:
        _read_here.set(known | {identity for path in paths if (identity := _identity(path))})


def refuse_inputs(paths: Iterable[str | os.PathLike[str]]) -> None:
    """Refuse to write over a file that is read here, by whatever name or link it is given."""
    known = _read_here.get() or frozenset()
    for path in paths:
        if _identity(path) in known:
            raise InputError(path, "this file is read here, and would be lost", "name another file")


def _identity(path: str | os.PathLike[str]) -> Identity | None:
    """Return what a file is whatever its name: the device and its number there."""
    try:
        held = os.stat(path)
    except (OSError, ValueError):
        return None
    return (held.st_dev, held.st_ino) if stat.S_ISREG(held.st_mode) else None


@contextmanager
def atomic(
    path: str | os.PathLike[str], mode: str = "w", *, renews: bool = False
) -> Iterator[IO[str]]:
    """Open a file that appears under its name only when all of it has been written.

    With `renews` it may be one that is read here as well, such as a baseline that is brought up
    to date.
    """
    if not renews:
        refuse_inputs((path,))
    target = Path(path).resolve() if Path(path).is_symlink() else Path(path)
    if is_pipe(target):
        # A pipe or a device cannot be replaced, and must not be.
        with _opened(target, mode) as stream:
            yield stream
        return
    handle, name = _beside(target)
    try:
        try:
            with _opened(handle, mode) as stream:
                yield stream
        except OSError as error:
            if error.errno in _FULL:
                raise InputError(target, f"cannot be written ({error.strerror})") from None
            raise
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def together(paths: Sequence[Path], mode: str = "wb") -> Iterator[list[IO[Any]]]:
    """Open files that are one work; a run that is killed leaves no two of different versions."""
    with ExitStack() as stack:
        streams: list[IO[Any]] = [stack.enter_context(atomic(path, mode)) for path in paths]
        yield streams
        for stream in streams:
            # What a full disk does not take is to be known while the old files are still there.
            stream.flush()
        for path in paths[:-1]:
            # The last one is replaced first. One that is missing then is seen; an old one is not.
            if _identity(path):
                path.resolve().unlink()


def _beside(target: Path) -> tuple[int, str]:
    """Make the file that will take the target's name, and clear away what killed runs left."""
    try:
        if not target.parent.is_dir():
            raise InputError(target, "its folder does not exist", "make the folder first")
        if target.is_dir():
            raise InputError(target, "this is a folder", "give a file name")
        _clear(target.parent)
        # A name of 255 bytes leaves no room for more; the beginning is enough to know it by.
        prefix = f".{target.name[:40]}.alignkit-{_machine()}-{os.getpid()}-"
        return tempfile.mkstemp(dir=target.parent, prefix=prefix)
    except OSError as error:
        raise InputError(target, f"cannot be written ({error.strerror})") from None


@cache
def _machine() -> str:
    return f"{zlib.crc32(platform.node().encode()):x}"


@cache
def _clear(folder: Path) -> None:
    """Remove what runs left in a folder that were killed while they wrote, once a process."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            left = _LEFT.fullmatch(entry.name)
            if left and left["machine"] == _machine() and not _runs(int(left["process"])):
                with suppress(OSError):
                    os.unlink(entry.path)


def _runs(process: int) -> bool:
    """Return whether a process of this machine is there."""
    if os.name != "posix":
        # Elsewhere the question itself could end the process.
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _opened(file: int | Path, mode: str) -> IO[Any]:
    if "b" in mode:
        return open(file, mode)
    return open(file, mode, encoding="utf-8", errors=HANDLER, newline="\n")
