"""alignkit review: the desk to correct an alignment and to work through its findings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignkit.cli.checks.exits import Exit
from alignkit.cli.guarded import Command
from alignkit.cli.options import (
    config_option,
    idle_options,
    lang_options,
    model_option,
    quiet_option,
    settings,
)
from alignkit.cli.output import say
from alignkit.errors import InputError, OptionError

if TYPE_CHECKING:
    from alignkit.config import Settings
    from alignkit.desk.reopening import Files
    from alignkit.desk.server.serving import Opening


@click.command(cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="SRC TGT | BITEXT | FOLDER | PROJECT")
@click.option(
    "-p",
    "--project",
    "-o",
    "--output",
    "project",
    metavar="FILE",
    help="The project file, in which everything is kept; default: in the folder of both texts.",
)
@click.option("--glossary", metavar="FILE", help="Terms and their renderings.")
@click.option("--presplit", is_flag=True, help="The texts hold one sentence a line.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: any free one.")
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
@model_option
@lang_options
@config_option
@quiet_option
@idle_options("jobs")
def command(
    files: tuple[str, ...],
    project: str | None,
    glossary: str | None,
    presplit: bool,
    port: int,
    no_browser: bool,
    model: str | None,
    source_lang: str | None,
    target_lang: str | None,
    config: str | None,
    quiet: bool,
) -> int:
    """Correct the alignment and work through the findings, in the browser.

    Everything is kept in one project file beside the documents; come back with the same command.
    A third file is another translation of SRC, shown beside the first. The desk answers to this
    computer alone, under an address that only you are told; Ctrl-C closes it.

    \b
    alignkit review contract.zh.docx contract.en.docx
    alignkit review memory.tmx -p memory.alignkit
    alignkit review contract.alignkit
    """
    from alignkit.desk.lock import HeldError
    from alignkit.desk.server.serving import serve

    def opened(address: str) -> None:
        if not quiet or no_browser:
            click.echo(f"The desk is open at {address}", err=not no_browser)
            say(f"Ctrl-C closes it; everything is kept in {_near(wanted.path)}.")
        if not no_browser:
            import webbrowser

            webbrowser.open(address)

    held = settings(config)
    if not files[0].endswith(".alignkit"):
        for name in files:
            if not Path(name).exists():
                raise InputError(name, "there is no such file", "check the name")
            if Path(name).is_file() and not Path(name).stat().st_size:
                raise InputError(name, "the file is empty", "give a file with text")
    langs = source_lang or _known(held.source_lang), target_lang or _known(held.target_lang)
    wanted = _opening(files, project, presplit, langs, held)
    chosen = model or (held.model if held.model != "embedded" else "")
    wanted = _checked_with(wanted, held, glossary, chosen, port)
    try:
        serve(wanted, opened)
    except HeldError as error:
        if not error.address:
            raise
        say("This project is open already; here it is again.")
        opened(error.address)
    return Exit.CLEAN


def _opening(
    names: tuple[str, ...],
    project: str | None,
    presplit: bool,
    langs: tuple[str, str],
    held: Settings,
) -> Opening:
    """Return which project to open, of which files."""
    from alignkit.desk import SUFFIX
    from alignkit.desk.reopening import Files, default_path
    from alignkit.desk.server.serving import Opening

    if len(names) > 3:
        raise OptionError("give a source and its translation, or a source and two translations")
    first = Path(names[0])
    if first.name.endswith(SUFFIX):
        if len(names) > 1 or project:
            raise OptionError("a project file stands alone; it knows its documents")
        if not first.is_file():
            raise InputError(first, "there is no such project", "make it: alignkit review SRC TGT")
        return Opening(first)
    if first.is_dir():
        from alignkit.desk.folder import pairs_of

        if len(names) > 1:
            raise OptionError("a folder stands alone; its pairs are found by their names")
        pairs: list[Files] = pairs_of(first, langs, presplit)
    else:
        others: list[Path | None] = [Path(name) for name in names[1:]]
        pairs = [Files(first, other, *langs, presplit) for other in others or [None]]
    path = Path(project) if project else default_path(pairs)
    return Opening(path, pairs, compared=len(names) == 3)


def _checked_with(
    opening: Opening, held: Settings, glossary: str | None, model: str, port: int
) -> Opening:
    from dataclasses import replace

    from alignkit.cli.checks.checked import beside
    from alignkit.desk.tasks import Checking

    terms = glossary or beside(held, held.glossary)
    checking = Checking(
        held, model, os.path.abspath(terms) if terms else "", held.select, held.ignore
    )
    return replace(opening, checking=checking, port=port)


def _near(path: Path) -> Path:
    """Return a path as one would type it from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _known(lang: str) -> str:
    return "" if lang == "auto" else lang
