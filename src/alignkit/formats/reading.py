"""Reading a bitext: which format a file is in, and what its reader is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path

from alignkit.errors import InputError, OptionError
from alignkit.files import one_run
from alignkit.formats import ladder
from alignkit.formats.languages import guess_pair, primary
from alignkit.formats.languages import named as named_language
from alignkit.formats.moses import fellows
from alignkit.formats.registry import Format, by_ending, named
from alignkit.formats.source import HEAD_SIZE, Source, decode
from alignkit.formats.units import LOOKED_AT, Reading, settled, to_bitext
from alignkit.resources.one_side import kind_of
from alignkit.types import Bitext, Document

# What the root of each XML format looks like among the first characters.
XML_ROOTS = (
    (r"<tmx[\s>]", "tmx"),
    (r"<(\w+:)?xliff[\s>]", "xliff"),
    (r"<(cesAlign|linkGrp|linkList)[\s>]", "ces"),
)

# What holds one text and never two.
DOCUMENTS = (".docx", ".docm", ".odt", ".epub", ".pdf", ".md", ".markdown", ".html", ".htm")

Sentences = str | PathLike[str] | Sequence[str] | None


def load_bitext(
    path: str | PathLike[str],
    format: str | None = None,
    source: Sentences = None,
    target: Sentences = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> Bitext:
    """Read an aligned file as `alignkit.formats.load` says."""
    with one_run():
        return _loaded(Source(path), format, source, target, source_lang, target_lang)


def _loaded(
    held: Source,
    format: str | None,
    source: Sentences,
    target: Sentences,
    source_lang: str | None,
    target_lang: str | None,
) -> Bitext:
    chosen = named(format) if format else told(held)
    if not chosen.reads:
        raise InputError(held.name, f"{chosen.title} is written but not read", "give another file")
    module = chosen.load_reader()
    bitext: Bitext
    if chosen.numbers:
        bitext = module.read_bitext(held, (_sentences(source), _sentences(target)))
    elif chosen.keyed or _catalogue(chosen, held):
        from alignkit.formats.keyed import read_bitext

        bitext = read_bitext(held, source_lang, target_lang)
    elif hasattr(module, "read_bitext"):
        bitext = module.read_bitext(held)
    else:
        bitext = to_bitext(_reading(chosen, held, target, source_lang, target_lang))
    if "documents" in chosen.keeps and not (source_lang or target_lang):
        return bitext
    return _in_languages(bitext, source_lang, target_lang, held.name)


def _catalogue(chosen: Format, held: Source) -> bool:
    """Tell a catalogue on disk: read by its keys, it knows in which line each text stands."""
    return chosen.name == "po" and kind_of(held.name) is not None and Path(held.name).is_file()


def open_units(
    path: str | PathLike[str],
    format: str | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> Reading | None:
    """Open a file as a stream of units, or None where its format is not made of units."""
    held = Source(path)
    chosen = named(format) if format else told(held)
    if not chosen.reads or not hasattr(chosen.load_reader(), "read_units"):
        return None
    return _reading(chosen, held, None, source_lang, target_lang)


def _reading(
    chosen: Format,
    held: Source,
    target: Sentences,
    source_lang: str | None,
    target_lang: str | None,
) -> Reading:
    module = chosen.load_reader()
    reading: Reading
    if chosen.files:
        if target is not None and not isinstance(target, (str, PathLike)):
            raise OptionError(f"{chosen.title} is two files: give the path of the second")
        reading = module.read_units(held, target)
    elif chosen.multilingual:
        reading = module.read_units(held, source_lang or "", target_lang or "")
    else:
        reading = module.read_units(held)
    head = replace(
        reading.head,
        source_lang=source_lang or reading.head.source_lang,
        target_lang=target_lang or reading.head.target_lang,
    )
    return Reading(head, reading.units)


def _sentences(held: Sentences) -> Sequence[str] | None:
    """The sentences of a side: a list as it is, a file one a line."""
    if held is None or (isinstance(held, Sequence) and not isinstance(held, str)):
        return held
    lines = re.split(r"\r\n|\n|\r", Source(fspath(held)).text())
    return lines[:-1] if lines[-1] == "" else lines


def _in_languages(
    bitext: Bitext, source_lang: str | None, target_lang: str | None, place: str
) -> Bitext:
    """Give a bitext the languages asked for, guess those that are unknown, and name it."""
    sides = (bitext.source, bitext.target)
    guesses = guess_pair(*([s.text for s in d.sentences[:LOOKED_AT]] for d in sides))
    asked = (source_lang, target_lang)
    source, target = (
        _settled(document, wanted or document.lang or guessed, place)
        for document, wanted, guessed in zip(sides, asked, guesses, strict=True)
    )
    return replace(bitext, source=source, target=target)


def _settled(document: Document, lang: str, place: str) -> Document:
    held = document if primary(lang) == document.lang else settled(document, lang)
    return replace(held, name=document.name or place)


def told(held: Source) -> Format:
    """Tell a file's format by its ending, and by its first lines where the ending says nothing."""
    path = Path(held.name)
    chosen = by_ending(path)
    if chosen is None and (named_language(path.suffix[1:]) or not path.exists()) and _twins(path):
        return named("moses")
    if chosen is None and path.suffix.lower() in DOCUMENTS:
        held.head()
        raise InputError(
            held.name, "this is a document, not an aligned file", "give its translation, too"
        )
    if chosen is None and kind_of(path) is not None:
        raise InputError(held.name, "it holds one language", "give its translation, too")
    head = held.head() if not (chosen and chosen.files) else b""
    if chosen is None or chosen.name == "ladder" or (chosen.name == "json" and _lines(head)):
        chosen = _by_content(head, held.name) or chosen
    if chosen is None:
        raise InputError(
            held.name,
            "no format of aligned texts is told by its ending or its first lines",
            "give a source and its translation, or name the format (format='tsv' in Python, "
            "alignkit convert --from tsv)",
        )
    return chosen


def _lines(head: bytes) -> bool:
    """Tell JSON lines from one JSON value: the first line is whole."""
    line = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n")[0].rstrip()
    return line.endswith(b"}") and b'"source"' in line


def _twins(path: Path) -> bool:
    try:
        return len(fellows(path)) == 2
    except InputError:
        return False


def _decoded(head: bytes, place: str) -> str:
    for cut in range(4 if len(head) == HEAD_SIZE else 0):
        try:
            return decode(head[: len(head) - cut], place)
        except InputError:
            continue
    return decode(head, place)


def _by_content(head: bytes, place: str) -> Format | None:
    if head.startswith(b"PK\x03\x04"):
        return named("xlsx")
    if head.startswith(b"PAR1"):
        return named("parquet")
    # A character may be cut in two where the head ends.
    text = _decoded(head, place)
    first = text.lstrip("\ufeff \t\r\n")
    for mark, name in XML_ROOTS:
        if re.search(mark, first[:4096]):
            return named(name)
    if first.startswith("{"):
        return named("jsonl")
    lines = [line for line in re.split(r"\r\n|\n|\r", text) if line.strip()]
    if lines and ladder.RUNG.match(lines[0]):
        return named("ladder-texts" if "\t" in lines[0] else "ladder")
    if re.match(r'(#.*\s+)*(msgctxt|msgid) "', first):
        return named("po")
    if len(lines) > 1 and re.fullmatch(r"0\t0(\t[-\d.]+)?", lines[0]):
        return named("hunalign")
    return named("tsv") if lines and all("\t" in line for line in lines[:-1] or lines) else None
