"""cesAlign and InterText: links between the sentence ids of two XML documents beside them."""

from __future__ import annotations

import gzip
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignkit.errors import InputError
from alignkit.files import together
from alignkit.formats.languages import named, primary
from alignkit.formats.source import Source, encode
from alignkit.formats.units import settled
from alignkit.formats.xml import events as xml
from alignkit.types import Bead, Bitext, Document, Signature

TOOL = "alignkit"
# Tokens that were split off the word before them.
PUNCTUATED = re.compile(r" ([.,;:!?%)\]…’”。，；：！？）])")
SCORES = ("certainty", "score")


@dataclass
class Group:
    """The links between two documents: ids of the first side and of the second, and a score."""

    first: str
    second: str
    links: list[tuple[tuple[str, ...], tuple[str, ...], float | None]] = field(default_factory=list)


def read_bitext(source: Source) -> Bitext:
    """Read an alignment with the two documents that it names; several groups become one bitext.

    In cesAlign the ids of fromDoc stand first, in InterText's files those of toDoc.
    """
    groups, signature = _groups(source)
    beads: list[Bead] = []
    texts: tuple[list[str], list[str]] = ([], [])
    languages = ["", ""]
    for group in groups:
        numbers = []
        for side, name in enumerate((group.first, group.second)):
            linked = [link[:2][side] for link in group.links]
            wanted = {held for ids in linked for held in ids}
            lang, sentences = _sentences(_beside(source, name), wanted)
            missing = sorted(wanted - set(sentences))
            if missing:
                raise InputError(
                    source.name, f"{name} has no sentence {missing[0]}", "give the document aligned"
                )
            start = len(texts[side])
            numbers.append({held: start + n for n, held in enumerate(sentences)})
            texts[side].extend(sentences.values())
            languages[side] = languages[side] or lang
        beads += [
            Bead(
                tuple(numbers[0][held] for held in first),
                tuple(numbers[1][held] for held in second),
                score,
            )
            for first, second, score in group.links
        ]
    documents = [
        settled(Document.from_sentences(held, "", name), lang)
        for held, lang, name in zip(
            texts, languages, (groups[0].first, groups[0].second), strict=True
        )
    ]
    return Bitext(documents[0], documents[1], tuple(beads), signature)


def save_files(bitext: Bitext, path: Path) -> None:
    """Write the alignment, and beside it NAME.<language>.xml for each side; all three or none."""
    sides = (bitext.source, bitext.target)
    suffixes = [document.lang or "und" for document in sides]
    if suffixes[0] == suffixes[1]:
        suffixes = [f"source.{suffixes[0]}", f"target.{suffixes[1]}"]
    stem = path.name[: -len(path.suffix)] if path.suffix else path.name
    places = [path.with_name(f"{stem}.{suffix}.xml") for suffix in suffixes]
    with together([path, *places]) as (alignment, source, target):
        names = [place.name for place in places]
        for piece in _alignment(bitext, names):
            alignment.write(piece)
        for stream, document in zip((source, target), sides, strict=True):
            for piece in _document(document):
                stream.write(piece)


def _alignment(bitext: Bitext, names: Sequence[str]) -> Iterator[bytes]:
    yield encode(
        '<?xml version="1.0" encoding="UTF-8"?>\n<cesAlign version="1.0" '
        f'tool="{TOOL}" signature={xml.quoted(str(bitext.signature))}>\n'
        f'<linkGrp targType="s" fromDoc={xml.quoted(names[0])} toDoc={xml.quoted(names[1])}>\n'
    )
    for number, bead in enumerate(bitext.beads, start=1):
        ids = ";".join(" ".join(f"s{i + 1}" for i in side) for side in (bead.source, bead.target))
        certainty = "" if bead.score is None else f' certainty="{bead.score!r}"'
        yield encode(f'<link id="SL{number}" type="{bead.shape}" xtargets="{ids}"{certainty}/>\n')
    yield b"</linkGrp>\n</cesAlign>\n"


