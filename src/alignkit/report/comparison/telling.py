"""What a divergence says, with the translations by their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from alignkit.types.comparison import DETAILS, Divergence

_WHICH = re.compile(r"(\bonly(?: in)?|;) the (first|second)\b")
# What stands after a quotation: “Council” in one, “Court” in the other.
_IN = re.compile(r"(?:(?<=”)|(?<=” asserted)) in (?:(one)|the other)\b")


def _namer(divergence: Divergence, names: Sequence[str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]} {names[divergence.pair[found[2] == 'second']]}"


def told(divergence: Divergence, names: Sequence[str]) -> str:
    """Return a divergence's message; which of the two says it is told by its name."""

    def inside(found: re.Match[str]) -> str:
        return f" in {names[divergence.pair[found[1] is None]]}"

    return _IN.sub(inside, _WHICH.sub(_namer(divergence, names), divergence.message))


@dataclass(frozen=True, slots=True)
class Told:
    """A difference as it is told once: the surest of those that say it, and all of them."""

    divergence: Divergence
    message: str
    every: tuple[Divergence, ...]

    @property
    def between(self) -> tuple[tuple[int, int], ...]:
        """The pairs of translations that differ so."""
        return tuple(dict.fromkeys(each.pair for each in self.every))

    @property
    def remark(self) -> bool:
        """Whether it is neither substance nor a detail."""
        return self.divergence.severity == "info" and self.divergence.kind not in DETAILS


def told_once(divergences: Sequence[Divergence], names: Sequence[str]) -> list[Told]:
    """Return what is told of a row: what one translation has against several others once.

    Of two words that translations have, each is named with all that have it.
    """
    groups: dict[tuple[str, str, object], list[Divergence]] = {}
    same = Counter(told(each, names) for each in divergences)
    for each in divergences:
        said = told(each, names)
        # Of what one says and several others do not, the line is the same.
        key = said if same[said] > 1 else _saying(each, said)
        groups.setdefault((each.rule, each.kind, key), []).append(each)
    return [_together(group, names) for group in groups.values()]


_QUOTED = re.compile(r"^(“[^”]*”) in one, (“[^”]*”) in the other(?=[,;]|$)")


# What stands in one alone, and the words of the original that only one renders.
_ONLY_IN = re.compile(r"^only in the (?:first|second)\b")
_ORIGINAL = re.compile(r"(?:for|renders) (“[^”]*”)")


def _saying(each: Divergence, said: str) -> object:
    """Return what a difference says, whichever two translations it was seen between."""
    both = _QUOTED.match(each.message)
    if both:
        return frozenset(both.groups())
    if each.kind == "content" and each.source and _ORIGINAL.search(each.message):
        # Who lacks it, and what.
        return each.pair[bool(each.first)], each.source[0].start
    amounts = [each.values.get(side) for side in ("source", "target")]
    stated = [one for one in amounts if isinstance(one, Mapping) and "says" in one]
    if len(stated) == 1 and _ONLY_IN.match(each.message):
        return each.pair[bool(each.first)], stated[0]["says"]
    if stated:
        return frozenset((one["says"], one["text"]) for one in stated)
    return said


def _together(group: Sequence[Divergence], names: Sequence[str]) -> Told:
    first = max(group, key=lambda each: (each.severity != "info", each.confidence))
    every = tuple(group)
    both = _QUOTED.match(first.message)
    held = _ORIGINAL.search(first.message)
    lacking = first.pair[bool(first.first)]
    others = _listed(
        [names[n] for n in sorted({n for each in group for n in each.pair} - {lacking})]
    )
    if len({told(each, names) for each in group}) == 1:
        return Told(first, told(first, names), every)
    if held and first.kind == "content":
        return Told(first, f"{others} render {held[1]}, {names[lacking]} does not", every)
    if _ONLY_IN.match(first.message):
        return Told(first, _ONLY_IN.sub(f"only in {others}", first.message), every)
    if both is None:
        return Told(first, told(first, names), every)
    who: dict[str, list[int]] = {said: [] for said in both.groups()}
    for each in group:
        held = _QUOTED.match(each.message)
        for said, number in zip(held.groups() if held else (), each.pair):
            who[said] = sorted({*who[said], number})
    parts = [f"{said} in {_listed([names[n] for n in own])}" for said, own in who.items()]
    rest = first.message[both.end() :]
    return Told(first, ", ".join(parts) + _WHICH.sub(_namer(first, names), rest), every)


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def between(pairs: Sequence[tuple[int, int]], names: Sequence[str]) -> str:
    """Return which translations were set against which.

    >>> between([(0, 1)], ["Ames", "Bly", "Crane"])
    'Ames against Bly'
    >>> between([(0, 2), (1, 2)], ["Ames", "Bly", "Crane"])
    'Crane against Ames and Bly'
    """
    shared = sorted(set.intersection(*map(set, pairs)))
    if shared:
        one = shared[0]
        others = sorted({number for pair in pairs for number in pair} - {one})
        return f"{names[one]} against {_listed([names[number] for number in others])}"
    return "; ".join(f"{names[a]} against {names[b]}" for a, b in pairs)
