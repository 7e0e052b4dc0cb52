"""What reviewers wrote into the comments of a Word file: notes on findings, or words on a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from alignkit.desk.exchange.wordfile import AUTHOR, INITIALS, W

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reviewer says: of a finding where it answers one, else of a row alone."""

    finding: int | None
    said: str


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment of the file: its number, whose finding it tells, the one it answers, its words."""

    id: str
    finding: int | None
    paragraph: str
    answers: str
    said: str


class Comments:
    """The comments of a Word file that went out with one at each finding."""

    def __init__(self, comments: Any, threads: Any) -> None:
        parents = {
            one.get(_W15 + "paraId", ""): one.get(_W15 + "paraIdParent", "")
            for one in (() if threads is None else threads.iter(_W15 + "commentEx"))
        }
        held = () if comments is None else comments.iter(W + "comment")
        self._held = {one.id: one for one in (_comment(element, parents) for element in held)}
        self._told = {one.paragraph: one for one in self._held.values() if one.paragraph}

    def replies(self, *parts: Any) -> list[Reply]:
        """Return what reviewers say in a row, or in the paragraphs of a bead.

        Each is said of the finding that its words are nearest to.
        """
        words = {key: held for key, held in _marked(parts).items() if key in self._held}
        own = {key: one.finding for key in words if (one := self._held[key]).finding is not None}
        replies = []
        for key, marked in words.items():
            one = self._held[key]
            if one.finding is None and one.said:
                replies.append(Reply(self._meant(one, marked, words, own), one.said))
        return replies

    def _meant(
        self,
        one: _Comment,
        marked: set[int],
        words: Mapping[str, set[int]],
        own: Mapping[str, int | None],
    ) -> int | None:
        """Return the finding a comment answers, or whose words it marks, or the row's only one."""
        parent = self._told.get(one.answers) if one.answers else None
        if parent is not None and parent.finding is not None:
            return parent.finding
        near = [finding for key, finding in own.items() if words[key] & marked]
        if near:
            return near[0]
        return next(iter(own.values())) if len(own) == 1 else None


def _comment(element: Any, parents: Mapping[str, str]) -> _Comment:
    paragraphs = list(element.iter(W + "p"))
    last = paragraphs[-1].get(_W14 + "paraId", "") if paragraphs else ""
    said = " ".join(
        "".join(text.text or "" for text in paragraph.iter(W + "t")) for paragraph in paragraphs
    ).strip()
    author, initials = element.get(W + "author", ""), element.get(W + "initials", "")
    number = initials.removeprefix(INITIALS)
    finding = int(number) if author == AUTHOR and number.isascii() and number.isdigit() else None
    whose = author.strip() or initials.strip()
    return _Comment(
        element.get(W + "id", ""),
        finding,
        last,
        parents.get(last, ""),
        f"{whose}: {said}" if whose and said else said,
    )


def _marked(parts: Sequence[Any]) -> dict[str, set[int]]:
    """Return the places of the words that each comment of a row marks."""
    found: dict[str, set[int]] = {}
    open_: set[str] = set()
    for place, element in enumerate(chain.from_iterable(part.iter() for part in parts)):
        if element.tag == W + "commentRangeStart":
            open_.add(element.get(W + "id", ""))
            found.setdefault(element.get(W + "id", ""), set())
        elif element.tag == W + "commentRangeEnd":
            open_.discard(element.get(W + "id", ""))
        elif element.tag == W + "commentReference":
            found.setdefault(element.get(W + "id", ""), set())
        elif element.tag == W + "t":
            for number in open_:
                found[number].add(place)
    return found


def notes(replies: Sequence[Reply], known: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield each finding that was answered and its note: what it said, and what is new."""
    said: dict[int, list[str]] = {}
    for reply in replies:
        if reply.finding is not None:
            said.setdefault(reply.finding, []).append(reply.said)
    for finding, lines in said.items():
        before = known.get(finding, "")
        new = [line for line in dict.fromkeys(lines) if line not in before.split("\n")]
        if new:
            yield finding, "\n".join([*filter(None, [before]), *new])
