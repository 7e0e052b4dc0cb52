"""Says once what is said of sentences that follow each other, or stand together in a section."""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from alignkit.check.run.rule import Rule
from alignkit.types import Bitext, Document, Finding

# What covers less of its sentences is a part of them: a row of given pairs may hold several.
_WHOLE = 0.8
# Notes are each shown at their place.
_LEAST = 2
# So many places of one section are told as one, where no more sentences lie between each two.
_PLACES, _NEAR = 3, 12
# So many of a text without sections: its translation is free there. Real talks have 11 such in
# 100 sentences of a free stretch, faithful texts hardly 1.
_FREE = 4


class _Said(NamedTuple):
    """What findings say of one side's sentences from `first` to `last`, or of part of them."""

    first: int
    last: int
    findings: tuple[Finding, ...]
    part: bool = False


def in_a_row(findings: Iterable[Finding], rules: Sequence[Rule], bitext: Bitext) -> list[Finding]:
    """Return the findings with those of sentences that stand together told as one, at the first.

    `sentences`, `beads` and `last_bead` are among its values. Its fingerprint is made of theirs,
    so that a row that has grown is no old finding.
    """
    rows = {rule.id: rule.in_a_row for rule in rules if rule.in_a_row}
    kept: list[Finding] = []
    groups: dict[tuple[str, str, int], list[_Said]] = defaultdict(list)
    for finding in findings:
        said = _sentences(finding, bitext) if finding.rule in rows else None
        if said is None or finding.severity.rank < _LEAST:
            kept.append(finding)
        else:
            side, first, last, part = said
            held = groups[finding.rule, finding.severity.value, side]
            held.append(_Said(first, last, (finding,), part))
    for (rule, _, side), said_here in groups.items():
        document = bitext.target if side else bitext.source
        least = _least(document, bitext)
        ordered = sorted(said_here, key=lambda said: said[:2])
        for some in _parts(list(_rows(ordered)), document, bool(least)):
            kept += _told(some, rows[rule], least)
    return kept


def _least(document: Document, bitext: Bitext) -> int:
    """Return how many places are told as one, 0 where sentences need not belong together."""
    if _headings(document):
        return _PLACES
    # Pairs that came as pairs may be sentences of anywhere.
    return _FREE if any(bead.score is not None for bead in bitext.beads) else 0


def _headings(document: Document) -> list[int]:
    blocks = document.blocks
    return [
        number
        for number, sentence in enumerate(document.sentences)
        if sentence.block < len(blocks) and blocks[sentence.block].kind == "heading"
    ]


def _sentences(finding: Finding, bitext: Bitext) -> tuple[int, int, int, bool] | None:
    """Return the side that a finding marks, its first and last sentence, whether in part."""
    if finding.bead is None:
        return None
    for side, excerpt in enumerate((finding.source, finding.target)):
        if not excerpt.spans:
            continue
        passage = bitext.passages(finding.bead)[side]
        ends = [*passage.starts[1:], len(passage.text) + 1]
        numbers = [
            number
            for number, start, end in zip(passage.sentences, passage.starts, ends, strict=True)
            if any(span.start < end and start < span.end for span in excerpt.spans)
        ]
        if not numbers:
            return None
        first, last = (passage.sentences.index(number) for number in (numbers[0], numbers[-1]))
        marked = sum(span.end - span.start for span in excerpt.spans)
        part = marked < _WHOLE * (ends[last] - 1 - passage.starts[first])
        clause = finding.values.get("level") == "clause"
        return side, numbers[0], numbers[-1], part or clause
    return None


def _rows(held: Sequence[_Said]) -> Iterator[_Said]:
    """Join what is said of sentences that follow each other; of parts of them each is told."""
    row = held[0]
    for said in held[1:]:
        if said.first > row.last + 1 or said.part:
            yield row
            row = said
        else:
            row = _Said(row.first, max(row.last, said.last), row.findings + said.findings)
    yield row


def _parts(rows: Sequence[_Said], document: Document, together: bool) -> Iterator[list[_Said]]:
    """Divide rows by the sections of a document, and where too much lies between them."""
    headings = _headings(document)
    part: list[_Said] = []
    for row in rows:
        before = part[-1].last if part else row.first
        parted = not together or bisect(headings, before) < bisect(headings, row.first)
        if part and (parted or row.first - before > _NEAR):
            yield part
            part = []
        part.append(row)
    yield part


def _told(part: Sequence[_Said], message: str, least: int) -> Iterator[Finding]:
    if least and len(part) >= least:
        count = len({n for row in part for n in range(row.first, row.last + 1)})
        findings = [finding for row in part for finding in row.findings]
        where = "section" if least == _PLACES else "stretch"
        yield _joined(findings, count, f"sentences of this {where}, from here on, {message}")
        return
    for row in part:
        if len(row.findings) == 1:
            yield row.findings[0]
        else:
            count = row.last - row.first + 1
            yield _joined(row.findings, count, f"sentences in a row, from here on, {message}")


def _joined(findings: Sequence[Finding], count: int, message: str) -> Finding:
    first = findings[0]
    beads = sorted({finding.bead for finding in findings if finding.bead is not None})
    together = " ".join(finding.fingerprint for finding in findings)
    return replace(
        first,
        message=f"{count} {message}",
        values={**first.values, "sentences": count, "last_bead": beads[-1], "beads": beads},
        confidence=max(finding.confidence for finding in findings),
        fingerprint=hashlib.sha256(together.encode()).hexdigest()[:16],
    )
