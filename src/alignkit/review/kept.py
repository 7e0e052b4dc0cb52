"""Results kept between runs: a pair that is the same under the same rules is not checked again."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from alignkit.errors import AlignkitError
from alignkit.files import atomic
from alignkit.types import (
    Bead,
    Bitext,
    Document,
    Finding,
    Findings,
    Sentence,
    Signature,
    Span,
    wire,
)
from alignkit.version import __version__

# So many results are kept; the longest unused go first.
MOST = 5_000
ROOT = Path(__file__).parent.parent


def key_of(files: Sequence[str], settings: Sequence[Any]) -> str | None:
    """Return what names a result: the files' contents and names, the settings, the program.

    None where a file cannot be read: then there is no result to keep.
    """
    digest = sha256(f"{__version__}\0{program()}\0{settings!r}".encode("utf-8", "replace"))
    for name in files:
        try:
            content = Path(name).read_bytes()
        except OSError:
            return None
        digest.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


@cache
def program() -> str:
    """Return a digest of the program: its files by size and time, so that every edit counts."""
    digest = sha256()
    for place, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            about = os.stat(os.path.join(place, name))
            digest.update(f"{name}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    return digest.hexdigest()


class Kept:
    """A folder of results. One that cannot be read or written saves no time, and harms nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Findings | None:
        """Return the findings kept under a key."""
        path = self._path(key)
        try:
            held = json.loads(zlib.decompress(path.read_bytes()))
            findings = _findings(held)
            os.utime(path)
        except (OSError, ValueError, KeyError, TypeError, zlib.error, IndexError):
            return None
        return findings

    def put(self, key: str, findings: Findings) -> None:
        """Keep findings with their bitext."""
        data = json.dumps(_plain(findings), ensure_ascii=False, separators=(",", ":"))
        with suppress(OSError, AlignkitError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with atomic(self._path(key), "wb") as stream:
                stream.write(zlib.compress(data.encode("utf-8", "surrogatepass"), 1))  # type: ignore[arg-type]

    def tidy(self) -> None:
        """Let the longest unused results go where there are too many."""
        with suppress(OSError):
            held = sorted(self._folder.glob("*.result"), key=lambda path: path.stat().st_mtime)
            for path in held[: max(0, len(held) - MOST)]:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.result"


def _plain(findings: Findings) -> dict[str, Any]:
    bitext = findings.bitext
    assert bitext is not None
    return {
        "findings": [finding.to_json() for finding in findings],
        "signature": wire.plain(findings.signature),
        "source": _document(bitext.source),
        "target": _document(bitext.target),
        "beads": [
            [b.source, b.target, b.score, b.confidence, b.entry and wire.plain(b.entry)]
            for b in bitext.beads
        ],
        "aligned": wire.plain(bitext.signature),
        "meta": dict(bitext.meta),
    }


def _document(document: Document) -> dict[str, Any]:
    """A document whose sentences stand by their places, with their texts where these differ."""
    held: dict[str, Any] = wire.plain(document.with_sentences(()))
    held["sentences"] = [
        [*s.span, s.block, *([] if s.span.slice(document.text) == s.text else [s.text])]
        for s in document.sentences
    ]
    return held


def _findings(held: dict[str, Any]) -> Findings:
    from alignkit.types import Entry

    beads = tuple(
        Bead(tuple(source), tuple(target), score, sure, entry and wire.build(Entry, entry))
        for source, target, score, sure, entry in held["beads"]
    )
    bitext = Bitext(
        _built(held["source"]),
        _built(held["target"]),
        beads,
        wire.build(Signature, held["aligned"]),
        held["meta"],
    )
    items = tuple(Finding.from_json(item) for item in held["findings"])
    return Findings(items, wire.build(Signature, held["signature"]), bitext)


def _built(held: dict[str, Any]) -> Document:
    packed = held.pop("sentences")
    document: Document = wire.build(Document, held)
    text = document.text
    return document.with_sentences(
        [
            Sentence(p[3] if len(p) > 3 else text[p[0] : p[1]], Span(p[0], p[1]), p[2])
            for p in packed
        ]
    )
