"""Elements that the translation leaves open, or closes without opening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from alignkit.check.literals.comparing import differences
from alignkit.check.literals.elements import NEAR, form_of, left_alone, name_of
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.types import Inline, Severity

_TAGS = frozenset({"tag"})


def _find(pair: PairView) -> Iterator[Hit]:
    for bead, tag in _untold(pair, pair.once(left_alone)):
        form = form_of(tag)
        does = "closes no element" if form[1] else "is never closed"
        yield Hit(
            f"the tag {form[0]} of the translation {does}", values={"target": tag.value},
            confidence=0.9, bead=bead, about=f"{form[0]}{tag.span.start}",
        )  # fmt: skip


def _untold(pair: PairView, lone: Sequence[tuple[int, Inline]]) -> list[tuple[int, Inline]]:
    """Leave out the tags that a bead near by lacks beside its source, which is told there once."""
    told: dict[int, Counter[str]] = {}
    left = list(lone)
    for distance in sorted(range(-NEAR, NEAR + 1), key=abs):
        still = []
        for bead, tag in left:
            at, name = bead + distance, name_of(tag.value)
            inside = 0 <= at < len(pair.bitext.beads)
            if inside and at not in told:
                told[at] = _lacked(pair, at)
            if inside and told[at][name]:
                told[at][name] -= 1
            else:
                still.append((bead, tag))
        left = still
    return left


def _lacked(pair: PairView, at: int) -> Counter[str]:
    """Return how many tags of each element a bead lacks on either side."""
    view = pair.view(at)
    held = () if view.literal else differences(view, _TAGS)
    spots = (difference.source or difference.target for difference in held)
    return Counter(name_of(spot.text) for spot in spots if spot)


RULES = (
    Rule(
        id="LIT018",
        name="left-open",
        severity=Severity.WARNING,
        summary="An element of the translation is left open, or closed without being opened",
        what=(
            "Pairs the opening and closing tags of the whole translation, also those around images "
            "and whole paragraphs. A tag without partner is a finding unless the source has such a "
            "one as well. Elements whose end HTML leaves to the writer, such as <p> and <li>, are "
            "left alone."
        ),
        why="All that follows is shown wrongly, or a link leads nowhere.",
        bad=(),
        good=(Example("按 <kbd>Ctrl</kbd> 键。", "Press the key <kbd>Ctrl</kbd>."),),
        find_pair=_find,
        of_literals=True,
        of_verbatim=True,
        limits="Needs documents whose markup is read: Markdown, HTML, AsciiDoc.",
    ),
)
