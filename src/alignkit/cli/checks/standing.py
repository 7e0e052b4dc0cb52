"""What check and report share about a project: its outcome, and how it stands since a point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from alignkit.cli.checks.checked import Wanted, near
from alignkit.cli.output import say
from alignkit.errors import OptionError
from alignkit.types import Findings

if TYPE_CHECKING:
    from alignkit.report.outcome import Outcome

F = TypeVar("F", bound=Callable[..., Any])


def project_options(function: F) -> F:
    """Add --project and --point."""
    function = click.option(
        "--point", metavar="NAME", help="With --project: new and fixed since this run of it."
    )(function)
    return click.option(
        "--project", metavar="FILE", help="The alignment, edits and decisions of a review project."
    )(function)


def outcome_of(project: str, files: Sequence[str], wanted: Wanted, point: str | None) -> Outcome:
    """Check a project; tell on standard error what is new and list what is fixed."""
    from alignkit.desk.checkup import checkup
    from alignkit.desk.project import ProjectFile
    from alignkit.desk.tasks import Checking
    from alignkit.report.outcome import CheckedPair, Outcome

    file = ProjectFile(Path(project))
    known = {
        (file.folder / text.path).resolve()
        for held in file.read().dossiers
        for text in (held.pair.source, held.pair.target)
    }
    for name in files:
        if Path(name).resolve() not in known:
            raise OptionError(f"{project} is a project of other documents, not of {name}")
    model = "" if wanted.model == "embedded" else wanted.model
    checking = Checking(wanted.settings, model, wanted.glossary, wanted.select, wanted.ignore)
    held = checkup(Path(project), checking, point or "")
    if not wanted.quiet:
        for pair in held:
            say(f"alignkit: {Path(pair.target).name}: {pair.told}")
            for gone in pair.fixed:
                finding = gone.finding
                say(f"alignkit: fixed: {finding.rule} {finding.message}")
    pairs = tuple(
        CheckedPair(_told(pair.findings, wanted.min_severity), near(pair.source), near(pair.target))
        for pair in held
    )
    return Outcome(pairs, suppressed=sum(pair.rejected for pair in held))


def _told(findings: Findings, least: str) -> Findings:
    """Return what matters enough, worst first: a person may have set a severity anew."""
    held = sorted(findings.at_least(least), key=lambda f: (-f.severity.rank, -f.confidence))
    return replace(findings, items=tuple(held))
