"""HTML: the page to read and work in, both texts side by side; written, not read."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.formats.source import encode
from alignkit.types import Bitext, Findings


def render(bitext: Bitext, findings: Findings | None = None) -> Iterator[bytes]:
    """Write the page of a bitext, with its findings where they are given."""
    from alignkit.report.html import bitext_page

    for document in (bitext.source, bitext.target):
        # The page would show half a character as a question mark; a file of record refuses it.
        encode("".join(sentence.text for sentence in document.sentences))
    yield encode(bitext_page(bitext, findings))
