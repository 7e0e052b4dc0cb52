"""alignkit rule: one rule explained."""

from __future__ import annotations

import json

import click

from alignkit.cli.guarded import Command
from alignkit.cli.options import idle_options, output_option
from alignkit.cli.output import write


@click.command(cls=Command)
@click.argument("identity", metavar="ID")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text"
)
@output_option
@idle_options("quiet", "jobs")
def command(identity: str, format_: str, output: str | None) -> None:
    """Explain one rule: what it does, why, an example, options, limits.

    \b
    alignkit rule NUM001
    """
    from alignkit.check.run.registry import rule
    from alignkit.report.rule_text import as_json, markdown_page, page

    held = rule(identity)
    if format_ == "json":
        write(json.dumps(as_json(held), ensure_ascii=False, indent=1), output)
    elif format_ == "markdown":
        write(markdown_page(held), output)
    else:
        write(page(held), output)
