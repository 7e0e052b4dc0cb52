"""alignkit eval: an alignment against gold."""

from __future__ import annotations

import json
from typing import Any

import click

from alignkit.cli.guarded import Command
from alignkit.cli.options import idle_options, one_stdin, quiet_option
from alignkit.cli.output import say, write
from alignkit.errors import OptionError


@click.command(cls=Command)
@click.argument("files", nargs=-1, metavar="PREDICTED GOLD [PREDICTED GOLD ...]")
@click.option(
    "--versus",
    multiple=True,
    metavar="OTHER",
    help="A second system's alignment, one for each pair: is the difference chance?",
)
@click.option(
    "--verses",
    nargs=2,
    metavar="SRC TGT",
    help="The verse of every sentence; beads inside one verse are joined first.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--samples", default=2000, show_default=True, help="Bootstrap samples.")
@click.option("--seed", default=0, show_default=True, help="Seed of the bootstrap.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; - is standard output.")
@idle_options("jobs")
@quiet_option
def command(
    files: tuple[str, ...],
    versus: tuple[str, ...],
    verses: tuple[str, str] | None,
    format_: str,
    samples: int,
    seed: int,
    output: str | None,
    quiet: bool,
) -> None:
    """Score an alignment against a gold alignment.

    Strict and lax precision, recall and F1, by bead shape too. Ladders are read as alignkit,
    vecalign, Bertalign and hunalign write them, and all formats that know their sentences. The
    counts of several pairs are pooled; two folders are paired by name.

    \b
    alignkit eval plan.ladder gold.align
    alignkit eval ours/ gold/ --versus theirs/
    """
    from alignkit.evaluate import evaluate

    if not files or len(files) % 2:
        raise click.UsageError("give pairs of PREDICTED and GOLD")
    one_stdin((*files, *versus, *(verses or ())))
    predicted, gold, others = _paired(files[::2], files[1::2], versus)
    evaluation = evaluate(
        predicted,
        gold,
        versus=others or None,
        verses=verses or None,
        samples=samples,
        seed=seed,
    )
    if not quiet:
        for note in evaluation.notes:
            say(f"alignkit: note: {note}")
    if format_ == "json":
        write(json.dumps(evaluation.to_json(), ensure_ascii=False, indent=1), output)
    else:
        write(str(evaluation), output)


def _paired(
    predicted: tuple[str, ...], gold: tuple[str, ...], versus: tuple[str, ...]
) -> tuple[list[Any], list[Any], list[Any]]:
    """Open folders into their files; what has no fellow of the same name is an error."""
    from alignkit.evaluate.fellows import in_folders

    held: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    if versus and len(versus) != len(gold):
        raise OptionError(f"--versus: {len(versus)} given for {len(gold)} pairs")
    for number, end in enumerate(gold):
        systems, ends = in_folders([predicted[number], *versus[number : number + 1]], end)
        for place, side in zip(held, (systems[0], ends, *systems[1:]), strict=False):
            place += side if isinstance(side, list) else [side]
    return held
