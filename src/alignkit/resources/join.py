"""Two resources joined into a bitext: text against text by key, whatever their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from alignkit.read.language import detect
from alignkit.resources.entries import Resource, Value
from alignkit.resources.locales import primary, spelled
from alignkit.resources.plurals import CATEGORIES, required
from alignkit.types import (
    Bead,
    Bitext,
    Block,
    Document,
    Entry,
    OffsetMap,
    Sentence,
    Signature,
    Span,
)

# What meta says of a bitext whose sides were paired so.
PAIRED = {"paired": "keys"}


@dataclass(frozen=True, slots=True)
class _Pair:
    """Values under one key; a side that is not there is None."""

    source: Value | None
    target: Value | None
    flags: tuple[str, ...] = ()


def join(
    source: Resource,
    target: Resource,
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> Bitext:
    """Pair the values of two resources by key, in the source's order; what is extra comes last.

    Of plural forms only those are paired that both languages have; those that the target's
    language needs and lacks are missing.
    """
    langs = _languages(source, target, source_lang, target_lang)
    pairs = list(_pairs(source, target, primary(langs[1])))
    sides = _Side(source, langs[0]), _Side(target, langs[1])
    beads = [_bead(pair, sides) for pair in pairs]
    return Bitext(
        sides[0].document(),
        sides[1].document(),
        tuple(beads),
        Signature.of(task="pair", by="key"),
        {**PAIRED, "format": target.format},
    )


def document(resource: Resource, lang: str | None = None) -> Document:
    """Return one language of a resource as a document, a block and a sentence for each text."""
    told = lang or resource.lang or spelled(resource.name) or _guessed(resource)
    side = _Side(resource, told)
    for value in resource.values:
        side.add(value)
    return side.document()


def _pairs(source: Resource, target: Resource, lang: str) -> Iterator[_Pair]:
    theirs: dict[str, dict[str, Value]] = defaultdict(dict)
    ours: dict[str, dict[str, Value]] = defaultdict(dict)
    for held, resource in ((ours, source), (theirs, target)):
        for value in resource.values:
            held[value.entry.key][value.entry.plural] = value
    for key, forms in ours.items():
        if key in theirs:
            yield from _forms(forms, theirs[key], lang)
        elif key not in target.others:
            yield _Pair(_general(forms), None, ("missing",))
    for key, forms in theirs.items():
        if key not in ours and key not in source.others:
            yield _Pair(None, _general(forms), ("extra",))


def _general(forms: dict[str, Value]) -> Value:
    """Return the form that stands for all: other, or the last one."""
    return forms.get("other") or list(forms.values())[-1]


def _forms(ours: dict[str, Value], theirs: dict[str, Value], lang: str) -> Iterator[_Pair]:
    shared = [form for form in ours if form in theirs]
    if not shared:
        yield _paired(_general(ours), _general(theirs))
        return
    yield from (_paired(ours[form], theirs[form]) for form in shared)
    plural = any(form in CATEGORIES for form in ours) and any(form in CATEGORIES for form in theirs)
    for form in required(lang) if plural else ():
        if form not in theirs:
            value = ours.get(form) or _general(ours)
            entry = replace(value.entry, plural=form)
            yield _Pair(replace(value, entry=entry), None, ("missing",))


def _paired(source: Value, target: Value) -> _Pair:
    empty = bool(source.text.strip()) and not target.text.strip()
    return _Pair(source, target, ("empty",) if empty else ())


def _bead(pair: _Pair, sides: tuple[_Side, _Side]) -> Bead:
    held = [value for value in (pair.source, pair.target) if value is not None]
    limits = [value.entry.limit for value in reversed(held) if value.entry.limit]
    flags = dict.fromkeys(
        flag for value in reversed(held) for flag in value.entry.flags if flag != "empty"
    )
    entry = Entry(
        held[-1].entry.key,
        held[-1].entry.plural,
        next((value.entry.comment for value in held if value.entry.comment), ""),
        (*pair.flags, *flags),
        limits[0] if limits else 0,
    )
    source, target = (
        side.add(value) for side, value in zip(sides, (pair.source, pair.target), strict=True)
    )
    return Bead(source, target, confidence=1.0, entry=entry)


class _Side:
    """One side as it grows: its sentences, and the places in the file they came from."""

    def __init__(self, resource: Resource, lang: str) -> None:
        self.resource = resource
        self.lang = lang
        self.texts: list[str] = []
        self.runs: list[tuple[int, int, int]] = []
        self.length = 0

    def add(self, value: Value | None) -> tuple[int, ...]:
        """Append a value's text and return the numbers of its sentences; a blank text has none."""
        if value is None or not value.text.strip():
            return ()
        start = self.length + bool(self.texts)
        self.texts.append(value.text)
        self.length = start + len(value.text)
        if value.place is not None:
            # Where escapes stand between, the places inside are near, and the line is right.
            length = min(len(value.text), value.place.end - value.place.start)
            self.runs.append((start, value.place.start, length))
        return (len(self.texts) - 1,)

    def document(self) -> Document:
        """Return the side as a document."""
        blocks, sentences, start = [], [], 0
        for number, text in enumerate(self.texts):
            span = Span(start, start + len(text))
            blocks.append(Block("value", span))
            sentences.append(Sentence(text, span, number))
            start = span.end + 1
        short = primary(self.lang)
        raw = self.resource.raw
        return Document(
            "\n".join(self.texts),
            short,
            tuple(blocks),
            tuple(sentences),
            self.resource.name,
            raw or None,
            OffsetMap(tuple(self.runs), len(raw)) if raw else None,
            meta={"format": self.resource.format}
            | ({"lang": self.lang} if short != self.lang else {}),
        )


def _languages(
    source: Resource, target: Resource, source_lang: str | None, target_lang: str | None
) -> tuple[str, str]:
    """Return both languages: as given, as the files say, as their names say, as the texts look."""
    told = [source_lang or source.lang, target_lang or target.lang]
    paths = spelled(source.name), spelled(target.name)
    if primary(paths[0]) != primary(paths[1]):
        # A folder named like a language is one only where the other side has another.
        told = [own or path for own, path in zip(told, paths, strict=True)]
    first, second = told[0] or _guessed(source), told[1] or _guessed(target)
    if not first:
        first = "en" if primary(second) == "zh" else "zh"
    return first, second or ("en" if primary(first) == "zh" else "zh")


def _guessed(resource: Resource) -> str:
    texts: Sequence[str] = [value.text for value in resource.values]
    return detect("\n".join(texts), "")
