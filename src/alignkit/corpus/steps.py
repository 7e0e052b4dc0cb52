"""What is done to the documents of a shard, one after the other, in a process of its own."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignkit.corpus.intake import open_encoder
from alignkit.corpus.item import Item
from alignkit.corpus.job import TABLES, Job
from alignkit.corpus.plan import INPUT, Record
from alignkit.corpus.shards import read_rows, write_rows
from alignkit.errors import AlignkitError, InputError
from alignkit.types import Bitext

Tick = Callable[[int], None]
Rows = dict[str, list[dict[str, Any]]]
# Where a worker is when it is not at a document: opening the model, writing the shard.
OPENING, WRITING = -1, -2


@dataclass(slots=True)
class Work:
    """One shard while it is worked through."""

    job: Job
    bad: Mapping[int, str]
    tick: Tick
    rows: Rows = field(default_factory=dict)
    failures: list[tuple[str, str]] = field(default_factory=list)

    def run(self) -> Record:
        """Work through the shard, write its tables, then its record."""
        start = time.perf_counter()
        self.tick(OPENING)
        open_encoder(self.job.options.get("model"))
        self.rows = {name: [] for name in TABLES[self.job.step]}
        items = map(Item.from_row, read_rows(_input(self.job)))
        kept = _kept(self.job) if self.job.retry else iter(())
        for number, item in enumerate(items):
            old = next(kept, None)
            if old is None or old[_first(self.job)][0]["status"] == "failed":
                self.tick(number)
                old = self._document(number, item)
            for name, rows in old.items():
                self.rows[name] += rows
        self.tick(WRITING)
        return self._write(time.perf_counter() - start)

    def _document(self, number: int, item: Item) -> Rows:
        """Return the rows of one document; whatever goes wrong with it is a row too."""
        from alignkit.corpus import harvest

        try:
            if number in self.bad:
                raise InputError("", self.bad[number])
            return harvest.rows_of(item, self.job)
        except harvest.NothingToDo as nothing:
            return harvest.failed(item, self.job, str(nothing), "skipped")
        except AlignkitError as error:
            reason = str(error)
        except MemoryError:
            reason = "it needs more memory than there is"
        except Exception as error:  # one document must never stop the run
            reason = f"{type(error).__name__}: {error}"
        return harvest.failed(item, self.job, reason)

    def _write(self, seconds: float) -> Record:
        digests = []
        for name, rows in self.rows.items():
            path = self.job.path(name)
            try:
                digests.append(write_rows(path, name, rows))
            except OSError as error:
                raise unwritable(path, error) from None
        documents = self.rows[_first(self.job)]
        counts = Counter(row["status"] for row in documents)
        sentences = [
            sum(row.get(f"{side}_sentences") or 0 for row in documents)
            for side in ("source", "target")
        ]
        record = Record(
            self.job.key,
            "-".join(digests),
            counts["done"],
            counts["failed"],
            counts["skipped"],
            len(self.rows.get("beads", ())),
            (sentences[0], sentences[1]),
            len(self.rows.get("findings", ())),
            round(seconds, 3),
            tuple((r["document"], r["reason"]) for r in documents if r["status"] == "failed"),
            sum(_one_language(row) for row in documents),
        )
        try:
            record.save(Path(self.job.out))
        except OSError as error:
            raise unwritable(Path(self.job.out), error) from None
        return record


def _one_language(row: Mapping[str, Any]) -> bool:
    """Tell whether a document that is done is in one language on both sides."""
    lang = row.get("source_lang") or ""
    return bool(lang) and row["status"] == "done" and lang == row.get("target_lang")


def run(argument: tuple[Job, Mapping[int, str]], tick: Tick) -> Record:
    """Do one job; `bad` says which documents stopped a process before, and why."""
    job, bad = argument
    return Work(job, bad, tick).run()


def signature(model: str | None, tick: Tick) -> str:
    """Return the signature of an encoder, opened in this process rather than in the caller's."""
    tick(OPENING)
    return open_encoder(model).signature


def align_pair(argument: tuple[Any, Any, Mapping[str, Any]], tick: Tick) -> Bitext:
    """Align one pair as `alignkit.align` does, with a model that is opened once."""
    from alignkit.compose import align

    source, target, options = argument
    tick(OPENING)
    model = open_encoder(options.get("model"))
    tick(0)
    return align(source, target, **{**options, "model": model, "jobs": 1})


def unwritable(path: Path, error: OSError) -> InputError:
    """Say that the output cannot be written, which stops a run."""
    return InputError(
        path,
        f"cannot be written ({error.strerror or error})",
        "make room or mend the folder, and run the same command again: it goes on from here",
    )


def _input(job: Job) -> Path:
    return Path(job.out) / INPUT / f"{job.shard}.parquet"


def _first(job: Job) -> str:
    return TABLES[job.step][0]


def _kept(job: Job) -> Iterator[Rows]:
    """Yield what an earlier try found, document by document; nothing where a table is gone."""
    if not all(job.path(name).exists() for name in TABLES[job.step]):
        return
    streams = {name: read_rows(job.path(name)) for name in TABLES[job.step]}
    first = _first(job)
    for row in streams.pop(first):
        held = {first: [row]}
        for name, stream in streams.items():
            held[name] = [next(stream) for _ in range(row[name])]
        yield held
