"""From one document to the rows that are kept of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from alignkit.corpus.item import Item
from alignkit.corpus.job import Job
from alignkit.types import Bitext, Document, Findings, Span

if TYPE_CHECKING:
    from alignkit.config import Settings

Rows = dict[str, list[dict[str, Any]]]


class NothingToDo(Exception):
    """A document of which there is nothing to align."""


def rows_of(item: Item, job: Job) -> Rows:
    """Do the job's step to one item."""
    if job.step == "vectors":
        from alignkit.corpus.pairing.profiles import profile_row

        return {"vectors": [profile_row(item, job.options)]}
    settings = _settings(job.options)
    bitext = _bitext(item, job.options, settings)
    for side, document in (("source", bitext.source), ("target", bitext.target)):
        if not document.sentences:
            raise NothingToDo(f"the {side} holds no sentence")
    rows: Rows = {"beads": bead_rows(item.id, bitext)}
    if job.step == "check":
        rows["findings"] = finding_rows(item.id, _findings(bitext, job.options, settings))
    counts = {name: len(held) for name, held in rows.items()}
    return {"documents": [{**_document_row(item.id, bitext), **counts}], **rows}


def failed(item: Item, job: Job, reason: str, status: str = "failed") -> Rows:
    """Return the rows of a document that could not be worked on."""
    row = {"document": item.id, "status": status, "reason": reason}
    if job.step == "vectors":
        return {"vectors": [row]}
    rows: Rows = {"documents": [{**row, "beads": 0, "findings": 0}], "beads": []}
    return {**rows, "findings": []} if job.step == "check" else rows


def bead_rows(name: str, bitext: Bitext) -> list[dict[str, Any]]:
    """Return a row a bead; offsets count in the files as given."""
    rows = []
    for number, bead in enumerate(bitext.beads):
        source, target = bitext.passages(number)
        one, two = _place(bitext.source, bead.source), _place(bitext.target, bead.target)
        rows.append(
            {
                "document": name,
                "bead": number,
                "source": source.text,
                "target": target.text,
                "source_sentences": list(bead.source),
                "target_sentences": list(bead.target),
                "source_start": one.start,
                "source_end": one.end,
                "target_start": two.start,
                "target_end": two.end,
                "score": bead.score,
                "confidence": bead.confidence,
                "source_lang": bitext.source.lang,
                "target_lang": bitext.target.lang,
            }
        )
    return rows


def finding_rows(name: str, findings: Findings) -> list[dict[str, Any]]:
    """Return a row a finding."""
    return [
        {
            "document": name,
            "rule": f.rule,
            "severity": str(f.severity),
            "message": f.message,
            "bead": f.bead,
            "source": f.source.text,
            "source_spans": [{"start": s.start, "end": s.end} for s in f.source.spans],
            "target": f.target.text,
            "target_spans": [{"start": s.start, "end": s.end} for s in f.target.spans],
            "values": json.dumps(f.to_json()["values"], ensure_ascii=False, sort_keys=True),
            "confidence": f.confidence,
            "fingerprint": f.fingerprint,
        }
        for f in findings
    ]


def _place(document: Document, sentences: Sequence[int]) -> Span:
    if not sentences:
        return Span(-1, -1)
    first, last = (document.sentences[sentences[end]].span for end in (0, -1))
    return document.to_original(Span(first.start, last.end))


def _document_row(name: str, bitext: Bitext) -> dict[str, Any]:
    share = bitext.meta.get("parallel")
    return {
        "document": name,
        "status": "done",
        "reason": "",
        "source_lang": bitext.source.lang,
        "target_lang": bitext.target.lang,
        "source_sentences": len(bitext.source.sentences),
        "target_sentences": len(bitext.target.sentences),
        "parallel": None if share is None else float(share),
        "warning": bitext.meta.get("warning", ""),
        "moved": bitext.meta.get("moved", ""),
        "signature": str(bitext.signature),
    }


def _bitext(item: Item, options: Mapping[str, Any], settings: Settings) -> Bitext:
    from alignkit.corpus.intake import document_of, open_encoder

    langs = [
        side.lang or options.get(f"{name}_lang") or ""
        for name, side in (("source", item.source), ("target", item.target))
    ]
    if not item.target.given:
        from alignkit.formats import load

        return load(item.source.path, source_lang=langs[0] or None, target_lang=langs[1] or None)
    from alignkit.compose import align

    presplit = bool(options.get("presplit"))
    sides = [
        document_of(content, item.id, lang, presplit)
        for content, lang in zip((item.source, item.target), langs, strict=True)
    ]
    chosen = {k: options[k] for k in ("max_bead", "lock_blocks", "exact") if options.get(k)}
    if options.get("signals", "all") != "all":
        chosen["signals"] = options["signals"]
    return align(
        *sides,
        source_lang=langs[0] or None,
        target_lang=langs[1] or None,
        presplit=presplit,
        model=open_encoder(options.get("model")),
        jobs=1,
        settings=settings,
        **chosen,
    )


def _findings(bitext: Bitext, options: Mapping[str, Any], settings: Settings) -> Findings:
    from alignkit.compose import check

    return check(
        bitext,
        select=options.get("select", ()),
        ignore=options.get("ignore", ()),
        min_severity=options.get("min_severity") or "info",
        glossary=options.get("glossary") or None,
        model=options.get("model") or None,
        settings=settings,
    )


def _settings(options: Mapping[str, Any]) -> Settings:
    from alignkit.config import Settings

    words = tuple(options.get("abbreviations", ()))
    return replace(Settings(), abbreviations=words, **options.get("settings", {}))
