"""How results show themselves in a notebook: compact tables, everything escaped, no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from alignkit.report.comparison.telling import told_once
from alignkit.types import Bitext, Document, Findings, Severity, Span

if TYPE_CHECKING:
    from alignkit.types.comparison import Comparison
    from alignkit.types.evaluation import Evaluation

# What a notebook shows of a value, in rows and in characters of a text.
ROWS = 12
LENGTH = 400
CELL = "text-align:left;vertical-align:top;white-space:pre-wrap"
FAINT = "opacity:.65;font-size:90%"
# Colours that read on light and on dark ground; the severity also stands there in words.
MARKS = {
    Severity.ERROR: "background:#d3362f44;border-bottom:2px solid #d3362f",
    Severity.WARNING: "background:#d68a0044;border-bottom:2px solid #d68a00",
    Severity.INFO: "background:#2a7bd044;border-bottom:2px solid #2a7bd0",
}


def document_html(document: Document, rows: int = ROWS) -> str:
    """Show a document: its size, then its first sentences or blocks."""
    facts = [document.name, document.lang, f"{len(document.text):,} characters"]
    facts.append(_counted(len(document.blocks), "block"))
    if document.repairs:
        facts.append(_counted(len(document.repairs), "repair"))
    if document.sentences:
        facts.append(_counted(len(document.sentences), "sentence"))
        lines = [
            (document.blocks[s.block].kind if s.block < len(document.blocks) else "", s.text)
            for s in document.sentences[:rows]
        ]
        total = len(document.sentences)
    else:
        lines = [(b.kind, b.span.slice(document.text)) for b in document.blocks[:rows]]
        total = len(document.blocks)
    body = [
        [str(number), escape(kind), clipped(text, lang=document.lang)]
        for number, (kind, text) in enumerate(lines)
    ]
    return page("Document", facts, ("", "block", "text"), body, total)


def bitext_html(bitext: Bitext, rows: int = ROWS) -> str:
    """Show a bitext: how many beads of which shape, then the first of them."""
    shapes = Counter(bead.shape for bead in bitext.beads).most_common(4)
    facts = [
        f"{bitext.source.lang} → {bitext.target.lang}",
        _counted(len(bitext), "bead"),
        ", ".join(f"{shape}: {count:,}" for shape, count in shapes),
    ]
    scored = any(bead.confidence is not None for bead in bitext.beads[:rows])
    body = []
    for number, bead in enumerate(bitext.beads[:rows]):
        source, target = bitext.passages(number)
        cells = [
            str(number),
            bead.shape,
            clipped(source.text, lang=bitext.source.lang),
            clipped(target.text, lang=bitext.target.lang),
        ]
        if scored:
            cells.append("" if bead.confidence is None else f"{bead.confidence:.2f}")
        body.append(cells)
    head = ("", "shape", "source", "target", *(("confidence",) if scored else ()))
    return page("Bitext", facts, head, body, len(bitext), str(bitext.signature))


def findings_html(findings: Findings, rows: int = ROWS) -> str:
    """Show findings: how many of which rule, then the most important with their places marked."""
    severities = Counter(finding.severity for finding in findings)
    facts = [_counted(severities[s], s.value) for s in Severity if severities[s]]
    facts.append(", ".join(f"{rule}: {n:,}" for rule, n in list(findings.counts().items())[:8]))
    languages = _languages(findings)
    body = [
        [
            "" if finding.bead is None else str(finding.bead),
            f"<b>{escape(finding.rule)}</b><br>{finding.severity}",
            escape(finding.message),
            clipped(
                finding.source.text, finding.source.spans, MARKS[finding.severity], languages[0]
            ),
            clipped(
                finding.target.text, finding.target.spans, MARKS[finding.severity], languages[1]
            ),
        ]
        for finding in findings.items[:rows]
    ]
    head = ("bead", "rule", "message", "source", "target")
    return page("Findings", facts, head, body, len(findings), str(findings.signature))


def comparison_html(comparison: Comparison, rows: int = ROWS) -> str:
    """Show a comparison: the summary, then the rows that diverge most, differences marked."""
    summary = comparison.summary
    facts = [
        f"{len(comparison.targets)} translations, {_counted(summary.rows, 'row')}",
        f"same {summary.same:,}, wording {summary.wording:,}, detail {summary.detail:,}, "
        f"substance {summary.substance:,}, missing {summary.missing:,}",
    ]
    ranked = comparison.ranked()
    body = []
    for row in ranked[:rows]:
        told = told_once(row.divergences, comparison.names)
        said = "<br>".join(escape(one.message) for one in told) or row.kind
        cells = [str(row.index), said]
        if comparison.source is not None:
            cells.append(clipped(row.source, lang=comparison.source.lang))
        for number, rendering in enumerate(row.renderings):
            spans = [
                span
                for divergence in row.divergences
                for place, side in zip(
                    divergence.pair, (divergence.first, divergence.second), strict=True
                )
                if place == number
                for span in side
            ]
            lang = comparison.targets[number].lang
            cells.append(clipped(rendering.text, spans, MARKS[Severity.WARNING], lang))
        body.append(cells)
    source = ("source",) if comparison.source is not None else ()
    head = ("row", "difference", *source, *(escape(name) for name in comparison.names))
    return page("Comparison", facts, head, body, len(ranked), str(comparison.signature))


def evaluation_html(evaluation: Evaluation) -> str:
    """Show an evaluation as the table it prints."""
    header, *body = evaluation.table()
    cells = [[escape(cell) for cell in row] for row in body]
    facts = [_counted(evaluation.gold, "gold bead"), _counted(evaluation.files, "file")]
    return page("Evaluation", facts, header, cells, len(body), str(evaluation.signature))


def page(
    title: str,
    facts: Iterable[str],
    head: Sequence[str],
    body: Sequence[Sequence[str]],
    total: int,
    signature: str = "",
) -> str:
    """Put a caption, a table and a foot together; cells are HTML already, facts are not."""
    said = " · ".join(escape(fact) for fact in facts if fact)
    parts = [f"<div><p style='margin:0 0 .4em'><b>{title}</b> {said}</p>"]
    if body:
        parts.append("<table><thead><tr>")
        parts += [f"<th style='text-align:left'>{cell}</th>" for cell in head]
        parts.append("</tr></thead><tbody>")
        for row in body:
            cells = "".join(_cell(cell) for cell in row)
            parts.append(f"<tr>{cells}</tr>")
        parts.append("</tbody></table>")
    foot = [f"{total - len(body):,} more" if total > len(body) else "", escape(signature)]
    if any(foot):
        said = " · ".join(part for part in foot if part)
        parts.append(f"<p style='margin:.4em 0 0;{FAINT}'>{said}</p>")
    return "".join(parts) + "</div>"


def clipped(text: str, spans: Iterable[Span] = (), style: str = "", lang: str = "") -> str:
    """Return a text as HTML, spans marked, cut where it is very long."""
    cut = len(text) > LENGTH
    shown = text[:LENGTH]
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(shown))
        if start < end:
            parts.append(escape(shown[at:start]))
            parts.append(f"<mark style='color:inherit;{style}'>{escape(shown[start:end])}</mark>")
            at = end
    parts.append(escape(shown[at:]) + ("…" if cut else ""))
    html = "".join(parts)
    return f"<span lang='{escape(lang)}'>{html}</span>" if lang else html


def _cell(html: str) -> str:
    return f"<td style='{CELL}'>{html}</td>"


def _languages(findings: Findings) -> tuple[str, str]:
    if findings.bitext is None:
        return "", ""
    return findings.bitext.source.lang, findings.bitext.target.lang


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 or noun == "info" else "s")
