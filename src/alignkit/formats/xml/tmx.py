"""TMX 1.4: read and written unit by unit, so that a memory of any size passes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from alignkit.errors import InputError
from alignkit.formats.cells.grid import figure
from alignkit.formats.languages import primary
from alignkit.formats.source import Source, encode
from alignkit.formats.units import Head, Reading, Unit, cut, lengths
from alignkit.formats.xml import events as xml
from alignkit.formats.xml.codes import Coded, coded, markup
from alignkit.types import Signature
from alignkit.version import __version__

TOOL = "alignkit"
ANY = "*all*"
# Inline elements whose content is code of the original file and not text.
CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
BREAKS = frozenset({"lb", "x-lb", "br"})
# How many units are looked through to tell which two languages a file holds.
LOOKED_THROUGH = 2000
AGAIN = "export the memory again"
ELEMENTS = ("tmx", "header", "body", "tu")
SCORES = ("x-score", "score", "score-aligner", "x-alignment-score")


@dataclass(frozen=True, slots=True)
class Variants:
    """A translation unit as the file has it: its variants in order, and what it says of itself."""

    texts: tuple[tuple[str, Coded], ...]
    srclang: str
    unit: Unit


def read_units(source: Source, source_lang: str = "", target_lang: str = "") -> Reading:
    """Read a TMX file of any level; of more than two languages the wanted ones are chosen."""
    stream = _variants(source)
    header = next(stream)
    assert isinstance(header, dict)
    own = header.get("creationtool") == TOOL
    units = (held for held in stream if isinstance(held, Variants))
    first = list(islice(units, LOOKED_THROUGH))
    told = (header.get("srclang", ""), header.get("x-target-lang", "") if own else "")
    pair = _pair(first, told, source_lang, target_lang, source.name)
    head = Head(
        pair[0],
        pair[1],
        header.get("x-source-name", ""),
        header.get("x-target-name", ""),
        Signature.parse(header.get("x-signature", "")) if own else Signature(),
        {key[7:]: value for key, value in header.items() if key.startswith("x-meta-")},
        "tmx",
    )
    chosen = bool(target_lang)
    return Reading(head, _units(chain(first, units), pair, own, chosen, source.name))


def render(held: Reading) -> Iterator[bytes]:
    """Write TMX 1.4; scores, sentences and findings are properties, notes are notes."""
    head = held.head
    yield encode(
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="{TOOL}" creationtoolversion="{__version__}" segtype="sentence" '
        f'o-tmf="{TOOL}" adminlang="en" srclang={xml.quoted(head.source_lang)} '
        'datatype="plaintext">\n'
    )
    facts = {
        "x-signature": str(head.signature),
        "x-target-lang": head.target_lang,
        "x-source-name": head.source_name,
        "x-target-name": head.target_name,
        **{f"x-meta-{key}": value for key, value in head.meta.items()},
    }
    for name, value in facts.items():
        if value:
            yield encode(_prop(name, value) + "\n")
    yield b"</header>\n<body>\n"
    languages = xml.quoted(head.source_lang), xml.quoted(head.target_lang)
    for number, unit in enumerate(held.units, start=1):
        yield encode(_tu(unit, number, languages, head.codes == "tmx"))
    yield b"</body>\n</tmx>\n"


def _tu(unit: Unit, number: int, languages: tuple[str, str], codes: bool) -> str:
    """A unit with both its variants: readers take a variant that is not there for damage."""
    parts = [f"<tu tuid={xml.quoted(unit.id or str(number))}>"]
    parts += [f"<note>{xml.text(note)}</note>" for note in unit.notes]
    facts = [
        ("x-score", "" if unit.score is None else repr(unit.score)),
        ("x-confidence", "" if unit.confidence is None else repr(unit.confidence)),
        ("x-source-sentences", lengths(unit.source_sentences)),
        ("x-target-sentences", lengths(unit.target_sentences)),
        ("x-state", unit.state),
        *(("x-finding", finding) for finding in unit.findings),
        *unit.props,
    ]
    parts += [_prop(name, value) for name, value in facts if value]
    sides = (unit.source, unit.source_inlines), (unit.target, unit.target_inlines)
    parts += [
        f"<tuv xml:lang={language}><seg>{markup(text, inlines if codes else ())}</seg></tuv>"
        for language, (text, inlines) in zip(languages, sides, strict=True)
    ]
    return "".join(parts) + "</tu>\n"


def _prop(name: str, value: str) -> str:
    return f"<prop type={xml.quoted(name)}>{xml.text(value)}</prop>"


def _variants(source: Source) -> Iterator[dict[str, str] | Variants]:
    """Yield the header's facts, then each translation unit."""
    header: dict[str, str] | None = None
    for event, element in xml.elements(source, ELEMENTS):
        name = xml.local(element)
        if event == "start":
            if name == "body" and header is None:
                header = {}
                yield header
        elif name == "header":
            header = dict(element.attrib)
            header.update({t: v for t, v in _props(element) if t not in header})
            yield header
        elif name == "tu":
            if header is None:
                raise InputError(source.name, "a unit stands outside the body", AGAIN)
            yield _variant(element, header.get("creationtool") == TOOL)
            xml.release(element)
    if header is None:
        raise InputError(source.name, "there is no body", AGAIN)


