"""What the tables are witnessed by: pairs, documents, comparisons and files, and what each gives.

A unit is the least that a finding is told of. What it gives are the rules that speak in it, loudly
enough for a warning; a file that is read gives the sentences it is cut into.
"""

from __future__ import annotations

import lzma
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from bench.texts.data import DIRECTIONS, Pair, fresh_pairs, judged_numbers, professional
from bench.witness.entries import ANY, ROOT, Entry

#: What stands for the name of a rule where a file is cut otherwise.
READING = "reading"
#: What people read a text from; settings and notes beside the documents are left out.
KINDS = frozenset((".md", ".html", ".htm", ".pdf", ".txt", ".docx", ".srt"))
#: Source segments of each set and direction that are checked; all of them are searched for words.
SEGMENTS = 400
Given = frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that findings are told of, with the source it counts as and its words."""

    name: str
    source: str
    text: str

    def gives(self, rules: Given = frozenset()) -> Given:
        """Return the rules that speak, of some of them or of all."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Alone(Unit):
    """A pair, checked by itself."""

    pair: Pair

    def gives(self, rules: Given = frozenset()) -> Given:
        """Return the rules that warn."""
        return _warned([self.pair], sorted(rules))


@dataclass(frozen=True, slots=True)
class Whole(Unit):
    """A document in one translation: what rules say that look at it as a whole."""

    pairs: tuple[Pair, ...]

    def gives(self, rules: Given = frozenset()) -> Given:
        """Return the rules that warn."""
        return _warned(self.pairs, sorted(rules) or _of_documents())


@dataclass(frozen=True, slots=True)
class Compared(Unit):
    """A segment in two translations."""

    pairs: tuple[Pair, ...]

    def gives(self, rules: Given = frozenset()) -> Given:
        """Return the rules of the divergences that are no remarks."""
        import alignkit as ak

        sides = [ak.Bitext.from_pairs([(pair.source, pair.target)]) for pair in self.pairs]
        rows = ak.compare([self.pairs[0].source], *sides).rows
        told = {d.rule for row in rows for d in row.divergences if d.severity != "info"}
        return frozenset(told & rules if rules else told)


@dataclass(frozen=True, slots=True)
class Cut(Unit):
    """A file that is read and cut into sentences: what it gives are these."""

    path: Path

    def gives(self, rules: Given = frozenset()) -> Given:
        """Return the sentences."""
        import alignkit as ak

        return frozenset(s.text for s in ak.segment(ak.read(self.path)).sentences)


def _warned(pairs: list[Pair] | tuple[Pair, ...], rules: list[str]) -> Given:
    import alignkit as ak

    languages = pairs[0].direction.split("-")
    bitext = ak.Bitext.from_pairs([(pair.source, pair.target) for pair in pairs], *languages)
    found = ak.check(bitext, select=rules) if rules else ak.check(bitext)
    return frozenset(one.rule for one in found if one.severity is not ak.Severity.INFO)


def _of_documents() -> list[str]:
    from alignkit.check.run.registry import all_rules

    return [rule.id for rule in all_rules() if rule.find_pair]


@lru_cache(maxsize=1)
def developed(data: Path) -> tuple[Pair, ...]:
    """Return all pairs that rules may be written by."""
    held = [*judged_numbers(data), *fresh_pairs(data)]
    for direction in DIRECTIONS:
        held += [pair for pair in professional(data, direction) if pair.half == "development"]
    return tuple(held)


def pairs(data: Path) -> Iterator[Unit]:
    """Yield the pairs of so many source segments of each set, by lot."""
    groups: dict[tuple[str, str, str], dict[str, list[Pair]]] = defaultdict(dict)
    for pair in developed(data):
        groups[pair.set, pair.direction, pair.genre].setdefault(pair.key, []).append(pair)
    for sources in groups.values():
        for key in sorted(sources, key=lot)[:SEGMENTS]:
            for pair in sources[key]:
                name = f"{key}:{pair.system}"
                yield Alone(name, key, f"{pair.source}\n{pair.target}", pair)


