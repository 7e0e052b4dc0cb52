"""alignkit beside what a user would pick instead, on the same texts in the same run.

Each peer is installed outside the repository (bench/beside/README.md) and found by a variable;
what is not there is left out. Each text is a process of its own, from the peer's start to its
answer, so that a ratio of costs holds what a user waits for. Costs are processor time and the most
memory, as multiples of alignkit's; the interval draws texts again.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from sys import executable

from alignkit.evaluate.beads import joined
from bench.aligning.align import (
    SECOND_HALF,
    SETS,
    Sides,
    cross_validated,
    texts,
    verses,
    weights,
)
from bench.beside import checkers
from bench.beside.aligners import OURS, Aligner, Answer, Text, aligners, inside
from bench.beside.checkers import Checker, Pair
from bench.checks.seeded import GROUPS, answers, untouched
from bench.figures.share import ratio, share
from bench.figures.spent import Spent, spent
from bench.figures.table import Row
from bench.seeding import edits
from bench.texts.data import DIRECTIONS, Direction, professional

#: Sentences of a text that are aligned: Vecalign's search encodes each of them eight times.
#: SENTENCES=100000 in the environment has them whole.
MOST = int(os.environ.get("SENTENCES", "200"))
#: The beginning of the Bible is what the aligner's weights were learned from in part.
FROM = {"bible 002": SECOND_HALF}
#: Neighbouring gold beads that stand for a source where there is one text alone.
BEADS = 20
#: Errors of a kind and direction, of the held half.
EDITS = 12
#: Clean pairs, of the development half, that the bounds of lengths are taken from.
CLEAN = 2000
#: Filters of translate-toolkit that do not take Chinese stops and lengths for faults.
BLIND = frozenset((
    "blank", "brackets", "doublewords", "emails", "filepaths", "functions", "numbers", "options",
    "printf", "unchanged", "urls", "variables", "xmltags",
))  # fmt: skip


def run(data: Path) -> list[Row]:
    """Return what the checkers find; it costs no comparison of times."""
    return list(checked(data))


def timed(data: Path) -> list[Row]:
    """Return what the aligners find, and what they and the checkers cost."""
    return [*aligned(data), *_speed(data)]


def aligned(data: Path) -> Iterator[Row]:
    """Yield F1 and costs of every aligner that is there."""
    unseen = weights()["cross-validated F1"]
    held = list(aligners())
    costs: dict[str, list[tuple[Hashable, Spent, Spent]]] = defaultdict(list)
    for name in ("literary", "academic", "bible 002"):
        folder = SETS[name][0]
        golds = list(_texts(data, name))
        answered = {peer.name: _all(peer, [text for text, *_ in golds]) for peer in held}
        for peer, found in answered.items():
            rows = [
                (f"{at} {block}", above, below)
                for at, ((_, gold, own), (beads, _)) in enumerate(zip(golds, found, strict=True))
                for block, above, below in _blocks(_verses(beads, own), gold, len(golds) == 1)
            ]
            told = ratio(rows)
            note = told.spread()
            if peer == OURS and folder in unseen:
                note += "; weights learned in part from these texts"
            rival = "" if peer == OURS else peer
            yield Row(f"F1 {name}", told.value, data=_where(golds), rival=rival, note=note)
            for at, ((_, theirs), (_, ours)) in enumerate(zip(found, answered[OURS], strict=True)):
                costs[peer].append((f"{name} {at}", theirs, ours))
        if folder in unseen:
            note = f"{cross_validated(data, name)}; all of it, by weights that never saw the text"
            yield Row(f"F1 {name}, cross-validated", unseen[folder], note=note)
    for peer, spents in costs.items():
        yield from _costs(peer, spents)


def _texts(data: Path, name: str) -> Iterator[tuple[Text, list[Sides], tuple | None]]:
    """Yield texts of a set, as far as MOST sentences and whole beads, with gold and verses."""
    folder, only, first, second, _ = SETS[name]
    held = verses(data, folder, first, second)
    for number, (source, target, gold) in enumerate(texts(data, folder, only, first, second)):
        kept: list[Sides] = []
        for bead in gold:
            if not bead[0] or bead[0][0] < FROM.get(name, 0):
                continue
            if bead[0][-1] >= FROM.get(name, 0) + MOST:
                break
            kept.append(bead)
        spans = []
        for side in (0, 1):
            places = [n for bead in kept for n in bead[side]]
            spans.append((min(places), max(places) + 1))
        sides = [tuple(lines[low:high]) for lines, (low, high) in
                 zip((source, target), spans, strict=True)]  # fmt: skip
        beads = [tuple(tuple(n - spans[side][0] for n in bead[side]) for side in (0, 1))
                 for bead in kept]  # fmt: skip
        own = held and tuple(names[low:high] for names, (low, high) in
                             zip(held, spans, strict=True))  # fmt: skip
        yield Text(f"{name} {number}", *sides, (first, second)), beads, own


def _where(golds: Sequence[tuple[Text, list[Sides], tuple | None]]) -> str:
    sentences = sum(len(text.source) for text, *_ in golds)
    return f"{len(golds)} texts, {sentences:,} source sentences"


def _all(peer: Aligner, held: list[Text]) -> list[Answer]:
    """Align every text, two at a time: each is a process of one thread."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(peer.run, held))


