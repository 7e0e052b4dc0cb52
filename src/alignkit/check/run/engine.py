"""Runs the rules over a bitext: chosen, found, merged, most important first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from alignkit.check.run.find import fingerprint, in_beads, in_pair
from alignkit.check.run.merge import marked_apart, merged
from alignkit.check.run.promise import gravest
from alignkit.check.run.recurring import once
from alignkit.check.run.registry import all_rules, chosen, guards
from alignkit.check.run.rule import Progress, Rule
from alignkit.check.run.together import in_a_row
from alignkit.check.run.view import CHUNK, Glossary, PairView
from alignkit.check.run.worth import weighed
from alignkit.errors import OptionError
from alignkit.types import Bitext, Finding, Findings, Severity, Signature

if TYPE_CHECKING:
    from alignkit.config import Settings
    from alignkit.types.remark import Judge

__all__ = ["fingerprint", "run"]

OFF = "off"
# The rule that speaks for the judge whom the user asked.
JUDGED = "MIS006"


def run(
    bitext: Bitext,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    min_severity: Severity = Severity.INFO,
    glossary: Glossary | None = None,
    model: str | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    guarded: bool = True,
    judge: Judge | None = None,
) -> Findings:
    """Run the chosen rules over every bead and over the pair.

    `guarded` adds the rules that no selection hides, and keeps severities to what readers found
    them worth; a comparison of two translations, which weighs by them, does without. With a `judge`
    the rule that speaks for it runs as well, unless it is ignored.
    """
    pair = PairView(bitext, settings, model, glossary, promised=guarded, judge=judge)
    severities = wanted_severities(pair.settings.rules, pair.settings.path)
    rules = [
        rule for rule in _wanted(pair, select, ignore, guarded) if severities.get(rule.id) != OFF
    ]
    if any(rule.needs_model and rule.find for rule in rules) and len(bitext):
        pair.encoder  # noqa: B018 - a model that is missing is an error before any work is done
    found = _found(pair, _heard(rules, severities, min_severity, guarded), jobs, progress)
    pair.close()
    found = list(weighed(found, bitext, pair.settings.rules)) if guarded else found
    found = [_at(finding, severities.get(finding.rule)) for finding in found]
    found = merged(found, rules)
    kept = in_a_row(once(found, rules, bitext), rules, bitext) if guarded else found
    kept = list(map(marked_apart, kept)) if guarded else kept
    kept = [finding for finding in kept if finding.severity.rank >= min_severity.rank]
    return Findings(tuple(sorted(kept, key=_order)), _signature(pair, rules), bitext)


def _wanted(
    pair: PairView, select: Sequence[str], ignore: Sequence[str], guarded: bool
) -> tuple[Rule, ...]:
    """Return the rules that were chosen, with those that no selection hides."""
    asked = (*select, JUDGED) if pair.judge and select else select
    held = tuple(rule for rule in chosen(asked, ignore) if rule not in guards())
    if pair.judge and not select:
        held = (*held, *chosen((JUDGED,), ignore))
    if not guarded:
        return held
    same = pair.settings.same_language
    return (*held, *(rule for rule in guards() if not (same and rule.name == "same-language")))


def _heard(
    rules: Sequence[Rule], severities: Mapping[str, str], least: Severity, guarded: bool
) -> list[Rule]:
    """Return the rules whose findings may matter enough to be shown.

    What matters less silences nothing that matters more, so nobody need wait for it.
    """
    if not guarded:
        return list(rules)
    most = {rule.id: Severity(severities.get(rule.id, gravest(rule))) for rule in rules}
    return [rule for rule in rules if most[rule.id].rank >= least.rank]


def _found(
    pair: PairView, rules: Sequence[Rule], jobs: int, progress: Progress | None
) -> list[Finding]:
    """Return what the rules over beads found, then what those over the pair did."""
    singles = [rule for rule in rules if rule.find]
    total = len(pair.bitext.beads) if singles else 0
    ranges = [(low, min(low + CHUNK, total)) for low in range(0, total, CHUNK)]
    if jobs > 1 and len(ranges) > 1:
        from alignkit.check.run.workers import Pool

        with Pool(pair, singles, min(jobs, len(ranges))) as pool:
            waiting = pool.start(ranges, progress)
            whole = [finding for rule in rules for finding in in_pair(pair, rule)]
            return [*waiting(), *whole]
    found: list[Finding] = []
    for low, high in ranges:
        found.extend(in_beads(pair, singles, low, high))
        if progress:
            progress(high, total)
    found.extend(finding for rule in rules for finding in in_pair(pair, rule))
    return found


def wanted_severities(settings: Mapping[str, Any], path: str = "") -> dict[str, str]:
    """Return the severity that settings give to each rule they name; refuse what is none.

    `path` is the file that the settings come from.
    """
    # Importing every rule takes longer than running one family, so they are listed only for this.
    known = {rule.id: rule for rule in all_rules()} if settings else {}
    wanted: dict[str, str] = {}
    for identity, options in settings.items():
        table = f"{path}: [rules.{identity}]" if path else f"[rules.{identity}]"
        rule = known.get(identity)
        if rule is None:
            raise OptionError(f"{table}: there is no such rule; alignkit rules lists them")
        if not isinstance(options, Mapping):
            raise OptionError(f"{table}: give a table, such as severity = 'warning'")
        for name, value in options.items():
            if name == "severity":
                if value not in {OFF, *(s.value for s in Severity)}:
                    raise OptionError(
                        f"{table} severity = {value!r}: give error, warning, info or off"
                    )
                wanted[identity] = value
            elif name not in rule.options:
                names = ", ".join(["severity", *sorted(rule.options)])
                raise OptionError(f"{table}: unknown option {name!r}; known are {names}")
            elif not _like(value, rule.options[name]):
                raise OptionError(
                    f"{table} {name} = {value!r}: give a value like {rule.options[name]!r}"
                )
    return wanted


def _like(value: Any, default: Any) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, (int, float)):
        return isinstance(value, (int, float))
    if isinstance(default, (tuple, list)):
        return isinstance(value, (tuple, list))
    return isinstance(value, type(default))


def _at(finding: Finding, severity: str | None) -> Finding:
    return replace(finding, severity=Severity(severity)) if severity else finding


def _order(finding: Finding) -> tuple[int, float, int, str]:
    place = -1 if finding.bead is None else finding.bead
    return -finding.severity.rank, -finding.confidence, place, finding.rule


def _signature(pair: PairView, rules: Sequence[Rule]) -> Signature:
    parts: dict[str, str] = {
        "task": "check",
        "rules": "+".join(sorted({rule.family for rule in rules})) or "none",
        "langs": f"{pair.bitext.source.lang}-{pair.bitext.target.lang}",
    }
    if any(rule.needs_model for rule in rules) and len(pair.bitext):
        parts["model"] = pair.encoder.signature
    if pair.glossary is not None:
        parts["glossary"] = pair.glossary.signature
    return Signature.of(**parts)
