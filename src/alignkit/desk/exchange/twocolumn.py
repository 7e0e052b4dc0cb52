"""A Word file in two columns with a comment at each finding, and corrected texts back from it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.desk.changes.change import ConflictError, applied
from alignkit.desk.changes.correcting import Correction
from alignkit.desk.changes.deciding import decide, standing
from alignkit.desk.changes.rewriting import write
from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange.nested import NAME, Table, beads_of, bookmark, drawn, grouped, mark_of
from alignkit.desk.exchange.replies import Comments, Reply, notes
from alignkit.desk.exchange.wordfile import AUTHOR, COMMENTS, DOCUMENT, INITIALS, THREADS, W
from alignkit.desk.pair import DeskPair, Place
from alignkit.errors import InputError, MissingExtraError, OptionError
from alignkit.report.values import in_words
from alignkit.types import Finding, Span

if TYPE_CHECKING:
    from alignkit.desk.exchange import Returned

# What XML cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def written(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the file: a row a bead, its id in a bookmark, comments at the marked words."""
    try:
        from docx import Document
        from docx.enum.section import WD_ORIENT
        from docx.shared import Cm, Pt
    except ImportError:
        raise MissingExtraError("writing Word files", "review") from None
    pair = dossier.pair
    file = Document()
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.8))
    file.styles["Normal"].font.size = Pt(10.5)
    found: dict[int | None, list[tuple[int, Finding]]] = {}
    for held, finding in standing(dossier):
        found.setdefault(held.bead, []).append((held.id, finding))
    head = file.add_paragraph(_clean(f"{pair.source.path} → {pair.target.path}"))
    for number, finding in found.get(None, ()):
        file.add_comment(head.runs, told(finding), AUTHOR, f"{INITIALS}{number}")
    groups = list(grouped(pair))
    table = file.add_table(rows=len(groups) + 1, cols=3)
    table.style = "Table Grid"
    table.autofit = False
    rows = [list(row.cells) for row in table.rows]
    for cell, text in zip(rows[0], ("", pair.source.path, pair.target.path), strict=True):
        cell.paragraphs[0].add_run(_clean(text)).bold = True
    for row, group in zip(rows[1:], groups, strict=True):
        for place, paragraphs in _paragraphs(pair, row, group):
            findings = found.get(place.bead.id, [])
            runs = [
                _runs(paragraph, text, [_spans(f, side, text) for _, f in findings])
                for side, (paragraph, text) in enumerate(zip(paragraphs, pair.texts(place)))
            ]
            for at, (number, finding) in enumerate(findings):
                marked = runs[1][at] or runs[0][at] or row[0].paragraphs[0].runs
                # The initials carry the finding's number, so that answers find it again.
                file.add_comment(marked, told(finding), AUTHOR, f"{INITIALS}{number}")
    for row in rows:
        for cell, width in zip(row, (Cm(1.2), Cm(11.5), Cm(13)), strict=True):
            cell.width = width
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _paragraphs(
    pair: DeskPair, row: Sequence[Any], held: Place | Table
) -> Iterator[tuple[Place, list[Any]]]:
    """Yield each bead of a row with the paragraphs for its texts, and number the row."""
    number = row[0].paragraphs[0]
    if isinstance(held, Place):
        number.add_run(str(held.index))
        bookmark(number, held.bead.id, "bead", _clean(pair.texts(held)[1]))
        yield held, [cell.paragraphs[0] for cell in row[1:]]
        return
    number.add_run(f"{held.places[0].index}–{held.places[-1].index}")
    sides = [drawn(cell, grid) for cell, grid in zip(row[1:], held.sides, strict=True)]
    for place in held.places:
        paragraphs = [side.get(place.bead.id, number) for side in sides]
        texts = pair.texts(place)
        for side, paragraph, text in zip(("source", "bead"), paragraphs, texts, strict=True):
            if paragraph is not number:
                bookmark(paragraph, place.bead.id, side, _clean(text))
        yield place, paragraphs


def told(finding: Finding) -> str:
    """Return a finding as a comment says it."""
    return _clean(f"{finding.rule} ({finding.severity}): {in_words(finding.message)}")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _spans(finding: Finding, side: int, text: str) -> Span | None:
    """Return the stretch of a text that a finding marks, None where it marks nothing there."""
    excerpt = finding.target if side else finding.source
    spans = [s for s in excerpt.spans if s.end > s.start]
    if excerpt.text != text or not spans:
        return None
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _runs(paragraph: Any, text: str, spans: Sequence[Span | None]) -> list[list[Any]]:
    """Write a text in runs that end where a span does; return the runs of each span."""
    cuts = sorted({0, len(text), *(edge for span in spans if span for edge in span)})
    held = []
    for start, end in pairwise(cuts):
        held.append((start, paragraph.add_run(_clean(text[start:end]))))
    return [
        [run for start, run in held if span and span.start <= start < span.end] for span in spans
    ]


