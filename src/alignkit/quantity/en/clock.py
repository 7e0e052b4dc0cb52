"""English times of day: 10:30, 3 p.m., between 5 and 7 p.m., half past nine."""

from __future__ import annotations

import re

from alignkit.quantity.draft import Draft
from alignkit.quantity.numerals import english
from alignkit.types.quantity import Kind

CLOCK = re.compile(
    # A space behind the colon is a slip of the hand where what follows can only be an hour.
    r"(?P<h>2[0-4]|[01]?\d)(?::(?:\s(?=[0-5]\d\s?[ap]\.?m\b))?(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?"
    r"|\.(?P<n>[0-5]\d)(?=\s?[ap]\.?m))?\s?(?P<ap>[ap]\.?m\b\.?|AM\b|PM\b|noon\b|o['’]clock)?",
)
SPOKEN = re.compile(
    r"(?P<past>half|(?:a\s)?quarter|\d{1,2}(?:\smin(?:ute)?s?)?|(?:five|ten|twenty|twenty-five)(?:\sminutes)?)[\s-](?P<way>past|to)\s(?P<h>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\d{1,2})\b(?!\stimes\b)"
    r"|(?P<o>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:\so['’]clock\b|(?P<t>\s(?:in the (?:morning|afternoon|evening)|at night)\b))",
    re.I,
)
_AT = re.compile(r"\b(?:at|by|until|till|around|about)\s$", re.I)
# 7:00–9:00 pm, between 5 and 7 p.m.
_SHARED_HALF = re.compile(
    r"\s?(?P<by>-|–|—|to|until|till|and)\s?(?P<h>1[0-2]|0?[1-9])(?:[:.]\d\d)?\s?(?P<half>[ap])\.?m\b",
    re.I,
)
_EVENING = re.compile(r"\s(?:in the (?:afternoon|evening)|at night)\b")
_MILITARY = re.compile(
    r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:(?=\s(?:sharp|GMT|local))"
    r"|(?<!than \d{4})(?<!over \d{4})(?<!for \d{4})\shours\b|(?<=0\d\d\d)(?![\d,%]))"
)


def read_clock(text: str, start: int) -> Draft | None:
    """Read 10:30, 3 pm, 3.30 p.m. or 10 o'clock."""
    military = _MILITARY.match(text, start)
    if military and text[start - 1 : start] not in tuple(".,$€£¥-/"):
        told = f"T{military['h']}:{military['m']}"
        return Draft(Kind.TIME, start, military.end(), date=told)
    match = CLOCK.match(text, start)
    if not match:
        return None
    end = match.end("ap" if match["ap"] else "m" if match["m"] else "h")
    shared = None if match["ap"] else _SHARED_HALF.match(text, end)
    if not (match["ap"] or match["m"] or (shared and _is_hour(text, match, shared))):
        return None
    if match["m"] and not match["ap"] and text[end : end + 1].isdigit():
        return None
    hour = int(match["h"])
    half = (match["ap"] or "").replace(".", "").lower()
    if half not in ("am", "pm", "noon"):
        # 11–1 p.m. begins before noon.
        late = shared and shared["half"] in "pP" and hour % 12 <= int(shared["h"]) % 12
        half = ("pm" if late else "am") if shared else _part_of_day(text, end)
    if half == "pm" and hour < 12:
        hour += 12
    seconds = f":{match['s']}" if match["s"] else ""
    told = f"T{hour:02d}:{int(match['m'] or match['n'] or 0):02d}{seconds}"
    return Draft(
        Kind.TIME, start, match.end("s") if match["s"] and not match["ap"] else end, date=told
    )


def _part_of_day(text: str, end: int) -> str:
    """Return "pm" where a part of the day that follows says so: at 10 o'clock at night."""
    return "pm" if _EVENING.match(text, end) else ""


def _is_hour(text: str, match: re.Match[str], shared: re.Match[str]) -> bool:
    """Tell whether a bare number begins a time that ends with a half of the day: 5 to 7 p.m."""
    before = text[max(0, match.start() - 8) : match.start()]
    told = shared["by"].lower() != "and" or before.lower().endswith("between ")
    return told and 0 < int(match["h"]) <= 12 and not before.endswith(tuple(".,:/$€£¥-"))


def read_spoken(text: str, start: int) -> Draft | None:
    """Read half past nine or ten o'clock."""
    match = SPOKEN.match(text, start)
    if not match or (match["t"] and not _AT.search(text, max(0, start - 8), start)):
        return None
    word = match["h"] or match["o"]
    hour = int(word) if word.isdigit() else int(english(word) or 0)
    minutes = _minutes(match["past"]) if match["h"] else 0
    if match["h"] and match["way"].lower() == "to":
        if match["past"].lower() == "half" or word.isdigit():
            return None
        if "quarter" not in match["past"].lower() and not _AT.search(
            text, max(0, start - 8), start
        ):
            return None
        hour, minutes = hour - 1, 60 - minutes
    told = (match["t"] or "").strip()
    late = told in ("in the afternoon", "in the evening", "at night")
    if (late or _EVENING.match(text, match.end())) and hour < 12:
        hour += 12
    return Draft(Kind.TIME, start, match.end(), date=f"T{hour:02d}:{minutes:02d}")


def _minutes(words: str) -> int:
    words = words.lower()
    if "half" in words or "quarter" in words:
        return 30 if "half" in words else 15
    number = re.sub(r"\s.*", "", words)
    return int(number) if number.isdigit() else int(english(number) or 0)
