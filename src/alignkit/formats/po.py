"""PO: the messages of a gettext catalogue and their translations, as units in and out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from alignkit.formats.source import Source, encode
from alignkit.formats.units import Head, Reading, Unit
from alignkit.resources.locales import named
from alignkit.resources.plurals import by_number, required
from alignkit.resources.po import Message, catalogue, header_of, text_of
from alignkit.version import __version__

HEADER = "po-header"
EMPTY = '""'
QUOTED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
QUOTE = re.compile(r'[\\"\x00-\x1f]')
# The prefixes of comment lines that are kept as they are, by the name of the property.
KEPT = {"reference": "#:", "flags": "#,", "previous": "#|"}


def read_units(source: Source) -> Reading:
    """Read a catalogue; obsolete entries are left out, fuzzy ones have the state "fuzzy"."""
    messages = list(catalogue(text_of(source.data(), source.name), source.name))
    header = header_of(messages)
    lang = header.get("language", "")
    told = next((m.text("msgstr") or "" for m in messages if m.key == ""), "")
    return Reading(
        Head(header.get("x-source-language", ""), lang, meta={HEADER: told} if told else {}),
        (unit for message in messages for unit in _units(message, named(lang))),
    )


def _units(message: Message, lang: str) -> Iterator[Unit]:
    """The unit of a message, or one for each plural form."""
    if not message.text("msgid"):
        return
    flags = [flag for flag in message.flags if flag != "fuzzy"]
    props = [("reference", line) for line in message.references]
    props += [("flags", ", ".join(flags))] if flags else []
    props += [("previous", line) for line in message.previous]
    singular = message.text("msgid") or ""
    if message.text("msgid_plural") is not None:
        props += [("msgid", singular), ("msgid_plural", message.text("msgid_plural") or "")]
    for entry, source, text in message.forms(lang):
        yield Unit(
            source,
            text,
            id=message.text("msgctxt") or "",
            state="fuzzy" if "fuzzy" in entry.flags else ("translated" if text else "new"),
            notes=(*message.notes, *message.extracted),
            props=tuple(props),
            entry=entry,
        )


def render(held: Reading) -> Iterator[bytes]:
    """Write a catalogue; units of one key are the plural forms of one message."""
    head = held.head
    fields = head.meta.get(HEADER) or (
        f"Language: {head.target_lang.replace('-', '_')}\n"
        f"X-Source-Language: {head.source_lang}\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
        f"Content-Transfer-Encoding: 8bit\nX-Generator: alignkit {__version__}\n"
    )
    fields = re.sub(r"(?<=charset=)[\w.:-]+", "UTF-8", fields)
    yield encode("\n".join([*_text("msgid", ""), *_text("msgstr", fields)]) + "\n")
    seen: set[tuple[str, str]] = set()
    for _, group in groupby(held.units, key=_message_of):
        units = [unit for unit in group if unit.source]
        if units:
            yield encode("\n" + "\n".join(_message(units, head.target_lang, seen)) + "\n")


def _message_of(unit: Unit) -> tuple[str, str, int]:
    """What units of one message share: only plural forms are brought together."""
    plural = unit.entry is not None and unit.entry.plural
    return (unit.entry.key, "plural", 0) if unit.entry and plural else ("", "", id(unit))


def _message(units: list[Unit], lang: str, seen: set[tuple[str, str]]) -> Iterator[str]:
    first = units[0]
    props = dict(first.props)
    yield from (f"# {line}".rstrip() for note in first.notes for line in note.split("\n"))
    yield from (f"#. {line}" for unit in units for note in unit.findings for line in [note])
    for name, prefix in KEPT.items():
        told = [value for held, value in first.props if held == name]
        if name == "flags" and any(unit.state == "fuzzy" for unit in units):
            told = [", ".join(["fuzzy", *told])]
        yield from (f"{prefix} {value}" for value in told)
    context, msgid = _identity(first, props)
    # A catalogue names each text once; a second one is told apart by a context of its own.
    bare, number = context, 1
    while (context, msgid) in seen:
        number += 1
        context = f"{bare} {number}".strip()
    seen.add((context, msgid))
    if context:
        yield from _text("msgctxt", context)
    yield from _text("msgid", msgid)
    if len(units) == 1 and not (first.entry and first.entry.plural):
        yield from _text("msgstr", first.target)
        return
    yield from _text("msgid_plural", props.get("msgid_plural") or units[-1].source)
    for place, unit in enumerate(_ordered(units, named(lang))):
        yield from _text(f"msgstr[{place}]", unit.target)


def _identity(unit: Unit, props: dict[str, str]) -> tuple[str, str]:
    """The context and the text that name a unit's message.

    The key of another format becomes the context, as its own programs would look it up.
    """
    key = unit.entry.key if unit.entry else unit.id
    context, mark, held = key.partition("\x04")
    lone = unit.entry is not None and unit.entry.plural == "other"
    # Of a message with one form the singular text is known by its key alone.
    msgid = props.get("msgid") or ((held if mark else key) if lone else unit.source)
    if mark and (held == msgid or "msgid" not in props):
        return context, held or msgid
    return ("" if key == msgid else key), msgid


def _ordered(units: Iterable[Unit], lang: str) -> list[Unit]:
    order = required(lang) or by_number(len(list(units)), lang)
    places = {name: place for place, name in enumerate(order)}
    return sorted(units, key=lambda u: places.get(u.entry.plural if u.entry else "", len(places)))


def _text(keyword: str, text: str) -> list[str]:
    """A text in quotation marks, a line of the file for each of its lines."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    quoted = [
        '"' + QUOTE.sub(lambda found: QUOTED.get(found[0]) or f"\\{ord(found[0]):03o}", line) + '"'
        for line in lines
    ]
    if len(quoted) < 2:
        return [f"{keyword} {''.join(quoted) or EMPTY}"]
    return [f"{keyword} {EMPTY}", *quoted]
