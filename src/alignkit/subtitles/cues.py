"""Subtitle files to cues: SubRip, WebVTT, and the dialogue lines of (Advanced) SubStation Alpha."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from alignkit.errors import InputError
from alignkit.types import Span, Time

ENDINGS = (".srt", ".vtt", ".ass", ".ssa")
CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
TIMING = re.compile(rf"[ \t]*{CLOCK}[ \t]*-->[ \t]*{CLOCK}[^\n]*(?:\n|\Z)")
ARROW = re.compile(r"^[^\n]*-->", re.M)
# Marks of style, voice and place; what stands between them is text.
TAG = re.compile(
    r"</?(?:[biusc]|v|ruby|rt|lang|font)(?:[ .][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}]*\}", re.I
)
DIALOGUE = re.compile(r"^Dialogue:[ \t]*([^\n]*)$", re.M)
FIELDS = re.compile(r"^\[Events\][ \t]*\n(?:[^\[\n][^\n]*\n|\n)*?Format:[ \t]*([^\n]*)$", re.M)
DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
BREAK = re.compile(r"\\[Nn]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A text that is shown at a time; `place` is where the text stands in the file.

    `positions` are the places of its characters, for tags and breaks lie between them.
    """

    number: str
    time: Time
    text: str
    place: Span
    positions: tuple[int, ...]


def cues(raw: str, name: str) -> list[Cue]:
    """Return the cues of a subtitle file in the order of their times."""
    script = "[Events]" in raw or re.search(r"^Dialogue:", raw, re.M)
    found = list(_of_script(raw, name) if script else _of_blocks(raw, name))
    if not found:
        raise InputError(name, "there is no cue in it", "check that it is a subtitle file")
    return sorted(found, key=lambda cue: (cue.time, cue.place))


def _of_blocks(raw: str, name: str) -> Iterator[Cue]:
    """Cues of SubRip and WebVTT: a line of times, then text up to a blank line."""
    place = 0
    for arrow in ARROW.finditer(raw):
        if arrow.start() < place:
            continue
        timing = TIMING.match(raw, arrow.start())
        if timing is None:
            line = raw.count("\n", 0, arrow.start()) + 1
            raise InputError(f"{name}:{line}", "these are no times of a cue", "correct the line")
        end = re.compile(r"\n[ \t]*(?:\n|\Z)|\Z").search(raw, max(timing.end() - 1, 0))
        stop = end.start() if end else len(raw)
        following = ARROW.search(raw, timing.end())
        if following and following.start() < stop:
            # A blank line is missing: the cue ends before the number of the next one.
            stop = _before_number(raw, following.start())
        place = max(stop, timing.end())
        span = Span(timing.end(), max(stop, timing.end()))
        number = re.search(r"([^\n]*)\n\Z", raw[max(0, arrow.start() - 200) : arrow.start()])
        yield _cue(raw, span, (number[1].strip() if number else ""), _time(timing, raw, name))


def _before_number(raw: str, place: int) -> int:
    before = raw.rfind("\n", 0, max(place - 1, 0))
    line = raw[before + 1 : place].strip()
    return before if line.isdecimal() and before >= 0 else max(place - 1, 0)


def _time(match: re.Match[str], raw: str, name: str) -> Time:
    groups = match.groups()
    start, end = (_seconds(groups[n : n + 4]) for n in (0, 4))
    if end < start:
        line = raw.count("\n", 0, match.start()) + 1
        raise InputError(f"{name}:{line}", "the cue ends before it begins", "correct its times")
    return Time(start, end)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return round(whole + float(f"0.{fraction}"), 3)


def _of_script(raw: str, name: str) -> Iterator[Cue]:
    """Cues of SubStation Alpha: one a line, its fields as the Format line names them."""
    told = FIELDS.search(raw)
    fields = [part.strip().lower() for part in told[1].split(",")] if told else []
    if not {"start", "end", "text"} <= set(fields):
        raise InputError(name, "no Format line names Start, End and Text", "export it again")
    last = len(fields) - 1
    for line in DIALOGUE.finditer(raw):
        cells = line[1].split(",", last)
        number = raw.count("\n", 0, line.start()) + 1
        if len(cells) <= last:
            raise InputError(f"{name}:{number}", f"{len(cells)} fields of {last + 1}", "correct it")
        times = [
            re.fullmatch(CLOCK, cells[fields.index(field)].strip()) for field in ("start", "end")
        ]
        if None in times:
            raise InputError(f"{name}:{number}", "these are no times of a cue", "correct the line")
        start, end = (_seconds(match.groups()) for match in times if match)
        if end < start:
            raise InputError(f"{name}:{number}", "the cue ends before it begins", "correct it")
        if not DRAWING.search(cells[last]):
            yield _cue(raw, Span(line.end() - len(cells[last]), line.end()), "", Time(start, end))


def _cue(raw: str, span: Span, number: str, time: Time) -> Cue:
    """Take a cue's text out of its marks; a line break is a space where the lines are joined."""
    text: list[str] = []
    positions: list[int] = []
    place = span.start
    held = span.slice(raw)
    marks = [*TAG.finditer(held), *BREAK.finditer(held), *re.finditer(r"&#?\w+;", held)]
    for mark in sorted(marks, key=re.Match.start):
        start, end = span.start + mark.start(), span.start + mark.end()
        if start < place:
            continue
        _copy(raw, place, start, text, positions)
        plain = " " if BREAK.fullmatch(mark[0]) else unescape(mark[0])
        if not TAG.fullmatch(mark[0]):
            text += plain
            positions += [start] * len(plain)
        place = end
    _copy(raw, place, span.end, text, positions)
    low, high = _trimmed(text)
    return Cue(number, time, "".join(text[low:high]), span, tuple(positions[low:high]))


def _copy(raw: str, start: int, end: int, text: list[str], positions: list[int]) -> None:
    for place in range(start, end):
        text.append(" " if raw[place] in "\n\r\t" else raw[place])
        positions.append(place)


def _trimmed(text: list[str]) -> tuple[int, int]:
    low, high = 0, len(text)
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high


def lines(raw: str) -> list[str]:
    r"""Return the lines that a viewer sees of a cue's text as the file has it.

    >>> lines("<i>One</i>\\Ntwo\nthree")
    ['One', 'two', 'three']
    """
    held = TAG.sub("", raw)
    return [unescape(line).strip() for line in re.split(r"\\[Nn]|\n", held) if line.strip()]


def is_subtitles(name: str) -> bool:
    """Return whether a file's name says that it holds subtitles.

    >>> is_subtitles("talk.zh.SRT"), is_subtitles("talk.txt")
    (True, False)
    """
    return name.lower().endswith(ENDINGS)
