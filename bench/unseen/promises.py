"""Severity as a promise: what the judged record allows each rule, and what a rule's page says.

python -m bench promises            rules whose wish the record does not bear out
python -m bench promises --write    judged.tsv and promises.tsv in src/alignkit/data/check

An error is right nine times in ten, a warning six times, on texts that nobody had looked at. A
rule is judged by twenty findings from ten sources: fewer make no error, and take a warning away
only where the whole interval lies below what a warning promises. The newest rounds that hold so
many judge it, since older ones read programs whose mistakes were mended after them; the first does
not count at all.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import groupby
from pathlib import Path

from alignkit.check.run.registry import FAMILIES, files
from alignkit.types import Severity
from bench.figures.share import Share
from bench.unseen.judged import of_round, precision
from bench.unseen.record import ROUNDS, Said, sheets

DATA = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "check"
TABLE, PROMISES = DATA / "judged.tsv", DATA / "promises.tsv"
#: What each severity promises of its findings.
ERROR, WARNING = 0.9, 0.6
#: Fewer findings, or findings of fewer sources, judge no rule.
FINDINGS, SOURCES = 20, 10
#: Rules that read a fact off the files or the user's own list: nothing is left to judge.
EXACT = {
    "DOC005": "both sides are one language",
    "FMT007": "a character that stands for a lost one",
    "KEY001": "a key of the source is not there",
    "KEY003": "a key has no text",
    "SUB001": "a cue has no counterpart",
    "TRM005": "the user's glossary forbids the word",
}
#: Rules measured on cases that were made: what is right is known before anybody reads.
MADE = {
    "DOC001": "python -m bench crossed: 0 of 209 true pairs, 1 of 438 shortened or reordered ones, "
    "2 of 143 of which half is another text; 288 of 330 crossed ones of eight sentences or more"
}
#: A rule whose error the command line's contract promises (a wrong magnitude exits with 1), though
#: the record does not bear it out: of the 30 errors of the newest rounds 22 were right. What the
#: program says of 1.3 million pairs has all been read; none is left to judge what was mended since.
OWED = {
    "NUM002": "another magnitude; owed by the contract, not borne out by the record as it was read"
}
#: Rules of which a mechanism parts the class that the record judged: that is a note by itself, and
#: the rest, which nobody has judged, may be what any rule may be without a judgement.
PARTED = {
    "COV005": "English left in Chinese is a note; Chinese left in English was not judged",
    "MIS001": "a denial that its place or a word explains is a note",
    "MIS002": "a force whose contrary does not stand at the same word is a note",
}
HEAD = """\
# What readers said of findings on texts that nobody had seen; python -m bench promises --write
# made it from bench/verdicts/judged. rule, severity, findings, right, sources, interval.
"""


PROMISED = """\
# The most that a rule's findings may be, where that is no warning; python -m bench promises --write
# made it from bench/verdicts/judged. rule, severity, why.
"""


def counted() -> dict[str, list[Said]]:
    """Return each rule's findings in the rounds that count, the newest round first."""
    found: dict[str, list[Said]] = defaultdict(list)
    for turn in reversed(ROUNDS[1:]):
        for sheet in of_round(turn):
            for said in sheet.findings:
                found[said.rule].append(said)
    return found


def newest(findings: Sequence[Said]) -> list[Said]:
    """Return the findings of the newest rounds that judge a rule, or all of them.

    A round is taken whole or not at all.
    """
    turns = turn_of()
    held: list[Said] = []
    for _, some in groupby(findings, key=lambda said: turns.get(said.id)):
        if _enough(precision(held)):
            break
        held += some
    return held


@lru_cache(maxsize=1)
def turn_of() -> dict[str, str]:
    """Return the round of each finding by its id."""
    return {said.id: sheet.round for sheet in sheets() for said in sheet.findings}


def latest() -> dict[str, list[Said]]:
    """Return each rule's findings in the rounds that count, or else in the first."""
    found: dict[str, list[Said]] = defaultdict(list)
    for sheet in sheets():
        for said in sheet.findings if sheet.judged else ():
            found[said.rule].append(said)
    return {**found, **counted()}


@lru_cache(maxsize=1)
def in_part() -> frozenset[str]:
    """Return the findings of sheets that left warnings of the same rule unread: errors alone."""
    return frozenset(
        said.id for sheet in sheets() if sheet.only == "error" for said in sheet.findings
    )


def ceiling(findings: Iterable[Said]) -> Severity:
    """Return the most that a rule may promise, given what was said of its findings.

    Whether it warns rightly is asked of those that were louder than notes, on sheets that left none
    of them out. Where these are few and
    fall short, its notes bear witness against it; they never bear witness for it.
    """
    findings = list(findings)
    shouted = precision(newest([said for said in findings if said.wished == "error"]))
    if _enough(shouted) and shouted.value >= ERROR:
        return Severity.ERROR
    sampled = [said for said in findings if said.wished != "info" and said.id not in in_part()]
    loud = precision(newest(sampled))
    whole = precision(findings)
    against = whole.sources >= SOURCES and loud.value < WARNING
    worst = min(loud.high, whole.high if against else 1.0)
    if loud.rows and ((_enough(loud) and loud.value < WARNING) or worst < WARNING):
        return Severity.INFO
    return Severity.WARNING


def _enough(held: Share) -> bool:
    return held.rows >= FINDINGS and held.sources >= SOURCES


def ceilings() -> dict[str, tuple[Severity, str]]:
    """Return the ceilings that are no warning, each with its reason."""
    found = {rule: (Severity.ERROR, why) for rule, why in (EXACT | MADE | OWED).items()}
    for rule, findings in counted().items():
        allowed = ceiling(findings)
        wished = precision(newest([said for said in findings if said.wished == "error"]))
        if rule in OWED:
            found[rule] = Severity.ERROR, f"{OWED[rule]}: {wished.value:.2f} right, {wished.said()}"
        if allowed is Severity.INFO and rule in PARTED:
            continue
        if allowed is not Severity.WARNING and rule not in found:
            loud = wished if allowed is Severity.ERROR else precision(findings)
            found[rule] = allowed, f"{loud.value:.2f} right, {loud.said()}"
    return found


def promises() -> str:
    """Return the table of the ceilings."""
    rows = ("\t".join((rule, *held)) for rule, held in sorted(ceilings().items()))
    return PROMISED + "\n".join(rows) + "\n"


def table() -> str:
    """Return the table for the rules' pages."""
    lines = []
    for rule, findings in sorted(latest().items()):
        for severity in Severity:
            held = precision(said for said in findings if said.wished == severity)
            if held.rows:
                cells = (rule, severity, held.rows, f"{held.hits:.0f}", held.sources,
                         f"{held.low:.2f}", f"{held.high:.2f}")  # fmt: skip
                lines.append("\t".join(map(str, cells)))
    return HEAD + "\n".join(lines) + "\n"


def main(arguments: Sequence[str], data: Path) -> None:
    """Say which promises the record does not bear out."""
    parser = argparse.ArgumentParser(prog="python -m bench promises", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--write", action="store_true", help="write the table of the pages")
    options = parser.parse_args(arguments)
    if options.write:
        TABLE.write_text(table(), encoding="utf-8")
        PROMISES.write_text(promises(), encoding="utf-8")
    allowed = ceilings()
    for family in FAMILIES:
        for name in files(family):
            for rule in import_module(name).RULES:
                most, why = allowed.get(rule.id, (Severity.WARNING, "too few findings judged"))
                if rule.family != "DIV" and rule.severity.rank > most.rank:
                    print(f"{rule.id} wants to be {rule.severity}, may be {most}: {why}")
