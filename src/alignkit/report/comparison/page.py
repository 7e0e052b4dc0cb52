"""The page of a comparison: the original and its translations beside each other."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from alignkit.report.comparison.choosing import Chosen, chosen_once
from alignkit.report.comparison.telling import Told, between, told_once
from alignkit.report.html import render_page
from alignkit.report.html.model import Mark, Page, Sheet, Side, rule_texts, side_of, units
from alignkit.report.html.model import Row as PageRow
from alignkit.report.values import in_words, others, shown
from alignkit.types import Document, wire
from alignkit.types.comparison import Comparison, Divergence, Row

# A probability from here on is said so.
SURE = ((0.8, "surely"), (0.55, "likely"), (0.0, "perhaps"))


def page(comparison: Comparison) -> str:
    """Return a comparison as one self-contained file."""
    return render_page(page_of(comparison))


def page_of(comparison: Comparison) -> Page:
    """Return a comparison as a page of one sheet."""
    sheet = Sheet(
        " / ".join(comparison.names),
        _key(comparison),
        str(comparison.signature),
        _sides(comparison),
        [_row(row, comparison) for row in comparison.rows],
        [
            _mark(one, row, comparison)
            for row in comparison.rows
            for one in told_once(row.divergences, comparison.names)
        ],
    )
    rules = sorted({mark.rule for mark in sheet.findings})
    return Page(
        "compare",
        sheet.title,
        [sheet],
        {identity: rule_texts(identity) for identity in rules},
        _facts(comparison),
        [f"{name}: left out, {reason}" for name, reason in comparison.left_out],
        [{**wire.plain(term), "count": term.count} for term in comparison.terms],
        [wire.plain(portrait) for portrait in comparison.portraits],
        [wire.plain(resemblance) for resemblance in comparison.resemblances],
    )


def _sides(comparison: Comparison) -> list[Side]:
    documents: list[tuple[Document, str]] = []
    if comparison.source is not None:
        documents.append((comparison.source, PurePath(comparison.source.name).name or "original"))
    documents += list(zip(comparison.targets, comparison.names))
    return [side_of(document, name) for document, name in documents]


def _row(row: Row, comparison: Comparison) -> PageRow:
    sides = [list(rendering.sentences) for rendering in row.renderings]
    edits = _edits(row)
    absent = [rendering.absence.capitalize() for rendering in row.renderings]
    if comparison.source is not None:
        sides.insert(0, list(row.source_sentences))
        edits.insert(0, [])
        absent.insert(0, "Not in the original")
    sure = [r.confidence for r in row.renderings if r.confidence is not None]
    confidence = round(min(sure), 3) if sure else None
    choices = [_choice(chosen, row, comparison) for chosen in chosen_once(row.choices)]
    return PageRow(row.index, sides, confidence, False, row.kind, row.score, edits, absent, choices)


def _choice(chosen: Chosen, row: Row, comparison: Comparison) -> dict[str, Any]:
    """Return a choice in words: what stands on each side, how sure it is, and who is closer."""
    choice = chosen.choice
    said: list[str | None] = [None] * len(row.renderings)
    for number, spans in chosen.said:
        said[number] = " … ".join(span.slice(row.renderings[number].text) for span in spans)
    return {
        "kind": choice.kind,
        "source": " … ".join(span.slice(row.source) for span in choice.source),
        "said": said,
        "sure": next(word for least, word in SURE if choice.probability >= least),
        "closer": chosen.told(comparison.names),
    }


def _edits(row: Row) -> list[list[list[int | str]]]:
    """Return for each rendering the words that differ: start, end, and how."""
    found: list[list[list[int | str]]] = [[] for _ in row.renderings]
    for like in row.likenesses:
        for edit in like.edits:
            for number, spans in zip(like.pair, (edit.first, edit.second)):
                text = row.renderings[number].text
                found[number] += [[*span, edit.kind] for span in units(text, spans)]
    return found


def _mark(one: Told, row: Row, comparison: Comparison) -> Mark:
    divergence = one.divergence
    spans: list[list[list[int]]] = [[] for _ in row.renderings]
    for each in one.every:
        for number, held in zip(each.pair, (each.first, each.second)):
            marked = units(row.renderings[number].text, held)
            spans[number] += [span for span in marked if span not in spans[number]]
    if comparison.source is not None:
        spans.insert(0, units(row.source, divergence.source))
    said = [
        in_words(shown(divergence.values[k]))
        for k in ("source", "target")
        if k in divergence.values
    ]
    inner = ("source", "target", "words", "closer")
    rest = {k: v for k, v in divergence.values.items() if not k.startswith(inner)}
    message = one.message
    known = {comparison.names[number] for pair in one.between for number in pair}
    # Which two of three translations, where the message does not name both?
    if len(comparison.names) > 2 and not all(name in message for name in known):
        rest["between"] = between(one.between, comparison.names)
    if "closer" in divergence.values and "closer" not in message:
        rest["closer to the original"] = comparison.names[divergence.values["closer"]]
    return Mark(
        divergence.rule,
        divergence.severity,
        in_words(message),
        row.index,
        spans,
        said,
        others(rest),
        [],
        round(divergence.confidence, 3),
        _fingerprint(divergence, row),
    )


def _fingerprint(divergence: Divergence, row: Row) -> str:
    texts = [divergence.rule, row.source]
    for number, spans in zip(divergence.pair, (divergence.first, divergence.second)):
        texts += [span.slice(row.renderings[number].text) for span in spans]
    joined = "\x1f".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def _facts(comparison: Comparison) -> list[str]:
    held = comparison.summary
    facts = [
        f"{comparison.names[index]} carries {share:.0%} of the original’s words"
        for index, share in enumerate(held.coverage)
    ]
    facts += [
        f"{comparison.names[first]} and {comparison.names[second]} are one translation"
        for first, second in held.derived
    ]
    return facts


def _key(comparison: Comparison) -> str:
    names = "\n".join(comparison.names).encode("utf-8", "surrogatepass")
    return hashlib.sha256(names).hexdigest()[:16]
