"""Links to phrases: the smallest stretches of both texts that render each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alignkit.types import Span
from alignkit.types.link import Link, Phrase

# A stretch of more words than this is held together by a stray link.
LONGEST = 12


def phrases(
    links: Sequence[Link], source_words: Sequence[Span], target_words: Sequence[Span]
) -> tuple[Phrase, ...]:
    """Return the smallest stretches of words that are linked to each other and to nothing else.

    What lies between two words of a stretch belongs to it with all that it is linked to.
    """
    found = []
    for group in groups(links):
        source, target = group.source, group.target
        if max(source[1] - source[0], target[1] - target[0]) < LONGEST:
            sure = sum(link.probability for link in group.links) / len(group.links)
            found.append(
                Phrase(
                    Span(source_words[source[0]].start, source_words[source[1]].end),
                    Span(target_words[target[0]].start, target_words[target[1]].end),
                    round(sure, 4),
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Group:
    """The first and the last word of a stretch on both sides, and its links."""

    source: tuple[int, int]
    target: tuple[int, int]
    links: tuple[Link, ...]

    def overlaps(self, other: Group, side: str) -> bool:
        """Tell whether two groups share words of one side."""
        one, its = getattr(self, side), getattr(other, side)
        return bool(one[0] <= its[1] and its[0] <= one[1])

    def with_links(self, other: Group) -> Group:
        """Return the group of both groups' links and all that lies between them."""
        return Group(
            (min(self.source[0], other.source[0]), max(self.source[1], other.source[1])),
            (min(self.target[0], other.target[0]), max(self.target[1], other.target[1])),
            self.links + other.links,
        )


def groups(links: Sequence[Link]) -> list[Group]:
    """Return the smallest stretches that no link leaves, in reading order of the source."""
    held = [Group((k.source, k.source), (k.target, k.target), (k,)) for k in links]
    while True:
        joined = _joined(_joined(held, "source"), "target")
        if len(joined) == len(held):
            return sorted(joined, key=lambda group: group.source)
        held = joined


def _joined(held: Sequence[Group], side: str) -> list[Group]:
    """Join the groups that overlap on one side."""
    found: list[Group] = []
    for group in sorted(held, key=lambda one: getattr(one, side)):
        if found and found[-1].overlaps(group, side):
            found[-1] = found[-1].with_links(group)
        else:
            found.append(group)
    return found
