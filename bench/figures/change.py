"""What changed between two runs of the benchmarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.figures.table import said

Rooms = dict[str, Any]
Key = tuple[str, str, str, str]


def changes(older: Rooms, newer: Rooms) -> list[str]:
    """Return a line for every figure that differs, is new or is gone, among the newer's rooms."""
    before = dict(_figures({name: older[name] for name in newer if name in older}))
    after = dict(_figures(newer))
    lines = [_line(key, before[key], row) for key, row in after.items() if key in before]
    lines += [f"  new   {_name(key)}: {said(after[key])}" for key in after if key not in before]
    lines += [f"  gone  {_name(key)}: {said(before[key])}" for key in before if key not in after]
    return [line for line in lines if line]


def _figures(rooms: Rooms) -> Iterator[tuple[Key, dict[str, Any]]]:
    seen: Counter[Key] = Counter()
    for name, held in rooms.items():
        for row in held["rows"]:
            key = (name, row["name"], row["data"], row["rival"])
            seen[key] += 1
            yield (key if seen[key] == 1 else (*key[:3], f"{key[3]}, {seen[key]}")), row


def _line(key: Key, before: dict[str, Any], after: dict[str, Any]) -> str:
    old, new = before["value"], after["value"]
    if said(before) == said(after):
        return ""
    if isinstance(old, str) or isinstance(new, str):
        return f"  other {_name(key)}: {said(before)} -> {said(after)}"
    better = (new > old) == (after["better"] == "higher")
    sign = "up" if better else "DOWN"
    return f"  {sign:5} {_name(key)}: {said(before)} -> {said(after)} ({new - old:+.4g})"


def _name(key: Key) -> str:
    return ", ".join(part for part in key if part)
