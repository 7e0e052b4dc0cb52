"""What each line of a hand-made table rests on: python -m bench witnesses [--table NAME] [--write].

Each line is looked for in all development texts, a rare one in the translations that ALIGNKIT_DATA
names as well: the segments, documents and lines that hold it are its sources. Then what the program
gives is asked once for each pair, document, comparison and file, and where it warns, the lines
that stand there are taken out, all at once and then by halves, until the lines are known without
which a warning goes, or a file is cut otherwise. Two sources are enough for a line; it is not tried
again. A line with one source, which gives a finding there, is an anecdote, and may at most give a
note.

What is known is kept as it comes in --progress and taken up again by the same program on the same
tables. --write keeps the counts in src/alignkit/data/check/witnesses.tsv, which the engine holds
findings to; --listed counts nothing again, drops the lines that are gone, and looks up who else
lists a line.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import accumulate, chain
from pathlib import Path

from bench.witness import tracing, uses
from bench.witness.entries import PIECES, ROOT, TABLES, Entry, entries, tables
from bench.witness.listed import closed, listed
from bench.witness.uses import Given, Unit

KEPT = TABLES / "check" / "witnesses.tsv"
HEAD = """\
# What lines of the tables rest on; python -m bench witnesses --write made it from the development
# texts. table, entry, sources that hold it (up to 100), sources it gives a finding in (up to 2),
# its rules, dictionaries and other lists that have it.
"""
#: Two witnesses are enough for a line.
ENOUGH = 2
#: Sources are counted as far as this.
MOST = 100
#: Cells of a line before who else lists it.
COUNTED = 5
#: Tables that a reader asks: of these the files are counted that are cut otherwise.
READ = frozenset(("furniture.txt", "hyphens.tsv"))
#: What the program is made of beside its code.
KINDS = (".toml", ".tsv", ".txt", ".json", ".xz")
#: What is known so far, where nothing else is said.
KEPT_SO_FAR = Path(tempfile.gettempdir()) / "alignkit-witnesses.jsonl"
#: Seconds between two lines of progress.
TELL = 30
#: A line by its table and what it says; a table may say it in two places.
Line = tuple[str, str]
Lost = dict[Line, set[str]]


def key(entry: Entry) -> Line:
    """Return what an entry is counted under."""
    return entry.table, entry.says


def sources(held: Iterable[Entry], texts: Iterable[str]) -> Counter[Line]:
    """Return how many sources hold each entry, as far as they are counted."""
    folded = [uses.fold(text) for text in texts]
    ends = list(accumulate(len(text) + 1 for text in folded))
    whole = "\n".join(folded)
    found: Counter[Line] = Counter()
    for entry in held:
        places: set[int] = set()
        for word in entry.words:
            low = uses.at(whole, word)
            while low >= 0 and len(places) < MOST:
                place = bisect_right(ends, low)
                places.add(place)
                low = uses.at(whole, word, ends[place])
        found[key(entry)] = max(found[key(entry)], len(places))
    return found


def everywhere(held: Sequence[Entry], data: Path) -> Counter[Line]:
    """Return how many sources hold each entry; the rare ones are looked for in translations too."""
    counted = sources(held, uses.texts(data).values())
    rare = [entry for entry in held if counted[key(entry)] < ENOUGH]
    for text in uses.translations() if rare else ():
        counted += sources(rare, text.split("\n"))
        rare = [entry for entry in rare if counted[key(entry)] < MOST]
    return Counter({line: min(MOST, count) for line, count in counted.items()})


def program() -> str:
    """Return a digest of the package, whose counts differ from another one's."""
    paths = sorted(path for path in (ROOT / "src").rglob("*") if path.suffix in (".py", *KINDS))
    parts = (path.read_bytes() for path in paths if path != KEPT)
    return sha256(b"\0".join(parts)).hexdigest()[:16]


