"""Plain text too large to hold: read piece by piece, with the same offsets as in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

from alignkit.segment.document import language, sentences
from alignkit.types import Sentence

# Characters read at a time: enough to make the cost of a piece small.
PIECE = 1 << 20
# A paragraph longer than this is cut at a line break, and without one where it stands.
LONGEST = 1 << 23


def pieces(stream: IO[str], size: int = PIECE) -> Iterator[tuple[int, str]]:
    """Yield a text as (offset, piece), cut between paragraphs.

    >>> import io
    >>> list(pieces(io.StringIO("One.\\n\\nTwo.\\n\\nThree."), size=8))
    [(0, 'One.\\n\\n'), (6, 'Two.\\n\\n'), (12, 'Three.')]
    """
    offset, held = 0, ""
    while read := stream.read(size):
        held += read
        cut = held.rfind("\n\n") + 2
        if cut < 2 and len(held) > LONGEST:
            cut = held.rfind("\n") + 1 or len(held)
        if cut > 1:
            yield offset, held[:cut]
            offset, held = offset + cut, held[cut:]
    if held:
        yield offset, held


def stream(
    source: IO[str],
    lang: str | None = None,
    *,
    abbreviations: tuple[str, ...] = (),
    semicolons: bool = False,
    size: int = PIECE,
    on_piece: Callable[[int, str], None] | None = None,
) -> Iterator[Sentence]:
    """Yield the sentences of a text stream; its first piece tells the language.

    `size` characters are read at a time; `on_piece` is told how many characters have been read,
    and the language.
    """
    block = 0
    for offset, piece in pieces(source, size):
        lang = language(lang, piece)
        if on_piece:
            on_piece(offset + len(piece), lang)
        last = -1
        for sentence in sentences(piece, lang, abbreviations, semicolons):
            last = sentence.block
            yield Sentence(sentence.text, sentence.span.shift(offset), block + last)
        block += last + 1
