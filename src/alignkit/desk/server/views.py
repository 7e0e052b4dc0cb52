"""What the page is told, as plain JSON: a pair as a whole, and what an action changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from alignkit.desk.changes.change import Change, Splice
from alignkit.desk.compact import bead_row, decision_row
from alignkit.desk.desk import Desk, Update
from alignkit.desk.dossier import Dossier
from alignkit.desk.following import DeskFinding
from alignkit.desk.manuscript import DeskSentence, DeskText
from alignkit.desk.pair import DeskPair
from alignkit.report.html.model import rule_texts, units
from alignkit.report.values import further, in_words, sides
from alignkit.types import Excerpt


def whole(desk: Desk, number: int) -> dict[str, Any]:
    """Return everything the page shows of a pair."""
    with desk.lock:
        dossier, revision = desk.dossier(number), desk.open[number].revision
    pair = dossier.pair
    return {
        "number": number,
        "revision": revision,
        "title": title(dossier),
        "sides": [side_view(pair.source), side_view(pair.target)],
        "beads": [bead_row(bead) for bead in pair.beads],
        "decisions": {str(k): decision_row(v) for k, v in pair.decisions.items()},
        "findings": [finding_view(held) for held in dossier.findings],
        "rules": rules({held.finding.rule for held in dossier.findings}),
        **standing(dossier),
    }


def standing(dossier: Dossier) -> dict[str, Any]:
    """Return what changes with every action besides the beads and texts."""
    return {
        "undo": dossier.history.undoes,
        "redo": dossier.history.redoes,
        "steps": dossier.history.done,
        "runs": [[run.number, run.when, run.name] for run in dossier.runs],
        "lost": [[lost.what, lost.source, lost.target, lost.text] for lost in dossier.lost],
    }


def updates(desk: Desk, number: int, since: int) -> dict[str, Any]:
    """Return what happened after a revision, or that the page must read the pair anew."""
    with desk.lock:
        held = desk.since(number, since)
        dossier, revision = desk.dossier(number), desk.open[number].revision
    if held is None:
        return {"revision": revision, "anew": True}
    views = [update_view(dossier.pair, update) for update in held]
    named = {f.finding.rule for update in held for f in update.findings}
    return {"revision": revision, "updates": views, "rules": rules(named), **standing(dossier)}


def update_view(pair: DeskPair, update: Update) -> dict[str, Any]:
    """Return one update."""
    return {
        "revision": update.revision,
        "window": update.window,
        "kind": update.kind,
        "changes": [change_view(pair, change) for change in update.changes],
        "findings": [finding_view(held) for held in update.findings],
    }


def change_view(pair: DeskPair, change: Change) -> list[Any]:
    """Return a change: which list, where, how many go, and what comes."""
    if not isinstance(change, Splice):
        return ["decision", change.finding, decision_row(change.after)]
    inserted: list[Any]
    if change.field == "beads":
        inserted = [bead_row(bead) for bead in change.inserted]
    else:
        side = pair.side(change.field)
        inserted = [sentence_view(side, s) for s in change.inserted]
    return [change.field, change.at, len(change.removed), inserted]


def title(dossier: Dossier) -> str:
    """Return the names of a pair's files."""
    source, target = dossier.pair.source.path, dossier.pair.target.path
    return source if source == target else f"{source} → {target}"


def side_view(text: DeskText) -> dict[str, Any]:
    """Return one side: its name, language and sentences."""
    return {
        "name": text.path,
        "lang": text.lang,
        "joiner": text.document.joiner,
        "sentences": [sentence_view(text, sentence) for sentence in text.sentences],
    }


def sentence_view(text: DeskText, sentence: DeskSentence) -> list[Any]:
    """Return a sentence: how it reads, what it is, and the original where it was written over.

    What it is: a heading's level, -1 at the beginning of a paragraph, 0 inside one.
    """
    original = sentence.span.slice(text.document.text)
    blocks = text.document.blocks
    block = blocks[sentence.block] if sentence.block < len(blocks) else None
    level = 0
    if block is not None and block.kind == "heading":
        level = min(max(block.level, 1), 4)
    elif block is not None and sentence.span.start <= block.span.start:
        level = -1
    if sentence.edited is None:
        return [original, level]
    return [sentence.edited, level, original]


def finding_view(held: DeskFinding) -> dict[str, Any]:
    """Return a finding with its number; spans count in UTF-16 units, as the page's script does."""
    finding = held.finding
    return {
        "id": held.id,
        "bead": held.bead,
        "since": held.since,
        "gone": held.gone,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": in_words(finding.message),
        "spans": [
            units(finding.source.text, finding.source.spans),
            units(finding.target.text, finding.target.spans),
        ],
        "lengths": [_length(finding.source), _length(finding.target)],
        "words": [" … ".join(finding.source.marked()), " … ".join(finding.target.marked())],
        "values": [in_words(said) for said in sides(finding.values) or ()],
        "more": further(finding),
        "confidence": round(finding.confidence, 3),
        "fingerprint": finding.fingerprint,
    }


def _length(excerpt: Excerpt) -> int:
    return len(excerpt.text.encode("utf-16-le", "surrogatepass")) // 2


def rules(identities: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what the page says of some rules."""
    return {identity: rule_texts(identity) for identity in sorted(identities)}


def overview(dossiers: Sequence[Dossier]) -> list[dict[str, Any]]:
    """Return each pair in a line: its files and how much of it is open."""
    return [
        {
            "title": title(held),
            "beads": len(held.pair.beads),
            "findings": len(held.open_findings),
        }
        for held in dossiers
    ]
