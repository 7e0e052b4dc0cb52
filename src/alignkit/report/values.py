"""The values a finding holds, as words and as a line that says how the two sides differ."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from alignkit.types import Finding

NOTHING = "—"
_COMPARED = {
    ">=": "at least", "≥": "at least", "<=": "at most", "≤": "at most",
    ">": "more than", "<": "less than", "↑": "up", "↓": "down",
}  # fmt: skip
_SIGN = re.compile(r"(>=|<=|[≥≤><↑↓]) (?=(?:[≈↑↓] )?[\d≥≤><])|≈ (?=\d)")
# Units that stand in the singular and are read in the plural.
_UNIT = re.compile(r"(?<![\d,.])([\d,.]+) (second|minute|hour|day|week|month|year|age)\b")


def shown(value: Any) -> str:
    """Return a value as a person would write it; one that can say itself is asked to.

    >>> shown({"text": "95%以上", "says": ">= 95 %"})
    '≥ 95 %'
    >>> shown(["95 %", "1"]), shown(None), shown({"kind": "percent", "value": "95"})
    ('95 %, 1', '—', 'kind: percent, value: 95')
    """
    if value is None or value == "" or value == [] or value == ():
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping) and "says" in value:
        return shown(value["says"]).replace(">=", "≥").replace("<=", "≤")
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {shown(part)}" for key, part in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(shown(part) for part in value)
    return str(value)


def in_words(text: str) -> str:
    """Return what stands in a finding with its signs as words, as a page says it.

    >>> in_words("≤ ≈ 20 age"), in_words("“四十八小时” (<= 48 hour)"), in_words("a <b>")
    ('at most about 20 years of age', '“四十八小时” (at most 48 hours)', 'a <b>')
    """
    said = _SIGN.sub(lambda sign: (_COMPARED[sign[1]] if sign[1] else "about") + " ", text)
    return _UNIT.sub(_plural, said)


def _plural(found: re.Match[str]) -> str:
    number, unit = found.groups()
    if unit == "age":
        return f"{number} years of age"
    return found[0] if number == "1" else f"{number} {unit}s"


def sides(values: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return what the source and the translation say, None where the finding holds neither.

    A rule names them "source" and "target", or "source_number" and "target_number" and the like.
    """
    for key in values:
        side, _, of = key.partition("_")
        if side in ("source", "target"):
            first, second = (f"{name}_{of}" if of else name for name in ("source", "target"))
            return shown(values.get(first)), shown(values.get(second))
    return None


def difference(values: Mapping[str, Any]) -> str:
    """Return both sides' values in one line, "" where the finding holds none.

    >>> difference({"source": "95 %", "target": "59 %"})
    '95 % ≠ 59 %'
    """
    return " ≠ ".join(sides(values) or ())


def told(message: str, values: Mapping[str, Any]) -> str:
    """Return a message that names both values, which many a message does by itself.

    >>> told("another value", {"source": "95 %", "target": "59 %"})
    'another value [95 % ≠ 59 %]'
    >>> told("95 % became 59 %", {"source": "95 %", "target": "59 %"})
    '95 % became 59 %'
    """
    held = sides(values)
    said = message.replace(">=", "≥").replace("<=", "≤")
    if held is None or all(side in said or side == NOTHING for side in held):
        return message
    return f"{message} [{difference(values)}]"


# How a probability came about, which only `--explain` shows.
REASONS = ("slot", "signs")


def reasons(finding: Finding) -> str:
    """Return what spoke for and against a finding, each with what it added to the odds."""
    held = (finding.values.get(name) for name in REASONS)
    return " · ".join(shown(part) for part in held if part)


def others(values: Mapping[str, Any], marked: Collection[str] = ()) -> dict[str, str]:
    """Return the values that belong to neither side, less the text that is marked anyway."""
    return {
        key.replace("_", " "): shown(part)
        for key, part in values.items()
        if key.partition("_")[0] not in ("source", "target", *REASONS)
        and not (isinstance(part, str) and part in marked)
    }


def further(finding: Finding) -> dict[str, str]:
    """Return what a finding holds besides its two values and its marked words."""
    return others(finding.values, {*finding.source.marked(), *finding.target.marked()})
