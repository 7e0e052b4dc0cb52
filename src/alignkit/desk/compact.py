"""Values of the desk as short rows of JSON, and back."""

from __future__ import annotations

from typing import Any

from alignkit.desk.changes.change import Change, Splice, Step, Verdict
from alignkit.desk.following import DeskFinding
from alignkit.desk.manuscript import DeskSentence
from alignkit.desk.pair import HAND, MACHINE, Decision, DeskBead
from alignkit.types import Finding, Span

Row = list[Any]


def bead_row(bead: DeskBead) -> Row:
    """Return a bead: id, sizes, h for hand, l for locked, o for left out, score, confidence."""
    marks = ("h" if bead.by == HAND else "") + "l" * bead.locked + "o" * bead.left_out
    return [bead.id, bead.source, bead.target, marks, bead.score, bead.confidence]


def bead_line(bead: DeskBead) -> str:
    """Return a bead's row as JSON: there are many, and no bead needs an encoder."""
    number, source, target, marks, *figures = bead_row(bead)
    score, confidence = ("null" if held is None else repr(float(held)) for held in figures)
    return f'[{number},{source},{target},"{marks}",{score},{confidence}]'


def bead_of(row: Row) -> DeskBead:
    """Return the bead of a row."""
    number, source, target, marks, score, confidence = row
    by = HAND if "h" in marks else MACHINE
    return DeskBead(number, source, target, by, "l" in marks, "o" in marks, score, confidence)


def sentence_row(sentence: DeskSentence) -> Row:
    """Return a sentence: start, end, block, and what was written over it."""
    held: Row = [*sentence.span, sentence.block]
    return held if sentence.edited is None else [*held, sentence.edited]


def sentence_of(row: Row) -> DeskSentence:
    """Return the sentence of a row."""
    return DeskSentence(Span(row[0], row[1]), row[2], row[3] if len(row) > 3 else None)


def decision_row(decision: Decision | None) -> Row | None:
    """Return a decision: what, why, a note, another severity."""
    if decision is None:
        return None
    return [decision.decision, decision.reason, decision.note, decision.severity]


def decision_of(row: Row | None) -> Decision | None:
    """Return the decision of a row."""
    return None if row is None else Decision(*row)


def finding_row(held: DeskFinding) -> Row:
    """Return a finding with its number, bead and runs."""
    return [held.id, held.bead, held.since, held.gone, held.finding.to_json()]


def finding_of(row: Row) -> DeskFinding:
    """Return the finding of a row."""
    number, bead, since, gone, finding = row
    return DeskFinding(number, bead, Finding.from_json(finding), since, gone)


def step_row(step: Step) -> Row:
    """Return a step of the history."""
    return [step.label, step.when, step.group, [change_row(change) for change in step.changes]]


def step_of(row: Row) -> Step:
    """Return the step of a row."""
    label, when, group, changes = row
    return Step(label, when, tuple(map(change_of, changes)), group)


def change_row(change: Change) -> Row:
    """Return a change of beads, of sentences or of a decision."""
    if isinstance(change, Verdict):
        before, after = decision_row(change.before), decision_row(change.after)
        return ["decision", change.finding, before, after]
    to_row = bead_row if change.field == "beads" else sentence_row
    return [
        change.field,
        change.at,
        [to_row(item) for item in change.removed],
        [to_row(item) for item in change.inserted],
    ]


def change_of(row: Row) -> Change:
    """Return the change of a row."""
    field, at, before, after = row
    if field == "decision":
        return Verdict(at, decision_of(before), decision_of(after))
    of = bead_of if field == "beads" else sentence_of
    return Splice(field, at, tuple(map(of, before)), tuple(map(of, after)))
