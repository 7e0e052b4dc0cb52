"""English times of day: 10:30, 3 p.m., between 5 and 7 p.m., half past nine."""

from __future__ import annotations

import re

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft
from alignkit.quantity.en.units import Suffix
from alignkit.quantity.numerals import english
from alignkit.types.quantity import Kind

CLOCK = deferred(
    # A space behind the colon is a slip of the hand where what follows can only be an hour.
    r"(?P<h>2[0-4]|[01]?\d)(?::(?:\s(?=[0-5]\d\s?[ap]\.?m\b))?(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?"
    r"|\.(?P<n>[0-5]\d)(?=(?:\s?(?:-|–|—|to|until|till|and)\s?1?\d\.[0-5]\d)?\s?[ap]\.?m))?\s?(?P<ap>[ap]\.?m\b\.?|AM\b|PM\b|noon\b|o['’]clock)?",
)
SPOKEN = deferred(
    r"(?P<past>half|(?:a\s)?quarter|\d{1,2}(?:\smin(?:ute)?s?)?|(?:five|ten|twenty|twenty-five)(?:\sminutes)?)[\s-](?P<way>past|to)\s(?P<h>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\d{1,2})\b(?!\stimes\b)",
    re.I,
)
_HOUR_NAMES = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# ten o'clock, at ten in the evening, between five and seven at night
HOUR = deferred(
    rf"(?P<o>{_HOUR_NAMES})(?:\so['’]clock\b|(?P<t>(?:\s(?:and|to|until|till)\s{_HOUR_NAMES})?"
    r"\s(?:in the (?:morning|afternoon|evening)|at night)\b))",
    re.I,
)
_TO_AT = deferred(r"\b(?:at|by|until|till|around|about)\s$", re.I)
_AT = deferred(
    r"\b(?:at|by|until|till|around|about|(?:between|from)(?:\s[a-z]+\s(?:and|to|until|till))?)\s$",
    re.I,
)
# 7:00–9:00 pm, between 5 and 7 p.m.
_SHARED_HALF = deferred(
    r"\s?(?P<by>-|–|—|to|until|till|and)\s?(?P<h>1[0-2]|0?[1-9])(?:[:.]\d\d)?"
    r"(?:\s?(?P<half>[ap])\.?m\b|\s(?:in the (?P<part>morning|afternoon|evening)|at night)\b)",
    re.I,
)
_EVENING = deferred(r"\s(?:in the (?:afternoon|evening)|at night)\b")
_PART_OF_DAY = deferred(r"\s(?:in the (?:morning|afternoon|evening)|at night)\b")
_HOUR_BEFORE = deferred(
    r"(?:\b(?:at|by|until|till|around|about)\s"
    r"|(?<![\d.,:/$€£¥-])\d{1,2}(?::\d\d)?(?:\s?[ap]\.?m\.?)?\s?(?:-|–|—|to|until|till|and)\s?)$",
    re.I,
)
_MILITARY = deferred(
    r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:(?=\s(?:sharp|GMT|local))"
    r"|(?<!than \d{4})(?<!over \d{4})(?<!for \d{4})\shours\b|(?<=0\d\d\d)(?![\d,%]))"
)


# 6m 09s: minutes and no metres
_MINUTES = deferred(r"\s?m(?=\s?[0-9]{1,2}(?:\.[0-9]+)?\s?s\b)")


def minutes_of(text: str, end: int) -> Suffix | None:
    """Return the m behind a number that is a minute by the seconds behind it."""
    match = _MINUTES.match(text, end)
    return Suffix(Kind.DURATION, "minute", match.end()) if match else None


