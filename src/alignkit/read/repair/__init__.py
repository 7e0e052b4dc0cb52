"""Repair: damaged text mended in named steps, each reported with its place in the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from alignkit.errors import OptionError
from alignkit.read.repair import (
    controls,
    emphasis,
    forms,
    glue,
    hyphens,
    latex,
    lines,
    menus,
    mojibake,
    spaces,
    strays,
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
    Step("mojibake", "UTF-8 that was once read as Windows-1252.", mojibake.find),
    Step("hyphens", "Words broken by a hyphen at a line's end.", hyphens.find),
    Step("lines", "Hard-wrapped lines, and sentences broken by a page.", lines.find),
    Step("latex", "LaTeX scraps that plain characters can say.", latex.find),
    Step("emphasis", "Markdown marks of bold, italics and links inside text.", emphasis.find),
    Step("treebank", "The spacing and quotes of tokenised text.", treebank.find),
    Step("glue", "Headings and sentences glued together by a web scrape.", glue.find),
    Step("menus", "Site menus run into the first or the last line.", menus.find),
    Step("forms", "Full-width letters and digits.", forms.find),
    Step("spaces", "Runs of spaces, and spaces of odd kinds.", spaces.find),
    Step("strays", "Stray words and lost characters: reported, not changed.", strays.find),
)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after repair, the way back, and what was done."""

    text: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...]


def chosen(repair: bool | Collection[str]) -> tuple[Step, ...]:
    """Return the steps to run: all, none, or those named."""
    if isinstance(repair, bool):
        return STEPS if repair else ()
    known = {step.name for step in STEPS}
    for name in repair:
        if name not in known:
            raise OptionError(f"there is no repair called {name!r}: {', '.join(sorted(known))}")
    return tuple(step for step in STEPS if step.name in repair)


def mend(text: str, lang: str, steps: Iterable[Step] = STEPS) -> Mended:
    """Run the steps of repair over a text."""
    original = text
    offsets = OffsetMap.identity(len(text))
    repairs: list[Repair] = []
    for step in steps:
        edits = tidy(step.find(text, Evidence(text, lang)))
        for start, end, after in edits:
            place = offsets.to_original(Span(start, end))
            repairs.append(Repair(step.name, place, place.slice(original), after))
        changes = [edit for edit in edits if text[edit.start : edit.end] != edit.after]
        if changes:
            text, back = apply(text, changes)
            offsets = back.after(offsets)
    return Mended(text, offsets, tuple(repairs))
