"""Comments written into the translator's own Word file, which is otherwise left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignkit.desk.changes.deciding import standing
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
    notes_of,
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


@dataclass(frozen=True, slots=True)
class Shown:
    """The letters a document shows, and its notes: name, the letter they hang on, letters."""

    letters: str
    notes: Sequence[tuple[str, int, str]] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a sentence stands, and in which note if it stands in one."""

    start: int
    end: int
    note: str = ""


def written(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the translator's file with a comment at each finding that stands."""
    from alignkit.desk.project import inside

    text = dossier.pair.target
    path = inside(folder, text.path, folder)
    if path.suffix.lower() not in (".docx", ".docm"):
        raise OptionError(f"{text.path} is no Word file; export the Word file in two columns")
    data = path.read_bytes()
    return commented(data, text.path, lambda shown: _remarks(dossier, shown))


def commented(data: bytes, name: str, remarks: Callable[[Shown], Sequence[Remark]]) -> bytes:
    """Return a Word file with comments; `remarks` is told what it shows and says what and where."""
    from lxml import etree

    from alignkit.read.packed.archive import parts, tree

    held = parts(data, name, "Word", lambda part: True)
    if DOCUMENT not in held:
        raise InputError(name, "there is no document in this Word file")
    root = tree(held[DOCUMENT], name, "Word")
    letters = letters_of(root)
    notes = [
        note
        for kind in ("footnote", "endnote")
        if (part := f"word/{kind}s.xml") in held
        for note in notes_of(root, kind, tree(held[part], name, "Word"))
    ]
    said = remarks(Shown("".join(letter for letter, _, _ in letters), notes))
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


def _remarks(dossier: Dossier, shown: Shown) -> list[Remark]:
    """Return where in the document's letters each finding's words stand."""
    pair = dossier.pair
    where = _sentences(pair, shown)
    places = {place.bead.id: place for place in pair.places()}
    remarks = []
    for held, finding in standing(dossier):
        place = places.get(held.bead) if held.bead is not None else None
        span = _span(pair, place, finding, where) if place else None
        if span is None and held.bead is None and shown.letters:
            span = _Found(0, 1)
        if span is None and place is not None:
            span = _nearest(place, where)
        if span is not None:
            decision = pair.decisions.get(held.id)
            said = f" {decision.note}" if decision and decision.note else ""
            note = f"In {span.note}: " if span.note else ""
            remarks.append(Remark(span.start, span.end, note + told(finding) + said))
    return remarks


def _sentences(pair: DeskPair, shown: Shown) -> list[_Found | None]:
    """Return where each sentence of the translation stands, told by its letters."""
    found: list[_Found | None] = []
    cursor = 0
    for index in range(len(pair.target.sentences)):
        wanted = _squeezed(pair.target.original(index))
        start = shown.letters.find(wanted, cursor, cursor + REACH + len(wanted)) if wanted else -1
        if start < 0:
            found.append(_in_note(wanted, shown) if wanted else None)
            continue
        cursor = start + len(wanted)
        found.append(_Found(start, cursor))
    return found


def _in_note(wanted: str, shown: Shown) -> _Found | None:
    """Return the mark of the note that holds a sentence."""
    held = next((note for note in shown.notes if wanted in note[2]), None)
    return None if held is None else _Found(held[1], held[1] + 1, held[0])


def _span(
    pair: DeskPair, place: Place, finding: Finding, where: Sequence[_Found | None]
) -> _Found | None:
    """Return the letters that a finding marks; of a rewritten sentence the whole of it."""
    spans = [s for s in finding.target.spans if s.end > s.start]
    if not spans:
        return None
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    begin = 0
    found: list[_Found] = []
    for index, text in pair.target.parts(place.target, place.target_end):
        end = begin + len(text)
        known = where[index]
        if known is not None and low < end and high > begin:
            start, stop = known.start, known.end
            if not known.note and pair.target.sentences[index].edited is None:
                start += len(_squeezed(text[: max(0, low - begin)]))
                stop = known.start + len(_squeezed(text[: min(len(text), high - begin)]))
            found.append(_Found(start, max(stop, start + 1), known.note))
        begin = end + len(pair.target.document.joiner)
    return _joined(found)


def _nearest(place: Place, where: Sequence[_Found | None]) -> _Found | None:
    """Return the bead's sentences, or the end of the one before it where it has none."""
    own = [where[k] for k in range(place.target, place.target_end)]
    known = _joined([span for span in own if span is not None])
    if known is not None:
        return known
    before = next((where[k] for k in range(place.target - 1, -1, -1) if where[k]), None)
    if before is not None:
        return _Found(before.end - 1, before.end)
    after = next((span for span in where[place.target_end :] if span), None)
    return _Found(after.start, after.start + 1) if after else None


def _joined(found: Sequence[_Found]) -> _Found | None:
    """Return the stretch from the first to the last; of notes the mark of the first alone."""
    text = [one for one in found if not one.note]
    if text:
        return _Found(text[0].start, text[-1].end)
    return found[0] if found else None


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
