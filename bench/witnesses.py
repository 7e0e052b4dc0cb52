"""What each line of a hand-made table rests on: python -m bench witnesses [--table NAME].

Each entry that occurs in the development texts is taken out in turn, and the pairs that hold it
are checked again. A source segment whose findings change is a witness of the entry: one that moves
a single source is an anecdote, and may at most give a note. The tables are those under
src/alignkit/data that people wrote; --write keeps the counts in bench/witnesses.tsv.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from multiprocessing.pool import Pool
from pathlib import Path

from bench.data import DIRECTIONS, Pair, fresh_pairs, judged_numbers, professional

ROOT = Path(__file__).parent.parent
TABLES = ROOT / "src" / "alignkit" / "data"
KEPT = Path(__file__).parent / "witnesses.tsv"
#: Made by a script or copied from a dictionary: no one's line by line.
MADE = ("judged.tsv", "promises.tsv", "pinyin.tsv", "camel_names.txt", "capitalised.txt")
#: Two sources that move are enough; the pairs are looked at in steps until then.
ENOUGH = 2
STEP, MOST = 20, 120
#: Source segments of each set and direction that stand for the development data.
SEGMENTS = 400

State = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table, or one string of a list in it; `low` and `high` are what is cut."""

    table: str
    says: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Witnessed:
    """How many sources an entry occurs in, and how many of those looked at it moves."""

    entry: Entry
    sources: int
    looked: int
    moved: int


def tables() -> list[Path]:
    """Return the tables that people wrote and the checks read."""
    held = [p for p in TABLES.rglob("*") if p.suffix in (".toml", ".tsv", ".txt")]
    return sorted(p for p in held if p.name not in MADE and "segment" not in p.parts)


def entries(path: Path) -> Iterator[Entry]:
    """Yield what can be taken out of a table so that it can still be read."""
    text = path.read_text(encoding="utf-8")
    name = str(path.relative_to(TABLES))
    place = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare and not bare.startswith(("#", "[")):
            if path.suffix != ".toml":
                yield Entry(name, re.split(r"\t|=", bare)[0].strip(), place, place + len(line))
            elif match := re.match(r'"([^"]+)" = (?!\[)', bare):
                yield Entry(name, match[1], place, place + len(line))
            else:
                yield from _strings(name, line, place)
        place += len(line)


def _strings(name: str, line: str, place: int) -> Iterator[Entry]:
    """Yield the strings of a list in TOML, each with its comma."""
    start = line.find("[") if "=" in line else 0
    if start < 0:
        return
    for match in re.finditer(r'"([^"]+)"(?:,\s?)?', line):
        if match.start() >= start:
            yield Entry(name, match[1], place + match.start(), place + match.end())


@lru_cache(maxsize=1)
def development(data: Path) -> tuple[Pair, ...]:
    """Return the pairs that rules may be written by, so many source segments of each set."""
    held = [*judged_numbers(data), *fresh_pairs(data)]
    for direction in DIRECTIONS:
        held += [pair for pair in professional(data, direction) if pair.half == "development"]
    groups: dict[tuple[str, str, str], dict[str, list[Pair]]] = defaultdict(dict)
    for pair in held:
        groups[pair.set, pair.direction, pair.genre].setdefault(pair.key, []).append(pair)
    chosen: list[Pair] = []
    for sources in groups.values():
        for key in sorted(sources, key=lambda k: sha256(k.encode()).digest())[:SEGMENTS]:
            chosen += sources[key]
    return tuple(chosen)


