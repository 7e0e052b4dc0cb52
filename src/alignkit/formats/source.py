"""The file a bitext is read from: opened, looked into, decoded, and named in every complaint."""

from __future__ import annotations

import codecs
import os
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import IO

from alignkit import files
from alignkit.errors import InputError
from alignkit.read.language import detect

# What is looked at to guess a format: several hundred lines of any bitext.
HEAD_SIZE = 1 << 16
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Source:
    """A file, a pipe, or standard input for "-", that can be opened as often as is needed."""

    def __init__(self, path: str | PathLike[str]) -> None:
        self.name = fspath(path)
        self._place = self.name
        files.refuse_name(self.name)
        self._piped = self.name == "-" or files.is_pipe(self.name)
        if self.name == "-":
            self.name = "standard input"
            self._place = files.spooled(sys.stdin.buffer, self.name)
            weakref.finalize(self, os.unlink, self._place)
        elif self._piped:
            with files.opened(self.name) as stream:
                self._place = files.spooled(stream, self.name)
            weakref.finalize(self, os.unlink, self._place)

    @property
    def path(self) -> Path:
        """The path, for formats that lie in several files."""
        if self._piped:
            raise InputError(self.name, "this format is more than one file", "give a path")
        return Path(self.name)

    def open(self) -> IO[bytes]:
        """Open the bytes from their beginning."""
        if self._piped:
            return open(self._place, "rb")
        return files.opened(self.name)

    def head(self) -> bytes:
        """Return the first bytes, to tell the format by."""
        with self._read() as stream:
            return stream.read(HEAD_SIZE)

    def text(self) -> str:
        """Return the whole file as text."""
        return decode(self.data(), self.name)

    def data(self) -> bytes:
        """Return all bytes of the file."""
        with self._read() as stream:
            return files.bounded(stream, self.name, "bitext_mb")

    @contextmanager
    def _read(self) -> Iterator[IO[bytes]]:
        try:
            with self.open() as stream:
                yield stream
        except OSError as error:
            raise files.unreadable(self.name, error) from None


def decode(data: bytes, place: str) -> str:
    """Decode by byte order mark, as UTF-8, or as GB 18030 where that gives Chinese.

    >>> decode("译文".encode("gb18030"), "old.tsv")
    '译文'
    """
    if not data:
        raise InputError(place, "the file is empty", "give a file with text")
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(data, place, error) from None
    if b"\0" in data[:HEAD_SIZE]:
        raise InputError(place, "this is a binary file, not text", "name its format")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        complaint = _undecodable(data, place, error)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise complaint from None
    foreign = [c for c in text if c >= "\u0100"]
    if detect("".join(foreign), "") != "zh" or sum(not c.isalnum() for c in foreign) * 2 > len(
        foreign
    ):
        raise complaint
    return text


def encode(text: str, place: str = "") -> bytes:
    """Encode as UTF-8; half a surrogate pair is no character and is refused."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            place,
            f"the text holds U+{ord(text[error.start]):04X}, half of a character",
            "repair the text first",
        ) from None


def _undecodable(data: bytes, place: str, error: UnicodeDecodeError) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1
    byte = data[error.start]
    return InputError(
        f"{place}:{line}", f"byte 0x{byte:02X} is not {error.encoding}", "save the file as UTF-8"
    )
