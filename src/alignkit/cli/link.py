"""`alignkit link`: which words render which."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from alignkit.cli.guarded import Command
from alignkit.cli.options import (
    idle_options,
    lang_options,
    model_option,
    one_stdin,
    output_option,
    quiet_option,
)
from alignkit.cli.output import write

FORMATS = ("text", "json", "tsv", "pharaoh")


@click.command("link", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="SRC TGT | BITEXT")
@click.option("--presplit", is_flag=True, help="One sentence a line, kept as it is.")
@click.option("--bead", type=click.IntRange(0), metavar="N", help="One bead alone, from 0.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="P",
    help="The probability from which on a link is given.  [default: 0.45]",
)
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: from -o, or text.")
@lang_options
@model_option
@idle_options("jobs")
@output_option
@quiet_option
def command(
    files: tuple[str, ...],
    presplit: bool,
    bead: int | None,
    least: float | None,
    format_: str | None,
    source_lang: str | None,
    target_lang: str | None,
    model: str | None,
    output: str | None,
    quiet: bool,
) -> None:
    """Link the words of SRC with those of TGT that render them.

    Each link has a probability. Two files are aligned first; one is a bitext in any format that
    check reads. The Pharaoh format has a line a bead: word numbers from 0, the source's first.

    \b
    alignkit link plan.zh.txt plan.en.txt -o links.tsv
    alignkit link pairs.tsv --format pharaoh
    """
    from alignkit.compose import align
    from alignkit.formats import load
    from alignkit.link import link
    from alignkit.report.links import ENDINGS, render_links

    if len(files) > 2:
        raise click.UsageError("give a text and its translation, or one bitext")
    one_stdin(files)
    sides: list[Any] = [Path(file) if file != "-" else file for file in files]
    langs: dict[str, Any] = {"source_lang": source_lang, "target_lang": target_lang}
    if len(sides) == 2:
        held = align(*sides, presplit=presplit, model=model, **langs)
    else:
        held = load(files[0])
    ending = Path(output).suffix.lower() if output else ""
    chosen = format_ or ENDINGS.get(ending) or "text"
    write(render_links(link(held, bead=bead, least=least, model=model), chosen), output)
