"""What the program as it stands says where readers judged a rule: python -m bench standing NUM002.

A mend that was made after a reading shows here, and is no promise: the texts had been seen. Each
pair counts with what its readers said of the rule there, "mixed" where they said this and that.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.unseen.fresh import slices_of, wishes
from bench.unseen.record import Said, Sheet, sheets


def standing(data: Path, rule: str) -> Iterator[tuple[str, str, str]]:
    """Yield the source, the verdict and the severity that the rule wishes for now, if any."""
    for held in sheets():
        judged: dict[str, list[Said]] = defaultdict(list)
        for said in held.findings:
            if said.rule == rule and said.verdict:
                judged[said.pair].append(said)
        if judged:
            yield from _again(data, rule, held, judged)


def _again(
    data: Path, rule: str, held: Sheet, judged: dict[str, list[Said]]
) -> Iterator[tuple[str, str, str]]:
    rows = [row for rows in slices_of(data, held.slice) for row in rows if row[0] in judged]
    now: dict[str, list[str]] = defaultdict(list)
    for found in wishes(rows, held.direction, rule):
        if found["rule"] == rule and found["bead"] is not None:
            now[rows[found["bead"]][0]].append(found["severity"])
    for pair, some in judged.items():
        verdicts = {said.verdict for said in some}
        verdict = verdicts.pop() if len(verdicts) == 1 else "mixed"
        for severity in now[pair] or ["silent"]:
            yield some[0].source, verdict, severity


def main(arguments: Sequence[str], data: Path) -> None:
    """Print the counts, with the sources behind them."""
    parser = argparse.ArgumentParser(prog="python -m bench standing", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("rule", metavar="RULE")
    options = parser.parse_args(arguments)
    sources: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for source, verdict, severity in standing(data, options.rule):
        sources[severity, verdict][source] += 1
    for (severity, verdict), counts in sorted(sources.items()):
        print(f"{severity}, {verdict}: {counts.total()} from {len(counts)} sources")
