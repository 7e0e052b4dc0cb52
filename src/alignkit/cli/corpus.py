"""alignkit corpus: many documents, any number of processes, stopped and resumed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from alignkit.cli.checks.exits import Exit
from alignkit.cli.guarded import Group
from alignkit.cli.options import (
    config_option,
    idle_options,
    jobs_option,
    lang_options,
    model_option,
    output_option,
    quiet_option,
    settings,
)
from alignkit.cli.output import say, write
from alignkit.errors import OptionError

if TYPE_CHECKING:
    from alignkit.corpus.account import CorpusRun

F = TypeVar("F", bound=Callable[..., Any])
LEVELS = ["error", "warning", "info"]
# So many failed documents are named one by one.
NAMED = 5


@click.group(cls=Group)
def command() -> None:
    """Align, check and export a corpus: many documents, resumable.

    \b
    alignkit corpus align zh/ en/ -o run/           two folders, paired by name
    alignkit corpus align crawl.jsonl.gz -o run/    documents paired by what they say
    alignkit corpus check pairs.toml -o run/ --jobs 8
    alignkit corpus status run/
    alignkit corpus export run/ -o pairs.tmx --min-confidence 0.9

    A run that was stopped goes on when the same command is given again.
    """


def run_options(function: F) -> F:
    """Add the options of a run: how documents are paired, who works, what one may cost."""
    options = (
        click.option("-o", "--output", metavar="FOLDER", required=True, help="Where the run lies."),
        click.option(
            "--pair", type=click.Choice(["name", "content"]), default="name", show_default=True,
            help="How the files of folders find each other.",
        ),
        click.option(
            "--pattern", nargs=2, default=("", ""), metavar="SRC TGT",
            help='What the names of each side look like: "*.zh.txt" "*.en.txt".',
        ),
        click.option("--presplit", is_flag=True, help="The texts hold one sentence a line."),
        click.option("--max-bead", type=click.IntRange(1, 16), metavar="N",
                     help="Most sentences a bead may hold on one side (default 6)."),
        click.option("--lock-blocks", is_flag=True, help="No bead crosses a paragraph's end."),
        click.option("--exact", is_flag=True, help="Embed every run of sentences as one text."),
        click.option("--signals", type=click.Choice(["all", "vectors"]), default="all",
                     help="vectors: the encoder's alone, to compare encoders."),
        click.option("--engine", type=click.Choice(["local", "dask"]), default="local",
                     show_default=True, help="Who carries the work."),
        click.option("--scheduler", metavar="ADDRESS",
                     help="A Dask scheduler that is running; without, one is started here."),
        click.option("--timeout", type=click.FloatRange(0, min_open=True), default=600.0,
                     show_default=True, metavar="S", help="Seconds a document may take."),
        click.option("--memory", type=click.FloatRange(0, min_open=True), default=4096.0,
                     show_default=True, metavar="MIB", help="Memory a document may need."),
        click.option("--shard", type=click.IntRange(1), default=64, show_default=True, metavar="N",
                     help="Documents a shard holds, about: what is lost where a run is killed."),
        click.option("--plan-only", is_flag=True, help="Write the plan alone."),
        click.option("--retry-failed", is_flag=True, help="Try the failed documents again."),
        model_option, lang_options, jobs_option, config_option, quiet_option,
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


@command.command()
@click.argument("corpus", nargs=-1, required=True, metavar="CORPUS | SRC TGT")
@run_options
def align(corpus: tuple[str, ...], **options: Any) -> int:
    """Align every document pair of CORPUS.

    CORPUS is a folder of originals and a folder of translations, one folder, a manifest (toml,
    csv, tsv), or documents (jsonl, parquet, warc, or a folder of these).

    \b
    alignkit corpus align zh/ en/ -o run/
    alignkit corpus align pairs.toml -o run/ --jobs 8
    alignkit corpus align crawl/ -o run/ --pair content --engine dask

    Exit code 0: every document is done; 1: some failed, and stand in the summary; 2: it could not
    run; 130: it was interrupted.
    """
    return _run("align", corpus, **options)


@command.command()
@click.argument("corpus", nargs=-1, required=True, metavar="CORPUS | SRC TGT")
@click.option("--select", multiple=True, metavar="RULES", help="Only these: NUM, COV001.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these.")
@click.option("--min-severity", type=click.Choice(LEVELS), help="Leave out what matters less.")
@click.option("--glossary", metavar="FILE", help="Terms and their renderings.")
@run_options
def check(corpus: tuple[str, ...], **options: Any) -> int:
    """Align and check every document pair of CORPUS.

    Aligned files that a manifest names alone (tmx, tsv, xliff …) are checked as they are. Beside
    the tables of findings the run's folder gets overview.html, a page on the whole corpus.

    \b
    alignkit corpus check zh/ en/ -o run/
    alignkit corpus check pairs.toml -o run/ --select NUM,COV --jobs 8

    Exit codes are those of `alignkit corpus align`; findings do not change them.
    """
    for name in ("select", "ignore"):
        options[name] = [p for held in options[name] for p in re.split(r"[,\s]+", held) if p]
    return _run("check", corpus, **options)


@command.command()
@click.argument("run", metavar="RUN")
@click.option(
    "--part",
    default="1/1",
    show_default=True,
    metavar="K/N",
    help="Only every Nth shard, from the Kth.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=600.0,
    metavar="S",
    show_default=True,
    help="Seconds a document may take.",
)
@click.option(
    "--memory",
    type=click.FloatRange(0, min_open=True),
    default=4096.0,
    metavar="MIB",
    show_default=True,
    help="Memory a document may need.",
)
@click.option("-o", "--output", hidden=True, expose_value=False)
@jobs_option
@quiet_option
def work(
    run: str, part: str, timeout: float, memory: float, jobs: int | None, quiet: bool
) -> int:  # fmt: skip
    """Go on with the run in RUN without reading its corpus again.

    For job arrays, in which every machine takes a part and all see the folder:

    \b
    alignkit corpus work run/ --part $SLURM_ARRAY_TASK_ID/100
    """
    from alignkit.cli.progress import watching
    from alignkit.corpus.carry import carry_out
    from alignkit.corpus.options import staff_of
    from alignkit.corpus.plan import Plan

    held = re.fullmatch(r"(\d+)/(\d+)", part)
    if not held or not 1 <= int(held[1]) <= int(held[2]):
        raise OptionError(f"--part {part}: give K/N, such as 3/100")
    plan = Plan.load(Path(run))
    mine = int(held[1]), int(held[2])
    with watching("working", quiet) as watch:
        done = carry_out(plan, staff_of(jobs, timeout, memory, None), part=mine, watch=watch)
    return _told(done, quiet)


@command.command()
@click.argument("run", metavar="RUN")
@click.option("-o", "--output", metavar="OUT", help="A file, or a folder; none: only count.")
@click.option(
    "--format",
    "format_",
    metavar="FMT",
    help="jsonl, parquet, datasets, moses, tmx, tsv, xliff …; else told by OUT's ending.",
)
@click.option("--split", type=click.IntRange(1), metavar="N", help="A new file after N pairs.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Leave out beads less sure than P.",
)
@click.option(
    "--max-ratio",
    type=click.FloatRange(1, min_open=True),
    metavar="R",
    help="Leave out what is R times longer or shorter than usual in this corpus.",
)
@click.option("--language", is_flag=True, help="Leave out what is not in its side's language.")
@click.option("--identical", is_flag=True, help="Leave out what is the same on both sides.")
@click.option(
    "--duplicates",
    type=click.Choice(["none", "exact", "near"]),
    default="none",
    show_default=True,
    help="Leave out pairs that stood before.",
)
@click.option("--one-sided", is_flag=True, help="Keep beads with an empty side.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Draw N pairs.")
@click.option("--seed", default=0, show_default=True, help="Seed of the draw.")
@click.option("--statistics", is_flag=True, help="Print the counts as JSON.")
@idle_options("jobs")
@quiet_option
def export(
    run: str,
    output: str | None,
    format_: str | None,
    split: int | None,
    statistics: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Write the beads of the run in RUN, filtered, in one file or many.

    \b
    alignkit corpus export run/ -o pairs.tmx --min-confidence 0.9 --split 100000
    alignkit corpus export run/ -o train --format moses --duplicates near --language --max-ratio 3
    alignkit corpus export run/ -o dataset/ --format datasets --sample 10000
    """
    import json

    from alignkit.corpus.export import export as written
    from alignkit.corpus.export.filters import Filters

    given = {key: value for key, value in options.items() if value is not None}
    held = written(run, output, format_, filters=Filters(**given), split=split or 0)
    if statistics:
        write(json.dumps({"schema": 1, **held.to_json()}, ensure_ascii=False, indent=1), None)
    if not quiet:
        say(f"alignkit: {held}")