def read_clock(text: str, start: int) -> Draft | None:
    """Read 10:30, 3 pm, 3.30 p.m. or 10 o'clock."""
    military = _MILITARY.match(text, start)
    if military and text[start - 1 : start] not in tuple(".,$€£¥-/"):
        told = f"T{military['h']}:{military['m']}"
        return Draft(Kind.TIME, start, military.end(), date=told)
    match = CLOCK.match(text, start)
    if not match:
        return None
    end = match.end(next((group for group in ("ap", "m", "n") if match[group]), "h"))
    shared = None if match["ap"] else _SHARED_HALF.match(text, end)
    stated = match["ap"] or match["m"] or (shared and _is_hour(text, match, shared))
    if not (stated or _ends_hours(text, start, end)):
        return None
    if match["m"] and not match["ap"] and text[end : end + 1].isdigit():
        return None
    hour = int(match["h"])
    half = (match["ap"] or "").replace(".", "").lower()
    if half not in ("am", "pm", "noon"):
        # 11–1 p.m. begins before noon.
        half = _shared(hour, shared) if shared else _part_of_day(text, end)
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        # Ten past midnight is 12:10 a.m.
        hour = 0
    seconds = f":{match['s']}" if match["s"] else ""
    told = f"T{hour:02d}:{int(match['m'] or match['n'] or 0):02d}{seconds}"
    return Draft(
        Kind.TIME, start, match.end("s") if match["s"] and not match["ap"] else end, date=told
    )


def _part_of_day(text: str, end: int) -> str:
    """Return "pm" where a part of the day that follows says so: at 10 o'clock at night."""
    return "pm" if _EVENING.match(text, end) else ""


def _shared(hour: int, end: re.Match[str]) -> str:
    """Return the half of the day that the end of a length of time gives its beginning."""
    early = end["half"] in ("a", "A") or end["part"] in ("morning", "Morning")
    if early:
        return "am"
    return "pm" if hour % 12 <= int(end["h"]) % 12 else ""


def _ends_hours(text: str, start: int, end: int) -> bool:
    """Tell whether a bare number is the hour at which a length of time ends: 5 to 7 at night."""
    return bool(
        _PART_OF_DAY.match(text, end)
        and 0 < int(text[start:end]) <= 12
        and _HOUR_BEFORE.search(text, max(0, start - 24), start)
    )


def _is_hour(text: str, match: re.Match[str], shared: re.Match[str]) -> bool:
    """Tell whether a bare number begins a time that ends with a half of the day: 5 to 7 p.m."""
    before = text[max(0, match.start() - 8) : match.start()]
    told = shared["by"].lower() != "and" or before.lower().endswith("between ")
    return told and 0 < int(match["h"]) <= 12 and not before.endswith(tuple(".,:/$€£¥-"))


def read_spoken(text: str, start: int) -> Draft | None:
    """Read half past nine or ten o'clock."""
    return _past_the_hour(text, start) or _named_hour(text, start)


def _past_the_hour(text: str, start: int) -> Draft | None:
    match = SPOKEN.match(text, start)
    if not match:
        return None
    hour = int(match["h"]) if match["h"].isdigit() else int(english(match["h"]) or 0)
    minutes = _minutes(match["past"])
    if match["way"].lower() == "to":
        if match["past"].lower() == "half" or match["h"].isdigit():
            return None
        sure = "quarter" in match["past"].lower() or _TO_AT.search(text, max(0, start - 8), start)
        if not sure:
            return None
        hour, minutes = hour - 1, 60 - minutes
    if _EVENING.match(text, match.end()) and hour < 12:
        hour += 12
    return Draft(Kind.TIME, start, match.end(), date=f"T{hour:02d}:{minutes:02d}")


def _named_hour(text: str, start: int) -> Draft | None:
    match = HOUR.match(text, start)
    if not match or (match["t"] and not _AT.search(text, max(0, start - 24), start)):
        return None
    hour, part = int(english(match["o"]) or 0), match["t"] or ""
    late = bool(part) and not part.endswith("morning")
    if (late or _EVENING.match(text, match.end())) and hour < 12:
        hour += 12
    end = match.end("o") if part else match.end()
    return Draft(Kind.TIME, start, end, date=f"T{hour:02d}:00")


def _minutes(words: str) -> int:
    words = words.lower()
    if "half" in words or "quarter" in words:
        return 30 if "half" in words else 15
    number = re.sub(r"\s.*", "", words)
    return int(number) if number.isdigit() else int(english(number) or 0)
