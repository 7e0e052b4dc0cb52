"""How far a run is, in words and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from alignkit.corpus.account import CorpusRun


def as_text(run: CorpusRun, failed: bool = False) -> str:
    """Return the state of a run in a few lines; with `failed`, each failed document too."""
    lines = [str(run), f"{run.shards_done:,} of {run.shards:,} shards done"]
    if run.seconds:
        rate = sum(run.sentences) / run.seconds * 3600
        lines.append(f"{run.seconds:,.0f} s of work, {rate:,.0f} sentences an hour a process")
    lines.append(f"digest {run.digest}" if run.digest else "not complete: run it again to go on")
    if failed:
        lines += [f"failed: {name}: {reason}" for name, reason in run.failures]
    return "\n".join(lines)


def as_json(run: CorpusRun) -> str:
    """Return the state of a run under a schema version."""
    held = {"schema": 1, "kind": "corpus-run", **asdict(run), "out": str(run.out)}
    return json.dumps(held, ensure_ascii=False, indent=1)