def holding(says: str, pairs: Sequence[Pair]) -> dict[str, list[int]]:
    """Return the pairs that hold an entry on either side, by source."""
    word = re.compile(
        rf"(?<![A-Za-z]){re.escape(says)}(?![A-Za-z])" if says.isascii() else re.escape(says), re.I
    )
    found: dict[str, list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        if word.search(pair.source) or word.search(pair.target):
            found[pair.key].append(at)
    return found


_PAIRS: tuple[Pair, ...] = ()


def _states(task: tuple[Entry | None, list[int]]) -> dict[int, State]:
    """Check some pairs, one by one, with an entry taken out; runs in a process of its own."""
    entry, places = task
    if entry is not None:
        _take_out(entry)
    import alignkit as ak

    states = {}
    for at in places:
        pair = _PAIRS[at]
        bitext = ak.Bitext.from_pairs([(pair.source, pair.target)], *pair.direction.split("-"))
        states[at] = tuple(sorted((f.rule, str(f.severity), f.message) for f in ak.check(bitext)))
    return states


def _take_out(entry: Entry) -> None:
    """Make every later reading of the table miss the entry."""
    wanted = TABLES / entry.table
    whole = Path.read_text

    def without(self: Path, *arguments: str | None, **options: str | None) -> str:
        text = whole(self, *arguments, **options)
        return text[: entry.low] + text[entry.high :] if self == wanted else text

    Path.read_text = without  # type: ignore[method-assign]


def witnessed(data: Path, names: Sequence[str] = ()) -> Iterator[Witnessed]:
    """Yield what each entry of the tables rests on."""
    global _PAIRS
    _PAIRS = development(data)
    _warm()
    # A process for each entry: the tables are read once a process, whatever is patched later.
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        before: dict[int, State] = {}
        for path in tables():
            if names and not any(name in str(path) for name in names):
                continue
            for entry in entries(path):
                held = holding(entry.says, _PAIRS)
                yield _look(entry, held, before, pool)


def _look(
    entry: Entry, held: dict[str, list[int]], before: dict[int, State], pool: Pool
) -> Witnessed:
    sources = sorted(held, key=lambda k: sha256(k.encode()).digest())[:MOST]
    moved = looked = 0
    for start in range(0, len(sources), STEP):
        some = sources[start : start + STEP]
        places = [at for source in some for at in held[source][:3]]
        new = [at for at in places if at not in before]
        if new:
            before |= pool.apply(_states, ((None, new),))
        after = pool.apply(_states, ((entry, places),))
        looked += len(some)
        moved += sum(any(after[at] != before[at] for at in held[s][:3]) for s in some)
        if moved >= ENOUGH:
            break
    return Witnessed(entry, len(held), looked, moved)


def _warm() -> None:
    """Load what no table has a say in, once for all processes."""
    import alignkit.embed

    alignkit.embed.encoder(None).encode(["暖", "warm"])


def main(arguments: Sequence[str], data: Path) -> None:
    """Print the entries with one witness, and the counts of each table."""
    parser = argparse.ArgumentParser(prog="python -m bench witnesses", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--table", action="append", default=[], metavar="NAME")
    parser.add_argument("--write", action="store_true", help="keep the counts in the repository")
    options = parser.parse_args(arguments)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    lines: list[tuple[str, ...]] = []
    for held in witnessed(data, options.table):
        kind = "unseen" if not held.sources else ("none", "one")[held.moved] if (
            held.moved < ENOUGH
        ) else "several"  # fmt: skip
        counts[held.entry.table][kind] += 1
        if kind == "one":
            print(f"{held.entry.table}: {held.entry.says} moves one of {held.sources} sources",
                  flush=True)  # fmt: skip
        if held.sources:
            lines.append((held.entry.table, held.entry.says, str(held.sources), str(held.moved)))
    for table, kinds in counts.items():
        told = ", ".join(f"{kinds[kind]} {kind}" for kind in ("several", "one", "none", "unseen"))
        print(f"{table}: {told}")
    if options.write:
        _keep(lines, options.table)


def _keep(lines: list[tuple[str, ...]], names: Sequence[str]) -> None:
    """Write the counts beside those of tables that were not looked at now."""
    older = [tuple(row.split("\t")) for row in KEPT.read_text("utf-8").splitlines()[1:]] if (
        KEPT.exists() and names
    ) else []  # fmt: skip
    fresh = {line[0] for line in lines}
    kept = sorted([*lines, *(row for row in older if row[0] not in fresh)])
    head = ("table", "entry", "sources it occurs in", "sources it moves, up to two")
    KEPT.write_text("\n".join("\t".join(row) for row in (head, *kept)) + "\n", encoding="utf-8")
