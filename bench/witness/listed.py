"""Who else lists a line of a hand-made table: dictionaries, a word list, public files.

A dictionary that others keep is no text, and counts as no source; but a word that it lists is
nobody's anecdote. ALIGNKIT_DATA names CC-CEDICT and Wiktionary, ALIGNKIT_WORDNET the folder of
WordNet; jieba brings its list of words. Outsiders wrote sentences for the tests of quantities.
`elsewhere.tsv` was counted by hand: phrases that sites print were looked up in public files.
"""

from __future__ import annotations

import lzma
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from bench.witness.entries import ROOT, TABLES, Entry
from bench.witness.uses import fold, standing

ELSEWHERE = Path(__file__).parent / "elsewhere.tsv"
#: Sentences that people wrote who had not seen the program.
OUTSIDERS = ROOT / "tests" / "data" / "quantity"
#: What a table says of itself where it holds a class of words whole, whether texts use them or not.
_CLOSED = re.compile(r"^# closed: (\S+)", re.M)
_ASIDE = re.compile(r"\s*\([^)]*\)\s*")


def listed(held: Iterable[Entry]) -> dict[tuple[str, str], list[str]]:
    """Return who lists each entry, under its table and what it says."""
    entries = list(held)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, words in dictionaries():
        for entry in entries:
            own = (entry.table, entry.says)
            if name not in found[own] and words.intersection(entry.words):
                found[own].append(name)
    told = "\n".join(path.read_text("utf-8") for path in OUTSIDERS.glob("outside.*.jsonl"))
    for entry in standing(entries, told):
        found[entry.table, entry.says].append("outsiders")
    for table, says, _ in _rows(ELSEWHERE):
        found[table, says].append("public files")
    return found


def dictionaries() -> Iterator[tuple[str, set[str]]]:
    """Yield each dictionary that is here, with its words as texts are searched for them."""
    folder = Path(os.environ.get("ALIGNKIT_DATA", "")) / "dict"
    if (path := folder / "cc-cedict.tsv.xz").exists():
        words = set()
        for simple, traditional, _, glosses, *_ in _rows(path):
            parts = glosses.split("/")
            words |= {simple, traditional, *parts, *(_ASIDE.sub("", part) for part in parts)}
        yield "CC-CEDICT", set(map(fold, words))
    if (path := folder / "enwiktionary-en-cmn.tsv.xz").exists():
        yield "Wiktionary", {fold(word) for row in _rows(path) for word in row[:2]}
    names = [f"index.{part}" for part in ("noun", "verb", "adj", "adv")]
    paths = [Path(os.environ.get("ALIGNKIT_WORDNET", "")) / name for name in names]
    if all(path.exists() for path in paths):
        lines = (line for path in paths for line in path.read_text("utf-8").splitlines())
        yield "WordNet", {fold(line.partition(" ")[0].replace("_", " ")) for line in lines}
    text = resources.files("jieba").joinpath("dict.txt").read_text("utf-8")
    yield "jieba", {line.partition(" ")[0] for line in text.splitlines()}


def closed(table: str) -> list[re.Pattern[str]]:
    """Return what the lines look like of the classes that a table says it holds whole."""
    text = (TABLES / table).read_text("utf-8")
    return [re.compile(pattern) for pattern in _CLOSED.findall(text)]


def _rows(path: Path) -> Iterator[list[str]]:
    read = lzma.open if path.suffix == ".xz" else open
    with read(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            if not line.startswith("#"):
                yield line.rstrip("\n").split("\t")
