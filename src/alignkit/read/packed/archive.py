"""Documents that are zip archives: their parts and trees, hostile ones refused by size and kind."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from alignkit.errors import InputError
from alignkit.read.extras import need

# No document of text comes near these; a bomb does.
LARGEST_PART = 256 * 1024 * 1024
LARGEST_RATIO = 400
MOST_PARTS = 20_000
#: What an archive raises where its tables or its packed bytes lie.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def parts(data: bytes, name: str, kind: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return the parts of an archive that are wanted, having looked at their sizes first."""
    broken = InputError(name, f"this {kind} file is damaged", "open it and save it again")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = archive.infolist()
            for part in held:
                if part.flag_bits & 1:
                    raise InputError(name, "the file is encrypted", "save it without a password")
                large = part.file_size > 1 << 20
                ratio = part.file_size / max(1, part.compress_size)
                if part.file_size > LARGEST_PART or (large and ratio > LARGEST_RATIO):
                    raise InputError(name, f"its part {part.filename} would unpack to a zip bomb")
            if len(held) > MOST_PARTS:
                raise InputError(name, f"it holds {len(held):,} parts, which no document does")
            return {part.filename: archive.read(part) for part in held if wanted(part.filename)}
    except _DAMAGED:
        raise broken from None


def unpacks_to(data: bytes) -> int:
    """Return how large an archive says that it is; 0 for one that cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except _DAMAGED:
        return 0


def tree(data: bytes, name: str, kind: str, doctype: bool = False) -> Any:
    """Return the tree of a part; one that declares entities is refused."""
    etree = need("lxml.etree", f"reading {kind} files")
    declared = InputError(name, f"its XML declares entities, which no {kind} file does")
    if b"<!ENTITY" in data or (b"<!DOCTYPE" in data and not doctype):
        raise declared
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        held = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = f"its XML is damaged ({str(error).splitlines()[0][:80]})"
        raise InputError(name, reason, "open it and save it again") from None
    about = held.getroottree().docinfo
    entities = about.internalDTD is not None and any(True for _ in about.internalDTD.iterentities())
    if entities or (about.doctype and not doctype):
        raise declared
    return held
