"""alignkit rules: the list."""

from __future__ import annotations

import json

import click

from alignkit.cli.guarded import Command
from alignkit.cli.options import idle_options, output_option
from alignkit.cli.output import write


@click.command(cls=Command)
@click.argument("families", nargs=-1, metavar="[RULES]...")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text"
)
@click.option("--select", multiple=True, metavar="RULES", help="Only these: NUM, COV001.")
@click.option("--next", "next_", metavar="FAMILY", help="Print the next free id of a family.")
@output_option
@idle_options("quiet", "jobs")
def command(
    families: tuple[str, ...],
    format_: str,
    select: tuple[str, ...],
    next_: str | None,
    output: str | None,
) -> None:
    """List the rules, or all their pages as one document.

    \b
    alignkit rules
    alignkit rules NUM COV001
    alignkit rules --format markdown -o rules.md
    alignkit rules --next NUM
    """
    from alignkit.check.run.registry import all_rules, chosen, free_id
    from alignkit.report.rule_text import as_json, listing, markdown

    if next_:
        write(free_id(next_), output)
        return
    wanted = [part for held in (*families, *select) for part in held.split(",") if part]
    rules = chosen(wanted) if wanted else all_rules()
    if format_ == "json":
        held = {"schema": 1, "rules": [as_json(rule) for rule in rules]}
        write(json.dumps(held, ensure_ascii=False, indent=1), output)
    elif format_ == "markdown":
        write(markdown(rules), output)
    else:
        write(listing(rules), output)
