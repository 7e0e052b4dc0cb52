"""alignkit report: one page to read and work in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from alignkit.cli.checks.checked import Wanted
from alignkit.cli.checks.checking import rule_options, run
from alignkit.cli.checks.exits import Exit
from alignkit.cli.checks.planning import plan_of
from alignkit.cli.checks.reviserlist import review_list_option, with_suspects
from alignkit.cli.checks.standing import outcome_of, project_options
from alignkit.cli.guarded import Command
from alignkit.cli.options import (
    config_option,
    jobs_option,
    lang_options,
    model_option,
    output_option,
    quiet_option,
    settings,
)
from alignkit.cli.output import say, write
from alignkit.errors import OptionError


@click.command(cls=Command)
@click.argument("files", nargs=-1, metavar="SOURCE TRANSLATION | BITEXT")
@rule_options
@click.option("--pairs", "manifest", metavar="FILE", help="Show the many pairs listed in FILE.")
@project_options
@review_list_option
@output_option
@model_option
@lang_options
@jobs_option
@config_option
@quiet_option
def command(
    files: tuple[str, ...],
    manifest: str | None,
    output: str | None,
    project: str | None,
    point: str | None,
    review_list: int | None,
    config: str | None,
    source_lang: str | None,
    target_lang: str | None,
    **options: Any,
) -> int:
    """Align, check and write one self-contained page.

    The page shows both texts side by side with the findings beside them. It needs no network;
    what you decide in it is kept in your browser, and exported for --suppressions.

    \b
    alignkit report plan.zh.txt plan.en.txt -o report.html
    """
    from alignkit.report import render
    from alignkit.report.terminal.closing import summary_lines
    from alignkit.report.terminal.paint import Paint

    path = output or "report.html"
    if path != "-" and Path(path).suffix.lower() not in ("", ".html", ".htm"):
        raise OptionError(f"{path}: a report is a page; end its name in .html, or use check -o")
    held = settings(config)
    wanted = Wanted.of(held, **options)
    if project:
        outcome = outcome_of(project, files, wanted, point)
    else:
        outcome = run(plan_of(files, manifest, held, (source_lang, target_lang)), wanted)
    if review_list:
        outcome = with_suspects(outcome, review_list)
    for failure in outcome.failures:
        say(f"alignkit: {failure.reason}")
    if not outcome.pairs:
        return Exit.UNUSABLE
    write(render(outcome, "html"), path)
    if not wanted.quiet and path != "-":
        for line in summary_lines(outcome, Paint())[:1]:
            say(line)
        say(f"Written to {path}; open it in a browser.")
    return Exit.UNUSABLE if outcome.failures else Exit.CLEAN
