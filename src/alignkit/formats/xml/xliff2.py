"""XLIFF 2.0 and 2.1: units, segments and notes; 2.0 written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from alignkit.errors import InputError
from alignkit.formats.cells.grid import figure
from alignkit.formats.source import encode
from alignkit.formats.units import Head, Reading, Unit, cut, lengths
from alignkit.formats.xml import events as xml
from alignkit.formats.xml.codes import Coded, coded, markup
from alignkit.types import Signature

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
OWN = "urn:alignkit:bitext"
CODES = frozenset({"ph", "sc", "ec", "sm", "em"})
CHARACTERS = frozenset({"cp"})
BREAKS = frozenset({"xlf:lb", "lb"})
STATES = {
    "initial": "new",
    "translated": "translated",
    "reviewed": "reviewed",
    "final": "final",
}
WRITTEN = {"new": "initial", "fuzzy": "initial"}
# What XML cannot hold, XLIFF 2 writes as <cp hex="000C"/>; a bare CR would not survive either.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def reading(root: Any, stream: Iterator[tuple[str, Any]], place: str) -> Reading:
    """Read the rest of a file whose root was seen."""
    own = f"{{{OWN}}}"
    if not root.get("srcLang"):
        raise InputError(place, "it names no source language (srcLang)", "export it again")
    name = ""
    for event, element in stream:
        if event == "start" and xml.local(element) == "file":
            name = element.get("original", "")
            break
    head = Head(
        root.get("srcLang", ""),
        root.get("trgLang", ""),
        name,
        root.get(f"{own}target-name", name),
        Signature.parse(root.get(f"{own}signature", "")),
        codes="xliff2",
    )
    return Reading(head, _units(stream, head))


def render(held: Reading) -> Iterator[bytes]:
    """Write XLIFF 2.0; scores and sentences are attributes of our own namespace."""
    head = held.head
    yield encode(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff version="2.0" xmlns="{NAMESPACE}" xmlns:ak="{OWN}" '
        f"srcLang={xml.quoted(head.source_lang)} trgLang={xml.quoted(head.target_lang)} "
        f"ak:target-name={xml.quoted(head.target_name)} "
        f"ak:signature={xml.quoted(str(head.signature))}>\n"
        f'<file id="f1" original={xml.quoted(head.source_name)}>\n'
    )
    number = 0
    for number, unit in enumerate(held.units, start=1):
        yield encode(_unit(unit, number, head.codes == "xliff2"))
    if not number:
        # The specification wants a unit in every file.
        yield b'<unit id="0" translate="no"><segment><source/></segment></unit>\n'
    yield b"</file>\n</xliff>\n"


def _unit(unit: Unit, number: int, codes: bool) -> str:
    facts = {
        "ak:score": "" if unit.score is None else repr(unit.score),
        "ak:confidence": "" if unit.confidence is None else repr(unit.confidence),
        "ak:source-sentences": lengths(unit.source_sentences),
        "ak:target-sentences": lengths(unit.target_sentences),
        "ak:state": unit.state,
        "ak:id": unit.id,
    }
    own = "".join(f" {name}={xml.quoted(value)}" for name, value in facts.items() if value)
    parts = [f'<unit id="u{number}" xml:space="preserve"{own}>']
    if unit.notes or unit.findings:
        notes = [f"<note>{_plain(note)}</note>" for note in unit.notes]
        notes += [f'<note category="finding">{_plain(f)}</note>' for f in unit.findings]
        parts.append(f"<notes>{''.join(notes)}</notes>")
    source = markup(unit.source, unit.source_inlines if codes else (), _text)
    target = markup(unit.target, unit.target_inlines if codes else (), _text)
    state = WRITTEN.get(unit.state, unit.state or ("translated" if unit.target else "initial"))
    parts.append(f'<segment state="{state}"><source>{source}</source>')
    if target:
        parts.append(f"<target>{target}</target>")
    return "".join(parts) + "</segment></unit>\n"


def _text(value: str) -> str:
    parts: list[str] = []
    at = 0
    for match in FORBIDDEN.finditer(value):
        parts.append(xml.verbatim(value[at : match.start()]))
        parts.append(f'<cp hex="{ord(match[0]):04X}"/>')
        at = match.end()
    return "".join([*parts, xml.verbatim(value[at:])])


def _plain(note: str) -> str:
    """A note holds no elements, so what XML cannot hold is replaced."""
    return xml.verbatim(FORBIDDEN.sub("\ufffd", note))


def _units(stream: Iterator[tuple[str, Any]], head: Head) -> Iterator[Unit]:
    for event, element in stream:
        if event == "end" and xml.local(element) == "unit":
            if element.get("translate", "yes") != "no":
                yield from _of_unit(element, head)
            xml.release(element)


def _of_unit(element: Any, head: Head) -> Iterator[Unit]:
    """Yield each segment of a unit; the notes and the score of a unit go to its first one."""
    facts = {key.rpartition("}")[2]: v for key, v in element.attrib.items() if f"{{{OWN}}}" in key}
    own = OWN in element.nsmap.values()
    notes, findings = _notes(element, own)
    segments = [held for held in element if xml.local(held) == "segment"]
    for place, segment in enumerate(segments):
        source, target = xml.child(segment, "source"), xml.child(segment, "target")
        held = [
            Coded("") if side is None else coded(side, _inline, CHARACTERS)
            for side in (source, target)
        ]
        texts = [side.text for side in held]
        if place:
            facts, notes, findings = {}, (), ()
        own_id = segment.get("id", "")
        told = element.get("id", "") + (f".{own_id}" if own_id else "")
        yield Unit(
            texts[0],
            texts[1],
            figure(facts.get("score", ""), ""),
            figure(facts.get("confidence", ""), ""),
            cut(texts[0], facts.get("source-sentences", ""), head.source_lang),
            cut(texts[1], facts.get("target-sentences", ""), head.target_lang),
            facts.get("id", "") if own else told,
            facts.get("state", "") if own else STATES.get(segment.get("state", "initial"), ""),
            notes,
            findings,
            source_inlines=held[0].inlines,
            target_inlines=held[1].inlines,
        )


def _inline(element: Any) -> str | None:
    name = xml.local(element)
    if name == "cp":
        return _character(element.get("hex", ""))
    if name in CODES:
        kinds = {element.get("subType", "").lower(), element.get("type", "").lower()}
        return "\n" if kinds & BREAKS else ""
    return None


def _character(code: str) -> str:
    try:
        held = int(code, 16)
    except ValueError:
        return ""
    return chr(held) if held < 0x110000 and not 0xD800 <= held < 0xE000 else ""


def _notes(element: Any, own: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    notes: list[str] = []
    findings: list[str] = []
    for held in element:
        if xml.local(held) == "notes":
            for note in held:
                finding = own and note.get("category") == "finding"
                (findings if finding else notes).append("".join(note.itertext()))
    return tuple(notes), tuple(findings)
