"""Comments written into the translator's own Word file, which is otherwise left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignkit.desk.deciding import standing
from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange.twocolumn import told
from alignkit.desk.exchange.wordfile import (
    COMMENTS,
    DOCUMENT,
    RELATIONS,
    TYPES,
    URI,
    Letter,
    W,
    as_bytes,
    comment,
    letters_of,
    made,
    packed,
    related,
    split,
    typed,
)
from alignkit.desk.pair import DeskPair, Place
from alignkit.errors import InputError, OptionError
from alignkit.types import Finding

# A sentence is looked for so many characters behind the last one that was found.
REACH = 50_000


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment and the characters of the document it speaks of, without counting spaces."""

    start: int
    end: int
    text: str


def written(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the translator's file with a comment at each finding that stands."""
    from alignkit.desk.project import inside

    text = dossier.pair.target
    path = inside(folder, text.path, folder)
    if path.suffix.lower() not in (".docx", ".docm"):
        raise OptionError(f"{text.path} is no Word file; export the Word file in two columns")
    data = path.read_bytes()
    return commented(data, text.path, lambda letters: _remarks(dossier, letters))


def commented(data: bytes, name: str, remarks: Callable[[str], Sequence[Remark]]) -> bytes:
    """Return a Word file with comments; `remarks` is told its letters and says what and where."""
    from lxml import etree

    from alignkit.read.archive import parts, tree

    held = parts(data, name, "Word", lambda part: True)
    if DOCUMENT not in held:
        raise InputError(name, "there is no document in this Word file")
    root = tree(held[DOCUMENT], name, "Word")
    letters = letters_of(root)
    said = remarks("".join(letter for letter, _, _ in letters))
    if not said:
        return data
    if COMMENTS in held:
        comments = tree(held[COMMENTS], name, "Word")
    else:
        comments = etree.Element(W + "comments", nsmap={"w": URI})
    used = [int(c.get(W + "id", "0")) for c in comments.iter(W + "comment")]
    numbered = list(enumerate(said, max(used, default=-1) + 1))
    for number, remark in numbered:
        comment(comments, number, remark.text)
    _mark(letters, numbered)
    changed = {DOCUMENT: as_bytes(root), COMMENTS: as_bytes(comments)}
    if COMMENTS not in held:
        for part, change in ((RELATIONS, related), (TYPES, typed)):
            known = tree(held[part], name, "Word")
            change(known)
            changed[part] = as_bytes(known)
    return packed(data, changed)


def _remarks(dossier: Dossier, letters: str) -> list[Remark]:
    """Return where in the document's letters each finding's words stand."""
    pair = dossier.pair
    where = _sentences(pair, letters)
    places = {place.bead.id: place for place in pair.places()}
    remarks = []
    for held, finding in standing(dossier):
        place = places.get(held.bead) if held.bead is not None else None
        span = _span(pair, place, finding, where) if place else None
        if span is None and held.bead is None and letters:
            span = (0, 1)
        if span is None and place is not None:
            span = _nearest(place, where)
        if span is not None:
            decision = pair.decisions.get(held.id)
            note = f" {decision.note}" if decision and decision.note else ""
            remarks.append(Remark(*span, told(finding) + note))
    return remarks


def _sentences(pair: DeskPair, letters: str) -> list[tuple[int, int] | None]:
    """Return where each sentence of the translation stands, told by its letters."""
    found: list[tuple[int, int] | None] = []
    cursor = 0
    for index in range(len(pair.target.sentences)):
        wanted = _squeezed(pair.target.original(index))
        start = letters.find(wanted, cursor, cursor + REACH + len(wanted)) if wanted else -1
        if start < 0:
            found.append(None)
            continue
        cursor = start + len(wanted)
        found.append((start, cursor))
    return found


def _span(
    pair: DeskPair, place: Place, finding: Finding, where: Sequence[tuple[int, int] | None]
) -> tuple[int, int] | None:
    """Return the letters that a finding marks; of a rewritten sentence the whole of it."""
    spans = [s for s in finding.target.spans if s.end > s.start]
    if not spans:
        return None
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    begin = 0
    found: list[tuple[int, int]] = []
    for index, text in pair.target.parts(place.target, place.target_end):
        end = begin + len(text)
        known = where[index]
        if known is not None and low < end and high > begin:
            start, stop = known
            if pair.target.sentences[index].edited is None:
                start += len(_squeezed(text[: max(0, low - begin)]))
                stop = known[0] + len(_squeezed(text[: min(len(text), high - begin)]))
            found.append((start, max(stop, start + 1)))
        begin = end + len(pair.target.document.joiner)
    return (found[0][0], found[-1][1]) if found else None


def _nearest(place: Place, where: Sequence[tuple[int, int] | None]) -> tuple[int, int] | None:
    """Return the bead's sentences, or the end of the one before it where it has none."""
    own = [where[k] for k in range(place.target, place.target_end)]
    known = [span for span in own if span is not None]
    if known:
        return known[0][0], known[-1][1]
    before = next((where[k] for k in range(place.target - 1, -1, -1) if where[k]), None)
    if before is not None:
        return before[1] - 1, before[1]
    after = next((span for span in where[place.target_end :] if span), None)
    return (after[0], after[0] + 1) if after else None


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _mark(letters: Sequence[Letter], remarks: Sequence[tuple[int, Remark]]) -> None:
    """Put the marks of all comments in, the last in the text first, so that places stay true."""
    for place, behind, number in sorted(_edges(letters, remarks), reverse=True):
        _, element, offset = letters[place]
        if behind:
            run = split(element, offset + 1)[0]
            end = made(run, "commentRangeEnd", number)
            run.addnext(end)
            reference = run.makeelement(W + "r")
            reference.append(made(run, "commentReference", number))
            end.addnext(reference)
        else:
            run = split(element, offset)[1]
            run.addprevious(made(run, "commentRangeStart", number))


def _edges(
    letters: Sequence[Letter], remarks: Sequence[tuple[int, Remark]]
) -> Iterator[tuple[int, bool, int]]:
    for number, remark in remarks:
        last = min(remark.end, len(letters)) - 1
        if 0 <= remark.start <= last:
            yield remark.start, False, number
            yield last, True, number
