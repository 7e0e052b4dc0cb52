"""Writes what the world's currencies are called in both languages, from CLDR through Babel.

    python -m training money

A line a currency in use that data/quantity/currencies.toml does not have: its code, what groups it
with those that its bare word may mean, its Chinese and its English names. A bare word that several
currencies share (dinars, 第纳尔) has a line of its own, whose code is that word. Needs babel.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from alignkit.quantity.lookup import load

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "quantity" / "money.tsv"
#: So many currencies must share a bare word for it to be read as money: single ones (kip, gold)
#: mean other things as well.
SHARED = 2
HEAD = "# Made by python -m training money. code, family, Chinese names, English names.\n"

Names = tuple[str, list[str], list[str]]


def in_use() -> Iterator[Names]:
    """Yield each currency that is legal tender somewhere, with its names."""
    from babel import Locale
    from babel.core import get_global

    english, chinese = Locale("en"), (Locale("zh", script="Hans"), Locale("zh", script="Hant"))
    tender = {
        code
        for held in get_global("territory_currencies").values()
        for code, _, end, legal in held
        if legal and end is None
    }
    for code in sorted(tender):
        plurals = english._data["currency_names_plural"].get(code, {}).values()
        told = {name.lower() for name in (english.currencies[code], *plurals)}
        yield (
            code,
            list(dict.fromkeys(locale.currencies[code] for locale in chinese)),
            sorted(name for name in told if re.fullmatch(r"[a-z][a-z. -]+", name)),
        )


def bare_chinese(name: str) -> str:
    """Return a Chinese name without the country before it, "" where none stands there."""
    from babel import Locale

    held = [c for c in Locale("zh").territories.values() if name.startswith(c) and c != name]
    return name[len(max(held, key=len)) :] if held else ""


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    known = load("currencies")
    taken = {word for entry in known.values() for side in ("zh", "en") for word in entry[side]}
    group = {
        word: entry["family"].split()[0]
        for entry in known.values()
        for side in ("zh", "en")
        for word in entry[side]
    }
    group["元"] = "dollar"
    shared: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"zh": set(), "en": set()})
    counts: dict[str, set[str]] = defaultdict(set)
    for code, chinese, english in in_use():
        bare = {
            "zh": {bare_chinese(chinese[0])} - {""},
            "en": {name.split()[-1] for name in english if " " in name},
        }
        words = [*sorted(bare["zh"]), *sorted(bare["en"])]
        family = next((group[word] for word in words if word in group), "")
        family = family or (min(bare["en"], key=len) if bare["en"] else code.lower())
        for word in words:
            group.setdefault(word, family)
        counts[family].add(code)
        for side in ("zh", "en"):
            shared[family][side] |= bare[side] - taken
        if code in known:
            family = known[code]["family"]
        own = [n for n in chinese if n not in taken], [n for n in english if n not in taken]
        if own[0] or own[1]:
            yield "\t".join((code, family, "|".join(own[0]), "|".join(own[1])))
    for family, words_of in sorted(shared.items()):
        several = len(counts[family]) >= SHARED and words_of["zh"] and words_of["en"]
        if several and family not in {entry["family"] for entry in known.values()}:
            told = ("|".join(sorted(words_of[side])) for side in ("zh", "en"))
            yield "\t".join((family, family, *told))


if __name__ == "__main__":
    OUT.write_text(HEAD + "".join(f"{line}\n" for line in lines()), encoding="utf-8")
