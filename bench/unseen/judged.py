"""How right the findings on unseen texts were, by rule and severity: python -m bench judged.

Only what is genuine counts as right. An interval comes from drawing source segments again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.figures.share import Share, share
from bench.figures.table import Row
from bench.unseen.record import ROUNDS, Missed, Said, Sheet, sheets

LEVELS = ("error", "warning", "info")


def precision(findings: Iterable[Said]) -> Share:
    """Return the share of the findings that told of an error."""
    return share((said.source, float(said.right)) for said in findings)


def of_round(turn: str) -> tuple[Sheet, ...]:
    """Return the judged sheets of a round."""
    return tuple(held for held in sheets() if held.round == turn)


def run(data: Path) -> list[Row]:
    rows = []
    for turn in reversed(ROUNDS):
        held = of_round(turn)
        if held:
            rows += _round(turn, held)
    return rows


def _round(turn: str, held: tuple[Sheet, ...]) -> list[Row]:
    whole = tuple(sheet for sheet in held if not sheet.only)
    pairs = sum(sheet.pairs for sheet in whole)
    programs = "/".join(sorted({sheet.program for sheet in held}))
    signature = f"judged:{turn}|slices:{len(held)}|program:{programs}"
    rows = []
    directions = sorted({sheet.direction for sheet in whole})
    for direction in ["", *directions] if whole else []:
        own = [sheet for sheet in whole if sheet.direction.startswith(direction)]
        loud = [s for sheet in own for s in sheet.findings if s.severity != "info"]
        data = f"{turn}, {direction or 'both directions'}"
        right = precision(loud)
        rows.append(Row("findings at warning or above that are right", right.value, data=data,
                        note=f"{right.said()}; {len(own)} slices",
                        signature=signature))  # fmt: skip
        rate, wrong = per_pair(loud, own), per_pair([s for s in loud if not s.right], own)
        rows.append(Row("findings a hundred pairs", 100 * rate.value, better="lower", data=data,
                        note=f"{bounds(rate)}; {100 * wrong.value:.1f} of them not genuine"
                        ))  # fmt: skip
    said = [finding for sheet in held for finding in sheet.findings]
    for level in LEVELS:
        rows += _line(f"right, {level}", [s for s in said if s.wished == level], turn)
    for family in sorted({s.rule[:3] for s in said}):
        own_family = [
            s
            for sheet in whole
            for s in sheet.findings
            if s.rule.startswith(family) and s.severity != "info"
        ]
        rows += _line(f"right, {family} at warning or above", own_family, turn)
    for rule, level in sorted({(s.rule, s.wished) for s in said}):
        some = [s for s in said if (s.rule, s.wished) == (rule, level)]
        rows += _line(f"right, {rule} {level}", some, turn)
    missed = [error for sheet in held for error in sheet.missed]
    for kind, count in Counter(error.kind for error in missed).most_common():
        own_kind = [error for error in missed if error.kind == kind]
        rate = per_pair(own_kind, whole)
        major = sum(error.severity == "major" for error in own_kind)
        rows.append(Row(f"missed a hundred pairs, {kind}", 100 * rate.value, better="lower",
                        data=f"{turn}, {pairs} pairs",
                        note=f"{bounds(rate)}; {count} missed, {major} major"))  # fmt: skip
    return rows


def per_pair(told: Sequence[Said | Missed], held: Sequence[Sheet]) -> Share:
    """Return how many of something a pair of the sheets has; a pair is a source."""
    counts: Counter[str] = Counter(one.pair for one in told)
    silent = sum(sheet.pairs for sheet in held) - len(counts)
    return share([*counts.items(), *((at, 0) for at in range(silent))])


def bounds(rate: Share) -> str:
    """Return the interval of a rate in a hundred, and the pairs behind it."""
    return f"{100 * rate.low:.1f}-{100 * rate.high:.1f}; {rate.sources:,} sources"


def _line(name: str, findings: list[Said], turn: str) -> list[Row]:
    if not findings:
        return []
    found = precision(findings)
    verdicts = Counter(said.verdict for said in findings)
    note = f"{found.said()}; " + ", ".join(f"{n} {v}" for v, n in verdicts.most_common())
    return [Row(name, found.value, data=turn, note=note)]
