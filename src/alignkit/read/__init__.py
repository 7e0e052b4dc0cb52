"""Reading: any document a user has, repaired, with the way back to the file."""

from __future__ import annotations

from collections.abc import Collection
from os import PathLike
from typing import TYPE_CHECKING

from alignkit.types import Document

if TYPE_CHECKING:
    from alignkit.read.corpora import Corpus


def read(
    path: str | PathLike[str], lang: str | None = None, *, repair: bool | Collection[str] = True
) -> Document:
    """Read a document: text, Markdown, HTML, DOCX or PDF; "-" is standard input.

    `repair` may name the steps to run, or be False to take the text as it stands.
    """
    from alignkit.read import opening

    return opening.read(path, lang, repair)


def document(
    text: str,
    lang: str | None = None,
    name: str = "",
    *,
    repair: bool | Collection[str] = True,
) -> Document:
    """Make a document of a string.

    >>> document("An early high-\\nquality plan.", lang="en").text
    'An early high-quality plan.'
    """
    from alignkit.read import plain

    return plain.document(text, lang, name, repair)


def corpus(name: str) -> Corpus:
    """Return a corpus that comes with alignkit, such as "miit"."""
    from alignkit.read import corpora

    return corpora.find(name)
