"""Chinese times of day: 下午3点, 八点一刻, 差五分八点, 0-24时."""

from __future__ import annotations

import re

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft
from alignkit.quantity.zh.dates import H, number
from alignkit.quantity.zh.units import Suffix
from alignkit.types.quantity import Kind

CLOCK = deferred(
    r"(?P<h>2[0-4]|[01]?\d)[::](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d:])"
    r"|(?P<h2>2[0-4]|[01]?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])\s?"
    r"(?:点钟|点整|点|时(?![间期代刻速长而任区]))(?:(?P<half>半)|(?P<q>[一三])刻|(?P<m2>[0-5]?\d|[二三四五]?十[一二三四五六七八九]?"
    r"|零?[一二三四五六七八九])分?(?:(?P<s2>[0-5]?\d|[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])秒)?)?"
)
_HOURS_BEFORE = deferred(
    r"(早上|早晨|清晨|凌晨|上午|中午|下午|傍晚|晚上|晚间|夜间|深夜|半夜|夜里|午夜|午后|时间|当晚|今晚|昨晚|每晚|[早晚日月号五一二三四六])\s?$"
)
# What says which half of the day it is, and nothing of which day.
_PART = deferred(
    r"(?:早上|早晨|清晨|凌晨|上午|中午|下午|傍晚|晚上|晚间|夜间|深夜|半夜|夜里|午夜|午后|(?<![今昨明当每早])晚|早)\s?$"
)
_LATE = frozenset(
    ("下午", "夜里", "傍晚", "晚上", "晚间", "夜间", "深夜", "午后", "当晚", "今晚", "昨晚", "晚")
)
# Twelve at night is the beginning of a day, twelve in the evening as well.
_NIGHT = frozenset("夜里 半夜 午夜 深夜 凌晨 晚上 晚间 夜间 当晚 今晚 昨晚 每晚 晚".split())

_SHORT_OF = deferred(rf"(?P<m>[1-5]?\d|[{H}]{{1,3}})分钟?(?:到|就)?(?P<h>[01]?\d|[{H}]{{1,2}})点")
_HOURS = deferred(
    r"(?P<a>2[0-4]|1?\d)\s?(?:[至到~～–-]|—{1,2})\s?(?P<b>2[0-4]|1?\d)\s?[时点](?![间期代刻长])"
)
# 10点前, 八点以后: points are not before or after
_BOUND = deferred(r"[之以]?(?:前(?!锋|后)|后(?!来|卫))")
_HOUR_AHEAD = deferred(rf"\s?[至到~～—–-]\s?(?:\d{{1,2}}|[{H}]{{1,3}})\s?[点时]")
_HOUR_BEHIND = deferred(r"[点时半]\s?[至到~～—–-]\s?$")


def _to_the_hour(text: str, start: int) -> Draft | None:
    """Read 差五分八点 and 0-24时."""
    short = _SHORT_OF.match(text, start) if text[start - 1 : start] == "差" else None
    if short:
        minutes, hour = int(number(short["m"])), int(number(short["h"]))
        if 0 < minutes < 60 and 0 < hour <= 24:
            told = f"T{hour - 1:02d}:{60 - minutes:02d}"
            return Draft(Kind.TIME, start, short.end(), date=told)
    hours = _HOURS.match(text, start)
    if hours and int(hours["a"]) < int(hours["b"]) and not text[start - 1 : start].isdigit():
        told = f"T{int(hours['a']):02d}:00/T{int(hours['b']):02d}:00"
        return Draft(Kind.TIME, start, hours.end(), date=told)
    return None


# 1分16秒, 2小时15分: minutes and no points
_MINUTES = deferred(
    r"(?P<m>\s?分)(?P<s>\s?(?:[0-9]{1,2}(?:\.[0-9]+)?|[一二三四五]?十?[一二三四五六七八九]?)\s?秒)?"
    r"(?![之钟为别])"
)
_HOURS_AHEAD = deferred(r"(?:小时|钟头)\s?$")


def minutes_of(text: str, start: int, end: int) -> Suffix | None:
    """Return the 分 behind a number that is a minute by what stands about it."""
    match = _MINUTES.match(text, end)
    if match and (match["s"] or _HOURS_AHEAD.search(text, max(0, start - 4), start)):
        return Suffix(Kind.DURATION, "minute", match.end("m"), "duration")
    return None


def read_clock(text: str, start: int) -> Draft | None:
    """Read a time of day."""
    special = _to_the_hour(text, start)
    if special:
        return special
    match = CLOCK.match(text, start)
    if not match:
        return None
    cue = _HOURS_BEFORE.search(text, max(0, start - 4), start)
    minutes = match["m"] or number(match["m2"])
    hour = int(number(match["h"] or match["h2"]) or 0)
    if match["h"] and re.search(
        r"比[分例数]?(?:为|是)?$|\d$|[:.,]$", text[max(0, start - 4) : start]
    ):
        return None
    if match["h2"] and not cue and not _sure_clock(text, match):
        return None
    if match["half"]:
        minutes = "30"
    elif match["q"]:
        minutes = "15" if match["q"] == "一" else "45"
    if cue and cue[1] in _LATE and hour < 12:
        hour += 12
    if cue and cue[1] in _NIGHT and hour % 12 == 0:
        hour = 0
    seconds = match["s"] or number(match["s2"])
    told = f"T{hour:02d}:{int(minutes or 0):02d}" + (f":{int(seconds):02d}" if seconds else "")
    part = _PART.search(text, max(0, start - 3), start)
    return Draft(Kind.TIME, part.start() if part else start, match.end(), date=told)


def _sure_clock(text: str, match: re.Match[str]) -> bool:
    body = match[0]
    if _HOUR_AHEAD.match(text, match.end()) or _HOUR_BEHIND.search(
        text, max(0, match.start() - 4), match.start()
    ):
        return True
    if "点钟" in body or "点整" in body or match["q"] or match["half"]:
        return True
    if "时" in body:
        if match["h2"] == "24":
            # the end of a day
            return True
        return body[0].isdigit() and (
            "分" in body
            or bool(
                re.match(r"许|左右|[之以]?[前后]|起|至|到", text[match.end() : match.end() + 4])
            )
        )
    return "点" in body and ("分" in body or bool(_BOUND.match(text, match.end())))