def _variant(element: Any, own: bool) -> Variants:
    texts = []
    notes = [_note(held) for held in element if xml.local(held) == "note"]
    props = _props(element)
    for held in element:
        if xml.local(held) == "tuv":
            seg = xml.child(held, "seg")
            clean = xml.pictured if own else str
            text = Coded("") if seg is None else coded(seg, _inline, clean=clean)
            texts.append((held.get(xml.LANG) or held.get("lang") or "", text))
            notes += [_note(part) for part in held if xml.local(part) == "note"]
            props += _props(held)
    unit = Unit("", "", id=element.get("tuid", ""), notes=tuple(notes), props=tuple(props))
    return Variants(tuple(texts), element.get("srclang", ""), unit)


def _note(element: Any) -> str:
    return "".join(element.itertext())


def _props(element: Any) -> list[tuple[str, str]]:
    return [
        (held.get("type", ""), "".join(held.itertext()))
        for held in element
        if xml.local(held) == "prop"
    ]


def _inline(element: Any) -> str | None:
    name = xml.local(element)
    if name in CODES:
        return "\n" if element.get("type", "").lower() in BREAKS else ""
    return None


def _pair(
    first: list[Variants],
    told: tuple[str, str],
    source_lang: str,
    target_lang: str,
    place: str,
) -> tuple[str, str]:
    """Return the codes of the two languages to read, as the file spells them."""
    srclang, trglang = told
    # A file of ours may hold one side alone, and names the language of the other one.
    spelled = {_code(code): code for code in told if code and trglang}
    for held in first:
        for code, _ in held.texts:
            spelled.setdefault(_code(code), code)
    if srclang in ("", ANY):
        srclang = next((held.srclang for held in first if held.srclang), "")
    source = _known(source_lang or srclang, spelled)
    if source is None and source_lang:
        raise _absent(source_lang, spelled, place)
    if source is None:
        target = _known(target_lang, spelled) if target_lang else None
        source = next((code for code in spelled.values() if code != target), "")
    if target_lang:
        target = _known(target_lang, spelled)
        if target is None:
            raise _absent(target_lang, spelled, place)
        return source, target
    others = [code for code in spelled.values() if code != source]
    distant = [code for code in others if primary(code) != primary(source)]
    if len({primary(code) for code in distant}) > 1:
        raise InputError(
            place,
            f"it holds more than two languages ({', '.join(spelled.values())})",
            "choose two with source_lang and target_lang",
        )
    doubled = any(len(held.texts) > 1 for held in first)
    return source, next(iter(distant or others), source if doubled else "")


def _absent(code: str, spelled: dict[str, str], place: str) -> InputError:
    return InputError(
        place, f"it holds no {code}, but {', '.join(spelled.values())}", "choose one of these"
    )


@lru_cache(256)
def _code(code: str) -> str:
    return code.replace("_", "-").lower()


def _known(wanted: str, spelled: dict[str, str]) -> str | None:
    if _code(wanted) in spelled:
        return spelled[_code(wanted)]
    same = [code for code in spelled.values() if primary(code) == primary(wanted)]
    return same[0] if same and wanted else None


def _units(
    held: Iterable[Variants], pair: tuple[str, str], own: bool, chosen: bool, place: str
) -> Iterator[Unit]:
    for number, variants in enumerate(held, start=1):
        texts = _sides(variants.texts, pair)
        if texts is None:
            # A unit of other languages only: not ours where two were chosen, else a surprise.
            if chosen:
                continue
            codes = ", ".join(code for code, _ in variants.texts)
            raise InputError(
                place,
                f"unit {number} is in {codes}, not in {pair[0]} and {pair[1]}",
                "choose two languages with source_lang and target_lang",
            )
        yield _unit(variants.unit, texts[0], texts[1], pair, own)


def _sides(
    texts: tuple[tuple[str, Coded], ...], pair: tuple[str, str]
) -> tuple[Coded, Coded] | None:
    """The two sides of a unit; "" for the one that is not there, None where neither fits."""
    if _code(pair[0]) == _code(pair[1]):
        held = [text for _, text in texts] + [Coded(""), Coded("")]
        return held[0], held[1]
    sides = []
    for code in pair:
        exact = [text for own, text in texts if _code(own) == _code(code)]
        near = [text for own, text in texts if primary(own) == primary(code)]
        if primary(pair[0]) == primary(pair[1]):
            near = []
        sides.append(next(iter(exact or near), None))
    if len(texts) > 1 and None in sides:
        return None
    if texts and sides == [None, None]:
        return None
    return sides[0] or Coded(""), sides[1] or Coded("")


def _unit(unit: Unit, source: Coded, target: Coded, pair: tuple[str, str], own: bool) -> Unit:
    score = next((value for name, value in unit.props if name in SCORES), "")
    facts = {name: value for name, value in unit.props if name.startswith("x-")} if own else {}
    used = OWN if own else frozenset[str]()
    return replace(
        unit,
        source=source.text,
        target=target.text,
        source_inlines=source.inlines,
        target_inlines=target.inlines,
        score=_score(score),
        confidence=_score(facts.get("x-confidence", "")),
        source_sentences=cut(source.text, facts.get("x-source-sentences", ""), pair[0]),
        target_sentences=cut(target.text, facts.get("x-target-sentences", ""), pair[1]),
        state=facts.get("x-state", ""),
        notes=tuple(xml.plain(note, own) for note in unit.notes),
        findings=tuple(xml.plain(v, own) for n, v in unit.props if own and n == "x-finding"),
        props=tuple((n, xml.plain(v, own)) for n, v in unit.props if n not in used),
    )


OWN = frozenset(
    {
        "x-score",
        "x-confidence",
        "x-source-sentences",
        "x-target-sentences",
        "x-state",
        "x-finding",
    }
)


def _score(value: str) -> float | None:
    """A score that is no number is another tool's own affair."""
    try:
        return figure(value, "")
    except InputError:
        return None
