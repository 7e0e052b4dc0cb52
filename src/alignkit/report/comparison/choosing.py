"""What translators chose for a word of the original, all of them in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Sequence
from dataclasses import dataclass

from alignkit.compare.usage import HABIT
from alignkit.types import Span
from alignkit.types.comparison import Choice, Comparison, Row


@dataclass(frozen=True, slots=True)
class Chosen:
    """The surest choice at a place of the original, and what each translation has there.

    `closer` numbers those that are closer to the original than some other, and none farther.
    """

    choice: Choice
    said: tuple[tuple[int, tuple[Span, ...]], ...]
    closer: tuple[int, ...]

    def told(self, names: Sequence[str]) -> str:
        """Return which translations are closer, by their names; nothing where none can be told."""
        named = " and ".join(names[number] for number in self.closer)
        return f"{named} {'are' if len(self.closer) > 1 else 'is'} closer" if named else ""

    def key(self, row: Row) -> Hashable:
        """Return by what a choice is known again in another row: who says what for what."""
        said = (
            (number, *(span.slice(row.renderings[number].text).casefold() for span in spans))
            for number, spans in self.said
        )
        return (*(span.slice(row.source) for span in self.choice.source), *said)


def chosen_of(row: Row, kinds: Container[str]) -> list[Chosen]:
    """Return a row's choices of some kinds, each place once."""
    return chosen_once([choice for choice in row.choices if choice.kind in kinds])


def customs(comparison: Comparison, kinds: Container[str]) -> dict[Hashable, int]:
    """Return in how many rows each choice stands that translators make all through."""
    held = Counter(
        key for row in comparison.rows for key in {o.key(row) for o in chosen_of(row, kinds)}
    )
    return {key: count for key, count in held.items() if count >= HABIT}


def chosen_once(choices: Sequence[Choice]) -> list[Chosen]:
    """Return what was chosen at each place once, whichever two translations it was seen between."""
    groups: dict[Hashable, list[Choice]] = {}
    for choice in choices:
        groups.setdefault(_place(choice), []).append(choice)
    return [_together(group) for group in groups.values()]


def _place(choice: Choice) -> Hashable:
    """Return the place of a choice: words of the original, or words that one translation adds."""
    if choice.source:
        return choice.source
    return choice.pair[bool(choice.second)], choice.first or choice.second


def _together(group: Sequence[Choice]) -> Chosen:
    said: dict[int, tuple[Span, ...]] = {}
    for choice in sorted(group, key=lambda one: -one.probability):
        for number, spans in zip(choice.pair, (choice.first, choice.second), strict=True):
            said[number] = said.get(number) or spans
    surest = max(group, key=lambda one: one.probability)
    better = {choice.closer for choice in group if choice.closer is not None}
    worse = {n for choice in group if choice.closer is not None for n in choice.pair}
    worse -= better
    closer = tuple(sorted(better)) if surest.closer is not None else ()
    return Chosen(surest, tuple(sorted(said.items())), closer if worse else ())
