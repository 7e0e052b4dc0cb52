"""Counts which English words Chinese texts keep as they are: pod, token, Linux; never dentist.

    python -m training kept --data DIR          (ALIGNKIT_DATA)

A word is kept where it stands in both texts of a pair, outside code and addresses. Written are
plain words that are kept now and then, and names that nearly always are. Three minutes.
"""

from __future__ import annotations

import argparse
import lzma
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from alignkit.words.lexicon import sources, stem_of
from alignkit.words.loans import CODE, FILE, KEPT, NAME, WORD
from alignkit.words.script import HAN

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "check" / FILE
#: So many pairs of one source at most, sightings at least, and sources that bear a name witness.
CAP, SEEN, WITNESSES = 40_000, 3, 2


def pairs(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield a source's name, Chinese and English of each pair."""
    for path in sorted(folder.glob("*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for line in islice(stream, CAP):
                chinese, _, english = line.rstrip("\n").partition("\t")
                if HAN.search(chinese):
                    yield path.name.split(".")[0], chinese, english


def counted(folder: Path) -> tuple[Counter[str], Mapping[str, Counter[str]]]:
    """Return how often each word was seen, and how often each source keeps it."""
    seen: Counter[str] = Counter()
    kept: dict[str, Counter[str]] = defaultdict(Counter)
    for name, chinese, english in pairs(folder):
        words = set(WORD.findall(CODE.sub(" ", english)))
        there = set(WORD.findall(CODE.sub(" ", chinese)))
        seen.update(words)
        for word in words & there:
            kept[word][name] += 1
    return seen, kept


def lines(seen: Counter[str], kept: Mapping[str, Counter[str]]) -> list[str]:
    """Return the table: a word, and in how many of a hundred places it is kept."""
    found = []
    for word, held in kept.items():
        rate = sum(held.values()) / seen[word]
        if seen[word] < SEEN:
            continue
        if word.islower():
            fits = rate >= KEPT and sources(stem_of(word))
        else:
            fits = rate >= NAME and len(held) >= WITNESSES
        if fits:
            found.append(f"{word}\t{100 * rate:.0f}")
    return sorted(found)


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(prog="python -m training kept", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    table = lines(*counted(Path(options.data) / "pairs"))
    options.out.write_text("".join(line + "\n" for line in table), encoding="utf-8")
    print(f"{len(table):,} words to {options.out}")


if __name__ == "__main__":
    main()
