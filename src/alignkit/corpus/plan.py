"""The plan of a run: which shards there are, what is done to them, and what is done already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from alignkit.corpus.item import Item, digest_of
from alignkit.corpus.shards import write_rows
from alignkit.errors import InputError
from alignkit.files import atomic

PLAN, DONE, INPUT, LONE = "plan.json", "done", "input", "unpaired.jsonl"
# A shard is a minute's work or less: that much is lost where a run is killed.
DOCUMENTS, BYTES = 64, 1 << 20


@dataclass(frozen=True, slots=True)
class Shard:
    """A table of items, named by the digest of what is in it."""

    digest: str
    documents: int
    size: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a worker must know: the folder, the shards, the step with its options."""

    out: Path
    step: str
    shards: tuple[Shard, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    program: str = ""
    corpus: str = ""
    lone: int = 0

    @property
    def documents(self) -> int:
        """How many documents the shards hold."""
        return sum(shard.documents for shard in self.shards)

    def key(self, shard: Shard, step: str = "") -> str:
        """Return what names a shard's results: the digest of inputs, options and program."""
        step = step or self.step
        # The beads of a pair do not depend on the rules it is checked with.
        counted = {k: v for k, v in self.options.items() if step == "check" or k in ALIGNING}
        return digest_of([step, shard.digest, counted, self.program])

    def save(self) -> None:
        """Write the plan, whole or not at all."""
        held = {**asdict(self), "schema": 1, "shards": [list(_values(s)) for s in self.shards]}
        del held["out"]
        with atomic(self.out / PLAN) as stream:
            json.dump(held, stream, ensure_ascii=False)

    @classmethod
    def load(cls, out: Path) -> Plan:
        """Read the plan of an output folder."""
        try:
            held = json.loads((out / PLAN).read_text("utf-8"))
            shards = tuple(Shard(*values) for values in held.pop("shards"))
            del held["schema"]
            return cls(out=out, shards=shards, **held)
        except FileNotFoundError:
            raise InputError(
                out, "no run was planned here", "run alignkit corpus align first"
            ) from None
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(
                out / PLAN, f"this is no plan ({error})", "plan the run again"
            ) from None


#: The options that change an alignment; the others change what is found in it.
ALIGNING = frozenset(
    {"source_lang", "target_lang", "presplit", "model", "max_bead", "lock_blocks", "exact"}
    | {"signals", "abbreviations"}
)


@dataclass(frozen=True, slots=True)
class Record:
    """What a finished shard says of itself."""

    key: str
    digest: str
    done: int
    failed: int
    skipped: int
    beads: int
    sentences: tuple[int, int]
    findings: int
    seconds: float
    failures: tuple[tuple[str, str], ...] = ()
    one_language: int = 0

    @property
    def documents(self) -> int:
        """How many documents the shard holds."""
        return self.done + self.failed + self.skipped

    def save(self, out: Path) -> None:
        """Write the record; from then on the shard counts as done."""
        path = out / DONE / f"{self.key}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic(path) as stream:
            json.dump({"schema": 1, **asdict(self)}, stream, ensure_ascii=False)

    @classmethod
    def load(cls, out: Path, key: str) -> Record | None:
        """Read the record of a shard, None where it is not done."""
        try:
            held = json.loads((out / DONE / f"{key}.json").read_text("utf-8"))
            held["sentences"] = tuple(held["sentences"])
            held["failures"] = tuple((name, reason) for name, reason in held["failures"])
            del held["schema"]
            return cls(**held)
        except (OSError, ValueError, TypeError, KeyError):
            return None


def cut(items: Iterable[Item], out: Path, documents: int = DOCUMENTS) -> Iterator[Shard]:
    """Write items as input shards, and yield these.

    Where a shard ends is told by the items' own digests, so that a document that comes, changes
    or goes leaves the shards alone that it is not in.
    """
    held: list[Item] = []
    size = 0
    least, most = max(1, documents // 2), documents * 2
    for item in items:
        held.append(item)
        size += item.size
        ends = len(held) >= least and int(item.digest[:8], 16) % least == 0
        if ends or len(held) >= most or size >= BYTES:
            yield _write(held, size, out)
            held, size = [], 0
    if held:
        yield _write(held, size, out)


def _write(items: list[Item], size: int, out: Path) -> Shard:
    digest = digest_of([item.digest for item in items])
    path = out / INPUT / f"{digest}.parquet"
    # Files may have moved though their contents are the same: the paths are written again.
    if not path.exists() or any(e.source.path or e.target.path for e in items):
        write_rows(path, "input", [item.to_row() for item in items])
    return Shard(digest, len(items), size)


def _values(shard: Shard) -> tuple[str, int, int]:
    return shard.digest, shard.documents, shard.size
