"""A run over a corpus: planned, carried out by an engine, told as it goes, and summed up."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from alignkit.corpus.engines import Staff, open_engine
from alignkit.corpus.entries import digest_of
from alignkit.corpus.job import Job, table_path
from alignkit.corpus.plan import DOCUMENTS, INPUT, LONE, PLAN, Plan, Record, Shard, cut
from alignkit.corpus.sources import Corpus, Opened, Wanted, open_corpus
from alignkit.errors import AlignkitError, InputError
from alignkit.files import atomic

#: Names that an output folder may hold; a folder with others is not ours to write into.
OURS = frozenset(
    {PLAN, LONE, INPUT, "done", "documents", "beads", "findings", "vectors", "pairing"}
    | {"overview.html", "pairs.jsonl"}
)


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
    earlier run had done; `unpaired` are documents without a partner.
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
        parts += [f"{self.unpaired:,} files without a partner"] * bool(self.unpaired)
        beads = f"{self.beads:,} beads of {self.sentences[0]:,} × {self.sentences[1]:,} sentences"
        found = f", {self.findings:,} findings" if self.step == "check" else ""
        return f"{', '.join(parts)}; {beads}{found}"


def plan_run(
    corpus: Corpus,
    out: Path,
    step: str,
    wanted: Wanted,
    options: dict[str, Any],
    staff: Staff,
    engine: str = "local",
    watch: Watch | None = None,
) -> Plan:
    """Read a corpus and write its plan; documents that are not paired yet are paired first."""
    _own(out)
    opened = open_corpus(corpus, wanted)
    program = _program(options.get("model"), staff)
    if not opened.paired:
        from alignkit.corpus.pairing import paired

        opened = paired(opened, out, wanted, options, program, staff, engine, watch)
    plan = write_plan(opened, out, step, options, program, _named(corpus), wanted.shard)
    if not plan.shards:
        raise InputError(_named(corpus), "there is no document pair in it")
    return plan


def write_plan(
    opened: Opened,
    out: Path,
    step: str,
    options: dict[str, Any],
    program: str,
    name: str,
    size: int = DOCUMENTS,
) -> Plan:
    """Cut entries into shards, and write down which there are."""
    shards = tuple(cut(opened, out, size))
    lone = list(opened.lone)
    if lone:
        with atomic(out / LONE) as stream:
            for path, reason in lone:
                stream.write(
                    json.dumps({"file": path, "reason": reason}, ensure_ascii=False) + "\n"
                )
    else:
        (out / LONE).unlink(missing_ok=True)
    plan = Plan(out, step, shards, options, program, name, len(lone))
    plan.save()
    return plan


def carry_out(
    plan: Plan,
    staff: Staff,
    engine: str = "local",
    *,
    retry: bool = False,
    part: tuple[int, int] = (1, 1),
    watch: Watch | None = None,
) -> CorpusRun:
    """Do what of a plan is not done yet; `part` (k of n) leaves the rest to other machines.

    With `retry` the documents that failed before get another try, and only they.
    """
    mine = [s for n, s in enumerate(plan.shards) if n % part[1] == part[0] - 1]
    waiting, reused = [], 0
    for shard in mine:
        record = Record.load(plan.out, plan.key(shard))
        held = record is not None and all(_tables(plan, shard))
        if not held or (retry and record is not None and record.failed):
            waiting.append(Job.of(plan, shard, retry and held))
        elif record is not None:
            reused += record.documents
    meter = Meter(sum(s.documents for s in mine), reused, watch)
    started = time.perf_counter()
    if waiting:
        enough = replace(staff, jobs=max(1, min(staff.jobs, len(waiting))))
        with open_engine(engine, enough) as opened:
            meter.note = opened.note
            for record in opened.records(iter(waiting), meter.tick):
                meter.add(record)
    run = summary(plan)
    if run.complete:
        _sweep(plan)
    return replace(run, seconds=time.perf_counter() - started, reused=reused)


@dataclass(slots=True)
class Meter:
    """Counts documents as they are begun and shards as they are done, and tells a watcher."""

    total: int
    reused: int
    watch: Watch | None = None
    note: str = ""
    begun: int = 0
    done: int = 0
    failed: int = 0
    sentences: int = 0
    started: float = field(default_factory=time.monotonic)
    lock: Any = field(default_factory=Lock)

    def tick(self) -> None:
        """Count a document that was begun."""
        with self.lock:
            self.begun += 1
        self.tell()

    def add(self, record: Record) -> None:
        """Count a shard that is done."""
        with self.lock:
            self.done += record.documents
            self.failed += record.failed
            self.sentences += sum(record.sentences)
        self.tell()

    def tell(self) -> None:
        """Tell the watcher how far it is."""
        if self.watch:
            # A document counts when the next is begun; one begun twice counts once at the end.
            reached = min(max(self.done, self.begun - 1), self.total - self.reused)
            seconds = time.monotonic() - self.started
            self.watch(
                Snapshot(reached, self.total - self.reused, self.failed, self.sentences, seconds,
                         self.note)
            )  # fmt: skip


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
    )


def tables(plan: Plan, kind: str) -> Iterator[Path]:
    """Yield where the tables of a kind lie, in the order of the corpus, as far as it is done."""
    for shard in plan.shards:
        path = table_path(plan.out, kind, plan.key(shard, "align" if kind == "beads" else ""))
        if path.exists():
            yield path


def _tables(plan: Plan, shard: Shard) -> Iterator[bool]:
    from alignkit.corpus.steps import TABLES

    job = Job.of(plan, shard)
    return (job.path(name).exists() for name in TABLES[plan.step])


def _program(model: str | None, staff: Staff) -> str:
    """Return what made the results: the version and the encoder."""
    from alignkit.version import __version__

    if model in (None, "", "embedded"):
        from alignkit.embed import encoder

        return f"{__version__} {encoder().signature}"
    from alignkit.corpus.cell import Desk

    # A large model is opened in a process that gives its memory back.
    desk = Desk(staff.limits)
    try:
        return f"{__version__} {desk.call('alignkit.corpus.steps:signature', model)}"
    finally:
        desk.close()


def _own(out: Path) -> None:
    """Make the output folder, or make sure that it is one of ours."""
    if out.is_file():
        raise InputError(out, "this is a file", "name a folder for the output")
    try:
        out.mkdir(parents=True, exist_ok=True)
        strange = sorted(p.name for p in out.iterdir() if p.name not in OURS and p.name[0] != ".")
    except OSError as error:
        raise InputError(out, f"cannot be written ({error.strerror})") from None
    if strange:
        raise InputError(
            out, f"it holds {strange[0]}, which no run of this kind wrote", "name another folder"
        )


def _sweep(plan: Plan) -> None:
    """Remove what earlier plans left, so that a folder of tables is the corpus and nothing else."""
    keys = {plan.key(s) for s in plan.shards} | {plan.key(s, "align") for s in plan.shards}
    wanted = {INPUT: {s.digest for s in plan.shards}}
    for kind in (INPUT, "done", "documents", "beads", "findings"):
        for path in (plan.out / kind).glob("*"):
            if path.name.startswith(".") or path.stem not in wanted.get(kind, keys):
                path.unlink(missing_ok=True)


def _named(corpus: Corpus) -> str:
    parts: Sequence[Any] = corpus if isinstance(corpus, tuple) else (corpus,)
    named = [str(p) for p in parts if isinstance(p, (str, Path))]
    return " ".join(named) or "the caller's rows"


__all__ = ["AlignkitError", "CorpusRun", "Snapshot", "carry_out", "plan_run", "summary", "tables"]
