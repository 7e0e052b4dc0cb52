"""Findings a person has looked at and set aside: a file of them, each with its reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from alignkit import files
from alignkit.check.run.registry import all_rules
from alignkit.config import toml
from alignkit.errors import InputError
from alignkit.types import Finding

KEYS = ("rule", "fingerprint", "source", "target", "message", "file", "reason", "expires")
PICKING = ("rule", "fingerprint", "source", "target", "message")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a user should tidy: which file, which line, what."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class Suppression:
    """One entry: everything it names must hold for a finding to be set aside.

    `rule` is an id, a beginning of one or a glob; `fingerprint`, `source`, `target`, `message` and
    `file` are globs over the whole of what they name.
    """

    reason: str
    rule: str = "*"
    fingerprint: str = "*"
    source: str = "*"
    target: str = "*"
    message: str = "*"
    file: str = "*"
    expires: date | None = None
    line: int = 0

    def covers(self, finding: Finding, files: Sequence[str] = ()) -> bool:
        """Return whether the finding is what this entry names, its date aside."""
        return (
            self.names_rule(finding.rule)
            and fnmatchcase(finding.fingerprint, self.fingerprint)
            and fnmatchcase(finding.source.text, self.source)
            and fnmatchcase(finding.target.text, self.target)
            and fnmatchcase(finding.message, self.message)
            and self.names_file(files)
        )

    def names_rule(self, identity: str) -> bool:
        """Return whether the entry speaks of this rule."""
        wanted = self.rule.upper()
        return identity.startswith(wanted) or fnmatchcase(identity, wanted)

    def names_file(self, files: Sequence[str]) -> bool:
        """Return whether the entry speaks of any of these files."""
        return self.file == "*" or any(_in_file(name, self.file) for name in files)

    def expired(self, today: date) -> bool:
        """Return whether the entry's last day has passed."""
        return self.expires is not None and self.expires < today

    def __str__(self) -> str:
        picked = ((key, getattr(self, key)) for key in PICKING)
        return ", ".join(f"{key} {value}" for key, value in picked if value != "*")


class Suppressions:
    """The entries of a file, and which of them a run had use for."""

    def __init__(
        self, entries: Sequence[Suppression], path: str = "", today: date | None = None
    ) -> None:
        self.entries = tuple(entries)
        self.path = path
        self.today = today or date.today()
        self._used: set[int] = set()

    def keep(self, findings: Sequence[Finding], files: Sequence[str] = ()) -> tuple[Finding, ...]:
        """Return the findings that no entry in force sets aside."""
        return tuple(finding for finding in findings if not self._aside(finding, files))

    def _aside(self, finding: Finding, files: Sequence[str]) -> bool:
        aside = False
        for index, entry in enumerate(self.entries):
            if entry.covers(finding, files):
                self._used.add(index)
                aside = aside or not entry.expired(self.today)
        return aside

    def notices(
        self, looked_for: Callable[[Suppression], bool] = lambda entry: True
    ) -> tuple[Notice, ...]:
        """Return what should be tidied: entries past their day, and entries nothing needs.

        `looked_for` says of an entry whether the run could have met what it names.
        """
        found = []
        for index, entry in enumerate(self.entries):
            if entry.expired(self.today):
                found.append(
                    Notice(
                        self.path,
                        entry.line,
                        f"this suppression expired on {entry.expires} ({entry}); "
                        "look at the finding again, then renew or remove it",
                    )
                )
            elif index not in self._used and looked_for(entry):
                found.append(
                    Notice(
                        self.path,
                        entry.line,
                        f"this suppression matches no finding any more ({entry}); remove it",
                    )
                )
        return tuple(found)


def load_suppressions(path: str | PathLike[str], today: date | None = None) -> Suppressions:
    """Read a suppressions file (TOML), or the decisions that a report page exported (JSON)."""
    place = fspath(path)
    text = files.text(path)
    if Path(path).suffix.lower() == ".json":
        return Suppressions(_decisions(place, text), place, today)
    return Suppressions(_entries(place, text), place, today)


def _entries(place: str, text: str) -> list[Suppression]:
    data = toml(Path(place))
    unknown = sorted(set(data) - {"suppress"})
    if unknown:
        raise InputError(place, f"unknown key {unknown[0]!r}", "entries stand under [[suppress]]")
    held = data.get("suppress", [])
    if not isinstance(held, list) or not all(isinstance(entry, dict) for entry in held):
        raise InputError(place, "suppress is not a list of tables", "write [[suppress]]")
    lines = _lines_of_entries(text)
    lines += [0] * (len(held) - len(lines))
    return [_entry(place, line, entry) for line, entry in zip(lines, held, strict=False)]


def _lines_of_entries(text: str) -> list[int]:
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip().replace(" ", "").startswith("[[suppress]]")
    ]


def _entry(place: str, line: int, data: Mapping[str, Any]) -> Suppression:
    where = f"{place}:{line}" if line else place
    held = dict(data)
    for key in held:
        if key not in KEYS:
            raise InputError(where, f"unknown key {key!r}", f"known are {', '.join(KEYS)}")
    expires = _day(where, held.pop("expires", None))
    for key, value in held.items():
        if not isinstance(value, str) or not value.strip():
            raise InputError(where, f"{key} = {value!r} says nothing", "give some text")
    if "reason" not in held:
        raise InputError(where, "this suppression has no reason", 'add reason = "…"')
    if not any(key in held for key in PICKING):
        raise InputError(
            where, "this suppression names no finding", f"add one of {', '.join(PICKING)}"
        )
    entry = Suppression(**held, expires=expires, line=line)
    # A program wrote the fingerprint, and the rule with it; a later version may have no such rule.
    written = entry.fingerprint == "*"
    if written and not any(entry.names_rule(rule.id) for rule in all_rules()):
        raise InputError(where, f"there is no rule {entry.rule!r}", "alignkit rules lists them")
    return entry


def _day(where: str, value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(
            where, f"expires = {value!r} is no date", "write it as 2027-01-31"
        ) from None


def _decisions(place: str, text: str) -> list[Suppression]:
    try:
        data = json.loads(text)
        if data["schema"] != 1 or data["kind"] != "decisions":
            raise KeyError
        return [
            Suppression(
                reason=held.get("note") or "rejected in review",
                rule=held["rule"],
                fingerprint=held["fingerprint"],
            )
            for held in data["decisions"]
            if held["decision"] == "reject"
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            place,
            "this is not a file of decisions exported from a report page",
            "export it again, or give a suppressions file in TOML",
        ) from None


def _in_file(name: str, pattern: str) -> bool:
    path = name.replace("\\", "/")
    return fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}")
