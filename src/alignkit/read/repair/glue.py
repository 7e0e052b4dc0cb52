"""Headings, paragraphs and sentences that a web scrape has glued together, taken apart.

The evidence is in the text: a full stop with no space after it where others have one, a capital
inside a word whose halves are words of this text, numberings that count up inside one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise

from alignkit.deferred import deferred
from alignkit.read.language import function_words
from alignkit.read.lineforms import is_title
from alignkit.read.numbering import Mark, mark
from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

_LINE = deferred(r"\S[^\n\f]*")
_NUMBER = r"(?:\(?(?:\d{1,2}|[A-Z]|[IVX]{1,4})\)|[IVX]{1,4}\.) ?[A-Z\[“\"]"
_DOMAINS = frozenset({"Com", "Net", "Org", "Edu", "Gov", "Info", "Cn", "Uk", "Html", "Exe", "Js"})
_QUICK_STOP = deferred(r"[.!?][)\]”\"’]*[A-Z0-9(—–•●“\"\[]")
_QUICK_CAMEL = deferred(r"[a-z0-9)][A-Z]")
# A sentence's end with the next beginning right after it.
_STOP = deferred(
    r"(?<![/@.:\w&=?%-])(?P<left>[A-Za-z][\w’'-]*|[\d.,]*\d[%\w]{0,3}|[^\s./@]{0,40}[)\]%”\"’])"
    r"(?P<stop>[.!?][)\]”\"’]*)"
    rf"(?=(?P<right>[A-Z][\w’'-]*|{_NUMBER}|[—–•●] ?[A-Z]|[“\"\[(][A-Z]))(?!\w+[./@]\w)"
)
_COLON = deferred(rf"(?<=[a-z])[:;](?={_NUMBER})")
# A word that goes on with a capital: Guiding IdeologyComprehensively.
_CAMEL = deferred(
    r"(?<![\w./@#_&=?%-])(?P<left>[A-Z]?[a-z]{2,}|[12]\d{3}|[\w’-]{0,40}\))"
    r"(?P<right>[A-Z][a-z]*(?:-[A-Za-z]+)?)(?![\w/@_]|\.\w)"
)
_CAMEL_NUMBER = deferred(rf"(?<=[a-z]{{3}})(?={_NUMBER})")
_MARKED = deferred(rf"(?P<before>\S) (?P<mark>{_NUMBER})")
_ZH_NUMBER = r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
_ZH_MARKED = deferred(rf"[。！？；：]([ \t]*)(?={_ZH_NUMBER})")
_GLUED_NUMBER = deferred(rf"(?<=[.:;a-z)%\]”])(?={_NUMBER})")
# A numbering and the words of its headline so far.
_NUMBERED = deferred(
    r"(?<![\w(])(?:\(?(?:\d{1,2}|[A-Z]|[IVX]{1,4})\)|[IVX]{1,4}\.) "
    r"(?:[A-Z][\w’-]*,? |(?:of|and|for|in|the|to|on|with|a|an) ){0,8}$"
)
# A headline that closes with a bracket, and the text that begins right after it.
_HEADLINE = deferred(r"(?P<head>[^.!?\n]{12,200}[)\]]) (?=[A-Z][a-z]+,? (?:[a-z]+ ){2})")
_NOUN = deferred(r"(?:ology|tion|sion|ment|ness|ity|ities|ance|ence|ship|ism|ics|tions|ments)$")
_VERBAL = deferred(r"(?:ly|ing|ise|ize|ate)$")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield a line break or a space between texts that were glued."""
    for found in _LINE.finditer(text):
        line = found.group()
        for edit in _line(line, evidence):
            yield Edit(edit.start + found.start(), edit.end + found.start(), edit.after)


def _line(line: str, evidence: Evidence) -> list[Edit]:
    stops: list[re.Match[str]] = []
    camels: list[re.Match[str]] = []
    if _QUICK_STOP.search(line):
        stops = [found for found in _STOP.finditer(line) if _is_stop(found, evidence)]
    if _QUICK_CAMEL.search(line):
        camels = [found for found in _CAMEL.finditer(line) if _is_camel(found, evidence)]
    # One full stop without its space is a slip of the pen; more are the trace of lost paragraphs.
    damaged = len(stops) + len(camels) >= 2
    edits = []
    for found in stops:
        number = mark(line[found.end() : found.end() + 12])
        edits.append(_insert(found.end(), "\n" if damaged or number else " "))
    edits.extend(_insert(found.start("right"), "\n") for found in camels)
    if not line.isascii():
        edits.extend(_chinese_numbers(line))
    if not damaged:
        return edits
    edits.extend(_numbers(line))
    breaks = sorted({0, *(edit.end for edit in edits if edit.after == "\n")})
    for start, following in pairwise([*breaks, len(line) + 1]):
        headline = _HEADLINE.match(line, start)
        if not headline or following < headline.end():
            continue
        if is_title(headline.group("head")):
            edits.append(Edit(headline.end() - 1, headline.end(), "\n"))
    return edits


