"""What each line of a hand-made table rests on: python -m bench witnesses [--table NAME] [--write].

With --select only the named rules are looked at, which is many times cheaper: --table quantity
--select NUM takes minutes, everything an hour.

Each entry is looked for in the development texts; where it stands in a pair that a warning or an
error was said of, it is taken out and the pair is checked again. A line that occurs in one
source segment alone, which loses a finding by it, is an anecdote, and may at most give a note. The
tables are those under src/alignkit/data that people wrote and the checks read, or the readers: of
these the documents are counted that are cut otherwise. --write keeps the counts in
src/alignkit/data/check/witnesses.tsv, which the engine holds findings to.
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

from bench import readers
from bench.data import DIRECTIONS, Pair, fresh_pairs, judged_numbers, professional
from bench.entries import TABLES, Entry, entries, tables, take_out

KEPT = TABLES / "check" / "witnesses.tsv"
HEAD = """\
# What lines of the tables rest on; python -m bench witnesses --write made it from the development
# texts. table, entry, sources it occurs in, sources it gives a finding in (up to 2), its rules.
"""
#: Two witnesses are enough; the pairs are looked at in steps until then.
ENOUGH = 2
STEP = 10
#: Entries taken out at once, to see which pairs none of them moves.
GROUP = 40
#: Source segments of each set and direction that stand for the development data.
SEGMENTS = 400

State = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Witnessed:
    """How many sources an entry occurs in, in how many it gives a finding, and of which rules."""

    entry: Entry
    sources: int
    gives: int
    rules: tuple[str, ...] = ()


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
        for key in sorted(sources, key=_digest)[:SEGMENTS]:
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


Task = tuple[Sequence[Entry], list[int], tuple[str, ...]]


def _states(task: Task) -> dict[int, State]:
    """Check some pairs, one by one, with entries taken out; runs in a process of its own."""
    entries, places, rules = task
    if entries:
        take_out(entries)
    import alignkit as ak

    states = {}
    for at in places:
        pair = _PAIRS[at]
        bitext = ak.Bitext.from_pairs([(pair.source, pair.target)], *pair.direction.split("-"))
        found = ak.check(bitext, select=rules) if rules else ak.check(bitext)
        grave = [finding for finding in found if finding.severity is not ak.Severity.INFO]
        states[at] = tuple(sorted((f.rule, str(f.severity), f.message) for f in grave))
    return states


def witnessed(
    data: Path, names: Sequence[str] = (), rules: tuple[str, ...] = ()
) -> Iterator[Witnessed]:
    """Yield what each entry of the tables rests on."""
    global _PAIRS
    _PAIRS = development(data)
    _warm()
    # A process for each task: the tables are read once a process, whatever is patched later.
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        before = pool.apply(_states, (((), list(range(len(_PAIRS))), rules),))
        for path in tables():
            if names and not any(name in str(path) for name in names):
                continue
            found = list(entries(path))
            if path.name in readers.TABLES:
                yield from _read_without(found, data, pool)
                continue
            for start in range(0, len(found), GROUP):
                yield from _looked(found[start : start + GROUP], before, pool, rules)


def _looked(
    group: Sequence[Entry], before: dict[int, State], pool: Pool, rules: tuple[str, ...]
) -> Iterator[Witnessed]:
    """Take a group of entries out at once, then each of those that may have moved a pair."""
    held = [holding(entry.says, _PAIRS) for entry in group]
    spoken = sorted({at for one in held for places in one.values() for at in places if before[at]})
    after = pool.apply(_states, ((group, spoken, rules),)) if spoken else {}
    moved = {at for at in spoken if after[at] != before[at]}
    for entry, one in zip(group, held, strict=True):
        some = {key: [at for at in places if at in moved] for key, places in one.items()}
        left = {key: at for key, at in some.items() if at}
        yield _look(entry, len(one), left, before, pool, rules)


def _read_without(found: Sequence[Entry], data: Path, pool: Pool) -> Iterator[Witnessed]:
    """Read the documents that hold an entry of a reader's table once without it."""
    texts = tuple(path.read_text("utf-8", "replace") for path in readers.documents(data))
    before: dict[int, int] = pool.apply(readers.cuts, ((), range(len(texts)), data))
    for entry in found:
        held = list(readers.holding(entry.says, texts))
        after = pool.apply(readers.cuts, ((entry,), held, data)) if held else {}
        gives = sum(after[at] != before[at] for at in held)
        yield Witnessed(entry, len(held), min(gives, ENOUGH), (readers.READING,) * bool(gives))


