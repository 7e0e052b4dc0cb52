"""alignkit judge: a second opinion on every pair."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from alignkit.cli.guarded import Command
from alignkit.cli.options import idle_options, one_stdin, output_option, quiet_option
from alignkit.cli.output import write


@click.command("judge", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="SRC TGT | BITEXT")
@click.option("--judge", "url", metavar="URL", help="A server that speaks OpenAI's chat protocol.")
@click.option("--judge-model", "name", default="default", metavar="NAME", help="Its model.")
@click.option("--timeout", type=click.FloatRange(1), default=60.0, show_default=True, metavar="S")
@click.option("--answers", metavar="FILE", help="Where answers are kept; else they are forgotten.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@idle_options("jobs")
@output_option
@quiet_option
def command(
    files: tuple[str, ...],
    url: str | None,
    name: str,
    timeout: float,
    answers: str | None,
    format_: str,
    output: str | None,
    quiet: bool,
) -> None:
    """Ask for a second opinion on every pair: the embedded network, or a server.

    It tells which words of which pairs look wrong, and how surely.

    Without --judge the embedded network is asked, and nothing leaves this machine. With it the
    text of every pair is sent to that address, which a line on standard error says; the key is
    read from ALIGNKIT_JUDGE_KEY. No settings file can name an address.

    \b
    alignkit judge plan.zh.txt plan.en.txt
    alignkit judge pairs.tsv --judge http://localhost:8000/v1 --judge-model qwen3
    """
    from alignkit.compose import bitext_of
    from alignkit.judge import Remote, judge

    if len(files) > 2:
        raise click.UsageError("give a text and its translation, or one bitext")
    one_stdin(files)
    remote = Remote(url, name, timeout=timeout, cache=answers) if url else None
    sides: list[Any] = [Path(file) if file != "-" else file for file in files]
    bitext = bitext_of(*sides)
    if remote:
        size = sum(len(text) for pair in bitext.pairs() for text in pair)
        # Said whatever else is kept quiet: texts leave for another program, maybe another machine.
        click.echo(
            f"alignkit: the texts of {len(bitext.beads)} pairs ({size:,} characters) go to "
            f"{remote.url}",
            err=True,
        )
    opinion = judge(bitext, remote)
    if not quiet and (opinion.counts or opinion.tokens):
        counts = ", ".join(f"{count} {what}" for what, count in sorted(opinion.counts.items()))
        click.echo(f"alignkit: {counts}; {opinion.tokens:,} tokens", err=True)
    if format_ == "json":
        write(json.dumps(opinion.to_json(), ensure_ascii=False, indent=1), output)
    else:
        write(os.linesep.join(opinion.lines()), output)
