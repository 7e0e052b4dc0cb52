"""Repair: damaged text mended in named steps, each reported with its place in the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from alignkit.errors import OptionError
from alignkit.read.repair import (
    controls,
    emphasis,
    forms,
    glue,
    glyphs,
    hyphens,
    latex,
    leaders,
    menus,
    mojibake,
    pages,
    rejoin,
    spaces,
    strays,
    streams,
    treebank,
)
from alignkit.read.repair.edits import Edit, apply, tidy
from alignkit.read.repair.evidence import Evidence
from alignkit.types import OffsetMap, Repair, Span


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of damage: its name, what it mends in a sentence, and the function that finds it."""

    name: str
    about: str
    find: Callable[[str, Evidence], Iterable[Edit]]


# In the order in which they run: what a step relies on is mended before it.
STEPS = (
    Step("controls", "Byte-order marks, null bytes and other characters unseen.", controls.find),
    Step("glyphs", "Radicals and ligatures in place of characters and letters.", glyphs.find),
    Step("mojibake", "UTF-8 that was once read as Windows-1252.", mojibake.find),
    Step("pages", "Running heads, feet and page numbers between pages.", pages.find),
    Step("hyphens", "Words broken by a hyphen at a line's end.", hyphens.find),
    Step("lines", "Hard-wrapped lines, and sentences broken by a page.", rejoin.find),
    Step("leaders", "Contents pages run into one line, digits set apart.", leaders.find),
    Step("latex", "LaTeX scraps that plain characters can say.", latex.find),
    Step(
        "emphasis",
        "Markdown marks of headings, bold, italics and links in plain text.",
        emphasis.find,
    ),
    Step("treebank", "The spacing and quotes of tokenised text.", treebank.find),
    Step("glue", "Headings and sentences glued together by a web scrape.", glue.find),
    Step("menus", "Site menus run into the first or the last line.", menus.find),
    Step("streams", "Two languages in one line, set apart.", streams.find),
    Step("forms", "Full-width letters and digits.", forms.find),
    Step("spaces", "Runs of spaces, and spaces of odd kinds.", spaces.find),
    Step("strays", "Stray words and lost characters: reported, not changed.", strays.find),
)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after repair: the file it came from, the way back, and what was done.

    `offsets` leads to the original, `given` to the text that repair was given.
    """

    text: str
    original: str
    offsets: OffsetMap
    given: OffsetMap
    repairs: tuple[Repair, ...]


def chosen(repair: bool | Collection[str]) -> tuple[Step, ...]:
    """Return the steps to run: all, none, or those named."""
    if isinstance(repair, bool):
        return STEPS if repair else ()
    names = (repair,) if isinstance(repair, str) else repair
    known = [step.name for step in STEPS]
    for name in names:
        if name not in known:
            raise OptionError(f"there is no repair called {name!r}: {', '.join(known)}")
    return tuple(step for step in STEPS if step.name in names)


def mend(
    text: str,
    lang: str,
    steps: Iterable[Step] = STEPS,
    way_back: tuple[str, OffsetMap] | None = None,
    literal: Sequence[Span] = (),
) -> Mended:
    """Run the steps of repair over a text; `way_back` leads from it to an earlier original.

    The `literal` stretches of the text, in order, are left as they stand.
    """
    original, before = way_back or (text, None)
    given = OffsetMap.identity(len(text))
    repairs: list[Repair] = []
    starts = [span.start for span in literal]
    for step in steps:
        edits = tidy(step.find(text, Evidence(text, lang)))
        if literal:
            edits = [edit for edit in edits if not _touches(edit, literal, starts, given)]
        for edit in edits:
            if not edit.quiet:
                place = given.to_original(Span(edit.start, edit.end))
                place = before.to_original(place) if before else place
                repairs.append(Repair(step.name, place, place.slice(original), edit.after))
        edits = [edit for edit in edits if text[edit.start : edit.end] != edit.after]
        if edits:
            text, back = apply(text, edits)
            # A large file has millions of edits; they and the way back weigh more than its text.
            edits.clear()
            given = back.after(given)
            del back
    offsets = given.after(before) if before else given
    return Mended(text, original, offsets, given, tuple(repairs))


def _touches(edit: Edit, literal: Sequence[Span], starts: Sequence[int], given: OffsetMap) -> bool:
    """Whether an edit would change anything inside a literal stretch."""
    place = given.to_original(Span(edit.start, edit.end))
    before = bisect_left(starts, max(place.end, place.start + 1)) - 1
    if before < 0:
        return False
    span = literal[before]
    return span.start < place.end and place.start < span.end
