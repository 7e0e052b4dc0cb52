"""alignkit eval: an alignment against gold."""

from __future__ import annotations

import json
from pathlib import Path

import click

from alignkit.cli.options import idle_options, one_stdin, quiet_option
from alignkit.cli.output import write
from alignkit.errors import InputError, OptionError

ENDINGS = frozenset({".align", ".aligned", ".ladder", ".jsonl", ".hunalign", ".xml", ".mapping"})


@click.command()
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
            click.echo(f"alignkit: note: {note}", err=True)
    if format_ == "json":
        write(json.dumps(evaluation.to_json(), ensure_ascii=False, indent=1), output)
    else:
        write(str(evaluation), output)


def _paired(
    predicted: tuple[str, ...], gold: tuple[str, ...], versus: tuple[str, ...]
) -> tuple[list[str], list[str], list[str]]:
    """Open folders into their files; what has no fellow of the same name is an error."""
    held: tuple[list[str], list[str], list[str]] = ([], [], [])
    if versus and len(versus) != len(gold):
        raise OptionError(f"--versus: {len(versus)} given for {len(gold)} pairs")
    for number, end in enumerate(gold):
        sides = [predicted[number], end, *versus[number : number + 1]]
        if not Path(end).is_dir():
            for place, side in zip(held, sides, strict=False):
                place.append(side)
            continue
        for name in sorted(p.stem for p in Path(end).iterdir() if p.suffix in ENDINGS):
            for place, side in zip(held, sides, strict=False):
                place.append(str(_in_folder(Path(side), name)))
    return held


def _in_folder(folder: Path, stem: str) -> Path:
    found = sorted(p for p in folder.glob(f"{stem}.*") if p.suffix in ENDINGS)
    if len(found) != 1:
        raise InputError(folder, f"{len(found)} alignments are named {stem}", "there must be one")
    return found[0]
