"""Aligned texts for other tools: TMX, XLIFF, InterText, ladder, TSV."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from alignkit.desk.changes.deciding import standing
from alignkit.desk.dossier import Dossier
from alignkit.formats import save, write
from alignkit.types import Findings


def tmx(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return a translation memory: no empty segments, no units of bare numbers unless asked for."""
    bitext = dossier.pair.bitext()
    if not options.get("everything"):
        texts = list(bitext.pairs())
        kept = [b for b, pair in zip(bitext.beads, texts, strict=True) if all(map(_says, pair))]
        bitext = replace(bitext, beads=tuple(kept))
    return _bytes(write(bitext, "tmx"))


def xliff(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the pair as XLIFF, the findings that stand as notes."""
    bitext = dossier.pair.bitext()
    found = Findings(tuple(finding for _, finding in standing(dossier)))
    return _bytes(write(bitext, "xliff", findings=found))


def ladder(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the beads as numbers."""
    return _bytes(write(dossier.pair.bitext(), "ladder"))


def tsv(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the pair as a table."""
    return _bytes(write(dossier.pair.bitext(), "tsv"))


def ces(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the three files of an InterText project in one archive."""
    stem = Path(dossier.pair.target.path).name.split(".")[0] or "text"
    with TemporaryDirectory() as name:
        save(dossier.pair.bitext(), Path(name) / f"{stem}.ces", "ces")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(name).iterdir()):
                archive.write(path, path.name)
        return packed.getvalue()


def _says(text: str) -> bool:
    """Return whether a text holds words and not bare numbers and marks."""
    return any(character.isalpha() for character in text)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8")