def _verses(beads: list[Sides], own: tuple | None) -> list[Sides]:
    """Join beads inside a verse where the gold knows verses alone."""
    return joined(beads, own) if own else beads


def _blocks(beads: list[Sides], gold: list[Sides], cut: bool) -> Iterator[tuple[int, float, float]]:
    """Yield twice the right beads, and the beads found and wanted, of each block of the text."""
    block_of: dict[tuple[int, int], int] = {}
    for at, bead in enumerate(gold):
        for side in (0, 1):
            block_of.update(dict.fromkeys(((side, n) for n in bead[side]), at // BEADS))
    above, below = Counter[int](), Counter[int]()
    right = set(gold)
    for held in (gold, beads):
        for bead in held:
            side = 0 if bead[0] else 1
            block = block_of.get((side, bead[side][0]), 0) if cut else 0
            below[block] += 1
            above[block] += 2 * (held is beads and bead in right)
    for block in below:
        yield block, float(above[block]), float(below[block])


def _costs(peer: str, held: list[tuple[Hashable, Spent, Spent]]) -> Iterator[Row]:
    rival = "" if peer == OURS else peer
    if not rival:
        seconds = sum(own.processor for _, own, _ in held)
        most = max(own.memory for _, own, _ in held)
        yield Row("processor time, all texts", seconds, better="lower", unit="s")
        yield Row("most memory", most, better="lower", unit="MiB")
        return
    time = ratio((name, theirs.processor, ours.processor) for name, theirs, ours in held)
    memory = ratio((name, theirs.memory, ours.memory) for name, theirs, ours in held)
    for name, found, total in (
        ("processor time", time, [(t.processor, o.processor) for _, t, o in held]),
        ("memory", memory, [(t.memory, o.memory) for _, t, o in held]),
    ):
        value = sum(t for t, _ in total) / sum(o for _, o in total)
        yield Row(f"{name}, times alignkit's", value, better="lower", unit="×", rival=rival,
                  note=f"{found.low:.2g}-{found.high:.2g}; {found.sources} texts")  # fmt: skip


def checked(data: Path) -> Iterator[Row]:
    """Yield what every checker finds of errors put in, and of pairs that nobody touched."""
    for direction in DIRECTIONS:
        clean = [(p.source, p.target) for p in professional(data, direction)
                 if p.half == "development"]  # fmt: skip
        held = rivals(clean[:: max(1, len(clean) // CLEAN)])
        for group, kinds in GROUPS.items():
            yield from _found(data, group, kinds, direction, held)
        yield from _alarms(data, direction, held)


def rivals(clean: Sequence[Pair]) -> dict[str, Checker]:
    """Return the other checkers, told of lengths what some clean pairs say."""
    usual = checkers.usual_length(clean)
    held = {
        "digits must be equal": checkers.digits,
        "length ratio": checkers.length_ratio(clean),
        "CheckMate's rules as they come": checkers.checkmate(),
        "CheckMate's rules, bounds for these languages": checkers.checkmate(usual),
    }
    if python := os.environ.get("ALIGNKIT_PEERS"):
        held["translate-toolkit, filters for prose"] = toolkit(python)
        held["translate-toolkit, those blind to script"] = toolkit(python, BLIND)
    return held


def toolkit(python: str, only: frozenset[str] | None = None) -> Checker:
    """Return translate-toolkit's filters, all or some, in its own Python."""

    def judge(pairs: Sequence[Pair], lang: str) -> list[set[str]]:
        answer, _ = inside(python, "toolkit", [[*pair, lang] for pair in pairs])
        return [set(names) if only is None else only & set(names) for names in answer]

    return judge


def _found(
    data: Path, group: str, kinds: Sequence[str], direction: Direction, held: dict[str, Checker]
) -> Iterator[Row]:
    """Yield the share of errors of a group that each checker newly objects to."""
    chosen = [edit for kind in kinds for edit in edits(data, kind, direction, "held")[:EDITS]]
    keys = [edit.pair.key for edit in chosen]
    hits = {"": [bool(answer.loud) for answer in answers(chosen, direction)]}
    for name, judge in held.items():
        lang = direction[-2:]
        before = judge([(edit.source, edit.target) for edit in chosen], lang)
        after = judge([(edit.source, edit.edited) for edit in chosen], lang)
        hits[name] = [bool(now - was) for was, now in zip(before, after, strict=True)]
    for name, said in hits.items():
        told = share(zip(keys, map(float, said), strict=True))
        yield Row(f"errors put in: {group} found", told.value, data=f"{direction}, held half",
                  rival=name, note=told.said())  # fmt: skip


def _alarms(data: Path, direction: Direction, held: dict[str, Checker]) -> Iterator[Row]:
    """Yield the share of untouched professional pairs that each checker objects to."""
    import alignkit as ak

    pairs = [
        pair
        for _, group in groupby(
            sorted((p for p in professional(data, direction) if p.half == "held"), key=_genre),
            key=_genre,
        )
        for pair in untouched(group, 100)
    ]
    texts_ = [(pair.source, pair.target) for pair in pairs]
    bitext = ak.Bitext.from_pairs(texts_, *direction.split("-"))
    loud = {finding.bead for finding in ak.check(bitext).at_least("warning")}
    hits = {"": [at in loud for at in range(len(pairs))]}
    for name, judge in held.items():
        hits[name] = [bool(said) for said in judge(texts_, direction[-2:])]
    for name, said in hits.items():
        told = share((p.key, float(hit)) for p, hit in zip(pairs, said, strict=True))
        yield Row("untouched pairs objected to", 100 * told.value, better="lower", unit="%",
                  data=f"{direction}, held half", rival=name, note=told.said(100, 1))  # fmt: skip


def _genre(pair: object) -> str:
    return str(getattr(pair, "genre", ""))


def _speed(data: Path) -> Iterator[Row]:
    """Yield the costs of checking some thousand pairs, from start to written file."""
    python = os.environ.get("ALIGNKIT_PEERS")
    pairs = [(p.source, p.target) for p in professional(data, "zh-en")][:CLEAN]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.tsv"
        lines = ("\t".join(" ".join(side.split()) for side in pair) for pair in pairs)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        ours = spent([executable, "-m", "alignkit", "check", str(path), "--jobs", "1", "--format",
                      "jsonl", "-o", f"{folder}/out.jsonl", "--fail-on", "never"])  # fmt: skip
    what = f"{len(pairs):,} pairs of news and abstracts"
    yield Row("checks: processor time", ours.processor, better="lower", unit="s", data=what)
    yield Row("checks: memory", ours.memory, better="lower", unit="MiB", data=what)
    if python:
        _, theirs = inside(python, "toolkit", [[*pair, "en"] for pair in pairs])
        name = "translate-toolkit, filters for prose"
        yield Row("checks: processor time, times alignkit's", theirs.processor / ours.processor,
                  better="lower", unit="×", data=what, rival=name, note="one run")  # fmt: skip
        yield Row("checks: memory, times alignkit's", theirs.memory / ours.memory,
                  better="lower", unit="×", data=what, rival=name, note="one run")  # fmt: skip
