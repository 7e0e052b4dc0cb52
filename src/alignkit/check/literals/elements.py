"""The elements of a document: which of its tags have no partner."""

from __future__ import annotations

from collections.abc import Iterable

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
