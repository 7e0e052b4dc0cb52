"""What a document is known by when its translation is sought: a vector, its numbers and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.corpus.item import Item
from alignkit.types import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.embed import Encoder

# Sentences of a document that a transformer reads: enough to know it by, spread over all of it.
READ = 128
# Characters that the shipped model reads, which costs little.
CHARACTERS = 200_000
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
# A word in Latin letters stands on both sides where it is a name, an acronym or code.
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*")
# More marks than this tell a document apart no better.
_MARKS = 4000


def profile_row(item: Item, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of a document's profile."""
    import numpy as np

    from alignkit.corpus.intake import document_of, open_encoder

    presplit = bool(options.get("presplit"))
    held = document_of(item.source, item.id, item.source.lang, presplit)
    if isinstance(held, Path):
        from alignkit.read import read

        held = read(held, item.source.lang or None)
    vector = _vector(held, open_encoder(options.get("model")))
    return {
        "document": item.id,
        "status": "done",
        "reason": "",
        "lang": held.lang.split("-")[0],
        "size": len(held.text),
        "vector": vector.astype(np.float16).tobytes(),
        "marks": marks(held.text),
    }


def marks(text: str) -> list[int]:
    """Return numbers for the numbers and Latin words of a text, each once.

    >>> set(marks("GDP 增长 1,200")) < set(marks("GDP grew by 1,200"))
    True
    """
    found = {held.replace(",", "") for held in _NUMBER.findall(text)}
    found |= {held.lower() for held in _WORD.findall(text)}
    return sorted(map(_number, found))[:_MARKS]


def _vector(document: Document, encoder: Encoder) -> NDArray[np.float32]:
    """Return a document's direction."""
    import numpy as np

    if encoder.additive:
        total = encoder.encode([document.text[:CHARACTERS]])[0]
    else:
        from alignkit.segment import segment

        texts = [s.text for s in (document if document.sentences else segment(document)).sentences]
        step = max(1, -(-len(texts) // READ))
        vectors = encoder.encode(texts[::step])
        # A sentence counts with the root of its length, so that a list does not drown the prose.
        norms = np.sqrt(np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6))
        total = (vectors / norms).sum(axis=0)
    length = float(np.linalg.norm(total))
    return np.asarray(total / length if length else total, np.float32)


def _number(mark: str) -> int:
    return int.from_bytes(blake2b(mark.encode(), digest_size=8).digest(), "big", signed=True)