def _documents(data: Path) -> dict[tuple[str, ...], list[Pair]]:
    groups: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in developed(data):
        groups[pair.set, pair.direction, pair.genre, pair.document, pair.system].append(pair)
    return groups


def wholes(data: Path) -> Iterator[Unit]:
    """Yield the documents, each in each of its translations."""
    for key, held in _documents(data).items():
        text = "\n".join(f"{pair.source}\n{pair.target}" for pair in held)
        yield Whole("whole:" + ":".join(key), ":".join(key[:4]), text, tuple(held))


def comparisons(data: Path) -> Iterator[Unit]:
    """Yield so many Chinese segments of each set that two professionals translated, by lot."""
    groups: dict[str, dict[str, list[Pair]]] = defaultdict(dict)
    for pair in developed(data):
        if pair.set in ("news", "bio") and pair.direction == "zh-en":
            groups[pair.set].setdefault(pair.key, []).append(pair)
    for sources in groups.values():
        for key in sorted((key for key in sources if len(sources[key]) > 1), key=lot)[:SEGMENTS]:
            both = tuple(sources[key][:2])
            text = "\n".join(f"{pair.source}\n{pair.target}" for pair in both)
            yield Compared(f"compared:{key}", key, text, both)


def files(data: Path) -> Iterator[Unit]:
    """Yield the documents of the repository's corpus and of the development data."""
    held = (*(ROOT / "corpora").rglob("*"), *(data / "wild").glob("*/*"))
    for path in sorted(path for path in held if path.suffix in KINDS and path.is_file()):
        name = str(path.relative_to(ROOT if ROOT in path.parents else data))
        yield Cut(name, name, path.read_text("utf-8", "replace"), path)


def texts(data: Path) -> dict[str, str]:
    """Return the text of every independent source: segments and documents."""
    held: dict[str, list[str]] = defaultdict(list)
    for pair in developed(data):
        # The same news stands in both directions, and counts once.
        key = pair.key.replace(":en-zh:", ":zh-en:") if pair.set == "news" else pair.key
        held[key] += [pair.source, pair.target]
    for unit in files(data):
        held[unit.source].append(unit.text)
    return {key: "\n".join(parts) for key, parts in held.items()}


def translations() -> Iterator[str]:
    """Yield the files of translations that ALIGNKIT_DATA names, a source a line."""
    for path in sorted((Path(os.environ.get("ALIGNKIT_DATA", "")) / "pairs").glob("*.tsv.xz")):
        yield lzma.decompress(path.read_bytes()).decode("utf-8")


def lot(key: str) -> bytes:
    """Return what sources are drawn by."""
    return sha256(key.encode()).digest()


def standing(entries: list[Entry], text: str) -> list[Entry]:
    """Return the entries that a text holds a word of."""
    folded = fold(text)
    return [entry for entry in entries if any(at(folded, word) >= 0 for word in entry.words)]


def fold(text: str) -> str:
    """Return a text as words are looked for in it: in small letters, a hyphen as a space."""
    return text.lower().replace("-", " ")


def at(folded: str, word: str, low: int = 0) -> int:
    """Return the place of a word in a folded text, or -1; an English one stands by itself."""
    if _PATTERN.search(word):
        match = _compiled(word).search(folded, low)
        return match.start() if match else -1
    bare = word.strip(ANY)
    begins, ends = (_latin(word[:1]), _latin(word[-1:]))
    while (low := folded.find(bare, low)) >= 0:
        high = low + len(bare)
        apart = not (begins and _latin(folded[low - 1 : low] if low else ""))
        if apart and not (ends and _latin(folded[high : high + 1])):
            return low
        low += 1
    return -1


#: A line may be a pattern of the words it means: declin, then any letters.
_PATTERN = re.compile(r"\\\\|\(\?")


@lru_cache(maxsize=256)
def _compiled(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){word}(?![a-z])".replace(r"\\", "\\"))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
