"""The elements of a document: which of its tags have no partner."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from alignkit.check.run.view import PairView
from alignkit.types import Document, Inline

# Elements that need no end.
VOID = frozenset("br hr img input wbr meta link source col area base embed param track".split())
# Elements whose end HTML leaves to the writer.
_LOOSE = frozenset(
    "p li dt dd option optgroup tr td th thead tbody tfoot colgroup rt rp html head body".split()
)
# Elements that never stand in one of their own kind: a second one tells that the first lacks its
# end, however many ends come later.
_FLAT = frozenset(
    "a b i u s em strong kbd code samp var small sub sup mark del ins button label summary title "
    "h1 h2 h3 h4 h5 h6".split()
)
# How far the tag that is lost may stand from the one it leaves alone, in beads; set by hand.
NEAR = 2


def name_of(tag: str) -> str:
    """Return the element that a tag opens or closes, in lower case; of a sign alone nothing.

    >>> name_of('</A>'), name_of('<br/>'), name_of('< >')
    ('a', 'br', '')
    """
    words = tag.strip("</>").split()
    return words[0].lower() if words else ""


def unmatched(document: Document) -> tuple[Inline, ...]:
    """Return the tags of a document that nothing closes, or that close nothing, in its order."""
    return _unmatched(inline for inline in document.inlines if inline.kind == "tag")


def _unmatched(tags: Iterable[Inline]) -> tuple[Inline, ...]:
    waiting: dict[str, list[Inline]] = {}
    alone = []
    for tag in tags:
        name = name_of(tag.value)
        if not name or name in VOID or name in _LOOSE or tag.value.endswith("/>"):
            continue
        if not tag.value.startswith("</"):
            held = waiting.setdefault(name, [])
            if held and name in _FLAT:
                alone.append(held.pop())
            held.append(tag)
        elif waiting.get(name):
            waiting[name].pop()
        else:
            alone.append(tag)
    alone += [tag for held in waiting.values() for tag in held]
    return tuple(sorted(alone, key=lambda tag: tag.span.start))


def form_of(tag: Inline) -> tuple[str, bool]:
    """Return a tag without its attributes, and whether it closes."""
    closing = tag.value.startswith("</")
    name = name_of(tag.value)
    return f"</{name}>" if closing else f"<{name}>", closing


def left_alone(pair: PairView) -> tuple[tuple[int, Inline], ...]:
    """Return the tags of the translation that lack a partner, and their beads.

    What the source lacks as well is left out.
    """
    source, target = pair.bitext.source, pair.bitext.target
    if "codes" in target.meta or not target.inlines:
        return ()
    left = Counter(map(form_of, unmatched(source)))
    bead_of = {n: at for at, bead in enumerate(pair.bitext.beads) for n in bead.target}
    ends = [sentence.span.end for sentence in target.sentences]
    found = []
    for tag in unmatched(target):
        form = form_of(tag)
        if left[form]:
            left[form] -= 1
            continue
        bead = bead_of.get(min(bisect_left(ends, tag.span.start - form[1]), len(ends) - 1))
        if bead is not None:
            found.append((bead, tag))
    return tuple(found)
