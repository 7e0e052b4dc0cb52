"""XLIFF 1.2 and 2.x read, with the dialects of CAT tools; 1.2 written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from alignkit.errors import InputError
from alignkit.formats.cells.grid import figure
from alignkit.formats.languages import primary
from alignkit.formats.source import Source, encode
from alignkit.formats.units import Head, Reading, Unit, cut, lengths
from alignkit.formats.xml import events as xml
from alignkit.formats.xml import xliff2
from alignkit.formats.xml.codes import Coded, coded, markup
from alignkit.types import Signature
from alignkit.version import __version__

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
OWN = "urn:alignkit:bitext"
ELEMENTS = ("xliff", "file", "trans-unit", "unit")
# Inline elements that stand for code of the original file.
CODES = frozenset({"x", "bx", "ex", "bpt", "ept", "it", "ph"})
BREAKS = frozenset({"lb", "x-lb", "x-br", "x-html-br"})
# What tools call the state of a unit, and what we call it.
STATES = {
    "new": "new",
    "needs-translation": "new",
    "needs-adaptation": "new",
    "needs-l10n": "new",
    "draft": "new",
    "unspecified": "new",
    "notstarted": "new",
    "translated": "translated",
    "needs-review-translation": "fuzzy",
    "needs-review-adaptation": "fuzzy",
    "needs-review-l10n": "fuzzy",
    "manuallyconfirmed": "translated",
    "rejectedtranslation": "new",
    "rejectedsignoff": "translated",
    "signed-off": "reviewed",
    "approvedtranslation": "reviewed",
    "proofread": "reviewed",
    "reviewer1confirmed": "reviewed",
    "final": "final",
    "approvedsignoff": "final",
    "reviewer2confirmed": "final",
}
WRITTEN = {
    "new": "needs-translation",
    "reviewed": "signed-off",
    "fuzzy": "needs-review-translation",
}


def read_units(source: Source) -> Reading:
    """Read an XLIFF file, whichever version it is."""
    stream = xml.elements(source, ELEMENTS)
    _, root = next(stream)
    if root.get("version", "1.2").startswith("2"):
        return xliff2.reading(root, stream, source.name)
    return _reading(stream, source.name)


def render(held: Reading) -> Iterator[bytes]:
    """Write XLIFF 1.2; scores and sentences are attributes of our own namespace."""
    head = held.head
    yield encode(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff version="1.2" xmlns="{NAMESPACE}" xmlns:ak="{OWN}">\n'
        f"<file original={xml.quoted(head.source_name or 'alignkit')} "
        f"source-language={xml.quoted(head.source_lang)} "
        f'target-language={xml.quoted(head.target_lang)} datatype="plaintext" '
        f"ak:target-name={xml.quoted(head.target_name)} "
        f"ak:signature={xml.quoted(str(head.signature))}>\n"
        f'<header><tool tool-id="alignkit" tool-name="alignkit" tool-version="{__version__}"/>'
        "</header>\n<body>\n"
    )
    for number, unit in enumerate(held.units, start=1):
        yield encode(_trans_unit(unit, number, head.codes == "xliff"))
    yield b"</body>\n</file>\n</xliff>\n"


def _trans_unit(unit: Unit, number: int, codes: bool) -> str:
    facts = {
        "ak:score": "" if unit.score is None else repr(unit.score),
        "ak:confidence": "" if unit.confidence is None else repr(unit.confidence),
        "ak:source-sentences": lengths(unit.source_sentences),
        "ak:target-sentences": lengths(unit.target_sentences),
        "ak:state": unit.state,
    }
    own = "".join(f" {name}={xml.quoted(value)}" for name, value in facts.items() if value)
    parts = [f'<trans-unit id={xml.quoted(unit.id or str(number))} xml:space="preserve"{own}>']
    sides = [
        markup(text, inlines if codes else ())
        for text, inlines in (
            (unit.source, unit.source_inlines),
            (unit.target, unit.target_inlines),
        )
    ]
    parts.append(f"<source>{sides[0]}</source>")
    if sides[1]:
        state = WRITTEN.get(unit.state, unit.state or "translated")
        parts.append(f'<target state="{state}">{sides[1]}</target>')
    parts += [f"<note>{xml.text(note)}</note>" for note in unit.notes]
    parts += [f'<note from="alignkit">{xml.text(f)}</note>' for f in unit.findings]
    return "".join(parts) + "</trans-unit>\n"


def _reading(stream: Iterator[tuple[str, Any]], place: str) -> Reading:
    head: Head | None = None
    file: Any = None
    for event, element in stream:
        if event == "start" and xml.local(element) == "file":
            file = element
            head = _head(file)
            break
    if head is None:
        raise InputError(place, "there is no <file> in it", "export it again")
    return Reading(head, _units(stream, head, file, place))


def _head(file: Any) -> Head:
    own = f"{{{OWN}}}"
    return Head(
        file.get("source-language", ""),
        file.get("target-language", ""),
        file.get("original", ""),
        file.get(f"{own}target-name", file.get("original", "")),
        Signature.parse(file.get(f"{own}signature", "")),
        codes="xliff",
    )


def _units(stream: Iterator[tuple[str, Any]], head: Head, file: Any, place: str) -> Iterator[Unit]:
    own = f"{{{OWN}}}signature" in file.attrib
    for event, element in stream:
        name = xml.local(element)
        if event == "start" and name == "file":
            _same_languages(head, _head(element), place)
            own = f"{{{OWN}}}signature" in element.attrib
        elif event == "end" and name == "trans-unit":
            if element.get("translate", "yes") != "no":
                yield from _of_trans_unit(element, head, own)
            xml.release(element)


def _same_languages(first: Head, other: Head, place: str) -> None:
    for one, two in (
        (first.source_lang, other.source_lang),
        (first.target_lang, other.target_lang),
    ):
        if one and two and primary(one) != primary(two):
            raise InputError(
                place, f"its files are in different languages ({one}, {two})", "split the file"
            )


def _of_trans_unit(element: Any, head: Head, own: bool) -> Iterator[Unit]:
    """Yield the unit, or one for each of its segments where a tool has segmented it."""
    source, target = xml.child(element, "source"), xml.child(element, "target")
    segmented = xml.child(element, "seg-source")
    notes, findings = _notes(element, own)
    if segmented is not None:
        sources, targets = _segments(segmented), _segments(target)
        if sources and (targets or target is None or not xml.flat(target, _inline).strip()):
            states = _sdl_states(element)
            for place, (mid, text) in enumerate(sources.items()):
                facing = targets.get(mid, Coded(""))
                yield Unit(
                    text.text,
                    facing.text,
                    id=f"{element.get('id', '')}.{mid}",
                    state=states.get(mid) or _state(element, target),
                    notes=notes if place == 0 else (),
                    source_inlines=text.inlines,
                    target_inlines=facing.inlines,
                )
            return
    clean = xml.pictured if own else str
    held = [Coded("") if side is None else _text(side, clean) for side in (source, target)]
    texts = [side.text for side in held]
    facts = {key.rpartition("}")[2]: v for key, v in element.attrib.items() if f"{{{OWN}}}" in key}
    yield Unit(
        texts[0],
        texts[1],
        figure(facts.get("score", ""), ""),
        figure(facts.get("confidence", ""), ""),
        cut(texts[0], facts.get("source-sentences", ""), head.source_lang),
        cut(texts[1], facts.get("target-sentences", ""), head.target_lang),
        element.get("id", ""),
        facts.get("state", "") if own else _state(element, target),
        notes,
        findings,
        limit=_limit(element),
        source_inlines=held[0].inlines,
        target_inlines=held[1].inlines,
    )


def _limit(element: Any) -> int:
    """The most characters the target may have, where the unit counts in characters."""
    held = element.get("maxwidth", "")
    return int(held) if held.isdecimal() and element.get("size-unit") == "char" else 0


def _text(element: Any, clean: Callable[[str], str] = str) -> Coded:
    return coded(element, _inline, clean=clean)


def _inline(element: Any) -> str | None:
    if xml.local(element) not in CODES:
        return None
    kind = element.get("ctype", "").lower()
    return "\n" if kind in BREAKS else ""


def _segments(element: Any) -> dict[str, Coded]:
    """The texts of the segments of a source or target by their ids, in order."""
    if element is None:
        return {}
    return {
        held.get("mid", ""): _text(held)
        for held in element.iter()
        if xml.local(held) == "mrk" and held.get("mtype") == "seg"
    }


def _state(element: Any, target: Any) -> str:
    """What a tool says of a unit: the target's state, memoQ's status, or that it is approved."""
    state = "" if target is None else target.get("state", "")
    state = state or xml.attribute(element, "status")
    known = STATES.get(state.lower(), "")
    return known or ("reviewed" if element.get("approved") == "yes" else "")


def _sdl_states(element: Any) -> dict[str, str]:
    """What SDL Trados says of each segment of a unit."""
    return {
        held.get("id", ""): STATES.get(held.get("conf", "unspecified").lower(), "")
        for held in element.iter()
        if xml.local(held) == "seg"
    }


def _notes(element: Any, own: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The notes of a unit, and the findings that stand among them."""
    notes: list[str] = []
    findings: list[str] = []
    for held in element:
        if xml.local(held) == "note":
            text = xml.plain("".join(held.itertext()), own)
            (findings if own and held.get("from") == "alignkit" else notes).append(text)
        elif xml.local(held) == "comments":
            notes += ["".join(comment.itertext()) for comment in held]
    return tuple(notes), tuple(findings)
