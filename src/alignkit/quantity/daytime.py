"""Parts of the day: 上午, 傍晚, the afternoon, at dawn, as the hours that they may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignkit.deferred import deferred
from alignkit.quantity.rates import Said
from alignkit.types import Span
from alignkit.types.quantity import Kind

# From when to when a word may mean; from 24 on it is the night's other half.
_HOURS = (
    ("凌晨 今晨", 0, 7),
    ("清晨 拂晓 黎明", 3, 10),
    ("早晨 早上 早间 清早 今早 明早 次晨 翌晨 一早 大清早", 5, 11),
    ("上午 午前", 5, 12),
    ("白天 日间 白昼", 6, 18),
    ("中午 正午 午间 晌午", 11, 14),
    ("下午 午后", 12, 18),
    ("傍晚 黄昏 日落", 16, 20),
    ("晚上 晚间 夜晚 入夜 今晚 昨晚 明晚 当晚 前晚 每晚 周末晚", 17, 25),
    ("夜里 夜间 夜裡 夜間 昨夜 今夜 当夜 當晚 深夜 半夜 后半夜 黑夜", 19, 30),
    ("午夜 子夜", 22, 26),
    ("morning mornings", 0, 12),
    ("dawn daybreak sunrise", 3, 9),
    ("daytime", 6, 18),
    ("noon midday noontime", 11, 14),
    ("afternoon afternoons", 12, 18),
    ("dusk sunset nightfall", 16, 21),
    ("evening evenings", 17, 24),
    ("night nights tonight nighttime night-time", 18, 30),
    ("midnight", 22, 26),
)
_OF = {word: (low, high) for words, low, high in _HOURS for word in words.split()}
_DAY = 24
# So many hours in common, and two words may mean one time: 傍晚 and the afternoon, 下午 and the
# evening not.
_SHARED = 2
_ZH = "|".join(sorted((word for word in _OF if word > "\u3000"), key=len, reverse=True))
_EN = "|".join(sorted((word for word in _OF if word < "\u3000"), key=len, reverse=True))
# 早间新闻 is a name, and so is the Evening Standard; 石头上午睡 holds no morning.
_CHINESE = deferred(rf"(?:{_ZH})(?![茶餐饭飯班报報霜会會新场場]|(?<=上午)睡)")
_ENGLISH = deferred(
    rf"(?<![\w-])(?i:{_EN})(?![\w-]|\s(?!I\b)[A-Z]|\s(?:shifts?|clubs?|markets?|schools?|mode)\b)"
)
_NAMED = deferred(r"[a-z,]\s(?:the\s)?[A-Z][a-z]+$|\bGood\s$")


@dataclass(frozen=True, slots=True)
class Daytime:
    """A word for a part of the day, its place, and from when to when it may be."""

    span: Span
    low: int
    high: int

    def meets(self, low: int, high: int) -> bool:
        """Tell whether two stretches of hours may be one time; the night goes on after 24."""
        return any(
            min(self.high, high + shift) - max(self.low, low + shift)
            >= min(_SHARED, high - low, self.high - self.low)
            for shift in (-_DAY, 0, _DAY)
        )


def daytimes(text: str, lang: str) -> list[Daytime]:
    """Return the parts of the day that a text names, in order.

    >>> [(one.low, one.high) for one in daytimes("今天下午开会，晚上放电影。", "zh")]
    [(12, 18), (17, 25)]
    """
    found = []
    for match in (_CHINESE if lang == "zh" else _ENGLISH).finditer(text):
        start = match.start()
        if (
            lang == "en"
            and match[0][0].isupper()
            and _NAMED.search(text[max(0, start - 30) : start])
        ):
            continue
        low, high = _OF[match[0].lower()]
        found.append(Daytime(Span(*match.span()), low, high))
    return found


def apart(source: Said, target: Said) -> tuple[Daytime, Daytime] | None:
    """Return the part of the day of each side that the other contradicts, where each has one.

    >>> said = Said("上午开会。", "zh", ()), Said("We met in the afternoon.", "en", ())
    >>> [one.span for one in apart(*said)]
    [Span(start=0, end=2), Span(start=14, end=23)]
    """
    ours = daytimes(source.text, source.lang)
    theirs = daytimes(target.text, target.lang) if ours else []
    if not theirs:
        return None
    alone = (
        _alone(ours, [*_stretches(theirs), *_clocks(target)], source),
        _alone(theirs, [*_stretches(ours), *_clocks(source)], target),
    )
    if not alone[0] or not alone[1]:
        return None
    return alone[0][0], alone[1][0]


def _alone(own: Sequence[Daytime], others: Sequence[tuple[int, int]], side: Said) -> list[Daytime]:
    """Return the words that no hour and no part of the day of the other side may mean."""
    timed = [q.span for q in side.found if q.kind == Kind.TIME]
    return [
        one
        for one in own
        if not any(span.start < one.span.end and one.span.start < span.end for span in timed)
        and not any(one.meets(low, high) for low, high in others)
    ]


def _stretches(held: Sequence[Daytime]) -> Iterator[tuple[int, int]]:
    return ((one.low, one.high) for one in held)


def _clocks(side: Said) -> Iterator[tuple[int, int]]:
    """Yield the hours that a side states; an hour up to twelve may be of either half of the day."""
    for quantity in side.found:
        if quantity.kind != Kind.TIME:
            continue
        for part in quantity.date.split("/"):
            hour = int(part[1:3]) if part[1:3].isdigit() else 0
            yield hour - 1, hour + 1
            if hour <= 12:
                yield hour + 11, hour + 13
