"""Corpora: many documents aligned and checked, by any number of processes, stopped and resumed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alignkit.align import Side
    from alignkit.config import Settings
    from alignkit.corpus.account import CorpusRun, Snapshot
    from alignkit.corpus.sources.opened import Corpus
    from alignkit.types import Bitext

__all__ = ["align_many", "corpus_run"]


def corpus_run(
    corpus: Corpus,
    out: str | PathLike[str],
    *,
    step: str = "align",
    engine: str = "local",
    jobs: int | None = None,
    scheduler: str | None = None,
    pair: str = "name",
    pattern: tuple[str, str] = ("", ""),
    source_lang: str | None = None,
    target_lang: str | None = None,
    presplit: bool = False,
    model: str | None = None,
    signals: str = "all",
    max_bead: int | None = None,
    lock_blocks: bool = False,
    exact: bool = False,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    min_severity: str = "info",
    glossary: str | PathLike[str] | None = None,
    settings: Settings | None = None,
    timeout: float = 600.0,
    memory: float = 4096.0,
    shard: int = 64,
    retry_failed: bool = False,
    plan_only: bool = False,
    progress: Callable[[int, int], None] | None = None,
    watch: Callable[[Snapshot], None] | None = None,
) -> CorpusRun:
    """Align or check a corpus into a folder of shards, and go on where an earlier run stopped.

    `corpus` is two folders as a tuple, one folder, a manifest, a file or folder of documents
    (JSONL, WARC, Parquet, a Hugging Face dataset), or rows with `source` and `target`. With
    `pair="content"`, or where a corpus has documents without partners, they are paired by their
    vectors, numbers and names. `step` is "align" or "check". `engine` is "local" (processes) or
    "dask", with a cluster of its own or the one whose `scheduler` is named. A document that takes
    more than `timeout` seconds or `memory` MiB fails alone; `retry_failed` tries those again.
    `shard` is about how many documents are begun again where a run is killed. With `plan_only` all
    the work is left to others, who need the output folder alone.
    The rows are the same for any engine and any number of jobs.
    """
    from alignkit.corpus.options import Given, staff_of

    given = Given(
        step, source_lang, target_lang, presplit, model, signals, max_bead, lock_blocks, exact,
        tuple(select), tuple(ignore), min_severity, glossary, settings,
    )  # fmt: skip
    from alignkit.corpus.account import summary
    from alignkit.corpus.carry import carry_out
    from alignkit.corpus.launch import plan_run

    staff = staff_of(jobs, timeout, memory, scheduler)
    told = _watching(progress, watch)
    wanted, options = given.wanted(pair, pattern, shard), given.options()
    plan = plan_run(corpus, Path(out), step, wanted, options, staff, engine, told)
    if plan_only:
        return summary(plan)
    return carry_out(plan, staff, engine, retry=retry_failed, watch=told)


def align_many(
    pairs: Iterable[tuple[Side, Side]],
    *,
    jobs: int = 1,
    on_error: str = "raise",
    timeout: float = 600.0,
    memory: float = 4096.0,
    progress: Callable[[int, int], None] | bool | None = None,
    **options: Any,
) -> Iterator[Bitext | Exception]:
    """Align many pairs and yield their bitexts in order, as soon as each is there.

    A pair is what `align` takes, and so are the options. With several `jobs` processes work, each
    with the model opened once, and what takes a document more than `timeout` seconds or `memory`
    MiB is an error of that document. `on_error` is "raise"; "skip" leaves the pair out; "yield"
    gives the error in its place. `progress` is True for a bar, or a function of (done, total).

    >>> pairs = [(["你好。"], ["Hello."]), (["再见。"], ["Goodbye."])]
    >>> [len(bitext) for bitext in align_many(pairs)]
    [1, 1]
    """
    from alignkit.corpus.many import aligned
    from alignkit.corpus.options import staff_of

    return aligned(pairs, staff_of(jobs, timeout, memory, None), on_error, progress, options)


def _watching(
    progress: Callable[[int, int], None] | None, watch: Callable[[Snapshot], None] | None
) -> Callable[[Snapshot], None] | None:
    if progress is None:
        return watch

    def told(snapshot: Snapshot) -> None:
        progress(snapshot.done, snapshot.total)
        if watch:
            watch(snapshot)

    return told
