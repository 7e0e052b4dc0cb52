"""A run over a corpus begun: what it is, where it goes, which documents are pairs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from alignkit.corpus.account import Watch
from alignkit.corpus.carry import write_plan
from alignkit.corpus.cell import Desk
from alignkit.corpus.engines import Staff
from alignkit.corpus.pairing import FOLDER, PAIRS, paired
from alignkit.corpus.plan import INPUT, LONE, PLAN, Plan
from alignkit.corpus.sources import open_corpus
from alignkit.corpus.sources.opened import Corpus, Wanted
from alignkit.errors import InputError

#: Names that an output folder may hold; a folder with others is not ours to write into.
OURS = frozenset(
    {PLAN, LONE, INPUT, FOLDER, PAIRS, "done", "documents", "beads", "findings", "overview.html"}
)


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
    try:
        opened = open_corpus(corpus, wanted)
        program = _program(options.get("model"), staff)
        if not opened.paired:
            opened = paired(opened, out, wanted, options, program, staff, engine, watch)
        plan = write_plan(opened, out, step, options, program, _named(corpus), wanted.shard)
    except BaseException:
        # What cannot begin leaves no folder behind; one that holds anything stays.
        with suppress(OSError):
            out.rmdir()
        raise
    if not plan.shards:
        raise InputError(_named(corpus), "there is no document pair in it")
    return plan


def _program(model: str | None, staff: Staff) -> str:
    """Return what made the results: the version and the encoder."""
    from alignkit.version import __version__

    if model in (None, "", "embedded"):
        from alignkit.embed import encoder

        return f"{__version__} {encoder().signature}"
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


def _named(corpus: Corpus) -> str:
    parts: Sequence[Any] = corpus if isinstance(corpus, tuple) else (corpus,)
    named = [str(p) for p in parts if isinstance(p, (str, Path))]
    return " ".join(named) or "the caller's rows"
