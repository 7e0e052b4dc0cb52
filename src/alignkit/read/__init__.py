"""Reading: any document a user has, repaired, with the way back to the file."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from alignkit.types import Document

if TYPE_CHECKING:
    from alignkit.read.corpora import Corpus


def read(path: str | PathLike[str], lang: str | None = None, *, repair: bool = True) -> Document:
    """Read a document: text, Markdown, HTML, DOCX or PDF; "-" is standard input."""
    raise NotImplementedError


def document(text: str, lang: str | None = None, name: str = "") -> Document:
    """Make a document of a string."""
    raise NotImplementedError


def corpus(name: str) -> Corpus:
    """Return a corpus that comes with alignkit, such as "miit"."""
    raise NotImplementedError