def _look(
    entry: Entry,
    sources: int,
    held: dict[str, list[int]],
    before: dict[int, State],
    pool: Pool,
    looked_at: tuple[str, ...],
) -> Witnessed:
    gives = 0
    rules: set[str] = set()
    chosen = sorted(held, key=_digest)
    for start in range(0, len(chosen), STEP):
        some = [held[source] for source in chosen[start : start + STEP]]
        places_ = [at for places in some for at in places]
        after = pool.apply(_states, (((entry,), places_, looked_at),))
        for places in some:
            lost = {rule for at in places for rule in _rules(before[at]) - _rules(after[at])}
            gives += bool(lost)
            rules |= lost
        if gives >= ENOUGH:
            break
    return Witnessed(entry, sources, min(gives, ENOUGH), tuple(sorted(rules)))


def _rules(state: State) -> set[str]:
    """Return the rules that speak: a finding that is only worded otherwise is not lost."""
    return {said[0] for said in state}


def _digest(key: str) -> bytes:
    return sha256(key.encode()).digest()


def _warm() -> None:
    """Load what no table has a say in, once for all processes."""
    import alignkit.embed

    alignkit.embed.encoder(None).encode(["暖", "warm"])


def main(arguments: Sequence[str], data: Path) -> None:
    """Print the entries with one witness, and the counts of each table."""
    parser = argparse.ArgumentParser(prog="python -m bench witnesses", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--table", action="append", default=[], metavar="NAME")
    parser.add_argument("--select", default="", metavar="RULES", help="as NUM,COV; all by default")
    parser.add_argument("--write", action="store_true", help="keep the counts in the repository")
    options = parser.parse_args(arguments)
    looked: dict[str, list[Witnessed]] = defaultdict(list)
    rules = tuple(options.select.split(",")) if options.select else ()
    for held in witnessed(data, options.table, rules):
        looked[held.entry.table].append(held)
    for table, found in looked.items():
        for held in found:
            if held.sources == 1 and held.rules:
                print(f"{table}: {held.entry.says} gives {', '.join(held.rules)} in its one source")
        told = Counter(min(held.sources, ENOUGH) for held in found if held.gives)
        silent = sum(not held.sources for held in found)
        print(f"{table}: {told[2]} lines with several witnesses, {told[1]} with one")
        mute = sum(held.sources > 0 and not held.gives for held in found)
        print(f"{table}: {mute} lines occur and give no finding, {silent} do not occur")
    if options.write:
        _keep([held for found in looked.values() for held in found], options.table)


def _keep(looked: Sequence[Witnessed], names: Sequence[str]) -> None:
    """Write the counts beside those of tables that were not looked at now."""
    lines = [
        (
            held.entry.table,
            held.entry.says,
            str(held.sources),
            str(held.gives),
            ",".join(held.rules),
        )
        for held in looked
        if held.sources
    ]
    older: list[tuple[str, ...]] = []
    if names and KEPT.exists():
        rows = KEPT.read_text(encoding="utf-8").splitlines()
        older = [tuple(row.split("\t")) for row in rows if not row.startswith("#")]
    fresh = {held.entry.table for held in looked}
    kept = sorted([*lines, *(row for row in older if row[0] not in fresh)])
    KEPT.write_text(HEAD + "\n".join("\t".join(row) for row in kept) + "\n", encoding="utf-8")