def returned(dossier: Dossier, name: str, data: bytes) -> Returned:
    """Return what somebody corrected, tracked changes accepted, and wrote into comments."""
    from alignkit.desk.exchange import Returned

    corrections: list[Correction] = []
    lost = 0
    replies: list[Reply] = []
    loose: list[str] = []
    untaken: list[str] = []
    known = {place.bead.id: place for place in dossier.pair.places()}
    for bead, was, text, said in _rows(name, data):
        replies += said
        place = known.get(bead) if bead is not None else None
        row = f"bead {place.index}" if place else "head" if bead is None else "a row now gone"
        loose += [f"{row}, {reply.said}" for reply in said if reply.finding is None]
        if bead is None:
            continue
        if place is None:
            lost += 1
            continue
        now = dossier.pair.texts(place)[1]
        if _folded(now) == _folded(text) or was == mark_of(_clean(text)):
            continue
        if was and was != mark_of(_clean(now)):
            untaken.append(f"{row} was rewritten here as well, and stays; the file has: {text}")
            continue
        try:
            correction = write(dossier.pair, bead, text, None)
        except ConflictError:
            lost += 1
            continue
        corrections.append(correction)
        dossier = replace(dossier, pair=applied(dossier.pair, correction.changes))
        known = {place.bead.id: place for place in dossier.pair.places()}
    before = {number: held.note for number, held in dossier.pair.decisions.items()}
    for finding, note in notes(replies, before):
        try:
            corrections.append(decide(dossier, finding, {"note": note}))
        except OptionError:
            new = note.removeprefix(before.get(finding, "")).strip()
            loose.append(f"a finding that is gone, {new}")
    return Returned([c for c in corrections if c.changes], lost, tuple(loose), tuple(untaken))


def _rows(name: str, data: bytes) -> Iterator[tuple[int | None, str, str, list[Reply]]]:
    """Yield each row's bead, its mark as it went out, its text now, what reviewers say there.

    The paragraphs around the table have no bead.
    """
    from alignkit.read.packed.archive import parts, tree

    wanted = (DOCUMENT, COMMENTS, THREADS)
    held = parts(data, name, "Word", lambda part: part in wanted)
    if DOCUMENT not in held:
        raise InputError(name, "there is no document in this Word file")
    root = tree(held[DOCUMENT], name, "Word")
    said = (tree(held[part], name, "Word") if part in held else None for part in wanted[1:])
    comments = Comments(*said)
    found = False
    for paragraph in root.iterfind(f"{W}body/{W}p"):
        yield None, "", "", comments.replies(paragraph)
    for row in root.iter(W + "tr"):
        if next(row.iterancestors(W + "tr"), None) is not None:
            continue
        nested = beads_of(row)
        for number, own in (nested or {}).items():
            found = True
            said_there = comments.replies(*own.source, *own.bead)
            yield number, own.mark, _text(own.bead), said_there
        names = (mark.get(W + "name", "") for mark in row.iter(W + "bookmarkStart"))
        bead = next((NAME.fullmatch(n) for n in names if n.startswith("bead_")), None)
        cells = row.findall(W + "tc")
        if nested is None and bead is not None and len(cells) >= 3:
            found = True
            yield int(bead[2]), bead[3] or "", _text(cells[-1:]), comments.replies(row)
    if not found:
        raise InputError(
            name,
            "this is not the Word file in two columns that the desk wrote",
            "correct the one it exported; its rows carry the numbers of their beads",
        )


def _text(elements: Sequence[Any]) -> str:
    """Return what elements read once their tracked changes are accepted."""
    parts: list[str] = []
    for paragraph in chain.from_iterable(element.iter(W + "p") for element in elements):
        if parts:
            parts.append(" ")
        for element in paragraph.iter(W + "t", W + "tab", W + "br"):
            gone = any(above.tag == W + "moveFrom" for above in element.iterancestors())
            if not gone:
                parts.append(element.text or "" if element.tag == W + "t" else " ")
    return "".join(parts).strip()


def _folded(text: str) -> str:
    return " ".join(_clean(text).split())
