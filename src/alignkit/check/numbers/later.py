"""Signs that are gathered when somebody asks: of most pairs of numbers nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping


class Later(Mapping[str, float]):
    """A mapping that a function fills at the first look."""

    __slots__ = ("_gather", "_held")

    def __init__(self, gather: Callable[[], Mapping[str, float]]) -> None:
        self._gather = gather
        self._held: Mapping[str, float] | None = None

    def _all(self) -> Mapping[str, float]:
        if self._held is None:
            self._held = self._gather()
        return self._held

    def __getitem__(self, name: str) -> float:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
