"""PO: the messages of a gettext catalogue and their translations, read only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from alignkit.errors import InputError
from alignkit.formats.source import Source, decode
from alignkit.formats.units import Head, Reading, Unit

KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s*(".*)?$')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*$')
ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
CHARSET = re.compile(rb'"Content-Type:[^"]*charset=([\w.:-]+)')


@dataclass
class Entry:
    """One entry as it is gathered line by line."""

    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    last: tuple[str, int] | None = None
    line: int = 0


def read_units(source: Source) -> Reading:
    """Read a catalogue; obsolete entries are left out, fuzzy ones have the state "fuzzy"."""
    text = _text(source)
    entries = list(_entries(text, source.name))
    header = _header(entries)
    return Reading(
        Head(header.get("x-source-language", ""), header.get("language", "")),
        (unit for entry in entries for unit in _units(entry)),
    )


def _text(source: Source) -> str:
    data = source.data()
    charset = CHARSET.search(data)
    if charset and charset[1].upper() not in (b"CHARSET", b"UTF-8", b"UTF8"):
        try:
            return data.decode(charset[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            raise InputError(
                source.name,
                f"it is not in {charset[1].decode('ascii')}, as its header says",
                "save the catalogue as UTF-8",
            ) from None
    return decode(data, source.name)


def _entries(text: str, place: str) -> Iterator[Entry]:
    entry = Entry()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        line = line.strip()
        if line.startswith("#~"):
            continue
        keyword = KEYWORD.match(line)
        begins = line.startswith("#") or (keyword and keyword[1] in ("msgctxt", "msgid"))
        if begins and ("msgstr", 0) in entry.texts:
            yield entry
            entry = Entry()
        if line.startswith("#"):
            _comment(entry, line)
        elif keyword:
            entry.last = (keyword[1], int(keyword[2] or 0))
            entry.line = entry.line or number
            entry.texts[entry.last] = _string(keyword[3] or '""', f"{place}:{number}")
        elif line.startswith('"') and entry.last:
            entry.texts[entry.last] += _string(line, f"{place}:{number}")
        elif line:
            raise InputError(
                f"{place}:{number}", f"not a line of a catalogue: {line[:60]!r}", "correct it"
            )
    if ("msgid", 0) in entry.texts:
        if ("msgstr", 0) not in entry.texts:
            raise InputError(f"{place}:{entry.line}", "this msgid has no msgstr", "complete it")
        yield entry


def _comment(entry: Entry, line: str) -> None:
    kind, rest = line[1:2], line[2:].strip()
    if kind == ",":
        entry.flags.update(flag.strip() for flag in rest.split(","))
    elif kind in ("", " ", ".") and rest:
        entry.notes.append(rest)


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


def _header(entries: list[Entry]) -> dict[str, str]:
    for entry in entries:
        if entry.texts.get(("msgid", 0)) == "" and ("msgctxt", 0) not in entry.texts:
            lines = entry.texts[("msgstr", 0)].split("\n")
            return {
                name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)
            }
    return {}


def _units(entry: Entry) -> Iterator[Unit]:
    """The unit of an entry, or one for each plural form.

    A language with one form renders the plural; otherwise the first form renders the singular.
    """
    singular = entry.texts.get(("msgid", 0), "")
    if not singular:
        return
    forms = sorted((n, text) for (name, n), text in entry.texts.items() if name == "msgstr")
    plural = entry.texts.get(("msgid_plural", 0))
    context = entry.texts.get(("msgctxt", 0), "")
    for number, text in forms:
        source = singular if plural is None or (number == 0 and len(forms) > 1) else plural
        yield Unit(
            source,
            text,
            id=context,
            state="fuzzy" if "fuzzy" in entry.flags else ("translated" if text else "new"),
            notes=tuple(entry.notes),
        )
