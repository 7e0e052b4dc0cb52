"""Findings for a terminal: the rule, the place, both texts with what is meant underlined."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from alignkit.report.outcome import CheckedPair, Outcome
from alignkit.report.place import Locator, Place, Places
from alignkit.report.rulebook import rule_page
from alignkit.report.terminal.closing import summary_lines
from alignkit.report.terminal.paint import Paint
from alignkit.report.terminal.review import review_lines
from alignkit.report.terminal.width import printable, width, window
from alignkit.report.values import difference, further, reasons
from alignkit.types import Excerpt, Finding, Span

# Narrower than this no excerpt can be read, wider than this the eye loses the line.
NARROWEST, WIDEST = 60, 140


def render(
    outcome: Outcome, *, color: bool = False, columns: int | None = None, explain: bool = False
) -> str:
    """Return the findings, worst first, and a summary; `explain` adds what weighed in each."""
    paint = Paint(color)
    across = columns or shutil.get_terminal_size((100, 24)).columns
    across = max(NARROWEST, min(across, WIDEST))
    lines: list[str] = []
    for pair in outcome.pairs:
        locator = Locator(pair)
        if pair.findings and len(outcome.pairs) > 1:
            lines += [paint.strong(printable(f"── {pair.title}")), ""]
        for finding in pair.findings:
            lines += _finding(pair, finding, locator.places(finding), paint, across)
            if explain and (why := reasons(finding)):
                lines.append(f"    = weighed: {printable(why)}")
            lines.append("")
    for pair in outcome.pairs:
        lines += review_lines(pair, paint, across)
    lines += summary_lines(outcome, paint)
    return "\n".join(lines) + "\n"


def _finding(
    pair: CheckedPair, finding: Finding, places: Places, paint: Paint, across: int
) -> Iterator[str]:
    page = rule_page(finding.rule)
    name = f" {page.name}" if page.name else ""
    head = paint.severity(finding.severity, f"{finding.severity}[{finding.rule}]")
    yield f"{head}{paint.quiet(name)} {paint.strong(printable(finding.message))}"
    yield f"  {paint.line('-->')} {printable(_where(finding, places))}"
    sides = _sides(pair, finding, places)
    gutter = max([len(number) for _, number, _ in sides], default=1)
    bar = f" {' ' * gutter} {paint.line('|')}"
    for _, number, excerpt in sides:
        yield bar
        text, under = _excerpt(excerpt, across - gutter - 4)
        yield f" {paint.line(number.rjust(gutter))} {paint.line('|')} {text}".rstrip()
        if under:
            yield f"{bar} {paint.severity(finding.severity, under)}"
    if sides:
        yield bar
    yield from _notes(finding, page.why, " " * (gutter + 2), paint, across)


def _notes(finding: Finding, why: str, indent: str, paint: Paint, across: int) -> Iterator[str]:
    equals = f"{indent}{paint.line('=')}"
    room = across - len(indent) - 3
    if values := difference(finding.values):
        yield f"{equals} {paint.strong(printable(values))}"
    if more := further(finding):
        yield f"{equals} {_cut(' · '.join(f'{key}: {value}' for key, value in more.items()), room)}"
    if why:
        first = " ".join(why.split()).split(". ")[0].rstrip(".") + "."
        yield f"{equals} {_cut(f'why: {first}', room)}"


def _cut(text: str, columns: int) -> str:
    line = printable(text)
    if width(line) <= columns:
        return line
    return window(line, (), columns - 1).slice(line) + "…"


def _where(finding: Finding, places: Places) -> str:
    if finding.bead is None:
        return f"{places.main} (the pair as a whole)" if places.main.file else "the pair as a whole"
    named = [str(places.main)] if places.main.file else []
    for place in places.related[:1]:
        if place.file and str(place) != str(places.main):
            named.append(str(place))
    last = finding.values.get("last_bead", finding.bead)
    named.append(f"bead {finding.bead}" if last == finding.bead else f"beads {finding.bead}–{last}")
    return " · ".join(named)


def _sides(pair: CheckedPair, finding: Finding, places: Places) -> list[tuple[str, str, Excerpt]]:
    bitext = pair.findings.bitext
    langs = (bitext.source.lang, bitext.target.lang) if bitext else ("", "")
    names = ("source", "target") if not all(langs) or langs[0] == langs[1] else langs
    held = []
    for name, excerpt, found in zip(
        names, (finding.source, finding.target), (places.source, places.target), strict=True
    ):
        if excerpt.text:
            held.append((name, _number(name, found), excerpt))
    return held


def _number(name: str, places: tuple[Place, ...]) -> str:
    return f"{name} {places[0].line}" if places and places[0].line else name


def _excerpt(excerpt: Excerpt, columns: int) -> tuple[str, str]:
    """Return the part of a text that fits one line, and the line that underlines its spans."""
    text = printable(excerpt.text)
    shown = window(text, excerpt.spans, columns - 2)
    before = "…" if shown.start else ""
    after = "…" if shown.end < len(text) else ""
    line = f"{before}{shown.slice(text)}{after}"
    under = ""
    for span in sorted(excerpt.spans):
        start, end = max(span.start, shown.start), min(span.end, shown.end)
        if start > end or span.start > shown.end or span.end < shown.start:
            continue
        column = len(before) + width(text[shown.start : start])
        size = max(1, width(Span(start, end).slice(text)))
        under = under.ljust(column) + "^" * max(0, column + size - max(column, len(under)))
    return line, under
