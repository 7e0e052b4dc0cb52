"""alignkit project: what the desk's buttons do, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignkit import files
from alignkit.cli.checks.checked import Wanted
from alignkit.cli.guarded import Group
from alignkit.cli.options import idle_options, settings
from alignkit.cli.output import say, write
from alignkit.errors import OptionError

if TYPE_CHECKING:
    from alignkit.desk.project import Project, ProjectFile


@click.group(cls=Group)
def command() -> None:
    """Look at a review project, take files out of it and back in.

    \b
    alignkit project status contract.alignkit
    alignkit project export contract.alignkit --as xlsx -o for-the-reviewer.xlsx
    alignkit project import contract.alignkit from-the-reviewer.xlsx
    """


# The forms that a project goes out in; those that say what was found come second.
MEMORIES = ("target", "tracked", "tmx", "ces", "ladder", "tsv")
FORMS = (*MEMORIES, "xlsx", "docx", "comments", "list", "suppressions", "json", "xliff")

_pair = click.option("--pair", type=click.IntRange(1), default=1, help="Which pair; default: 1.")


@command.command()
@idle_options("quiet", "jobs")
@click.argument("project", metavar="PROJECT")
def status(project: str) -> None:
    """Say how far each pair is: beads, findings, what is new and fixed since the last run."""
    from alignkit.desk.following import FIXED, NEW

    _, held = _checked(project)
    for number, dossier in enumerate(held.dossiers, 1):
        pair, point = dossier.pair, dossier.point()
        hand = sum(bead.fixed for bead in pair.beads)
        found = dossier.open_findings
        decided = sum(
            bool(d.decision) for f in found if (d := pair.decisions.get(f.id)) is not None
        )
        new = sum(f.status(point) == NEW for f in found)
        fixed = sum(f.status(point) == FIXED for f in dossier.findings)
        click.echo(f"{number}  {pair.source.path} → {pair.target.path}")
        click.echo(f"   {len(pair.beads):,} beads, {hand:,} set by hand")
        click.echo(f"   {len(found):,} findings, {decided:,} decided, {new:,} new, {fixed:,} fixed")
        if dossier.lost:
            click.echo(f"   {len(dossier.lost):,} corrections no longer fit")


@command.command(name="export")
@idle_options("quiet", "jobs")
@click.argument("project", metavar="PROJECT")
@click.option("--as", "form", required=True, type=click.Choice(FORMS), help="See above.")
@click.option("-o", "--output", metavar="FILE", help="Default: a name of its own, beside it.")
@click.option("--everything", is_flag=True, help="TMX with empty segments and bare numbers.")
@_pair
def take_out(project: str, form: str, output: str | None, everything: bool, pair: int) -> None:
    """Write what a reviewer, another tool or a later run needs.

    FORM: xlsx (workbook for a reviewer), docx (two columns), comments (in the translator's own
    Word file), list (the reviser's list), target (the translation; Word, Markdown,
    HTML and subtitles stay what they are), tracked (the Word file with tracked changes),
    suppressions, json, tmx, xliff, ces (InterText), ladder, tsv.
    """
    from alignkit.desk.exchange import exported

    file, held = _read(project) if form in MEMORIES else _checked(project)
    dossier = held.dossiers[_number(held, pair)]
    options = {"everything": "1"} if everything else {}
    name, data = exported(dossier, form, file.folder, options)
    path = output or str(file.path.parent / name)
    write(data, path)
    if path != "-":
        say(f"Written to {path}")
    if form in ("target", "tracked") and not dossier.pair.target.edited:
        say("No translation is rewritten yet: it reads as it did.")
    if form == "list" and data.count(b"\n") == 1:
        say("It is empty: no finding is accepted and no translation rewritten yet.")


@command.command(name="import")
@idle_options("quiet", "jobs")
@click.argument("project", metavar="PROJECT")
@click.argument("file", metavar="FILE")
@_pair
def take_in(project: str, file: str, pair: int) -> None:
    """Take in a workbook or Word file that a reviewer filled in, suppressions, or decisions."""
    from alignkit.desk.desk import Desk
    from alignkit.desk.exchange import imported
    from alignkit.desk.lock import Lock

    path = Path(file)
    data = files.data(path)
    lock = Lock(Path(project))
    try:
        held, read = _read(project)
        desk = Desk(held, read)
        click.echo(imported(desk, _number(read, pair), path.name, data))
    finally:
        lock.release()


@command.command()
@idle_options("quiet", "jobs")
@click.argument("project", metavar="PROJECT")
@click.argument("name")
@_pair
def point(project: str, name: str, pair: int) -> None:
    """Name the last run, to tell later what is new and fixed since then."""
    from alignkit.desk.lock import Lock

    lock = Lock(Path(project))
    try:
        file, held = _read(project)
        number = _number(held, pair)
        file.write(held.with_dossier(number, held.dossiers[number].named(name)))
    finally:
        lock.release()
    say(f"The last run is named {name}")


def _read(project: str) -> tuple[ProjectFile, Project]:
    from alignkit.desk.project import ProjectFile

    file = ProjectFile(Path(project))
    return file, file.read()


def _checked(project: str) -> tuple[ProjectFile, Project]:
    """Return a project that was checked: one whose desk was closed too soon is checked now."""
    file, held = _read(project)
    if all(dossier.runs for dossier in held.dossiers):
        return file, held
    from alignkit.desk.checkup import checkup
    from alignkit.desk.tasks import Checking

    wanted = Wanted.of(settings(), model=held.model, glossary=held.glossary)
    checking = Checking(wanted.settings, held.model, wanted.glossary, wanted.select, wanted.ignore)
    checkup(file.path, checking)
    file, held = _read(project)
    done = all(dossier.runs for dossier in held.dossiers)
    say("It was not checked yet; checked now." if done else "Not checked yet: its desk is open.")
    return file, held


def _number(held: Project, pair: int) -> int:
    if pair > len(held.dossiers):
        raise OptionError(f"--pair {pair}: the project has {len(held.dossiers)}")
    return pair - 1
