"""What check and report share: from file names and options to the outcome of a run."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from alignkit.cli.checks.checked import (
    LEVELS,
    Wanted,
    glossary_of,
    one_of_many,
    own_settings,
    the_only_one,
)
from alignkit.cli.output import notices as readers_say
from alignkit.errors import AlignkitError, OptionError
from alignkit.files import is_pipe
from alignkit.review.pairs import PairFiles, Plan, translated
from alignkit.types import Findings

if TYPE_CHECKING:
    from alignkit.report.outcome import CheckedPair, Outcome
    from alignkit.review.baseline import Baseline
    from alignkit.review.kept import Kept
    from alignkit.review.suppressions import Suppression, Suppressions

F = TypeVar("F", bound=Callable[..., Any])


def rule_options(function: F) -> F:
    """Add the options that choose rules and what they work with."""
    options = (
        click.option(
            "--select", multiple=True, metavar="RULES", help="Only these: NUM, COV001, NUM,TRM."
        ),
        click.option("--ignore", multiple=True, metavar="RULES", help="All but these."),
        click.option(
            "--min-severity", type=click.Choice(LEVELS), help="Leave out what matters less."
        ),
        click.option("--glossary", metavar="FILE", help="Terms and their renderings."),
        click.option(
            "--suppressions", metavar="FILE", help="Findings set aside, each with a reason."
        ),
        click.option("--baseline", metavar="FILE", help="Report only what is not in FILE."),
        click.option(
            "--allow-same-language", is_flag=True, help="Both sides may be in one language."
        ),
        click.option(
            "--allow-untranslated", is_flag=True, help="A file without a translation is no failure."
        ),
        click.option("--presplit", is_flag=True, help="The texts hold one sentence a line."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def run(plan: Plan, wanted: Wanted) -> Outcome:
    """Check every pair; one that cannot be checked becomes a failure, a lone one an error."""
    from alignkit.check.run.engine import wanted_severities
    from alignkit.check.run.registry import chosen
    from alignkit.embed.scripted import is_scripted
    from alignkit.report.outcome import CheckedPair, Failure, Outcome
    from alignkit.review.suppressions import Notice

    # Read first what is small, so that a wrong name is told before the long work, and once.
    chosen(wanted.select, wanted.ignore)
    wanted_severities(wanted.settings.rules, wanted.settings.path)
    quiet = _Quiet.of(wanted)
    checked: list[CheckedPair] = []
    plan, allowed = translated(plan) if wanted.settings.untranslated else (plan, [])
    failures = [Failure(dead.name, "", dead.reason) for dead in plan.dead]
    notices = [Notice(dead.name, 0, dead.reason) for dead in allowed]
    notices += [Notice(name, 0, f"{name}: nothing pairs with it") for name in plan.orphans]
    # What a server says may change from one day to the next, and what a program of the user's.
    own = is_scripted(wanted.model or "")
    kept = None if wanted.judge or own else _kept(plan)
    held = found_in(plan.pairs, wanted, kept)
    for files, findings in zip(plan.pairs, held, strict=True):
        if isinstance(findings, AlignkitError):
            if len(plan.pairs) == 1 and not failures:
                raise findings
            failures.append(Failure(files.source, files.target, _named(files, str(findings))))
        else:
            checked.append(CheckedPair(findings, files.source, files.target or files.source))
            bitext = findings.bitext
            said = readers_say(bitext.source, bitext.target) if bitext else []
            notices += [Notice("", 0, line) for line in said]
    if kept:
        kept.tidy()
    outcome = Outcome(tuple(checked), tuple(failures), tuple(notices))
    return _quieted(outcome, wanted, quiet)


def _named(files: PairFiles, reason: str) -> str:
    """Return why a pair could not be checked with the name of a file of it."""
    told = any(name and name in reason for name in (files.source, files.target))
    return reason if told else f"{files.target or files.source}: {reason}"


def _kept(plan: Plan) -> Kept | None:
    """Return the results of earlier runs, where a run has many pairs and may look at them."""
    if len(plan.pairs) < 2:
        return None
    from alignkit.embed.cache import SWITCH, default_folder

    if os.environ.get(SWITCH):
        return None
    from alignkit.review.kept import Kept

    return Kept(default_folder() / "results")


def found_in(
    pairs: Sequence[PairFiles], wanted: Wanted, kept: Kept | None
) -> list[Findings | AlignkitError]:
    """Return the findings of each pair, those kept of an earlier run or new ones, or its error."""
    keys = [_key(files, wanted) if kept else None for files in pairs]
    held: list[Findings | AlignkitError | None] = [
        kept.get(key) if kept and key else None for key in keys
    ]
    waiting = [number for number, found in enumerate(held) if found is None]
    jobs = wanted.spread(len(waiting))
    if jobs > 1:
        from alignkit.cli.checks.spreading import spread

        new = spread([pairs[number] for number in waiting], wanted, jobs)
    else:
        check = one_of_many if len(waiting) > 1 else the_only_one
        new = (check(pairs[number], wanted) for number in waiting)
    for number, found in zip(waiting, new, strict=True):
        held[number] = found
        key = keys[number]
        if kept is None or key is None or isinstance(found, AlignkitError):
            continue
        # Of a file that changed meanwhile nobody knows which of its contents was checked.
        if _key(pairs[number], wanted) == key:
            kept.put(key, found)
    return [found for found in held if found is not None]


def _key(files: PairFiles, wanted: Wanted) -> str | None:
    """Return what names the result of a pair, None where it cannot be known by its files alone."""
    from alignkit.formats.registry import by_ending
    from alignkit.review.kept import key_of

    if "-" in files.files:
        return None
    try:
        own = own_settings(files, wanted)
    except AlignkitError:
        return None
    format = None if files.target else by_ending(Path(files.source))
    if not files.target and (format is None or format.files):
        return None
    glossary = glossary_of(wanted, own)
    names = [*files.files, *filter(None, [files.ladder, glossary])]
    if any(is_pipe(name) for name in names):
        return None
    # What decides how findings are shown, and not which there are, stands in no key.
    rest = replace(
        own, pairs=(), files={}, path="", baseline="", suppressions="", fail_on="", jobs=1
    )
    model = wanted.model
    stamp = os.stat(model).st_mtime_ns if os.path.exists(model) else 0
    options = (rest, files, wanted.min_severity, wanted.presplit, model, stamp)
    return key_of(names, options)


@dataclass(frozen=True, slots=True)
class _Quiet:
    """What keeps findings quiet: the suppressions and the baseline, where there are any."""

    suppressions: Suppressions | None
    baseline: Baseline | None

    @classmethod
    def of(cls, wanted: Wanted) -> _Quiet:
        from alignkit.review.baseline import load_baseline
        from alignkit.review.suppressions import load_suppressions

        aside = load_suppressions(wanted.suppressions) if wanted.suppressions else None
        read = wanted.baseline and not wanted.write_baseline
        return cls(aside, load_baseline(wanted.baseline) if read else None)


def _quieted(outcome: Outcome, wanted: Wanted, quiet: _Quiet) -> Outcome:
    """Take out what is suppressed, then what the baseline knows."""
    total = len(outcome)
    if quiet.suppressions:
        aside = quiet.suppressions
        pairs = tuple(
            _with(pair, aside.keep(pair.findings.items, (pair.source, pair.target)))
            for pair in outcome.pairs
        )
        notices = aside.notices(lambda entry: _looked_for(entry, outcome, wanted))
        outcome = replace(outcome, pairs=pairs, notices=(*outcome.notices, *notices))
        outcome = replace(outcome, suppressed=total - len(outcome))
        total = len(outcome)
    baseline = _written(outcome, wanted) if wanted.write_baseline else quiet.baseline
    if baseline:
        pairs = tuple(_with(pair, baseline.keep(pair.findings.items)) for pair in outcome.pairs)
        outcome = replace(outcome, pairs=pairs)
        outcome = replace(outcome, known=total - len(outcome))
    return outcome


def _written(outcome: Outcome, wanted: Wanted) -> Baseline:
    """Write the findings as the baseline of later runs; what it holds is known from now on."""
    from alignkit.review.baseline import Baseline, write_baseline

    if not outcome.complete:
        raise OptionError(
            f"{wanted.write_baseline}: not written, for a pair could not be checked: "
            f"{outcome.failures[0].reason}"
        )
    found = [finding for _, finding in outcome]
    write_baseline(found, wanted.write_baseline, outcome.signature)
    return Baseline.of(found)


def _looked_for(entry: Suppression, outcome: Outcome, wanted: Wanted) -> bool:
    """Return whether this run could have met what the entry names."""
    from alignkit.check.run.registry import all_rules, chosen

    if wanted.min_severity != "info" or outcome.failures:
        return False
    running = {rule.id for rule in chosen(wanted.select, wanted.ignore)}
    named = {rule.id for rule in all_rules() if entry.names_rule(rule.id)}
    names = [name for pair in outcome.pairs for name in (pair.source, pair.target)]
    return (not (wanted.select or wanted.ignore) or named <= running) and entry.names_file(names)


def _with(pair: CheckedPair, items: tuple[Any, ...]) -> CheckedPair:
    return replace(pair, findings=replace(pair.findings, items=items))
