"""Bitext in and out, one file a format."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from alignkit.types import Bitext, Findings


def load(
    path: str | PathLike[str],
    format: str | None = None,
    *,
    source: str | PathLike[str] | Sequence[str] | None = None,
    target: str | PathLike[str] | Sequence[str] | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> Bitext:
    """Read an aligned file; the format is told by its ending and its first lines.

    `source` and `target` are the sentences (a file with one a line, or a list) that a ladder
    without texts numbers; for Moses `target` is the second file. The languages are those the file
    names, or told by its characters, unless they are given; of a file in many languages they
    choose the two that are read.
    """
    from alignkit.formats.reading import load_bitext

    return load_bitext(path, format, source, target, source_lang, target_lang)


def save(
    bitext: Bitext,
    path: str | PathLike[str],
    format: str | None = None,
    *,
    findings: Findings | None = None,
) -> None:
    """Write a bitext to a file, whole or not at all; "-" is standard output.

    The format is the one that the file's ending names unless one is given, TSV where there is
    no ending; an ending that no format has is refused. `findings` go along in formats that have a
    place for them.
    """
    from alignkit.formats.writing import save_bitext

    save_bitext(bitext, path, format, findings)


def write(bitext: Bitext, format: str = "tsv", *, findings: Findings | None = None) -> str | bytes:
    """Return a bitext as the text of a file, or as bytes for xlsx and parquet.

    >>> write(Bitext.from_pairs([("你好。", "Hello.")]))
    '你好。\\tHello.\\n'
    """
    from alignkit.formats.writing import written

    return written(bitext, format, findings)
