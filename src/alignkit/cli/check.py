"""alignkit check: find what a reviser would mark."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from alignkit.cli.checks.checked import Wanted
from alignkit.cli.checks.checking import rule_options, run
from alignkit.cli.checks.exits import Exit
from alignkit.cli.checks.judging import asked, judge_options, told
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
from alignkit.report import FORMATS
from alignkit.types import Severity

if TYPE_CHECKING:
    from alignkit.report.outcome import Outcome

# What a Word file is asked for by.
WORD = (".docx", ".docm")
# The options that tell of a server to ask.
SERVER = frozenset({"judge_url", "judge_model", "judge_timeout", "judge_answers"})
#: The formats that show the reviser's list.
LISTING = ("text", "concise", "json", "html")
FAIL_ON = ["error", "warning", "info", "never"]


@click.command(cls=Command)
@click.argument("files", nargs=-1, metavar="SOURCE TRANSLATION | BITEXT")
@rule_options
@click.option("--pairs", "manifest", metavar="FILE", help="Check the many pairs listed in FILE.")
@click.option("--since", metavar="REV", help="Only pairs that changed since this git revision.")
@click.option("--format", "format_", type=click.Choice((*FORMATS, "docx")), help="Default: text.")
@project_options
@output_option
@click.option("--also", multiple=True, metavar="FILE", help="Write FILE too; its ending decides.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit 1 from here on; default: error.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings to FILE as known.")
@review_list_option
@judge_options
@click.option("--explain", is_flag=True, help="Show what weighed in each finding (text).")
@click.option("--statistics", is_flag=True, help="Count findings by rule; list none.")
@model_option
@lang_options
@jobs_option
@config_option
@quiet_option
def command(
    files: tuple[str, ...],
    manifest: str | None,
    since: str | None,
    project: str | None,
    point: str | None,
    format_: str | None,
    output: str | None,
    also: tuple[str, ...],
    fail_on: str | None,
    exit_zero: bool,
    statistics: bool,
    explain: bool,
    review_list: int | None,
    config: str | None,
    source_lang: str | None,
    target_lang: str | None,
    **options: Any,
) -> int:
    """Check a translation: numbers, omissions, terms, structure.

    SOURCE and TRANSLATION are documents (txt, md, html, docx, pdf …), files of texts by key (json,
    po …), subtitles, or two folders of them; BITEXT is an aligned file (tsv, jsonl, tmx, xliff), or
    a ladder followed by its two texts. Without any, the pairs that the settings name are checked.

    \b
    alignkit check plan.zh.txt plan.en.txt
    alignkit check plan.zh.docx plan.en.docx -o comments.docx
    alignkit check --pairs pairs.toml -o findings.sarif --also report.html
    alignkit check plan.tsv --judge http://localhost:8000/v1 --judge-model qwen3

    Exit code 0: nothing at or over --fail-on; 1: findings; 2: it could not run.
    """
    held = settings(config)
    server = asked(**{name: options.pop(name) for name in list(options) if name in SERVER})
    wanted = replace(Wanted.of(held, **options), judge=server)
    limit = "never" if exit_zero else fail_on or held.fail_on
    if limit not in FAIL_ON:
        raise OptionError(f"fail-on = {limit!r}: give one of {', '.join(FAIL_ON)}")
    chosen = _format(format_, output)
    others = [(_format(None, path), path) for path in also]
    if project and server:
        raise OptionError("--judge asks about files; leave out --project")
    if project:
        outcome = outcome_of(project, files, wanted, point)
    else:
        plan = plan_of(files, manifest, held, (source_lang, target_lang), since)
        outcome = run(plan, wanted)
        if since and not plan.pairs and not wanted.quiet:
            say(f"alignkit: no pair changed since {since}")
    if server and not wanted.quiet:
        say(told(server.counts, server.tokens) or f"alignkit: {server.remote.url} was not asked")
    if review_list:
        outcome = with_suspects(outcome, review_list)
    if outcome.pairs or not outcome.failures:
        for form, path in others:
            write(_rendered(outcome, form, path, False, limit=limit), path)
        write(_rendered(outcome, chosen, output, statistics, explain, limit), output)
    _say(outcome, chosen, output, wanted)
    return _exit(outcome, limit)


def _format(given: str | None, output: str | None) -> str:
    from alignkit.report import format_of

    if given:
        return given
    if output and output.lower().endswith(WORD):
        return "docx"
    return format_of(output) if output not in (None, "-") else "text"


def _rendered(
    outcome: Outcome,
    chosen: str,
    output: str | None,
    counts: bool,
    explain: bool = False,
    limit: str = "error",
) -> str | bytes:
    from alignkit.report import render

    if chosen == "docx":
        return _word(outcome)
    if chosen in ("text", "concise"):
        color = output in (None, "-") and colored()
        if counts:
            from alignkit.report.terminal.closing import statistics_lines, summary_lines
            from alignkit.report.terminal.paint import Paint

            return "\n".join([*statistics_lines(outcome), *summary_lines(outcome, Paint(color))])
        weighed = {"explain": explain} if chosen == "text" else {}
        return render(outcome, chosen, color=color, **weighed)
    # A note that --fail-on lets pass is no failed test.
    options = {"fails": "info" if limit == "info" else "warning"} if chosen == "junit" else {}
    return render(outcome, chosen, **options)


def _word(outcome: Outcome) -> bytes:
    """Return the findings of one pair as comments in a Word file."""
    from alignkit.desk.exchange.annotated import annotated

    held = [pair for pair in outcome.pairs if pair.findings.bitext is not None]
    if len(held) != 1:
        raise OptionError(f"a Word file holds one pair, and {len(held)} were checked")
    return annotated(held[0].findings, held[0].source, held[0].target)


def _say(outcome: Outcome, chosen: str, output: str | None, wanted: Wanted) -> None:
    """Tell on standard error what the report itself does not tell there."""
    seen = chosen in ("text", "concise") and output in (None, "-") and sys.stdout.isatty()
    for failure in () if seen else outcome.failures:
        say(f"alignkit: {failure.reason}")
    if wanted.quiet:
        return
    for notice in outcome.notices:
        for line in str(notice).splitlines():
            say(f"alignkit: {line}")
    if chosen not in LISTING and any(pair.suspects for pair in outcome.pairs):
        say(f"alignkit: {chosen} holds no --review-list; {', '.join(LISTING)} do")
    if wanted.write_baseline:
        known = f"{outcome.known:,} findings" if outcome.known != 1 else "1 finding"
        say(f"alignkit: {known} written to {wanted.write_baseline}")
    if output not in (None, "-"):
        from alignkit.report.terminal.closing import summary_lines
        from alignkit.report.terminal.paint import Paint

        for line in summary_lines(outcome, Paint())[: 1 + bool(outcome.known + outcome.suppressed)]:
            say(line)


def _exit(outcome: Outcome, limit: str) -> int:
    if outcome.failures:
        return Exit.UNUSABLE
    worst = outcome.worst()
    if limit == "never" or worst is None or worst.rank < Severity(limit).rank:
        return Exit.CLEAN
    return Exit.FINDINGS


def colored() -> bool:
    """Return whether standard output wants colours."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
