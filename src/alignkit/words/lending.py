"""Tables of words lent from one document to the next: most of its words the next one knows."""

from __future__ import annotations

from typing import Any

from alignkit.words.lexicon import WordTable

# Of more words than this a table is let go, so that memory stays flat over any number of documents.
MOST_KEPT = 60_000
# A document asks for two at a time.
MOST_SPARE = 4

_spare: list[WordTable] = []


def lend(encoder: Any) -> WordTable:
    """Return a table of words for one to use alone, with the words of earlier documents if any."""
    for table in list(_spare):
        if table.encoder is encoder:
            try:
                _spare.remove(table)
            except ValueError:
                # Another thread was quicker.
                continue
            return table
    return WordTable(encoder)


def give_back(table: WordTable) -> None:
    """Let others have a table; the numbers that its words had are of no use any more."""
    if table.size <= MOST_KEPT and len(_spare) < MOST_SPARE:
        _spare.append(table)
