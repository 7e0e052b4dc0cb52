"""Inline tags and elements: lost, added, left open."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.literals.elements import NEAR, VOID, left_alone, name_of
from alignkit.check.literals.spotting import spots
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Finding, Severity

_KINDS = frozenset({"tag"})
# What only shows a text otherwise is the translator's to choose, where no program reads it.
_SHOWN = frozenset("a b i u s em strong small font center big span".split())


def _find(view: BeadView) -> Iterator[Hit]:
    open_here = _open(view, 1)
    open_there = _open(view, 0)
    told: set[tuple[str, bool]] = set()
    for difference in differences(view, _KINDS):
        spot = difference.source or difference.target
        name = name_of(spot.text) if spot else ""
        one, other = difference.source, difference.target
        broken = open_here[name] != 0 and open_there[name] == 0
        broken = broken or (not (one and other) and _leaves_alone(view, name))
        light = name in _SHOWN and view.bead.entry is None and not broken
        if not (one and other):
            # Both tags of an element are one thing to say.
            key = name, one is not None
            if key in told:
                continue
            told.add(key)
        yield hit(view, difference, "tag", 0.9, Severity.INFO if light else None)


def _leaves_alone(view: BeadView, name: str) -> bool:
    """Tell whether a tag of this name, at a bead near by, is left without its partner."""
    alone = view.pair.once(_alone)
    return any(name in alone[view.index + step] for step in range(-NEAR, NEAR + 1))


def _alone(pair: PairView) -> defaultdict[int, set[str]]:
    """Return the names of the tags that are left without a partner, by their beads."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for bead, tag in pair.once(left_alone):
        found[bead].add(name_of(tag.value))
    return found


def _open(view: BeadView, side: int) -> Counter[str]:
    """Return how many elements of each name are opened more often than closed around a bead.

    Where the markup is known, an element may reach over the sentences of a block.
    """
    document = (view.pair.bitext.source, view.pair.bitext.target)[side]
    tags = [spot.text for spot in view.once(spots)[side] if spot.kind == "tag"]
    passage = (view.source, view.target)[side]
    if document.inlines and passage.sentences:
        first, last = (document.sentences[passage.sentences[end]].block for end in (0, -1))
        low, high = document.blocks[first].span.start, document.blocks[last].span.end
        start = bisect_left(document.inlines, low, key=lambda inline: inline.span.start)
        tags = []
        for inline in document.inlines[start:]:
            if inline.span.start > high:
                break
            if inline.kind == "tag":
                tags.append(inline.value)
    count: Counter[str] = Counter()
    for tag in tags:
        name = name_of(tag)
        if name and name not in VOID and not tag.endswith("/>"):
            count[name] += -1 if tag.startswith("</") else 1
    return count


def _habit(finding: Finding) -> str:
    """Name the tag that a translator leaves out throughout, where it only shows the text."""
    return finding.message if finding.severity == Severity.INFO else finding.fingerprint


RULES = (
    Rule(
        id="LIT003",
        name="inline-tag",
        severity=Severity.WARNING,
        summary="A tag was lost, added or left open",
        what=(
            "Compares tags by name: <b>, <kbd>, </a>, <1>. Where the text is a document's, a tag "
            "that only shows it otherwise, opened and closed, is information."
        ),
        why="What follows is shown wrongly, or a link does not work.",
        bad=(Example("按 <kbd>Ctrl</kbd> 键。", "Press the key <kbd>Ctrl."),),
        good=(Example("按 <kbd>Ctrl</kbd> 键。", "Press the key <kbd>Ctrl</kbd>."),),
        find=_find,
        habit=_habit,
        of_verbatim=True,
        limits="The order of tags is not compared: languages order words otherwise.",
    ),
)
