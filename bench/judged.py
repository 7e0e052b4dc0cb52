"""How right the findings on unseen texts were, by rule and severity: python -m bench judged.

Only what is genuine counts as right. An interval comes from drawing source segments again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench.record import ROUNDS, Said, Sheet, sheets
from bench.share import Share, share
from bench.table import Row

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
        count = sum(sheet.pairs for sheet in own)
        wrong = 100 * sum(not said.right for said in loud) / count
        rows.append(Row("findings a hundred pairs", 100 * len(loud) / count, better="lower",
                        data=data, note=f"{wrong:.1f} of them not genuine"))  # fmt: skip
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
    missed = Counter(error.kind for sheet in held for error in sheet.missed)
    major = Counter(e.kind for sheet in held for e in sheet.missed if e.severity == "major")
    for kind, count in missed.most_common():
        rows.append(Row(f"missed a hundred pairs, {kind}", 100 * count / pairs, better="lower",
                        data=f"{turn}, {pairs} pairs", note=f"{major[kind]} major"))  # fmt: skip
    return rows


def _line(name: str, findings: list[Said], turn: str) -> list[Row]:
    if not findings:
        return []
    found = precision(findings)
    verdicts = Counter(said.verdict for said in findings)
    note = f"{found.said()}; " + ", ".join(f"{n} {v}" for v, n in verdicts.most_common())
    return [Row(name, found.value, data=turn, note=note)]
