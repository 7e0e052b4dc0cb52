"""The tables of units, currencies, classifiers, traps and bounds, as dictionaries to look up."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

from alignkit.errors import OptionError
from alignkit.types.quantity import Comparator

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SI = {
    "p": ("-12", "皮", "pico"),
    "n": ("-9", "纳", "nano"),
    "u": ("-6", "微", "micro"),
    "m": ("-3", "毫", "milli"),
    "c": ("-2", "厘", "centi"),
    "d": ("-1", "分", "deci"),
    "h": ("2", "百", "hecto"),
    "k": ("3", "千", "kilo"),
    "K": ("3", "千", "kilo"),
    "M": ("6", "兆", "mega"),
    "G": ("9", "吉", "giga"),
    "T": ("12", "太", "tera"),
    "P": ("15", "拍", "peta"),
    "E": ("18", "艾", "exa"),
    "Z": ("21", "泽", "zetta"),
}
NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿半双第几数")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is written in a text: its canonical name, dimension and factor to the base."""

    name: str
    dimension: str
    factor: Decimal | None

    def over(self, other: Unit) -> Unit:
        """Return the compound of two units, "kilometres per hour"."""
        factor = self.factor / other.factor if self.factor and other.factor else None
        return Unit(f"{self.name}/{other.name}", f"{self.dimension}/{other.dimension}", factor)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """All that the readers of both languages look up; the keys of `by_name` are canonical names."""

    zh_units: Mapping[str, Unit]
    en_units: Mapping[str, Unit]
    symbols: Mapping[str, Unit]
    by_name: Mapping[str, Unit]
    zh_money: Mapping[str, str]
    en_money: Mapping[str, str]
    signs: Mapping[str, str]
    families: Mapping[str, frozenset[str]]
    bare: frozenset[str]
    loose: frozenset[str]
    classifiers: frozenset[str]


@lru_cache(maxsize=16)
def load(name: str) -> Mapping[str, Any]:
    """Return one of the tables of data/quantity as TOML gives it."""
    file = resources.files("alignkit.data") / "quantity" / f"{name}.toml"
    held: Mapping[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return held


def tables(units: Mapping[str, Any] | None = None) -> Tables:
    """Return the tables, with the units that a user's settings add."""
    return _tables(json.dumps(units, sort_keys=True, default=dict) if units else "{}")


@lru_cache(maxsize=4)
def _tables(added: str) -> Tables:
    zh: dict[str, Unit] = {}
    en: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    by_name: dict[str, Unit] = {}
    for name, entry in {**load("units"), **json.loads(added)}.items():
        _add_unit(name, entry, zh, en, symbols)
    _add_capitals(symbols)
    for table in (zh, en, symbols):
        for unit in table.values():
            by_name.setdefault(unit.name, unit)
    money = {**_cldr_money(), **load("currencies")}
    return Tables(
        zh,
        en,
        symbols,
        by_name,
        _words_of_money("zh"),
        _words_of_money("en"),
        {sign: code for code, entry in money.items() for sign in entry.get("signs", ())},
        {code: frozenset(entry["family"].split()) for code, entry in money.items()},
        frozenset(code for code, entry in money.items() if entry.get("bare")),
        frozenset(word for entry in money.values() for word in entry.get("loose", ())),
        frozenset(load("counted")["classifiers"]),
    )


@lru_cache(maxsize=1)
def _cldr_money() -> Mapping[str, Any]:
    """Return the names of currencies that CLDR has beside the table that people wrote."""
    text = (resources.files("alignkit.data") / "quantity" / "money.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line[:1] != "#")
    return {
        code: {
            "family": family,
            "zh": chinese.split("|") if chinese else [],
            "en": english.split("|") if english else [],
            "bare": code == family,
        }
        for code, family, chinese, english in rows
    }


def _words_of_money(lang: str) -> dict[str, str]:
    """Return the code of each word for money; the table that people wrote goes first."""
    held = (_cldr_money(), load("currencies"))
    return {word: code for table in held for code, entry in table.items() for word in entry[lang]}


def _add_unit(
    name: str,
    entry: Any,
    zh: dict[str, Unit],
    en: dict[str, Unit],
    symbols: dict[str, Unit],
) -> None:
    if not isinstance(entry, Mapping) or "dimension" not in entry:
        raise OptionError(f"the unit {name!r} needs a table with at least a dimension")
    try:
        factor = Decimal(str(entry["factor"])) if entry.get("factor") else None
    except ArithmeticError:
        raise OptionError(
            f"the factor {entry['factor']!r} of the unit {name!r} is no number"
        ) from None
    unit = Unit(name, entry["dimension"], factor)
    for word in entry.get("zh", ()):
        zh[word] = unit
    for word in entry.get("en", ()):
        en[word] = unit
    for sign in entry.get("symbols", ()):
        symbols[sign] = unit
    for prefix in entry.get("prefixes", ""):
        power, chinese, english = SI[prefix]
        scale = factor * Decimal(f"1E{power}") if factor else None
        scaled = Unit(english + name, unit.dimension, scale)
        for sign in entry.get("symbols", ()):
            symbols[prefix + sign] = scaled
            if prefix == "u":
                symbols["µ" + sign] = symbols["μ" + sign] = scaled
        if entry.get("zh_prefixes"):
            zh.update({chinese + word: scaled for word in entry.get("zh", ())})
        if entry.get("en_prefixes"):
            en.update({english + word: scaled for word in entry.get("en", ())})


def _add_capitals(symbols: dict[str, Unit]) -> None:
    """Let kilo and hertz stand in capitals (KV, KM, MHZ), where no other unit is written so."""
    alike: dict[str, set[str]] = {}
    for sign, unit in symbols.items():
        alike.setdefault(sign.casefold(), set()).add(unit.name)
    for sign, unit in list(symbols.items()):
        if len(sign) > 1 and (sign[0] == "k" or sign.endswith("Hz")):
            for written in (sign.upper(), sign[0].upper() + sign[1:]):
                if len(alike[sign.casefold()]) == 1:
                    symbols.setdefault(written, unit)


@dataclass(frozen=True, slots=True)
class Trap:
    """A word that holds a numeral and states none; `open` if a translation may show one."""

    word: str
    at: int
    open: bool
    shown: str | None


@lru_cache(maxsize=1)
def traps() -> Mapping[str, tuple[Trap, ...]]:
    """Return the traps by the two characters at their first numeral, longest first."""
    held: dict[str, list[Trap]] = {}
    table = load("traps")
    for kind in ("open", "opaque"):
        for word in table[kind]:
            at = next((i for i, c in enumerate(word) if c in NUMERALS), -1)
            if at < 0:
                continue
            key = word[at : at + 2] if at + 1 < len(word) else "<" + word[at - 1 : at + 1]
            held.setdefault(key, []).append(
                Trap(word, at, kind == "open", table["shown"].get(word))
            )
    return {key: tuple(sorted(of, key=lambda t: -len(t.word))) for key, of in held.items()}


@lru_cache(maxsize=8)
def bounds(lang: str, place: str) -> Mapping[str, tuple[Comparator, str]]:
    """Return words with (comparator, blur) for a language and "before" or "after"."""
    found = {}
    for word, says in load("comparators")[lang][place].items():
        blur = "~" if "~" in says else ""
        found[word] = (Comparator(says.replace("~", "") or "="), blur)
    return found


@lru_cache(maxsize=1)
def counted() -> Mapping[str, Any]:
    """Return the classes of counted things and the forms of counting."""
    return load("counted")
