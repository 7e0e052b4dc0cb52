"""Plain files: the reviser's list, the translation, suppressions, findings; suppressions back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from alignkit.desk.changes.deciding import ACCEPT, REJECT, decide, severity, standing
from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange.changed import as_read
from alignkit.desk.manuscript import DeskText
from alignkit.formats.cells.quoting import line
from alignkit.report.values import in_words
from alignkit.subtitles import is_subtitles
from alignkit.types import Document, Findings, Signature

if TYPE_CHECKING:
    from alignkit.desk.exchange import Returned


def revisions(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return what is to be done, a line each: accepted findings and rewritten translations."""
    head = ("bead", "source", "original", "translation", "severity", "rule", "message", "note")
    rows = (head, *_revisions(dossier))
    return "".join(line(row, "\t") for row in rows).encode("utf-8", "replace")


def _revisions(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    pair = dossier.pair
    accepted: dict[int | None, list[tuple[str, str, str, str]]] = {}
    for held in dossier.open_findings:
        decision = pair.decisions.get(held.id)
        if decision is not None and decision.decision == ACCEPT:
            finding = held.finding
            level, told = str(severity(held, pair.decisions)), in_words(finding.message)
            accepted.setdefault(held.bead, []).append((level, finding.rule, told, decision.note))
    for said in accepted.get(None, ()):
        yield ("", "", "", "", *said)
    for place in pair.places():
        numbers = range(place.target, place.target_end)
        edited = any(pair.target.sentences[k].edited is not None for k in numbers)
        found = accepted.get(place.bead.id, [])
        if not found and not edited:
            continue
        source, target = pair.texts(place)
        joiner = pair.target.document.joiner
        original = joiner.join(filter(None, map(pair.target.original, numbers)))
        texts = str(place.index), source, original if edited else "", target
        for said in found or [("", "", "", "")]:
            yield (*texts, *said)


def translation(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the translation as it now reads, without the menus before and after it.

    Subtitles keep their cues: times, numbers and marks stand as they stood.
    """
    held = dossier.pair.target
    if is_subtitles(held.path):
        return _cues(held, folder).encode("utf-8", "replace")
    head, tail = _furniture(held.document)
    text = held.written().text
    text = text[head : len(text) - tail].strip("\n")
    return (text if text.endswith("\n") else text + "\n").encode("utf-8", "replace")


def _cues(held: DeskText, folder: Path) -> str:
    """Return a file of subtitles with the corrected texts at the places of the earlier ones."""
    document = as_read(folder / held.path, held)
    raw = document.text if document.original is None else document.original
    pieces, place = [], 0
    for sentence in held.sentences:
        if sentence.edited is None:
            continue
        where = document.to_original(sentence.span)
        pieces += [raw[place : where.start], sentence.edited]
        place = max(place, where.end)
    # A carriage return was read as a space, so that places stay the same.
    return "".join([*pieces, raw[place:]]).replace(" \n", "\n")


def _furniture(document: Document) -> tuple[int, int]:
    """Return how many characters of a site's menus stand before the text, and how many after."""
    blocks = document.blocks
    own = [number for number, block in enumerate(blocks) if block.kind != "boilerplate"]
    if not own:
        return 0, 0
    head = blocks[own[0]].span.start if own[0] else 0
    tail = len(document.text) - blocks[own[-1]].span.end if own[-1] + 1 < len(blocks) else 0
    return head, tail


def findings(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the findings that stand as JSON."""
    found = tuple(finding for _, finding in standing(dossier))
    held = Findings(found, Signature.of(task="review"))
    return (json.dumps(held.to_json(), ensure_ascii=False, indent=1) + "\n").encode()


def suppressions(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return what was rejected as a suppressions file, the reasons with it."""
    entries = []
    for held in dossier.open_findings:
        decision = dossier.pair.decisions.get(held.id)
        if decision is None or decision.decision != REJECT:
            continue
        reason = decision.reason or decision.note or "rejected in review"
        lines = {"rule": held.finding.rule, "fingerprint": held.finding.fingerprint}
        told = [f"{key} = {json.dumps(value)}" for key, value in lines.items()]
        told.append(f"reason = {json.dumps(reason, ensure_ascii=False)}")
        entries.append("\n".join([f"# {_line(held.finding.message)}", "[[suppress]]", *told]))
    return ("\n\n".join(entries) + "\n").encode("utf-8")


def returned(dossier: Dossier, name: str, data: bytes) -> Returned:
    """Return what suppressions, or the decisions of a report page, say of the findings here."""
    from alignkit.desk.exchange import Returned
    from alignkit.review.suppressions import load_suppressions

    with TemporaryDirectory() as folder:
        path = Path(folder) / ("held" + Path(name).suffix.lower())
        path.write_bytes(data)
        entries = load_suppressions(path).entries
    said = []
    used = set()
    for held in dossier.open_findings:
        entry = next((e for e in entries if e.covers(held.finding)), None)
        if entry is not None:
            used.add(id(entry))
            correction = decide(dossier, held.id, {"decision": REJECT, "reason": entry.reason})
            if correction.changes:
                said.append(correction)
    return Returned(said, sum(id(entry) not in used for entry in entries))


def _line(text: str) -> str:
    return " ".join(text.split())
