"""What both sides show in the same characters: 72B, 79/107, 0x1F read alike in any language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from alignkit.check.run.view import BeadView
from alignkit.quantity.sameness import Atom

# A stretch without spaces or letters of another script: 2.5-7b, $0.25/250B, a whole address.
_STRETCH = re.compile(r"[!-~]*[0-9][!-~]*")
_DIGIT = re.compile("[0-9]")
_GROUPING = re.compile(r",(?=[0-9]{3}(?![0-9]))")
_RUN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
# Full-width marks end a stretch: （1998，312） holds two.
_MARKS = frozenset("，；！？（）“”")
_WIDE = re.compile(f"[{''.join(c for c in map(chr, range(0xFF01, 0xFF5F)) if c not in _MARKS)}]")
_NAME = re.compile(r"[A-Za-z]{2,}-?[0-9]+")
_EDGES = "\"'()[]{}<>,.;:!?*`"
# A figure or a range of two: they may have another unit, or none, on the other side.
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?:[-~][0-9]+(?:[.,][0-9]+)*)?")


@dataclass(frozen=True, slots=True)
class Shown:
    """The stretches and runs of digits of one side, with how often each is written."""

    folded: str
    stretches: Counter[str]
    runs: Counter[str]

    @classmethod
    def of(cls, text: str) -> Shown:
        """Return what a text shows; full-width characters count as the plain ones."""
        folded = half_width(text)
        stretches: Counter[str] = Counter()
        runs: Counter[str] = Counter()
        if not _DIGIT.search(folded):
            return cls(folded, stretches, runs)
        for match in _STRETCH.finditer(folded):
            stretches[match[0].strip(_EDGES)] += 1
            for run in _RUN.findall(match[0]):
                runs[plain(run)] += 1
        return cls(folded, stretches, runs)

    def stretch(self, atom: Atom) -> str:
        """Return the stretch that an atom stands in, "" where it stands in none or in several."""
        span = atom.quantity.span
        for match in _STRETCH.finditer(self.folded, _back(self.folded, span.start), span.end):
            if match.end() > span.start:
                if _RUN.search(self.folded, match.end(), span.end):
                    return ""
                return _STRETCH.match(self.folded, match.start())[0].strip(_EDGES)  # type: ignore[index]
        return ""

    def runs_of(self, atom: Atom) -> tuple[str, ...]:
        """Return the runs of digits that an atom is written in."""
        span = atom.quantity.span
        return tuple(plain(run) for run in _RUN.findall(self.folded[span.start : span.end]))


def half_width(text: str) -> str:
    """Return a text with full-width characters as plain ones, of the same length."""
    return text if text.isascii() else _WIDE.sub(_folded, text)


def _folded(wide: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", wide[0])


def plain(run: str) -> str:
    """Return a run of digits without what groups them."""
    return _GROUPING.sub("", run) if "," in run else run


def _back(text: str, place: int) -> int:
    while place and "!" <= text[place - 1] <= "~":
        place -= 1
    return place


def shown(view: BeadView) -> tuple[Shown, Shown]:
    """Return what each side of a bead shows."""
    return Shown.of(view.source.text), Shown.of(view.target.text)


def copied(
    ours: Shown,
    atom: Atom,
    theirs: Shown,
    partner: Atom | None = None,
    agreed: Sequence[tuple[Atom, Atom]] = (),
) -> bool:
    """Tell whether the other side shows the very characters of a value as often as its own.

    What it shows in the partner of the value, that it was matched with, does not count, nor what
    has its own counterpart among those that are `agreed`, ours first.
    """
    stretch = ours.stretch(atom)
    taken = theirs.stretch(partner) if partner else ""
    if stretch and theirs.stretches[stretch] - (taken == stretch) >= ours.stretches[stretch]:
        return True
    runs = ours.runs_of(atom)
    if not runs:
        return False
    used = Counter(theirs.runs_of(partner) if partner else ())
    own: Counter[str] = Counter()
    for one, other in agreed:
        own.update(ours.runs_of(one))
        used.update(theirs.runs_of(other))
    return all(theirs.runs[r] - used[r] >= max(1, ours.runs[r] - own[r]) for r in runs)


def same_code(ours: Shown, source: Atom, theirs: Shown, target: Atom) -> bool:
    """Tell whether two values are parts of one code that both sides show: 250B, v2.5-7b."""
    stretch = ours.stretch(source)
    if not stretch or _PLAIN.fullmatch(stretch):
        return False
    other = theirs.stretch(target)
    # Kilo is written both ways: 32k, 32K. A name of letters and figures is: RM585, rm585.
    if _NAME.fullmatch(stretch):
        return stretch.lower() == other.lower()
    return stretch.replace("K", "k") == other.replace("K", "k")
