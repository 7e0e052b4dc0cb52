"""Translation units: the rows that most bitext formats are made of, and the way to a Bitext."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from alignkit.formats.languages import guess_pair, primary
from alignkit.types import (
    Bead,
    Bitext,
    Document,
    Entry,
    Findings,
    Inline,
    Signature,
    Span,
)
from alignkit.types.text import GENERATED

# Units that are looked at to tell which languages a file is in.
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Unit:
    """A source text and its rendering, with what a format says about the pair.

    `source_sentences` and `target_sentences` are the sentences the texts are joined of, empty
    where the format does not tell them. `state` is new, translated, reviewed, final or fuzzy;
    `entry` is there where the format names its units by keys, `limit` where it allows so
    many characters.
    """

    source: str
    target: str
    score: float | None = None
    confidence: float | None = None
    source_sentences: tuple[str, ...] = ()
    target_sentences: tuple[str, ...] = ()
    id: str = ""
    state: str = ""
    notes: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    props: tuple[tuple[str, str], ...] = ()
    entry: Entry | None = None
    limit: int = 0
    source_inlines: tuple[Inline, ...] = ()
    target_inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says once for all of its units; an unknown language is "".

    `codes` names the format whose elements the inlines of the units are, `notice` is what the
    reader of the file has to say.
    """

    source_lang: str = ""
    target_lang: str = ""
    source_name: str = ""
    target_name: str = ""
    signature: Signature = Signature()
    meta: Mapping[str, str] = field(default_factory=dict)
    codes: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read: its head, and its units one after the other."""

    head: Head
    units: Iterable[Unit]

    def with_languages(self) -> Reading:
        """Return the same reading with unknown languages told by the first units' characters."""
        if self.head.source_lang and self.head.target_lang:
            return self
        units = iter(self.units)
        first = list(islice(units, LOOKED_AT))
        source, target = guess_pair([u.source for u in first], [u.target for u in first])
        head = replace(
            self.head,
            source_lang=self.head.source_lang or source,
            target_lang=self.head.target_lang or target,
        )
        return Reading(head, chain(first, units))


def to_bitext(reading: Reading) -> Bitext:
    """Build a bitext of the units, one bead a unit, in order."""
    reading = reading.with_languages()
    head = reading.head
    beads: list[Bead] = []
    sources, targets = _Side(), _Side()
    for number, unit in enumerate(reading.units, start=1):
        source = sources.add(unit.source, unit.source_sentences, unit.source_inlines)
        target = targets.add(unit.target, unit.target_sentences, unit.target_inlines)
        beads.append(Bead(source, target, unit.score, unit.confidence, entry_of(unit, number)))
    first = sources.document(head.source_lang, head.source_name, head.codes)
    if head.notice:
        first = replace(first, meta={**first.meta, "notice": head.notice})
    return Bitext(
        first,
        targets.document(head.target_lang, head.target_name, head.codes),
        tuple(beads),
        head.signature,
        dict(head.meta),
    )


def entry_of(unit: Unit, number: int) -> Entry | None:
    """Return what a file says of a unit that has a key of its own: more than its number.

    >>> entry_of(Unit("一", "", id="title"), 1)
    Entry(key='title', plural='', comment='', flags=('empty',), limit=0)
    """
    if unit.entry is not None or not unit.id or (unit.id == str(number) and not unit.limit):
        return unit.entry
    flags = ("fuzzy",) if unit.state == "fuzzy" and unit.target else ()
    empty = unit.source.strip() and not unit.target.strip()
    return Entry(
        unit.id,
        comment="\n".join(unit.notes),
        flags=("empty",) if empty else flags,
        limit=unit.limit,
    )


def to_reading(bitext: Bitext, findings: Findings | None = None) -> Reading:
    """Turn a bitext into units; findings go to the units of their beads."""
    head = Head(
        bitext.source.meta.get("lang", bitext.source.lang),
        bitext.target.meta.get("lang", bitext.target.lang),
        bitext.source.name,
        bitext.target.name,
        bitext.signature,
        bitext.meta,
        bitext.source.meta.get("codes", ""),
    )
    return Reading(head, _units(bitext, findings))


def without_numbers(bitext: Bitext) -> Bitext:
    """Return a bitext whose sentences lack the numbers that a word processor generates."""
    sides = (bitext.source, bitext.target)
    if not any(GENERATED in side.meta for side in sides):
        return bitext
    source, target = map(_without_numbers, sides)
    return replace(bitext, source=source, target=target)


def _without_numbers(document: Document) -> Document:
    held = {int(number) for number in document.meta.get(GENERATED, "").split()}
    sentences = []
    for sentence in document.sentences:
        block = document.blocks[sentence.block] if sentence.block in held else None
        number = block.number if block and block.span.start == sentence.span.start else ""
        if number and sentence.text.startswith(number) and sentence.text != number:
            text = sentence.text[len(number) :].lstrip()
            low = sentence.span.start + len(sentence.text) - len(text)
            sentence = replace(sentence, text=text, span=Span(low, sentence.span.end))
        sentences.append(sentence)
    return document.with_sentences(sentences)


