"""The unit of work that every engine carries: one shard, one step, one place for the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignkit.corpus.plan import Plan, Shard

#: The tables that each step writes; the first has a row for every document.
TABLES = {
    "align": ("documents", "beads"),
    "check": ("documents", "beads", "findings"),
    "vectors": ("vectors",),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before its process is stopped: seconds, and MiB of memory."""

    seconds: float = 600.0
    memory: float = 4096.0


@dataclass(frozen=True, slots=True)
class Job:
    """One shard to be worked through; plain values, so that any engine can send it anywhere."""

    out: str
    step: str
    shard: str
    key: str
    beads_key: str
    options: Mapping[str, Any] = field(default_factory=dict)
    retry: bool = False

    @classmethod
    def of(cls, plan: Plan, shard: Shard, retry: bool = False) -> Job:
        """Return the job of a shard under a plan."""
        keys = plan.key(shard), plan.key(shard, "align")
        options = dict(plan.options)
        return cls(str(plan.out.absolute()), plan.step, shard.digest, *keys, options, retry)

    def path(self, kind: str) -> Path:
        """Return where a table of this job's rows lies."""
        return table_path(Path(self.out), kind, self.beads_key if kind == "beads" else self.key)


def table_path(out: Path, kind: str, key: str) -> Path:
    """Return where a table of results lies."""
    return out / kind / f"{key}.parquet"
