"""Documents one after the other in a file: JSONL and WARC, packed or plain."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

from alignkit.bounds import megabytes
from alignkit.corpus.sources.fields import items_of
from alignkit.corpus.sources.opened import Opened, Wanted
from alignkit.errors import InputError, MissingExtraError
from alignkit.read.decode import decode

_PACKED: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_WARC = (".warc", ".warc.gz", ".wet", ".wet.gz")
_JSONL = tuple(f"{kind}{pack}" for kind in (".jsonl", ".ndjson") for pack in ("", *_PACKED))
ENDINGS = _WARC + _JSONL


def open_lines(paths: Iterable[Path], wanted: Wanted) -> Opened:
    """Open files of documents; several are read one after the other."""
    paths = list(paths)
    rows = (row for path in paths for row in _rows(path))
    return items_of(rows, wanted, str(paths[0]), paths[0].parent)


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return _archive(path) if path.name.lower().endswith(_WARC) else _json(path)


def _json(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        with _open(path) as stream:
            for number, line in enumerate(_lines(stream, path), 1):
                if line.strip():
                    yield f"{path.name}:{number}", _record(line, f"{path}:{number}")
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise InputError(path, f"cannot be read ({error})", "fetch the file again") from None


def _lines(stream: IO[bytes], path: Path) -> Iterator[bytes]:
    """Yield lines; one that does not end is refused before it fills the memory."""
    most = megabytes("input_mb")
    while line := stream.readline(most + 1):
        if len(line) > most:
            raise InputError(path, f"a line is longer than {most >> 20} MB", "split it")
        yield line


def _record(line: bytes, place: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(place, f"this is not JSON ({error})", "give one object a line") from None
    if not isinstance(row, dict):
        raise InputError(place, "this is not a JSON object", "give one object a line")
    return row


def _archive(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the pages of a crawl: their addresses and texts."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingExtraError("reading WARC files", "warc") from None
    with path.open("rb") as stream:
        try:
            for number, record in enumerate(ArchiveIterator(stream), 1):
                page = _page(record)
                if page:
                    address = record.rec_headers.get_header("WARC-Target-URI") or ""
                    yield f"{path.name}#{number}", {"id": address, **page}
        except ArchiveLoadFailed as error:
            raise InputError(path, f"this is no web archive ({error})") from None


def _page(record: Any) -> Mapping[str, Any] | None:
    """Return the text of a record that has one; a page of HTML is read by whoever aligns it."""
    if record.rec_type == "conversion":
        return {"text": record.content_stream().read().decode("utf-8", "replace")}
    kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
    if record.rec_type != "response" or "html" not in kind:
        return None
    charset = re.search(r"charset=[\"']?([\w-]+)", kind)
    data = record.content_stream().read()
    try:
        text = data.decode(charset[1] if charset else "utf-8")
    except (UnicodeDecodeError, LookupError):
        text = decode(data, "page.html")[0]
    return {"text": text, "ending": ".html"}


def _open(path: Path) -> IO[bytes]:
    opener = _PACKED.get(path.suffix.lower())
    return cast(IO[bytes], opener(path, "rb") if opener else path.open("rb"))
