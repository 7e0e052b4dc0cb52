"""What a corpus is made of: documents beside their translations, each known by its content."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from alignkit.files import is_pipe

# Half of a SHA-256 is as good as all of it for telling contents apart, and half as long.
DIGITS = 32
_AT_ONCE = 1 << 20
# The digest of a file that is not there.
ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Content:
    """One side of an item: a file, or the text itself; neither where there is no such side.

    `digest` is that of the bytes, so that an item is known wherever it lies; `ending` says how
    they are read.
    """

    path: str = ""
    text: str | None = None
    lang: str = ""
    digest: str = ""
    size: int = 0
    ending: str = ""

    @classmethod
    def of_file(cls, path: Path, lang: str = "") -> Content:
        """Describe a file; its bytes are read once, and not kept.

        One that cannot be read is described too: it fails when its turn comes, and alone.
        """
        found, size = sha256(), 0
        absent = cls(str(path.absolute()), None, lang, ABSENT, 0, path.suffix.lower())
        if is_pipe(path):
            # What has no end has no digest.
            return absent
        try:
            with path.open("rb") as stream:
                while part := stream.read(_AT_ONCE):
                    found.update(part)
                    size += len(part)
        except (OSError, ValueError):
            return absent
        held = found.hexdigest()[:DIGITS]
        return cls(str(path.absolute()), None, lang, held, size, path.suffix.lower())

    @classmethod
    def of_text(cls, text: str, lang: str = "") -> Content:
        """Describe a text."""
        data = text.encode("utf-8", "surrogatepass")
        return cls("", text, lang, sha256(data).hexdigest()[:DIGITS], len(data))

    @property
    def given(self) -> bool:
        """Whether there is such a side."""
        return bool(self.digest)

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes the content what it is."""
        return self.digest, self.ending, self.lang


@dataclass(frozen=True, slots=True)
class Item:
    """A document and its translation; without a target, an aligned file or a lone document."""

    id: str
    source: Content
    target: Content = Content()

    @property
    def size(self) -> int:
        """The bytes of both sides."""
        return self.source.size + self.target.size

    @property
    def digest(self) -> str:
        """The digest of the name and both contents; where the files lie does not count."""
        return digest_of([self.id, self.source.identity, self.target.identity])

    def to_row(self) -> dict[str, Any]:
        """Return the item as a flat row."""
        sides = ("source", self.source), ("target", self.target)
        held = {f"{name}_{key}": v for name, side in sides for key, v in asdict(side).items()}
        return {"id": self.id, **held}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Item:
        """Build an item from what `to_row` returned."""
        sides = [
            Content(**{key: row[f"{name}_{key}"] for key in Content.__slots__})
            for name in ("source", "target")
        ]
        return cls(row["id"], *sides)


def digest_of(value: Any) -> str:
    """Return the digest of plain values, the same on every machine.

    >>> digest_of({"b": 1, "a": [2]}) == digest_of({"a": (2,), "b": 1})
    True
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:DIGITS]


def joined_sentences(sentences: Sequence[str]) -> str:
    """Return sentences as a text of one a line, for documents that come as lists."""
    return "\n".join(" ".join(sentence.split("\n")) for sentence in sentences)