def _insert(place: int, what: str) -> Edit:
    return Edit(place, place, what)


def _is_stop(found: re.Match[str], evidence: Evidence) -> bool:
    left, right = found.group("left"), found.group("right")
    if (left.isdigit() and right[0].isdigit()) or right in _DOMAINS:
        return False
    if right.isupper() and len(right) in (2, 3, 4) and not left[-1].islower():
        return False
    if left[0].isalpha() and left.isascii() and len(left) < (2 if left.isupper() else 3):
        return False
    if right[0].isupper() and left[0].isalpha():
        word = evidence.words
        return (left[-1].islower() or len(left) > 3 or left.isupper()) and (
            word[left.lower()] > 0 or word[right.lower()] > 0
        )
    return True


def _is_camel(found: re.Match[str], evidence: Evidence) -> bool:
    left, right = found.group("left"), found.group("right")
    whole = left + right
    if whole in camel_names() or evidence.capitals[whole] > 1:
        return False
    if right.isupper() and len(right) > 1:
        return False
    if len(right) == 1:
        return (
            right in "AI" and left.isalpha() and found.string[found.end() : found.end() + 1] == " "
        )
    known = _is_word(left, evidence, _NOUN) + _is_word(right, evidence, _VERBAL)
    if not left.isalpha() and known < 2:
        # After a year or a bracket the word may be a name, if it stands alone elsewhere.
        known += evidence.words[right.lower()] > 0
    small = right.lower() in function_words()["en"] and right[0].isupper()
    heading = _in_heading(found.string, found.start())
    if heading < 2 and found.string[found.end() : found.end() + 2].strip()[:1].isupper():
        # Capitals before and after: a name such as UnionPay Co.
        return False
    return known + small + heading >= 2


def _is_word(part: str, evidence: Evidence, ending: re.Pattern[str]) -> bool:
    low = part.lower()
    common = evidence.common
    if not low.isalpha():
        return low[-1:] in ")0123456789"
    if low in common or (low.endswith("s") and low[:-1] in common) or low + "s" in common:
        return True
    return len(low) > 4 and bool(ending.search(low))


def _in_heading(line: str, start: int) -> int:
    """How well the words before a place are a headline's: 2 after a number, 1 by their capitals."""
    if _NUMBERED.search(line, max(0, start - 80), start):
        return 2
    before = line[max(0, start - 40) : start].split()
    if not before:
        return int(start == 0)
    return int(before[-1][0].isupper() or before[-1].endswith((")", "]")))


def _numbers(line: str) -> Iterator[Edit]:
    """Yield the breaks before numberings that count up inside a damaged line."""
    for form in (_COLON, _CAMEL_NUMBER):
        for found in form.finditer(line):
            yield _insert(found.end(), "\n")
    marks = [(found, mark(found.group("mark"))) for found in _MARKED.finditer(line)]
    series = _series([held for _, held in marks if held], line)
    for found, held in marks:
        if held is None or held.scheme not in series:
            continue
        ended = found.group("before") in '.!?:;”")]%'
        if ended or _in_heading(line, found.start("mark")):
            yield Edit(found.end("before"), found.start("mark"), "\n")


def _chinese_numbers(line: str) -> Iterator[Edit]:
    """Yield the breaks before Chinese numberings that follow full stops inside a line."""
    found = list(_ZH_MARKED.finditer(line))
    for held in found if len(found) >= 2 else ():
        yield Edit(held.start(1), held.end(1), "\n")


def _series(marks: list[Mark], line: str) -> frozenset[str]:
    """Return the schemes whose marks begin at one and count up, here or glued elsewhere."""
    values: dict[str, set[int]] = {}
    for held in marks:
        values.setdefault(held.scheme, set()).add(held.value)
    for found in _GLUED_NUMBER.finditer(line):
        glued = mark(line[found.start() : found.start() + 12])
        if glued:
            values.setdefault(glued.scheme, set()).add(glued.value)
    return frozenset(scheme for scheme, held in values.items() if {1, 2} <= held)


@cache
def camel_names() -> frozenset[str]:
    """Return the names that carry a capital inside."""
    table = resources.files("alignkit.data").joinpath("camel_names.txt").read_text("utf-8")
    return frozenset(line for line in table.splitlines() if line and not line.startswith("#"))