@command.command()
@click.argument("run", metavar="RUN")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--failed", is_flag=True, help="List every failed document with its reason.")
@output_option
@idle_options("quiet", "jobs")
def status(run: str, format_: str, failed: bool, output: str | None) -> None:
    """Say how far the run in RUN is.

    \b
    alignkit corpus status run/
    alignkit corpus status run/ --failed
    """
    from alignkit.corpus.account import summary
    from alignkit.corpus.plan import Plan
    from alignkit.corpus.status import as_json, as_text

    held = summary(Plan.load(Path(run)))
    write(as_json(held) if format_ == "json" else as_text(held, failed), output)


@command.command()
@click.argument("run", metavar="RUN")
@click.option("-o", "--output", metavar="FILE", required=True, help="The table, as TSV.")
@click.option(
    "--least",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    metavar="N",
    help="Terms that stand N times.",
)
@click.option(
    "--documents",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    metavar="N",
    help="And in N documents.",
)
@idle_options("jobs")
@quiet_option
def terms(run: str, output: str, least: int, documents: int, quiet: bool) -> None:
    """List the words of the run in RUN with all their renderings, the commonest first.

    \b
    alignkit corpus terms run/ -o terms.tsv --least 10
    """
    from alignkit.corpus.termbase import write_terms

    number = write_terms(run, output, least=least, documents=documents)
    if not quiet:
        say(f"alignkit: {number:,} terms")


