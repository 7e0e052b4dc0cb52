"""alignkit judge: a second opinion on every pair."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from alignkit.cli.checks.judging import asked, judge_options, told
from alignkit.cli.guarded import Command
from alignkit.cli.options import idle_options, one_stdin, output_option, quiet_option
from alignkit.cli.output import write


@click.command("judge", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="SRC TGT | BITEXT")
@judge_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@idle_options("jobs")
@output_option
@quiet_option
def command(
    files: tuple[str, ...], format_: str, output: str | None, quiet: bool, **server: Any
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
    from alignkit.judge import judge

    if len(files) > 2:
        raise click.UsageError("give a text and its translation, or one bitext")
    one_stdin(files)
    server_asked = asked(**server)
    sides: list[Any] = [Path(file) if file != "-" else file for file in files]
    opinion = judge(bitext_of(*sides), server_asked)
    line = told(dict(opinion.counts), opinion.tokens)
    if line and not quiet:
        click.echo(line, err=True)
    if format_ == "json":
        write(json.dumps(opinion.to_json(), ensure_ascii=False, indent=1), output)
    else:
        pairs = f"{len(opinion.pairs)} {'pair' if len(opinion.pairs) == 1 else 'pairs'}"
        write("\n".join(opinion.lines() or [f"Nothing looks wrong in {pairs}."]), output)
