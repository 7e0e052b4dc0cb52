"""Learns which findings of dropped clauses are worth a translator's minute, from judged ones.

    python -m training worth --gold DIR           (ALIGNKIT_BENCH; the manuals are in ALIGNKIT_DATA)

A logistic regression over the named signs of alignkit.check.run.worth. It learns from what readers
said of findings in the judged slices and in bench/verdicts/wild-omissions.tsv, and prints what is
kept at the promise of a warning when each source is left out of the learning.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench.checks.documents import pairs
from bench.unseen.fresh import slices_of
from bench.unseen.record import sheets

import alignkit as ak
from alignkit.check.run.engine import run
from alignkit.check.run.worth import LIKELY, NAMES, often, signs

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src" / "alignkit" / "data" / "check" / "worth.json"
READ = ROOT / "bench" / "verdicts" / "wild-omissions.tsv"
RULE = "COV002"
#: How strongly weights are held near 0.
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """A judged finding: its genre and source, its signs, and whether it told of an error."""

    genre: str
    source: str
    signs: tuple[float, ...]
    genuine: bool


def of_documents(gold: Path) -> Iterator[Case]:
    """Yield the findings of whole documents that were read."""
    with READ.open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        rows = list(csv.DictReader(lines, delimiter="\t"))
    read = {(row["document"], row["digest"]): row["verdict"] for row in rows}
    named = {row["document"] for row in rows}
    for genre, name, source, target in pairs(gold / "wild"):
        if name in named:
            yield from _cases(
                ak.align(source, target), lambda f, n=name: (n, read.get((n, f.fingerprint))), genre
            )


def of_slices(gold: Path) -> Iterator[Case]:
    """Yield the findings of the judged slices of pairs; a pair with two verdicts is left out."""
    for sheet in sheets():
        said: dict[str, set[str]] = defaultdict(set)
        source: dict[str, str] = {}
        for held in sheet.findings:
            if held.rule == RULE and held.verdict:
                said[held.pair].add(held.verdict)
                source[held.pair] = held.source
        for rows in slices_of(gold, sheet.slice) if said else ():
            names = [row[0] for row in rows]
            verdicts = {n: v for n, v in said.items() if len(v) == 1}
            texts = [(row[1], row[2]) for row in rows]
            bitext = ak.Bitext.from_pairs(texts, *sheet.direction.split("-"))

            def verdict(
                finding: ak.Finding,
                names: list[str] = names,
                verdicts: Mapping[str, set[str]] = verdicts,
                source: Mapping[str, str] = source,
            ) -> tuple[str, str | None]:
                name = names[finding.bead or 0]
                return source.get(name, name), next(iter(verdicts.get(name, ())), None)

            yield from _cases(bitext, verdict, "manuals" if "-manuals-" in sheet.slice else "rated")


def _cases(bitext: ak.Bitext, verdict: object, genre: str) -> Iterator[Case]:
    every = run(bitext, select=[RULE], guarded=False)
    found = [finding for finding in every if finding.severity is not ak.Severity.INFO]
    usual = often(len(found), len(bitext.beads))
    for finding in found:
        source, said = verdict(finding)  # type: ignore[operator]
        if said:
            held = signs(finding, bitext, usual)
            yield Case(genre, source, tuple(held[name] for name in NAMES), said == "genuine")


def fit(cases: list[Case]) -> np.ndarray:
    """Fit the weights by Newton's steps on standardised signs; the bias is the last."""
    values = np.array([case.signs for case in cases])
    return regression(values, np.array([case.genuine for case in cases], float), RIDGE)


def regression(
    values: np.ndarray, right: np.ndarray, ridge: float, counts: np.ndarray | float = 1.0
) -> np.ndarray:
    """Fit a logistic regression, each case counting so much; the bias is the last weight."""
    mean, spread = values.mean(0), values.std(0) + 1e-9
    inputs = np.c_[(values - mean) / spread, np.ones(len(values))]
    hold = np.diag([ridge] * values.shape[1] + [0.0])
    weights = np.zeros(inputs.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (counts * (chance - right)) + hold @ weights
        bend = (inputs * (counts * chance * (1 - chance))[:, None]).T @ inputs + hold
        weights -= np.linalg.solve(bend, slope)
    own = weights[:-1] / spread
    return np.append(own, weights[-1] - own @ mean)


def left_out(cases: list[Case]) -> np.ndarray:
    """Return the probability of each case by weights learned without its source."""
    found = np.zeros(len(cases))
    for source in sorted({case.source for case in cases}):
        weights = fit([case for case in cases if case.source != source])
        for at, case in enumerate(cases):
            if case.source == source:
                found[at] = 1 / (1 + np.exp(-np.dot(weights[:-1], case.signs) - weights[-1]))
    return found


def show(cases: list[Case]) -> None:
    """Print for each genre what was said and what would be said at a warning's promise."""
    chances = left_out(cases)
    for genre in sorted({case.genre for case in cases}):
        own = [(case.genuine, chance) for case, chance in zip(cases, chances, strict=True)
               if case.genre == genre]  # fmt: skip
        kept = [right for right, chance in own if chance >= LIKELY]
        print(f"{genre}: genuine {sum(r for r, _ in own)} of {len(own)}; "
              f"kept {sum(kept)} of {len(kept)}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training worth", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    options = parser.parse_args()
    if options.gold is None:
        parser.error("give --gold DIR, or set ALIGNKIT_BENCH")
    cases = [*of_documents(options.gold), *of_slices(options.gold)]
    show(cases)
    weights = fit(cases)
    sources = len({case.source for case in cases})
    held = dict(zip((*NAMES, "bias"), (round(float(w), 3) for w in weights), strict=True))
    note = f"{RULE}: {len(cases)} judged findings from {sources} sources"
    text = json.dumps({"about": note, "weights": {RULE: held}}, indent=1)
    OUT.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
