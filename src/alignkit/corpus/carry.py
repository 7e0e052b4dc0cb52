"""A plan carried out by an engine: what is not done yet is done, and told as it goes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from alignkit.corpus.account import CorpusRun, Snapshot, Watch, summary
from alignkit.corpus.engines import Staff, open_engine
from alignkit.corpus.job import TABLES, Job
from alignkit.corpus.overview import write_overview
from alignkit.corpus.plan import DOCUMENTS, INPUT, LONE, Plan, Record, Shard, cut
from alignkit.corpus.sources.opened import Opened
from alignkit.files import atomic


def write_plan(
    opened: Opened,
    out: Path,
    step: str,
    options: dict[str, Any],
    program: str,
    name: str,
    size: int = DOCUMENTS,
) -> Plan:
    """Cut items into shards, and write down which there are."""
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
    # The largest first: then no worker is left with a long shard when the others have done.
    mine.sort(key=lambda shard: -shard.size)
    waiting, reused = [], 0
    for shard in mine:
        record = Record.load(plan.out, plan.key(shard))
        held = record is not None and all(_tables(plan, shard))
        if not held or (retry and record is not None and record.failed):
            waiting.append(Job.of(plan, shard, retry and held))
        elif record is not None:
            reused += record.documents
    meter = Meter(sum(s.documents for s in mine), reused, watch)
    if waiting:
        enough = replace(staff, jobs=max(1, min(staff.jobs, len(waiting))))
        with open_engine(engine, enough) as opened:
            meter.note = opened.note
            for record in opened.records(iter(waiting), meter.tick):
                meter.add(record)
    run = summary(plan)
    if run.complete:
        _sweep(plan)
        if plan.step == "check":
            write_overview(plan, run)
    return replace(run, reused=reused)


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


def _tables(plan: Plan, shard: Shard) -> Iterator[bool]:
    job = Job.of(plan, shard)
    return (job.path(name).exists() for name in TABLES[plan.step])


def _sweep(plan: Plan) -> None:
    """Remove what earlier plans left, so that a folder of tables is the corpus and nothing else."""
    keys = {plan.key(s) for s in plan.shards} | {plan.key(s, "align") for s in plan.shards}
    wanted = {INPUT: {s.digest for s in plan.shards}}
    for kind in (INPUT, "done", "documents", "beads", "findings"):
        for path in (plan.out / kind).glob("*"):
            if path.name.startswith(".") or path.stem not in wanted.get(kind, keys):
                path.unlink(missing_ok=True)
