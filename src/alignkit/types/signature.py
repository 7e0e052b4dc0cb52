"""The signature that every result carries: what was run, so that it can be run again."""

from __future__ import annotations

from dataclasses import dataclass

from alignkit.version import __version__


@dataclass(frozen=True, slots=True)
class Signature:
    """Named parts in the order they were given; it prints as one line without spaces.

    >>> print(Signature.of(task="check", rules="NUM"))  # doctest: +ELLIPSIS
    task:check|rules:NUM|alignkit:...
    """

    parts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, **parts: object) -> Signature:
        """Build a signature; the version of alignkit is added as its last part."""
        named = tuple((name, str(value)) for name, value in parts.items())
        return cls((*named, ("alignkit", __version__)))

    @classmethod
    def parse(cls, text: str) -> Signature:
        """Read a signature back from its one line."""
        pairs = (part.partition(":") for part in text.split("|") if part)
        return cls(tuple((name, value) for name, _, value in pairs))

    def __str__(self) -> str:
        return "|".join(f"{name}:{value}" for name, value in self.parts)
