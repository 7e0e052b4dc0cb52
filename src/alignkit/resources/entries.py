"""What a resource file holds: texts with their keys, and where in the file each stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from alignkit.types import Entry, Span

# Nobody keeps more texts in one file, and a file of aliases or entities can pretend to.
MOST_VALUES = 1_000_000
# Keys nest a few levels deep; more is a file that means harm, or no resource file.
DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Value:
    """A text of a resource file: what the file says of it, and its place there."""

    entry: Entry
    text: str
    place: Span | None = None

    @classmethod
    def of(cls, key: str, text: str, place: Span | None = None, **facts: object) -> Value:
        """Build a value whose entry has these facts: plural, comment, flags, limit."""
        return cls(Entry(key, **facts), text, place)  # type: ignore[arg-type]

    @property
    def identity(self) -> tuple[str, str]:
        """The key and the plural form, which name the text in its file."""
        return self.entry.key, self.entry.plural


@dataclass(frozen=True, slots=True)
class Resource:
    """One language of a resource file.

    `raw` is the file's text, into which the places of the values lead; `others` are keys that hold
    something else than a text, or one that is not to be translated.
    """

    name: str
    format: str
    values: tuple[Value, ...]
    lang: str = ""
    raw: str = ""
    others: frozenset[str] = field(default_factory=frozenset)


def distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return the values, each key once: the last one holds, as for the programs that read them."""
    held: dict[tuple[str, str], Value] = {}
    for value in values:
        before = held.pop(value.identity, None)
        if before is not None:
            flags = dict.fromkeys((*value.entry.flags, "duplicate"))
            value = replace(value, entry=replace(value.entry, flags=tuple(flags)))
        held[value.identity] = value
    return tuple(held.values())


class Finder:
    """Finds the places of texts whose parser tells lines, or nothing, of where they stand."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._starts = [0]
        start = raw.find("\n")
        while start >= 0:
            self._starts.append(start + 1)
            start = raw.find("\n", start + 1)

    def offset(self, line: int) -> int:
        """Return where a line begins; lines count from 1."""
        return self._starts[min(max(line, 1), len(self._starts)) - 1]

    def place(self, text: str, start: int, end: int | None = None) -> Span:
        """Return where a text stands verbatim from `start` on, else the line that starts there."""
        stop = len(self.raw) if end is None else end
        found = self.raw.find(text, start, stop) if text else -1
        if found >= 0:
            return Span(found, found + len(text))
        if end is None:
            line_end = self.raw.find("\n", start)
            stop = len(self.raw) if line_end < 0 else line_end
        return Span(start, stop)


def joined_key(parts: Sequence[str]) -> str:
    """Return a key of nested parts in one string.

    >>> joined_key(["menu", "file", "0"])
    'menu.file.0'
    """
    return ".".join(parts)