def _units(bitext: Bitext, findings: Findings | None) -> Iterator[Unit]:
    said: dict[int, list[str]] = {}
    for finding in findings or ():
        if finding.bead is not None:
            line = f"{finding.rule} {finding.severity}: {finding.message}"
            said.setdefault(finding.bead, []).append(line)
    sides = bitext.source, bitext.target
    texts = [[sentence.text for sentence in side.sentences] for side in sides]
    joiners = [side.joiner for side in sides]
    coded = [bool(side.inlines) and "codes" in side.meta for side in sides]
    for index, bead in enumerate(bitext.beads):
        source = tuple([texts[0][i] for i in bead.source])
        target = tuple([texts[1][i] for i in bead.target])
        entry = bead.entry
        yield Unit(
            joiners[0].join(source),
            joiners[1].join(target),
            bead.score,
            bead.confidence,
            source,
            target,
            entry.key if entry else "",
            _state(bead) if entry else "",
            tuple(filter(None, [entry.comment])) if entry else (),
            tuple(said.get(index, ())),
            entry=entry,
            source_inlines=_inlines(sides[0], bead.source) if coded[0] else (),
            target_inlines=_inlines(sides[1], bead.target) if coded[1] else (),
        )


def _inlines(document: Document, sentences: Sequence[int]) -> tuple[Inline, ...]:
    """Return the codes of some sentences of a document that was read with such, at their places."""
    passage = document.passage(sentences)
    found: list[Inline] = []
    for number, start in zip(passage.sentences, passage.starts, strict=True):
        low, high = document.sentences[number].span
        at = bisect_left(document.inlines, low, key=lambda inline: inline.span.start)
        while at < len(document.inlines) and document.inlines[at].span.start <= high:
            inline = document.inlines[at]
            found.append(replace(inline, span=inline.span.shift(start - low)))
            at += 1
    return tuple(found)


def _state(bead: Bead) -> str:
    """What a unit's flags make of it; nothing is said of a bead without a key."""
    if bead.entry is None:
        return ""
    if "fuzzy" in bead.entry.flags:
        return "fuzzy"
    return "translated" if bead.target else "new"


class _Side:
    """The sentences of one side, unit by unit, with the codes in them."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._inlines: list[Inline] = []
        self._length = 0

    def add(self, text: str, parts: Sequence[str], inlines: Sequence[Inline]) -> tuple[int, ...]:
        """Append a unit's sentences, none for a blank side, and return their numbers."""
        if not text.strip():
            return ()
        first = len(self._sentences)
        held, at, start = parts or (text,), 0, 0
        for part in held:
            start = text.find(part, start)
            while at < len(inlines) and inlines[at].span.end <= start + len(part):
                inline = inlines[at]
                place = inline.span.shift(self._length - start)
                if place.start >= self._length:
                    self._inlines.append(replace(inline, span=place))
                at += 1
            self._sentences.append(part)
            self._length += len(part) + 1
            start += len(part)
        return tuple(range(first, len(self._sentences)))

    def document(self, lang: str, name: str, codes: str) -> Document:
        """Return the document of this side."""
        held = settled(Document.from_sentences(self._sentences, "", name), lang)
        if not self._inlines:
            return held
        meta = {**held.meta, "codes": codes}
        return replace(held, inlines=tuple(self._inlines), meta=meta)


def settled(document: Document, lang: str) -> Document:
    """Give a document its language; a code with script or region is kept in its meta."""
    short = primary(lang)
    return replace(document, lang=short, meta={"lang": lang} if lang != short else {})


def lengths(parts: Sequence[str]) -> str:
    """Return the sentences' lengths as "12 8", or "" where there is only one.

    >>> lengths(("One.", "Two!")), lengths(("One.",))
    ('4 4', '')
    """
    return " ".join(str(len(part)) for part in parts) if len(parts) > 1 else ""


def cut(text: str, sizes: str, lang: str) -> tuple[str, ...]:
    """Cut a joined text back into its sentences; one text again where the sizes do not fit.

    >>> cut("One. Two!", "4 4", "en")
    ('One.', 'Two!')
    >>> cut("One and two!", "4 4", "en")
    ('One and two!',)
    """
    if not sizes:
        return (text,)
    joiner = Document("", primary(lang)).joiner
    parts: list[str] = []
    start = 0
    for size in sizes.split():
        if not size.isdecimal():
            return (text,)
        if parts:
            if not text.startswith(joiner, start):
                return (text,)
            start += len(joiner)
        parts.append(text[start : start + int(size)])
        start += int(size)
    return tuple(parts) if parts and joiner.join(parts) == text and all(parts) else (text,)
