"""Penn-Treebank spacing and quotes undone: ``words '' → "words", China 's → China's."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.deferred import deferred
from alignkit.read.lineforms import HAN
from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

_LINE = deferred(r"\S[^\n\f]*")
_TELLS = (" ,", " .", "``", " ''", "( ", " '")
_SPACED = deferred(
    r"(?<=\S) (?:[,;:?!%)\]]|(?<!\. )\.(?! ?\.))(?= |$)"
    r"|(?<=\s)[(\[] |``|(?<=\S) (?:''|n't|'(?:s|re|ve|ll|d|m))(?= |$)"
)
_CLOSE = deferred(r"\w[,.;:?!%)\]](?= |$)|(?<= )[(\[]\w|\w'(?:s|re|ve|ll|d|m)\b|\wn't\b")
# The space that a tokeniser has put before a mark that hangs on the word before it.
_BEFORE = deferred(
    r"(?<=\S) (?="
    r"[,;:?!%\)\]\}…](?!\w)"
    r"|(?<!\. )\.(?!\w| ?\.)|\.\.\.(?!\w)"
    r"|[.)\]%](?:[A-Z]|\d{1,2}\s?\))"  # a mark with the next heading glued to it
    r"|'(?:s|re|ve|ll|d|m|S)\b(?!\s?')|n't\b"
    r"|’\s?(?:s|re|ve|ll|d|m|t)\b"
    r"|’(?=\s[a-z])"
    r")"
)
_AFTER = deferred(r"(?<=[(\[{“‘$£€¥#]) (?=\S)")
_POSSESSIVE = deferred(r"(?<=\w)( ?)(’)( )(?=(?:s|re|ve|ll|d|m|t)\b)")
_CLOSING = deferred(r" (?=”)")
_OPEN_QUOTE = deferred(r"`` ?")
_CLOSE_QUOTE = deferred(r" ?''")
_PAIR = deferred(r"(?<=\b[A-Z]) & (?=[A-Z]\b)")
_OPENING, _CLOSING_MARKS = "（《「“", "，。；：、！？）》」”"
_ZH_MARKS = deferred(
    rf"(?<=[{HAN}”）》」0-9]) (?=[{_CLOSING_MARKS}])|(?<=[，。；：、！？{_OPENING}]) (?=[{HAN}])"
    rf"|(?<=[{HAN}{_CLOSING_MARKS}]) (?=[{_OPENING}])|(?<=[。！？，；]) (?=[）》」”])"
    rf"|(?<=[）》」”{_OPENING}]) (?=[{HAN}{_OPENING}])"
)
_ZH_APART = deferred(rf"(?<=[{HAN}]) +(?=[{HAN}])")
_ZH_SMALL = deferred(rf"(?<=[{HAN}] )[的了在和将是与为对等及](?= [{HAN}])")
_SPLIT_NOT = deferred(r"\b(ca|wo|sha)( )(?=n't\b)")
_CAN_NOT = deferred(r"\b([Cc]an)( )(?=not\b)")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield the spaces and quotes of a tokenised text, in the lines that are written so."""
    if evidence.has_han:
        yield from _chinese(text)
    for found in _LINE.finditer(text):
        line = found.group()
        if not any(tell in line for tell in _TELLS) or not is_tokenised(line):
            continue
        for edit in _line(line, evidence):
            yield Edit(edit.start + found.start(), edit.end + found.start(), edit.after)


def _chinese(text: str) -> Iterator[Edit]:
    """Yield the spaces around full-width marks, and those between words cut apart."""
    for found in _ZH_MARKS.finditer(text):
        yield Edit(found.start(), found.end(), "")
    for line in _LINE.finditer(text):
        apart = [found.span() for found in _ZH_APART.finditer(text, line.start(), line.end())]
        # A list of names has spaces too, but none around the small words.
        if len(apart) >= 4 and _ZH_SMALL.search(text, line.start(), line.end()):
            for start, end in apart:
                yield Edit(start, end, "")


def is_tokenised(line: str) -> bool:
    """Whether a line has a space before most of its marks.

    >>> is_tokenised("By 2020 , reduce costs ( by 20 % ) ."), is_tokenised("By 2020, (see 3).")
    (True, False)
    """
    spaced = len(_SPACED.findall(line))
    return spaced >= 2 and spaced > len(_CLOSE.findall(line))


def _line(line: str, evidence: Evidence) -> Iterator[Edit]:
    for form in (_BEFORE, _AFTER, _CLOSING):
        for found in form.finditer(line):
            yield Edit(found.start(), found.end(), "")
    for found in _POSSESSIVE.finditer(line):
        for group in (1, 3):
            if found.group(group):
                yield Edit(found.start(group), found.end(group), "")
    for found in _OPEN_QUOTE.finditer(line):
        yield Edit(found.start(), found.end(), '"')
    for found in _CLOSE_QUOTE.finditer(line):
        yield Edit(found.start(), found.end(), '"')
    for found in _PAIR.finditer(line):
        # Single letters around an ampersand are one name: R & D was R&D.
        yield Edit(found.start(), found.start() + 1, "")
        yield Edit(found.end() - 1, found.end(), "")
    for form in (_SPLIT_NOT, _CAN_NOT):
        for found in form.finditer(line):
            yield Edit(found.start(2), found.end(2), "")