class Progress:
    """What was found so far, in a file that grows by a line a unit."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self.path = path
        head = json.dumps([program(), *sorted(names)])
        self.done: dict[str, Lost] = {}
        self.gives: dict[Line, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        if lines[:1] == [head]:
            for line in map(json.loads, lines[1:]):
                self._note(line["unit"], line["source"], line["lost"])
        else:
            path.write_text(head + "\n", "utf-8")

    def add(self, unit: Unit, lost: Lost) -> None:
        """Keep what lines give in a unit."""
        plain = [[*line, *sorted(rules)] for line, rules in lost.items()]
        row = {"unit": unit.name, "source": unit.source, "lost": plain}
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._note(unit.name, unit.source, plain)

    def _note(self, unit: str, source: str, lost: list[list[str]]) -> None:
        self.done[unit] = {(table, says): set(rules) for table, says, *rules in lost}
        for line, rules in self.done[unit].items():
            self.gives[line][source] |= rules

    def enough(self, line: Line) -> bool:
        """Tell whether a line needs no more witnesses."""
        return len(self.gives.get(line, ())) >= ENOUGH


def losing(unit: Unit, held: Sequence[Entry], said: Given) -> Iterator[tuple[Entry, Given]]:
    """Yield the entries without which rules are silent that spoke, each with those rules."""
    tracing.take_out(held)
    lost = said - unit.gives(said)
    if not lost:
        return
    if len(held) == 1:
        yield held[0], lost
        return
    middle = len(held) // 2
    for half in (held[:middle], held[middle:]):
        yield from losing(unit, half, said)


def look(unit: Unit, held: Sequence[Entry], progress: Progress) -> Lost:
    """Return what the lines that stand in a unit give there."""
    tracing.take_out(())
    said = unit.gives()
    here = [entry for entry in held if not progress.enough(key(entry))]
    if isinstance(unit, uses.Cut):
        return {key(entry): {uses.READING} for entry in _cut(unit, here, said)}
    here = uses.standing(here, unit.text) if said else []
    lost: Lost = defaultdict(set)
    for entry, rules in losing(unit, here, said) if here else ():
        lost[key(entry)] |= rules
    return lost


def _cut(unit: Unit, held: Sequence[Entry], said: Given) -> Iterator[Entry]:
    """Yield the entries without which a file is cut otherwise, among those that may be why."""
    cuts: set[str] = set()
    words: set[str] = set()
    # By halves, since a table without any line may not be one.
    for half in (held[::2], held[1::2]):
        tracing.take_out(half)
        other = unit.gives()
        cuts |= said ^ other
        words |= set(" ".join(said).split()) ^ set(" ".join(other).split())
    pieces = [entry for entry in held if Path(entry.table).name in PIECES]
    lines = [entry for entry in held if entry not in pieces]
    for entry in (*uses.standing(pieces, "\n".join(words)), *uses.standing(lines, "\n".join(cuts))):
        tracing.take_out((entry,))
        if unit.gives() != said:
            yield entry


def given(held: Sequence[Entry], data: Path, progress: Progress) -> None:
    """Ask every unit what its lines give, by lot, and keep it as it comes."""
    read = [entry for entry in held if entry.table in READ]
    rest = [entry for entry in held if entry.table not in READ]
    makers = [(read, uses.files)] * bool(read)
    makers += [(rest, m) for m in (uses.pairs, uses.wholes, uses.comparisons) if rest]
    for some, maker in makers:
        units = sorted(maker(data), key=lambda unit: uses.lot(unit.name))
        start = told = time.monotonic()
        for count, unit in enumerate(units):
            if unit.name not in progress.done:
                progress.add(unit, look(unit, some, progress))
            if time.monotonic() - told > TELL:
                told = time.monotonic()
                print(f"{maker.__name__}: {count + 1} of {len(units)}, {told - start:.0f} s",
                      flush=True)  # fmt: skip
        print(f"{maker.__name__}: {len(units)}, {time.monotonic() - start:.0f} s", flush=True)


def chosen(names: Sequence[str]) -> list[Entry]:
    """Return the entries of the tables that are named, or of all."""
    paths = [p for p in tables() if not names or any(name in str(p) for name in names)]
    return list(chain.from_iterable(map(entries, paths)))


Row = tuple[str, str, int, int, str]


def rows(held: Sequence[Entry], data: Path, progress: Progress) -> list[Row]:
    """Return the lines with their sources, those they give a finding in, and the rules."""
    read = [entry for entry in held if entry.table in READ]
    rest = [entry for entry in held if entry.table not in READ]
    files = {unit.source: unit.text for unit in uses.files(data)} if read else {}
    counted = everywhere(rest, data) + sources(read, files.values())
    found = []
    for line in sorted({key(entry) for entry in held}):
        witnesses = progress.gives.get(line, {})
        rules = ",".join(sorted(set().union(*witnesses.values())))
        # A reader's line is used where it changes the cut, were it found in no text as it stands.
        many = max(counted[line], len(witnesses))
        found.append((*line, many, min(len(witnesses), ENOUGH), rules))
    return found


def told(found: Sequence[Row]) -> Iterator[str]:
    """Yield what the counts of each table come to, and its lines that move one source alone."""
    for table in dict.fromkeys(row[0] for row in found):
        own = [row for row in found if row[0] == table]
        for _, says, many, gives, rules in own:
            if gives == 1:
                yield f"{table}: {says} gives {rules} in one of its {many} sources"
        used = Counter(min(many, ENOUGH) for _, _, many, _, _ in own)
        gave = Counter(gives for _, _, _, gives, _ in own)
        yield (
            f"{table}: {len(own)} lines, {used[2]} in several sources, {used[1]} in one, "
            f"{used[0]} in none; {gave[2]} give a finding in several, {gave[1]} in one"
        )


def main(arguments: Sequence[str], data: Path) -> None:
    """Print the entries with one witness, and the counts of each table."""
    parser = argparse.ArgumentParser(prog="python -m bench witnesses", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--table", action="append", default=[], metavar="NAME")
    parser.add_argument("--write", action="store_true", help="keep the counts in the repository")
    parser.add_argument("--listed", action="store_true", help="look up dictionaries alone")
    parser.add_argument("--progress", type=Path, default=KEPT_SO_FAR, metavar="FILE")
    options = parser.parse_args(arguments)
    held, every = chosen(options.table), chosen(())
    if options.listed:
        relist(held, every)
        return
    if not data.is_dir():
        parser.error("no gold data: set ALIGNKIT_BENCH to its folder")
    tracing.install()
    progress = Progress(options.progress, options.table)
    given(held, data, progress)
    found = rows(held, data, progress)
    print("\n".join(told(found)))
    if options.write:
        keep(found, every)


def keep(found: Sequence[Row], every: Sequence[Entry]) -> None:
    """Write the counts beside those of tables that were not looked at now."""
    fresh = {row[0] for row in found}
    own = {key(entry) for entry in every}
    older = [row for row in kept() if row[0] not in fresh and row[:2] in own]
    lists = lists_of(every)
    lines = ("\t".join(map(str, (*row, ",".join(lists[row[:2]])))) for row in (*older, *found))
    KEPT.write_text(HEAD + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


def _cells() -> list[list[str]]:
    text = KEPT.read_text(encoding="utf-8") if KEPT.exists() else ""
    return [row.split("\t") for row in text.splitlines() if row[:1] != "#"]


def kept() -> list[Row]:
    """Return the counts that are there, without who lists a line."""
    return [(table, says, int(many), int(gives), rules)
            for table, says, many, gives, rules, *_ in _cells()]  # fmt: skip


def lists_of(held: Sequence[Entry]) -> dict[Line, list[str]]:
    """Return who lists each line, now or when a dictionary was here that is not now."""
    found = {line: set(names) for line, names in listed(held).items()}
    for table, says, *_, names in (cells for cells in _cells() if len(cells) > COUNTED):
        found.setdefault((table, says), set()).update(filter(None, names.split(",")))
    return defaultdict(list, {line: sorted(names) for line, names in found.items()})


def relist(held: Sequence[Entry], every: Sequence[Entry]) -> None:
    """Look up who lists the lines, keep it, and name those that nothing bears out."""
    own = {key(entry) for entry in held}
    keep([row for row in kept() if row[:2] in own], every)
    lists = lists_of(held)
    for table, says, many, _, _ in kept():
        bare = (table, says) in own and not many and not lists[table, says]
        if bare and not any(pattern.fullmatch(says) for pattern in closed(table)):
            print(f"{table}: {says} stands in no text and no list")