def _document(document: Document) -> Iterator[bytes]:
    lang = document.meta.get("lang", document.lang)
    yield encode(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<text tool="{TOOL}" xml:lang={xml.quoted(lang)}>\n<body>\n'
    )
    block = None
    for number, sentence in enumerate(document.sentences, start=1):
        if sentence.block != block:
            yield b"</p>\n" if block is not None else b""
            yield encode(f'<p id="p{sentence.block + 1}">\n')
            block = sentence.block
        yield encode(f'<s id="s{number}">{xml.text(sentence.text)}</s>\n')
    yield b"</p>\n" if block is not None else b""
    yield b"</body>\n</text>\n"


def _groups(source: Source) -> tuple[list[Group], Signature]:
    groups: list[Group] = []
    signature = Signature()
    reverse = False
    for event, element in xml.elements(source):
        name = xml.local(element)
        if event == "start" and element.getparent() is None:
            if name not in ("cesAlign", "linkGrp"):
                raise InputError(source.name, f"this is <{name}>, no alignment", "give cesAlign")
            reverse = name == "linkGrp"
            signature = Signature.parse(element.get("signature", ""))
        if event == "start" and name == "linkGrp":
            ends = [element.get(key, "") for key in ("fromDoc", "toDoc")]
            if not all(ends):
                raise InputError(source.name, "a linkGrp names no documents", "add fromDoc, toDoc")
            groups.append(Group(*(reversed(ends) if reverse else ends)))
        elif event == "end" and name == "link" and groups:
            groups[-1].links.append(_link(element, source.name))
            xml.release(element)
    if not groups:
        raise InputError(source.name, "there is no linkGrp", "give a whole alignment")
    return groups, signature


def _link(element: Any, place: str) -> tuple[tuple[str, ...], tuple[str, ...], float | None]:
    sides = element.get("xtargets", "").split(";")
    if len(sides) != 2:
        raise InputError(place, f"a link has {len(sides)} sides", 'write xtargets="s1 s2;s1"')
    held = next((element.get(name) for name in SCORES if element.get(name)), None)
    try:
        score = None if held is None else float(held)
    except ValueError:
        score = None
    return tuple(sides[0].split()), tuple(sides[1].split()), score


def _beside(source: Source, name: str) -> Path:
    """Find a document below the alignment's folder, as it is, unpacked, or by its bare name."""
    folder = source.path.resolve().parent
    bare = name.removesuffix(".gz")
    for held in (name, bare, Path(name).name, Path(bare).name):
        path = (folder / held).resolve()
        if path.is_relative_to(folder) and path.is_file():
            return path
    raise InputError(source.name, f"its document {name} is not beside it", "put it there")


def _sentences(path: Path, wanted: set[str]) -> tuple[str, dict[str, str]]:
    """Return a document's language and the texts of the ids that are linked, in its order."""
    with _unpacked(path) as held:
        lang = next((part for part in path.name.split(".") if named(part)), "")
        own = False
        sentences: dict[str, str] = {}
        others: dict[str, str] = {}
        for event, element in xml.elements(held):
            if event == "start" and element.getparent() is None:
                lang = element.get(xml.LANG) or element.get("lang") or lang
                own = element.get("tool") == TOOL
            told = element.get("id") or element.get("{http://www.w3.org/XML/1998/namespace}id")
            if event == "end" and told in wanted:
                # A paragraph may bear the number of a sentence; sentences go first.
                place = sentences if xml.local(element) == "s" else others
                place.setdefault(told, _text(element, own, lang))
    return lang, sentences if wanted <= set(sentences) else {**others, **sentences}


def _text(element: Any, own: bool, lang: str) -> str:
    if own:
        return xml.plain("".join(element.itertext()), own)
    words = ["".join(w.itertext()) for w in element.iter() if xml.local(w) == "w"]
    if not words:
        return " ".join("".join(element.itertext()).split())
    joiner = Document("", primary(lang)).joiner
    return PUNCTUATED.sub(r"\1", joiner.join(" ".join(words).split()))


class _unpacked:  # a context manager used like a function
    """A document as a source; a gzipped one is unpacked beside the temporary files."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Source:
        if self._path.suffix != ".gz":
            return Source(self._path)
        self._folder = tempfile.TemporaryDirectory()
        place = Path(self._folder.name) / self._path.stem
        with gzip.open(self._path) as packed, place.open("wb") as stream:
            shutil.copyfileobj(packed, stream)
        return Source(place)

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()
