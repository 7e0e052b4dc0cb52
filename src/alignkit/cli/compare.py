"""`alignkit compare`: where translations of one original diverge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alignkit.cli.checks.exits import Exit
from alignkit.cli.guarded import Command
from alignkit.cli.options import (
    config_option,
    jobs_option,
    lang_options,
    model_option,
    one_stdin,
    output_option,
    quiet_option,
    settings,
)
from alignkit.cli.output import say, write
from alignkit.cli.progress import progress

if TYPE_CHECKING:
    from alignkit.config import Settings
    from alignkit.types.comparison import Comparison

FORMATS = ("text", "json", "tsv", "terms", "xlsx", "html")


@click.command("compare", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="SOURCE A B [C ...]")
@click.option("--no-source", is_flag=True, help="There is no original: all files are translations.")
@click.option("--name", "names", multiple=True, help="A translation's name, in order; repeatable.")
@click.option("--base", metavar="NAME", help="Compare each with this one alone: a name or number.")
@click.option("--presplit", is_flag=True, help="One sentence a line, kept as it is.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: from -o, or text.")
@click.option(
    "--fail-on-substance", is_flag=True, help="Exit 1 where any row differs in substance."
)
@click.option(
    "--project", metavar="FILE", help="A review project: its alignment where it has the text."
)
@lang_options
@model_option
@jobs_option
@config_option
@output_option
@quiet_option
def command(
    files: tuple[str, ...],
    no_source: bool,
    names: tuple[str, ...],
    base: str | None,
    presplit: bool,
    format_: str | None,
    fail_on_substance: bool,
    project: str | None,
    source_lang: str | None,
    target_lang: str | None,
    model: str | None,
    jobs: int | None,
    config: str | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Show where translations of one original diverge.

    Each translation is aligned to the original; rows hold the same stretch of it and every
    rendering, and each two are compared. Differences in substance (numbers, denials, names,
    content) are told apart from details and from wording.

    \b
    alignkit compare original.zh.txt a.en.txt b.en.txt
    alignkit compare original.zh.txt a.en.txt b.en.txt -o differences.html
    alignkit compare original.zh.txt a.en.txt b.en.txt --format terms > terms.tsv
    alignkit compare --no-source a.en.txt b.en.txt --format tsv

    Exits 0, with --fail-on-substance 1 where a row differs in substance, 2 where it cannot run.
    """
    from alignkit.compare import compare
    from alignkit.report.comparison.output import format_of, render

    one_stdin(files)
    held = settings(config)
    held = replace(held, jobs=jobs) if jobs else held
    chosen = format_ or (format_of(output) if output not in (None, "-") else "text")
    # A name is a file's, never a text, whether the file is there or not.
    paths = [Path(file) if file != "-" else file for file in files]
    source, targets = (None, paths) if no_source else (paths[0], paths[1:])
    names = names or tuple(Path(path).name for path in targets if project)
    with progress("comparing", quiet) as shown:
        comparison = compare(
            source,
            *_renderings(targets, project),
            names=names,
            base=base,
            presplit=presplit,
            model=_model(model, held),
            settings=held,
            progress=shown,
            source_lang=source_lang,
            target_lang=target_lang,
        )
    _tell(comparison, alike=not (quiet or source_lang or target_lang))
    write(render(comparison, chosen), output, tell=not quiet)
    substance = fail_on_substance and comparison.summary.substance
    return Exit.FINDINGS if substance else Exit.CLEAN


def _tell(comparison: Comparison, alike: bool) -> None:
    """Say which texts were left out; `alike`: and which is in the language of its original."""
    for name, reason in comparison.left_out:
        say(f"alignkit: {name}: left out, {reason}")
    original = comparison.source
    if not (original and alike):
        return
    named = zip(comparison.names, comparison.targets)
    others = " and ".join(name for name, held in named if held.lang == original.lang)
    if others:
        say(
            f"alignkit: {original.name} is taken as the original of {others}, in the same language "
            f"({original.lang}); the original stands first, and --no-source says that there is none"
        )


def _model(model: str | None, held: Settings) -> str | None:
    return model or (held.model if held.model != "embedded" else None)


def _renderings(targets: list[Any], project: str | None) -> list[Any]:
    """Return the translations, those that a project has as it has them aligned."""
    if not project:
        return targets
    from alignkit.desk.checkup import aligned_in

    known = aligned_in(Path(project), [path for path in targets if isinstance(path, Path)])
    return [known.get(p, p) if isinstance(p, Path) else p for p in targets]
