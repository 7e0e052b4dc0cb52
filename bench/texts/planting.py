"""Errors planted in the translation of a document whose literals were right."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

SEED = 11
# How many errors of one kind a document gets, and how many lines lie between two errors.
MOST, APART = 2, 3
_FENCES = {
    True: re.compile(r"^\s*(?:----+|\.\.\.\.+)\s*$"),
    False: re.compile(r"^\s*(?:>\s*)?(?:```|~~~|</?pre)"),
}
_KINDS = {
    "number": re.compile(r"(?<![\w.,:/=#{\-`(\[])\d{2,4}(?![\w.,:/%}\-`)\]]|\s*[.)]\s)"),
    "link": re.compile(
        r"(?<!!)\[[^\]\[]+\]\((?P<held>[^()\s]{4,})\)|(?:xref|link):(?P<other>[^\s\[]+)\["
    ),
    "code": re.compile(r"(?<!`)`(?P<held>[^`\n]{3,40})`(?!`)"),
    "version": re.compile(r"(?<![\w./%-])v?\d+\.\d+(?:\.\d+)?(?![\w/]|\.\d)"),
    "image": re.compile(
        r"!\[[^\]]*\]\((?P<held>[^()\s]+)\)|src=\"(?P<other>[^\"]+)\"|image::(?P<third>[^\[]+)\["
    ),
    "placeholder": re.compile(r"\$?\{\{?\s?[A-Za-z_][\w.]*\s?\}?\}|%\(\w+\)s|(?<!\w)%[sd](?!\w)"),
    "tag": re.compile(r"</?(?:kbd|b|i|em|strong|code|sub|sup|a|span)\b[^<>]*>"),
    "paragraph": re.compile(r"^(?![#|>\s\-*+=:.`<!\[]|\d+[.)]).{24,}$"),
}  # fmt: skip
KINDS = tuple(_KINDS)


@dataclass(frozen=True)
class Planted:
    """One error: its kind, its place in the text as it was and as it is now, what changed."""

    kind: str
    before: tuple[int, int]
    place: tuple[int, int]
    was: str
    now: str


def plant(source: str, target: str, seed: int = SEED) -> tuple[str, list[Planted]]:
    """Return the translation with errors of each kind that it has room for."""
    draw = random.Random(seed)
    taken: list[int] = []
    edits: list[tuple[int, int, str, str]] = []
    held = {kind: list(_places(kind, source, target)) for kind in KINDS}
    for kind in sorted(KINDS, key=lambda kind: len(held[kind])):
        draw.shuffle(held[kind])
        count = 0
        for line, start, end in held[kind]:
            if count == MOST:
                break
            if any(abs(line - other) < APART for other in taken):
                continue
            now = _changed(kind, target[start:end], draw)
            if now == target[start:end] or (now and now in source):
                continue
            taken.append(line)
            edits.append((start, end, now, kind))
            count += 1
    return _made(target, sorted(edits))


def _made(target: str, edits: list[tuple[int, int, str, str]]) -> tuple[str, list[Planted]]:
    pieces, planted, last, length = [], [], 0, 0
    for start, end, now, kind in edits:
        pieces += [target[last:start], now]
        length += start - last
        place = (length, length + len(now))
        planted.append(Planted(kind, (start, end), place, target[start:end], now))
        length, last = length + len(now), end
    return "".join([*pieces, target[last:]]), planted


def _places(kind: str, source: str, target: str) -> Iterator[tuple[int, int, int]]:
    """Yield (line, start, end) of what could be changed: it stands in the source as well."""
    place, code = 0, False
    lines = target.split("\n")
    front = lines[0].strip() == "---"
    for number, line in enumerate(lines):
        fence = bool(_FENCES["\n[source" in target].match(line))
        front = front and not (number and line.strip() == "---")
        shown = not line.lstrip().startswith("<!--")
        if shown and not fence and not code and not front:
            for found in _KINDS[kind].finditer(line):
                groups = [name for name, text in found.groupdict().items() if text is not None]
                start, end = found.span(groups[0]) if groups else found.span()
                text = line[start:end]
                stands = kind == "paragraph" or _stands(kind, text, source)
                # Without its content a code span is no slip that a person makes.
                stands &= kind != "tag" or line[:start].count("`") % 2 == 0
                if stands and not (kind == "number" and re.search(r"\]\(|<|=\"", line)):
                    yield number, place + start, place + end
        code ^= fence
        place += len(line) + 1


def _stands(kind: str, text: str, source: str) -> bool:
    if kind in ("number", "version"):
        return bool(re.search(rf"(?<![\w.]){re.escape(text)}(?![\w]|\.\d)", source))
    return text in source


def _changed(kind: str, text: str, draw: random.Random) -> str:
    """Return what an error makes of a text."""
    if kind in ("paragraph", "tag"):
        return ""
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    if kind in ("number", "version"):
        place = digits[-1]
        other = draw.choice([d for d in "123456789" if d != text[place]])
        return text[:place] + other + text[place + 1 :]
    letters = [place for place, sign in enumerate(text) if sign.isascii() and sign.isalpha()]
    if len(letters) < 2:
        return text
    place = letters[-2] if kind in ("link", "image") else draw.choice(letters[1:])
    return text[:place] + draw.choice("qxzjk") + text[place + 1 :]