def _run(step: str, corpus: tuple[str, ...], **options: Any) -> int:
    from alignkit.cli.progress import watching
    from alignkit.corpus import corpus_run

    if len(corpus) > 2:
        raise OptionError(f"{len(corpus)} names are given; a corpus is one, or two folders")
    out, quiet = options.pop("output"), options.pop("quiet")
    options["settings"] = settings(options.pop("config"))
    options["min_severity"] = options.get("min_severity") or "info"
    given: Any = (corpus[0], corpus[1]) if len(corpus) == 2 else corpus[0]
    try:
        with watching(f"{step}ing", quiet) as watch:
            done = corpus_run(given, out, step=step, watch=watch, **options)
    except KeyboardInterrupt:
        if not quiet:
            say(f"alignkit: {_stopped(Path(out))}")
        return Exit.INTERRUPTED
    return _told(done, quiet)


def _stopped(out: Path) -> str:
    from alignkit.corpus.account import summary
    from alignkit.corpus.plan import Plan
    from alignkit.errors import AlignkitError

    try:
        held = summary(Plan.load(out))
        how = f"{held.done + held.failed + held.skipped:,} of {held.documents:,} documents are done"
    except AlignkitError:
        how = "the corpus was still being read"
    return f"stopped: {how}; give the same command again to go on"


def _told(done: CorpusRun, quiet: bool) -> int:
    """Say what came of a run, and return its exit code."""
    if done.one_language:
        # Said even where nothing else is: a run of the wrong folders looks like a good one.
        say(
            f"alignkit: {done.one_language:,} of {done.documents:,} documents have one language on "
            "both sides: give the originals and their translations"
        )
    if not quiet:
        say(f"alignkit: {done}")
        for name, reason in done.failures[:NAMED]:
            say(f"alignkit: failed: {name}: {reason}")
        if len(done.failures) > NAMED:
            more = f"alignkit corpus status {done.out} --failed"
            say(f"alignkit: {more} lists all {len(done.failures):,}")
        if done.failed:
            say("alignkit: --retry-failed tries these again, and only these")
        page = Path(done.out) / "overview.html"
        if done.step == "check" and page.is_file():
            say(f"alignkit: the findings stand in {page}")
    return Exit.FINDINGS if done.failed else Exit.CLEAN
