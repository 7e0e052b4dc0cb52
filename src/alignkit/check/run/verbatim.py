"""What stands on both sides as it is, is rendered: no rule but those of such texts speaks of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from alignkit.check.run.rule import Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Document, Passage, Span
from alignkit.types.text import LITERAL

# A text of so many characters that stands in a bead so near is no other text than this one.
_LONG, _NEAR = 12, 4
# The families that compare what texts say; the others speak of their form.
_OF_WORDS = frozenset({"NUM", "COV", "TRM", "MIS", "DIV"})
_ARGUMENT = re.compile(r"\{\d{1,2}\}|(?<![\w%])%\d{1,2}(?:\$[A-Za-z@])?(?![\w%])", re.ASCII)
# {{price}}, %(name)s; and &#39;, a character by its number.
_NAMED = re.compile(
    r"\$?\{\{?\s*[A-Za-z_][\w.]*\s*\}?\}|%\(\w+\)[a-z]"
    r"|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});",
    re.ASCII,
)
_LABEL = re.compile(r"\W{0,4}(?:[A-Za-z]{3,12}\s+)?\d{1,4}(?:\.\d{1,3}){0,3}\s?[.:：、)）]")
_ITEM = re.compile(r"\s*(?:[●•·*+#]\s*)?[(（]?\d{1,2}(?:[)）、]|[.．](?!\d))")
_SAYS = re.compile(r"[^\W_]")


def silent(rule: Rule, view: BeadView, hit: Hit) -> bool:
    """Whether a rule keeps silent of a hit, as what it marks is rendered by itself, or is code."""
    if rule.of_literals or rule.family == "LIT":
        return False
    if in_code(view, hit):
        return True
    if rule.family == "NUM" and (in_filled(view, hit, _ARGUMENT) or of_items(view, hit)):
        return True
    if rule.family in _OF_WORDS and in_filled(view, hit, _NAMED):
        return True
    return not rule.of_verbatim and rule.family in _OF_WORDS and stands(view, hit)


def in_code(view: BeadView, hit: Hit) -> bool:
    """Whether all that a hit marks on one side lies inside code spans or formulas."""
    return any(
        bool(spans)
        and bool(held := view.held(side, LITERAL))
        and all(any(i.span[0] <= low and high <= i.span[1] for i in held) for low, high in spans)
        for side, spans in enumerate((hit.source, hit.target))
    )


def in_filled(view: BeadView, hit: Hit, filled: re.Pattern[str]) -> bool:
    """Whether all that a hit marks on one side stands for something else: {0}, {{price}}."""
    sides = (view.source.text, hit.source), (view.target.text, hit.target)
    return any(
        bool(spans)
        and bool(held := [found.span() for found in filled.finditer(text)])
        and all(any(a <= low and high <= b for a, b in held) for low, high in spans)
        for text, spans in sides
    )


def of_items(view: BeadView, hit: Hit) -> bool:
    """Whether a hit sets the number of a list's item against the other: that is numbering's."""
    sides = (view.source.text, hit.source), (view.target.text, hit.target)
    return all(
        bool(spans)
        and (found := _ITEM.match(text)) is not None
        and all(high <= found.end() + 1 for _, high in spans)
        for text, spans in sides
    )


def in_label(view: BeadView, hit: Hit) -> bool:
    """Whether all that a hit marks, on one side alone, numbers a heading: Chapter 11., Item 79:."""
    sides = (view.source, hit.source), (view.target, hit.target)
    marked = [(side, *held) for side, held in enumerate(sides) if held[1]]
    if len(marked) != 1:
        return False
    side, passage, spans = marked[0]
    document = (view.pair.bitext.source, view.pair.bitext.target)[side]
    block = document.sentences[passage.sentences[0]].block
    label = _LABEL.match(passage.text)
    headed = block < len(document.blocks) and document.blocks[block].kind == "heading"
    return headed and label is not None and all(high <= label.end() for _, high in spans)


def stands(view: BeadView, hit: Hit) -> bool:
    """Whether all that a hit marks stands on the other side too, as it is and as often.

    The numbers of list items do not count: they number, and say nothing.
    """
    source = list(_marked(view.source, hit.source, view.pair.bitext.source))
    target = list(_marked(view.target, hit.target, view.pair.bitext.target))
    if not (hit.source or hit.target):
        return False
    if source and target:
        texts = view.source.text, view.target.text
        ours = all(_again(view, text, *texts, True) for text in set(source))
        theirs = all(_again(view, text, *texts[::-1], False) for text in set(target))
        return Counter(source) == Counter(target) or (ours and theirs)
    if not (source or target):
        return True
    marked, own, other = (
        (source, view.source.text, view.target.text)
        if source
        else (target, view.target.text, view.source.text)
    )
    return all(_again(view, text, own, other, bool(source)) for text in set(marked))


def _marked(passage: Passage, spans: Sequence[Span], document: Document) -> Iterator[str]:
    numbers = list(_numbers(passage, document)) if spans else []
    for span in spans:
        if not any(low <= span[0] and span[1] <= high for low, high in numbers):
            yield passage.text[span[0] : span[1]].strip()


def _numbers(passage: Passage, document: Document) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of list items stand in a passage, with the space after them."""
    for number, start in zip(passage.sentences, passage.starts, strict=True):
        sentence = document.sentences[number]
        block = document.blocks[sentence.block] if sentence.block < len(document.blocks) else None
        written = block.number if block and block.kind == "item" else ""
        if written and sentence.text.startswith(written):
            yield start, start + len(written) + 1


def _again(view: BeadView, text: str, own: str, other: str, in_source: bool) -> bool:
    if not _SAYS.search(text):
        return False
    if _times(text, own) <= _times(text, other):
        return True
    if len(text) < _LONG:
        return False
    for distance in range(-_NEAR, _NEAR + 1):
        beside = view.neighbour(distance) if distance else None
        if beside and text in (beside.target.text if in_source else beside.source.text):
            return True
    return False


def _times(text: str, inside: str) -> int:
    """Return how often a text stands in another, not as part of a longer number or word."""
    begins, ends = _of_word(text[:1]), _of_word(text[-1:])
    count, start = 0, inside.find(text)
    while start >= 0:
        end = start + len(text)
        part = begins and (
            _of_word(inside[max(0, start - 1) : start])
            or _joined(inside[max(0, start - 2) : start])
        )
        part = part or (
            ends and (_of_word(inside[end : end + 1]) or _joined(inside[end : end + 2][::-1]))
        )
        count += not part
        start = inside.find(text, start + 1 if part else end)
    return count


def _of_word(mark: str) -> bool:
    """Whether a character is a Latin letter or a digit."""
    return mark.isdecimal() or (mark.isascii() and mark.isalpha())


def _joined(marks: str) -> bool:
    """Whether a digit stands before a point or comma, which joins what follows to its number."""
    return len(marks) == 2 and marks[0].isdecimal() and marks[1] in ".,"
