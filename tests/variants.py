"""One sentence pair in many dresses: what a check says must not hang on any of them.

    PAIR = Pattern("{zh_n}公里", "{en_n} kilometres")
    verdicts(PAIR.variants(), "zh", "en")      a set with one member, if nothing hangs on the dress

A pattern holds slots that each language fills in its own way: `{n}` the number, `{m}` one that is
larger by two, `{N}` and `{M}` the same always in digits, `{n}th` an English ordinal, `{unit}`, the
bounds `{least}` and `{most}`, `{up}` a verb of rising and `{down}` one of falling, `{must}` a duty
and `{may}` a permission. Each axis is turned by itself around one base, so that a hundred variants
of a pattern cost little. Lines of a pattern are pairs of one bitext.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import alignkit as ak

NUMBERS = range(2, 21)
_ZH = "零一二三四五六七八九十"
_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two"
).split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first twenty-second"
).split()
UNITS = (
    ("公里", "kilometres"), ("米", "metres"), ("吨", "tonnes"), ("公斤", "kilograms"),
    ("年", "years"), ("个月", "months"), ("天", "days"), ("小时", "hours"), ("分钟", "minutes"),
    ("美元", "dollars"), ("公顷", "hectares"), ("平方米", "square metres"), ("升", "litres"),
)  # fmt: skip
RISES = (
    ("增加", "increased"), ("增长", "grew"), ("上升", "rose"), ("提高", "increased"),
    ("上涨", "climbed"), ("攀升", "climbed"),
)  # fmt: skip
#: {least} and {most}: a bound before the number.
LEAST = (
    ("至少", "at least"), ("不少于", "no less than"), ("不低于", "not less than"),
    ("最少", "a minimum of"), ("起码", "at least"),
)  # fmt: skip
MOST = (
    ("至多", "at most"), ("不超过", "no more than"), ("最多", "up to"),
    ("不高于", "not more than"), ("不多于", "a maximum of"),
)  # fmt: skip
FALLS = (
    ("减少", "decreased"), ("下降", "fell"), ("降低", "dropped"), ("下跌", "fell"),
    ("缩减", "shrank"),
)  # fmt: skip
MUSTS = (("必须", "must"), ("应当", "shall"), ("须", "must"), ("务必", "must"), ("需要", "have to"))
MAYS = (("可以", "may"), ("可", "may"), ("有权", "may"), ("能够", "can"))
_FULL = {ord(c): ord(c) + 0xFEE0 for c in "0123456789%.,"}


@dataclass(frozen=True, slots=True)
class Dress:
    """How the slots of a pattern are filled, and how the text is set."""

    n: int = 5
    words: bool = False
    unit: tuple[str, str] = UNITS[0]
    rise: tuple[str, str] = RISES[0]
    fall: tuple[str, str] = FALLS[0]
    least: tuple[str, str] = LEAST[0]
    most: tuple[str, str] = MOST[0]
    must: tuple[str, str] = MUSTS[0]
    may: tuple[str, str] = MAYS[0]
    full: bool = False
    spaced: bool = False
    turned: bool = False

    @property
    def name(self) -> str:
        """What differs from the base, for the name of a test."""
        told = [str(self.n)]
        told += [part for part in ("words", "full", "spaced", "turned") if getattr(self, part)]
        slots = (self.unit, self.rise, self.fall, self.least, self.most, self.must, self.may)
        return "-".join([*told, *(words[1] for words in slots)])


@dataclass(frozen=True, slots=True)
class Pattern:
    """A Chinese and an English sentence with slots; clauses are parted by "|" on both sides."""

    zh: str
    en: str

    def pair(self, dress: Dress) -> tuple[str, str]:
        """Return the Chinese and the English text in one dress, a sentence a line."""
        zh, en = self.zh.split("\n"), self.en.split("\n")
        return (
            "\n".join(_zh("，".join(_clauses(line, dress)) + "。", dress) for line in zh),
            "\n".join(_en(_begun(", and ".join(_clauses(line, dress))), dress) for line in en),
        )

    def variants(self) -> Iterator[tuple[Dress, tuple[str, str]]]:
        """Yield the pair in every dress that the pattern has a slot for, each once."""
        seen = set()
        for dress in dresses():
            pair = self.pair(dress)
            if pair not in seen:
                seen.add(pair)
                yield dress, pair


def dresses(base: Dress | None = None) -> Iterator[Dress]:
    """Yield the base, then each axis turned by itself."""
    base = base or Dress()
    for n in NUMBERS:
        for words in (False, True):
            yield replace(base, n=n, words=words)
    yield from (replace(base, unit=unit) for unit in UNITS)
    yield from (replace(base, rise=rise) for rise in RISES)
    yield from (replace(base, fall=fall) for fall in FALLS)
    yield from (replace(base, least=least) for least in LEAST)
    yield from (replace(base, most=most) for most in MOST)
    yield from (replace(base, must=must) for must in MUSTS)
    yield from (replace(base, may=may) for may in MAYS)
    yield replace(base, full=True)
    yield replace(base, spaced=True)
    yield replace(base, turned=True)


def _clauses(line: str, dress: Dress) -> list[str]:
    clauses = line.split("|")
    return clauses[::-1] if dress.turned else clauses


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:] + "."


def numeral(n: int) -> str:
    """Return a number below one hundred as Chinese counts things: two is 两."""
    if n == 2:
        return "两"
    tens, ones = divmod(n, 10)
    head = (_ZH[tens] if tens > 1 else "") + "十" if tens else ""
    return head + (_ZH[ones] if ones or not tens else "")


def _zh(text: str, dress: Dress) -> str:
    gap = " " if dress.spaced else ""
    for slot, n in (("{n}", dress.n), ("{m}", dress.n + 2)):
        said = numeral(n) if dress.words else str(n)
        text = text.replace(slot.upper(), str(n)).replace(
            "第" + slot, "第" + said.replace("两", "二")
        )
        if dress.full:
            said = said.translate(_FULL)
        text = text.replace(slot + "{unit}", f"{said}{gap}{dress.unit[0]}").replace(slot, said)
    return _worded(text, dress, 0)


def ordinal(n: int, words: bool) -> str:
    """Return an English ordinal, "fourth" or "4th"."""
    if words:
        return _ORDINALS[n]
    ending = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def _en(text: str, dress: Dress) -> str:
    for slot, n in (("{n}", dress.n), ("{m}", dress.n + 2)):
        said = _EN[n] if dress.words else str(n)
        text = text.replace(slot.upper(), str(n))
        text = text.replace(slot + "th", ordinal(n, dress.words))
        text = text.replace(slot + " {unit}", f"{said} {dress.unit[1]}").replace(slot, said)
    return _worded(text, dress, 1)


def _worded(text: str, dress: Dress, side: int) -> str:
    slots = {"up": dress.rise, "down": dress.fall, "least": dress.least, "most": dress.most}
    slots |= {"must": dress.must, "may": dress.may}
    for slot, words in slots.items():
        text = text.replace(f"{{{slot}}}", words[side])
    return text


def said(source: str, target: str, lang: str, select: Iterable[str], least: str) -> frozenset[str]:
    """Return the families that speak of a text, at a severity or above; `lang` is the source's."""
    other = "en" if lang == "zh" else "zh"
    pairs = list(zip(source.split("\n"), target.split("\n"), strict=True))
    bitext = ak.Bitext.from_pairs(pairs, lang, other)
    found = ak.check(bitext, select=list(select)).at_least(least)
    return frozenset(finding.rule[:3] for finding in found)


def differing(
    pattern: Pattern,
    lang: str,
    select: Iterable[str],
    wanted: Iterable[str],
    least: str = "warning",
) -> list[str]:
    """Return the dresses in which something else is said than is wanted, with what is said."""
    found = []
    for dress, (zh, en) in pattern.variants():
        source, target = (zh, en) if lang == "zh" else (en, zh)
        held = said(source, target, lang, select, least)
        if held != frozenset(wanted):
            found.append(f"{dress.name}: {sorted(held)}: {source} | {target}")
    return found
