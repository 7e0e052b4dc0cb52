"""JSONL: one bead a line with its texts; the first line also holds all the rest of the bitext."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alignkit.errors import InputError
from alignkit.formats.cells.headings import columns_of
from alignkit.formats.source import Source, encode
from alignkit.formats.units import Head, Reading, Unit, to_bitext
from alignkit.shown import spelt_out
from alignkit.types import Bead, Bitext, Document, Entry, Sentence, Signature, Span, wire

Record = dict[str, Any]


def read_bitext(source: Source) -> Bitext:
    """Read what `render` wrote, exactly, or any JSON lines with a source and a target."""
    records = list(_records(source.text(), source.name))
    if not records:
        raise InputError(source.name, "there is no line", "give a file with beads")
    held = records[0][1].get("bitext")
    if isinstance(held, Mapping):
        lines = [record for _, record in records if "source" in record]
        try:
            return _exact(held, lines) or to_bitext(_own(held, lines))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise InputError(
                f"{source.name}:1", f"the bitext is damaged ({error})", "write it again"
            ) from None
    return to_bitext(_foreign(records, source.name))


def render(bitext: Bitext) -> Iterator[bytes]:
    """Write one bead a line; documents, blocks, offsets and signature go with the first."""
    rest: Record = {"bitext": _rest(bitext)}
    for number, bead in enumerate(bitext.beads):
        source, target = bitext.passages(number)
        line: Record = {"bead": number, "source": source.text, "target": target.text}
        for name, value in (("score", bead.score), ("confidence", bead.confidence)):
            if value is not None:
                line[name] = value
        if bead.entry is not None:
            line["entry"] = wire.plain(bead.entry)
        line["source_sentences"] = list(bead.source)
        line["target_sentences"] = list(bead.target)
        line["source_spans"] = _spans(bitext.source, bead.source)
        line["target_spans"] = _spans(bitext.target, bead.target)
        yield _line({**line, **rest})
        rest = {}
    if rest:
        yield _line(rest)


def _line(record: Record) -> bytes:
    return encode(spelt_out(json.dumps(record, ensure_ascii=False)) + "\n")


def _spans(document: Document, numbers: Sequence[int]) -> list[list[int]]:
    return [list(document.sentences[number].span) for number in numbers]


def _rest(bitext: Bitext) -> Record:
    held = {name: part for name, part in bitext.to_json().items() if name != "beads"}
    for side, document in (("source", bitext.source), ("target", bitext.target)):
        held[side] = {**held[side], "sentences": [_packed(s, document) for s in document.sentences]}
    return held


def _packed(sentence: Sentence, document: Document) -> list[Any]:
    """A sentence by its place; its text only where it is not the document's own."""
    packed: list[Any] = [*sentence.span, sentence.block]
    return (
        packed if sentence.span.slice(document.text) == sentence.text else [*packed, sentence.text]
    )


def _unpacked(data: Mapping[str, Any]) -> Document:
    document: Document = wire.build(Document, {**data, "sentences": ()})
    return document.with_sentences(
        [
            Sentence(
                packed[3] if len(packed) > 3 else document.text[packed[0] : packed[1]],
                Span(packed[0], packed[1]),
                packed[2],
            )
            for packed in data["sentences"]
        ]
    )


def _exact(held: Mapping[str, Any], lines: Sequence[Record]) -> Bitext | None:
    """The bitext as it was, or None where the lines were edited since."""
    if held.get("schema") != wire.SCHEMA:
        raise ValueError(f"schema {held.get('schema')}, not {wire.SCHEMA}")
    source, target = _unpacked(held["source"]), _unpacked(held["target"])
    beads = tuple(
        Bead(
            tuple(line["source_sentences"]),
            tuple(line["target_sentences"]),
            line.get("score"),
            line.get("confidence"),
            wire.build(Entry, line["entry"]) if "entry" in line else None,
        )
        for line in lines
    )
    signature = wire.build(Signature, held["signature"])
    bitext = Bitext(source, target, beads, signature, dict(held["meta"]))
    told = ((line["source"], line["target"]) for line in lines)
    same = all(own == given for own, given in zip(bitext.pairs(), told, strict=True))
    return bitext if same else None


def _own(held: Mapping[str, Any], lines: Sequence[Record]) -> Reading:
    source, target = held["source"], held["target"]
    head = Head(source["lang"], target["lang"], source["name"], target["name"])
    return Reading(head, [_unit(line, line["source"], line["target"]) for line in lines])


def _records(text: str, place: str) -> Iterator[tuple[int, Record]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InputError(
                f"{place}:{number}", f"not JSON ({error})", "give one JSON object a line"
            ) from None
        except RecursionError:
            raise InputError(
                f"{place}:{number}", "nested too deeply", "give flat objects"
            ) from None
        if not isinstance(record, dict):
            raise InputError(f"{place}:{number}", "not a JSON object", "give one object a line")
        yield number, record


def _foreign(records: Sequence[tuple[int, Record]], place: str) -> Reading:
    """Lines of others: source and target, or languages as keys, there or under "translation"."""
    first = records[0][1]
    nested = isinstance(first.get("translation"), Mapping)
    keys = list(first["translation"] if nested else first)
    columns = columns_of(keys)
    if columns is None:
        raise InputError(
            f"{place}:{records[0][0]}",
            f"no source and target among the keys {', '.join(map(str, keys))}",
            'name them "source" and "target"',
        )
    source, target = keys[columns.places["source"]], keys[columns.places["target"]]
    units = []
    for number, record in records:
        texts = record.get("translation") if nested else record
        values = [
            texts.get(key) if isinstance(texts, Mapping) else None for key in (source, target)
        ]
        if (
            not all(value is None or isinstance(value, str) for value in values)
            or values == [None] * 2
        ):
            raise InputError(
                f"{place}:{number}", f"{source} and {target} are not texts", "give two strings"
            )
        units.append(_unit(record, values[0] or "", values[1] or ""))
    return Reading(Head(columns.source_lang, columns.target_lang, place, place), units)


def _unit(record: Record, source: str, target: str) -> Unit:
    return Unit(source, target, _figure(record.get("score")), _figure(record.get("confidence")))


def _figure(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
