"""PO and POT: the messages of a gettext catalogue and their translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from alignkit.errors import InputError
from alignkit.read.decode import decode
from alignkit.resources.entries import Finder, Resource, Value, distinct
from alignkit.resources.locales import named
from alignkit.resources.plurals import by_number
from alignkit.types import Entry

KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s*(".*)?$')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*$')
ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
CHARSET = re.compile(rb'"Content-Type:[^"]*charset=([\w.:-]+)')
# Weblate's and Pootle's flag for the most characters a translation may have.
LIMIT = re.compile(r"max-(?:length|size):\s*(\d+)")


@dataclass(slots=True)
class Message:
    """One entry of a catalogue as it is gathered line by line."""

    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: list[str] = field(default_factory=list)
    last: tuple[str, int] | None = None
    line: int = 0

    def text(self, keyword: str) -> str | None:
        """Return the text of a keyword, None where it is not there."""
        return self.texts.get((keyword, 0))

    @property
    def key(self) -> str:
        """The context and the text, as gettext itself joins them in a compiled catalogue."""
        context = self.text("msgctxt")
        msgid = self.text("msgid") or ""
        return msgid if context is None else f"{context}\x04{msgid}"

    def forms(self, lang: str) -> Iterator[tuple[Entry, str, str]]:
        """Yield for each form what is said of it, its source text and its translation.

        A language with one form renders the plural; otherwise the first form renders the singular.
        """
        singular, plural = self.text("msgid") or "", self.text("msgid_plural")
        held = sorted((n, text) for (name, n), text in self.texts.items() if name == "msgstr")
        names = by_number(len(held), lang) if plural is not None else ("",) * len(held)
        limit = next((int(m[1]) for flag in self.flags if (m := LIMIT.fullmatch(flag))), 0)
        note = "\n".join((*self.notes, *self.extracted))
        for (number, text), name in zip(held, names, strict=True):
            source = singular if plural is None or (number == 0 and len(held) > 1) else plural
            flags = () if text else ("empty",)
            flags = ("fuzzy",) if "fuzzy" in self.flags and text else flags
            yield Entry(self.key, name, note, flags, limit), source, text


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a catalogue: the texts of the program, and their translations."""
    raw = text_of(data, name)
    messages = list(catalogue(raw, name))
    header = header_of(messages)
    lang = header.get("language", "")
    finder = Finder(raw)
    sources: list[Value] = []
    targets: list[Value] = []
    for message in messages:
        start = finder.offset(message.line)
        for entry, source, text in message.forms(named(lang)) if message.text("msgid") else ():
            bare = Entry(entry.key, entry.plural, entry.comment, (), entry.limit)
            sources.append(Value(bare, source, finder.place(_escaped(source), start)))
            targets.append(Value(entry, text, finder.place(_escaped(text), start)))
    return (
        Resource(name, "po", distinct(sources), header.get("x-source-language", ""), raw),
        Resource(name, "po", distinct(targets), lang, raw),
    )


def text_of(data: bytes, place: str) -> str:
    """Return the text of a catalogue, in the encoding that its header names."""
    charset = CHARSET.search(data)
    if charset and charset[1].upper() not in (b"CHARSET", b"UTF-8", b"UTF8"):
        try:
            return data.decode(charset[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            raise InputError(
                place,
                f"it is not in {charset[1].decode('ascii')}, as its header says",
                "save the catalogue as UTF-8",
            ) from None
    return decode(data, place)[0]


def catalogue(text: str, place: str) -> Iterator[Message]:
    """Yield the messages of a catalogue, its header first; obsolete ones are left out."""
    message = Message()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        line = line.strip()
        if line.startswith("#~"):
            continue
        keyword = KEYWORD.match(line)
        begins = line.startswith("#") or (keyword and keyword[1] in ("msgctxt", "msgid"))
        if begins and ("msgstr", 0) in message.texts:
            yield message
            message = Message()
        if line.startswith("#"):
            _comment(message, line)
        elif keyword:
            message.last = (keyword[1], int(keyword[2] or 0))
            message.line = message.line or number
            message.texts[message.last] = _string(keyword[3] or '""', f"{place}:{number}")
        elif line.startswith('"') and message.last:
            message.texts[message.last] += _string(line, f"{place}:{number}")
        elif line:
            raise InputError(
                f"{place}:{number}", f"not a line of a catalogue: {line[:60]!r}", "correct it"
            )
    if ("msgid", 0) in message.texts:
        if ("msgstr", 0) not in message.texts:
            raise InputError(f"{place}:{message.line}", "this msgid has no msgstr", "complete it")
        yield message


def header_of(messages: list[Message]) -> dict[str, str]:
    """Return the fields of the header, by their names in lower case."""
    for message in messages:
        if message.key == "":
            lines = (message.text("msgstr") or "").split("\n")
            return {
                name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)
            }
    return {}


def _comment(message: Message, line: str) -> None:
    kind, rest = line[1:2], line[2:].strip()
    if kind == ",":
        message.flags.extend(flag.strip() for flag in rest.split(",") if flag.strip())
    elif kind == ":":
        message.references.append(rest)
    elif kind == "|":
        message.previous.append(rest)
    elif kind == ".":
        message.extracted.append(rest)
    elif kind in ("", " ") and rest:
        message.notes.append(rest)


def _string(text: str, place: str) -> str:
    match = STRING.match(text)
    if match is None:
        raise InputError(place, "the quotation marks do not match", "correct the line")

    def character(found: re.Match[str]) -> str:
        code = found[1]
        if code[0] == "x" and len(code) > 1:
            return chr(int(code[1:], 16))
        if code[0] in "01234567":
            return chr(int(code, 8))
        return ESCAPES.get(code, code)

    return ESCAPE.sub(character, match[1])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
