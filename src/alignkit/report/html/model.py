"""What a page shows, as plain values: any number of sides beside each other, row by row."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from alignkit.report.html.doubts import Doubt, doubts_of
from alignkit.report.html.tabular import Cell, tables_of
from alignkit.report.outcome import CheckedPair, Outcome
from alignkit.report.place import Locator, Places
from alignkit.report.rulebook import rule_page
from alignkit.report.values import further, in_words, sides
from alignkit.types import Bitext, Document, Finding, Findings, Span


@dataclass(frozen=True, slots=True)
class Side:
    """One text: its sentences in order, and which of them are headings, with their level.

    `aside` counts the blocks that hold no sentences: in another language, or not of the text.
    """

    name: str
    lang: str
    joiner: str
    sentences: list[str]
    headings: dict[int, int] = field(default_factory=dict)
    repairs: int = 0
    aside: int = 0
    tables: list[list[Cell]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One bead: for each side the numbers of its sentences; `opens` where a paragraph begins.

    A row of a comparison says as well of what kind it is, how far its renderings diverge, and for
    each side which words differ (start, end, how) and why there are none.
    """

    number: int
    sides: list[list[int]]
    confidence: float | None = None
    opens: bool = False
    kind: str = ""
    score: float = 0.0
    edits: list[list[list[int | str]]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding as the page shows it; spans count in UTF-16 units, as the page's script does.

    `also` holds the other rows that it speaks of, where it was told once of several.
    """

    rule: str
    severity: str
    message: str
    row: int | None
    spans: list[list[list[int]]]
    values: list[str] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    confidence: float = 1.0
    fingerprint: str = ""
    also: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts that are read side by side, their rows, and the findings beside them."""

    title: str
    key: str
    signature: str
    sides: list[Side]
    rows: list[Row]
    findings: list[Mark]
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """All sheets of one page. `kind` is check, align or compare."""

    kind: str
    title: str
    sheets: list[Sheet]
    rules: dict[str, dict[str, str]] = field(default_factory=dict)
    facts: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    terms: list[dict[str, Any]] = field(default_factory=list)
    portraits: list[dict[str, Any]] = field(default_factory=list)
    resemblances: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return the page as plain JSON values."""
        return asdict(self)


def page_of(outcome: Outcome, *, checked: bool = True) -> Page:
    """Return the page of a run, or of an alignment where nothing was checked."""
    from alignkit.report.terminal.closing import quieted_lines

    sheets = [sheet_of(pair) for pair in outcome.pairs]
    identities = sorted({finding.rule for _, finding in outcome})
    title = sheets[0].title if len(sheets) == 1 else f"{len(sheets)} pairs"
    troubles = [f"Not checked: {failure.reason}" for failure in outcome.failures]
    remarks = [str(notice) for notice in outcome.notices]
    return Page(
        "check" if checked else "align",
        title,
        sheets,
        {identity: rule_texts(identity) for identity in identities},
        quieted_lines(outcome),
        troubles,
        remarks=remarks,
    )


def sheet_of(pair: CheckedPair) -> Sheet:
    """Return one pair as a sheet."""
    findings = pair.findings
    bitext = findings.bitext or _bitext_of(findings)
    sides = [
        side_of(bitext.source, _name(pair, pair.source, "source")),
        side_of(bitext.target, _name(pair, pair.target, "translation")),
    ]
    numbers = _numbers(findings) if findings.bitext is None else None
    locator = Locator(pair)
    signature = str(findings.signature) or str(bitext.signature)
    key = hashlib.sha256(f"{pair.source}\n{pair.target}".encode("utf-8", "surrogatepass"))
    return Sheet(
        pair.title,
        key.hexdigest()[:16],
        signature,
        sides,
        rows_of(bitext, numbers),
        [mark_of(f, locator.places(f), numbers) for f in findings],
        doubts_of(pair, numbers),
    )


def side_of(document: Document, name: str) -> Side:
    """Return a document as one side of a sheet."""
    headings = {}
    for index, sentence in enumerate(document.sentences):
        block = document.blocks[sentence.block] if sentence.block < len(document.blocks) else None
        if block is not None and block.kind == "heading":
            headings[index] = min(max(block.level, 1), 4)
    return Side(
        name,
        document.lang,
        document.joiner,
        [sentence.text for sentence in document.sentences],
        headings,
        len(document.repairs),
        sum(bool(block.lang) or block.kind == "boilerplate" for block in document.blocks),
        tables_of(document),
    )


def rows_of(bitext: Bitext, numbers: Sequence[int] | None = None) -> list[Row]:
    """Return the beads of a bitext as rows."""
    rows = []
    held: tuple[int | None, int | None] = (None, None)
    for index, bead in enumerate(bitext.beads):
        blocks = _block(bitext.source, bead.source), _block(bitext.target, bead.target)
        opens = all(
            now is not None and now != before for now, before in zip(blocks, held, strict=True)
        )
        held = tuple(  # type: ignore[assignment]
            before if now is None else now for now, before in zip(blocks, held, strict=True)
        )
        number = index if numbers is None else numbers[index]
        sides = [list(bead.source), list(bead.target)]
        confidence = None if bead.confidence is None else round(bead.confidence, 3)
        rows.append(Row(number, sides, confidence, opens))
    return rows


def mark_of(finding: Finding, places: Places, numbers: Sequence[int] | None = None) -> Mark:
    """Return a finding as the page shows it; `numbers` are the beads that have rows."""
    row = finding.bead
    if row is not None and numbers is not None:
        row = numbers.index(row)
    return Mark(
        finding.rule,
        str(finding.severity),
        in_words(finding.message),
        row,
        [
            units(finding.source.text, finding.source.spans),
            units(finding.target.text, finding.target.spans),
        ],
        [in_words(said) for said in sides(finding.values) or ()],
        further(finding),
        [str(held[0]) for held in (places.source, places.target) if held and held[0].line],
        round(finding.confidence, 3),
        finding.fingerprint,
        _also(finding, numbers),
    )


def _also(finding: Finding, numbers: Sequence[int] | None) -> list[int]:
    """Return the rows of the beads that a finding speaks of beside its own."""
    beads = [bead for bead in finding.values.get("beads", ()) if bead != finding.bead]
    return beads if numbers is None else [numbers.index(b) for b in beads if b in numbers]


def units(text: str, spans: Sequence[Span]) -> list[list[int]]:
    """Return spans counted in UTF-16 units, where a rare character counts two."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return [list(span) for span in spans]
    return [[_unit(text, span.start), _unit(text, span.end)] for span in spans]


def _unit(text: str, offset: int) -> int:
    return offset + sum(character > "\uffff" for character in text[:offset])


def _block(document: Document, sentences: Sequence[int]) -> int | None:
    return document.sentences[sentences[0]].block if sentences else None


def _name(pair: CheckedPair, name: str, otherwise: str) -> str:
    return otherwise if pair.aligned or not name else name


def rule_texts(identity: str) -> dict[str, str]:
    """Return what the page says of a rule."""
    page = rule_page(identity)
    texts = (page.summary, page.what, page.why, page.limits, page.precision)
    names = ("summary", "what", "why", "limits", "precision")
    held = {name: " ".join(text.split()) for name, text in zip(names, texts, strict=True)}
    return {"name": page.name, "severity": page.severity, **held}


def _numbers(findings: Findings) -> list[int]:
    return sorted({finding.bead for finding in findings if finding.bead is not None})


def _bitext_of(findings: Findings) -> Bitext:
    """Return the beads that the findings speak of, where the bitext itself is not at hand."""
    texts = {f.bead: (f.source.text, f.target.text) for f in findings if f.bead is not None}
    return Bitext.from_pairs([texts[number] for number in _numbers(findings)])
