"""What a run has come to: a look at it while it goes on, and the sum of its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from alignkit.corpus.item import digest_of
from alignkit.corpus.job import table_path
from alignkit.corpus.plan import Plan, Record


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How far a run is: documents worked on and in all, failed ones, sentences, seconds."""

    done: int
    total: int
    failed: int
    sentences: int
    seconds: float
    note: str = ""

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float:
        """Seconds to the end, at the rate so far."""
        return (self.total - self.done) / self.rate if self.rate else 0.0


Watch = Callable[[Snapshot], None]


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """What a run over a corpus has come to; `digest` is that of all rows, in order.

    `done`, `failed`, `skipped` and `waiting` count documents, `reused` those of them that an
    earlier run had done; `unpaired` are documents without a partner, `one_language` those whose two
    sides are in one language; `seconds` are those of all workers together. `shards` are the pieces
    of work that the documents lie in, of which `shards_done` are done.
    """

    out: Path
    step: str
    done: int = 0
    failed: int = 0
    skipped: int = 0
    waiting: int = 0
    reused: int = 0
    unpaired: int = 0
    beads: int = 0
    sentences: tuple[int, int] = (0, 0)
    findings: int = 0
    seconds: float = 0.0
    digest: str = ""
    failures: tuple[tuple[str, str], ...] = ()
    one_language: int = 0
    shards: int = 0
    shards_done: int = 0

    @property
    def documents(self) -> int:
        """How many document pairs the corpus has."""
        return self.done + self.failed + self.skipped + self.waiting

    @property
    def complete(self) -> bool:
        """Whether every document had its turn."""
        return not self.waiting

    def __str__(self) -> str:
        parts = [f"{self.done:,} of {self.documents:,} documents done"]
        parts += [f"{self.failed:,} failed"] * bool(self.failed)
        parts += [f"{self.skipped:,} skipped"] * bool(self.skipped)
        parts += [f"{self.waiting:,} waiting"] * bool(self.waiting)
        files = "file" if self.unpaired == 1 else "files"
        parts += [f"{self.unpaired:,} {files} without a partner"] * bool(self.unpaired)
        beads = f"{self.beads:,} beads of {self.sentences[0]:,} × {self.sentences[1]:,} sentences"
        found = f", {self.findings:,} findings" if self.step == "check" else ""
        return f"{', '.join(parts)}; {beads}{found}"


def summary(plan: Plan) -> CorpusRun:
    """Sum up what the records of a plan's shards say."""
    held = [(shard, Record.load(plan.out, plan.key(shard))) for shard in plan.shards]
    records = [record for _, record in held if record is not None]
    digests = [record.digest if record else "" for _, record in held]
    return CorpusRun(
        plan.out,
        plan.step,
        done=sum(r.done for r in records),
        failed=sum(r.failed for r in records),
        skipped=sum(r.skipped for r in records),
        waiting=sum(shard.documents for shard, record in held if record is None),
        unpaired=plan.lone,
        beads=sum(r.beads for r in records),
        sentences=(sum(r.sentences[0] for r in records), sum(r.sentences[1] for r in records)),
        findings=sum(r.findings for r in records),
        seconds=sum(r.seconds for r in records),
        digest=digest_of(digests) if len(records) == len(held) else "",
        failures=tuple(failure for r in records for failure in r.failures),
        one_language=sum(r.one_language for r in records),
        shards=len(held),
        shards_done=len(records),
    )


def tables(plan: Plan, kind: str) -> Iterator[Path]:
    """Yield where the tables of a kind lie, in the order of the corpus, as far as it is done."""
    for shard in plan.shards:
        path = table_path(plan.out, kind, plan.key(shard, "align" if kind == "beads" else ""))
        if path.exists():
            yield path
