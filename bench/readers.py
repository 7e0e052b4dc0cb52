"""What the tables of the readers rest on: a line is taken out, and the documents are read again.

Furniture and broken words are no matter of pairs: a line's witness is a document that is cut into
other sentences without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from bench.entries import Entry, take_out

ROOT = Path(__file__).parent.parent
#: Tables that a reader asks, by their names under src/alignkit/data.
TABLES = frozenset(("furniture.txt", "hyphens.tsv"))
#: What stands where other tables name the rules whose findings went.
READING = "reading"
#: What people read a text from; settings and notes beside the documents are left out.
KINDS = frozenset((".md", ".html", ".htm", ".pdf", ".txt", ".docx", ".srt"))


@lru_cache(maxsize=1)
def documents(data: Path) -> tuple[Path, ...]:
    """Return the documents of the repository's corpus and of the development data."""
    held = (*(ROOT / "corpora").rglob("*"), *(data / "wild").glob("*/*"))
    return tuple(sorted(path for path in held if path.suffix in KINDS and path.is_file()))


def cuts(entries: Sequence[Entry], places: Sequence[int], data: Path) -> dict[int, int]:
    """Return a digest of the sentences that documents are cut into without some entries."""
    import alignkit as ak

    if entries:
        take_out(entries)
    held = documents(data)
    return {
        at: hash(tuple(sentence.text for sentence in ak.segment(ak.read(held[at])).sentences))
        for at in places
    }


def holding(says: str, texts: tuple[str, ...]) -> Iterator[int]:
    """Return the places of the texts that hold a line of a table, whatever its letters."""
    word = re.compile(re.escape(says.lstrip("=!")), re.I)
    return (at for at, text in enumerate(texts) if word.search(text))
