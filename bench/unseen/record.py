"""The record of what readers said of findings on texts that nobody had looked at.

One file a slice in bench/verdicts/judged/: its digest, the program's revision, what the program
said before anyone read, and the verdicts. It holds ids, rules, kinds and reasons; no texts.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "verdicts" / "judged"
#: genuine: a reader learns of an error; harmless: true, but no error; false: not so.
VERDICTS = ("genuine", "harmless", "false")
#: The rounds of reading, in the order of their time.
ROUNDS = ("start", "end", "last", "errors", "final", "magnitudes", "latest", "newest", "cold")


@dataclass(frozen=True, slots=True)
class Said:
    """One finding of the frozen program, and what a reader said of it once it was read.

    `wish` is the rule's own severity where what it may promise lowered it.
    """

    id: str
    pair: str
    rule: str
    severity: str
    verdict: str = ""
    kind: str = ""
    reason: str = ""
    wish: str = ""

    @property
    def wished(self) -> str:
        """The severity that the rule would give were nothing known of its findings."""
        return self.wish or self.severity

    @property
    def right(self) -> bool:
        """The finding told of an error."""
        return self.verdict == "genuine"

    @property
    def source(self) -> str:
        """What is independent: the source segment, which several systems render.

        Of projects' texts it is the project: its pages are alike, and so are its translators'
        habits.
        """
        projects = "-manuals-" in self.id or "-projects-" in self.id
        return self.pair.partition(".")[0] if projects else self.pair


@dataclass(frozen=True, slots=True)
class Missed:
    """An error that a reader saw and the program did not."""

    pair: str
    kind: str
    severity: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One slice: what ran on it, what it said, what a reader said of that.

    Where `only` names a severity, the findings that wish for it were read and no others (`loud`:
    those that wish for more than a note); where `select` names rules, they
    alone were read. `lot` says
    how many of them were drawn to be read.
    """

    slice: str
    sha256: str
    program: str
    pairs: int
    round: str = ""
    reader: str = ""
    only: str = ""
    select: str = ""
    lot: str = ""
    findings: tuple[Said, ...] = ()
    missed: tuple[Missed, ...] = ()

    @property
    def direction(self) -> str:
        """The two languages, the source first."""
        return self.slice[:5]

    @property
    def judged(self) -> bool:
        """A reader has gone through all of it."""
        return bool(self.round)


def sheets() -> tuple[Sheet, ...]:
    """Return every sheet of the record, by name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.json")))


def sheet(name: str) -> Sheet | None:
    """Return the sheet of a slice, if it was ever used."""
    path = FOLDER / f"{name}.json"
    return _read(path) if path.exists() else None


def write(held: Sheet) -> Path:
    """Keep a sheet, a line a finding, so that a change of one verdict is one line."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    plain = asdict(held)
    lists = {name: plain.pop(name) for name in ("findings", "missed")}
    head = json.dumps(plain, ensure_ascii=False, indent=1)[:-2]
    parts = [head]
    for name, rows in lists.items():
        body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        parts.append(f' "{name}": [' + (f"\n{body}\n ]" if body else "]"))
    path = FOLDER / f"{held.slice}.json"
    path.write_text(",\n".join(parts) + "\n}\n", encoding="utf-8")
    return path


def _read(path: Path) -> Sheet:
    plain: dict[str, Any] = json.loads(path.read_text("utf-8"))
    findings = tuple(Said(**row) for row in plain.pop("findings"))
    missed = tuple(Missed(**row) for row in plain.pop("missed"))
    return Sheet(**plain, findings=findings, missed=missed)


def judged(
    held: Sheet, verdicts: list[dict[str, str]], missed: list[dict[str, str]], turn: str, who: str
) -> Sheet:
    """Return the sheet with a reader's verdicts; each finding must have one, and no other."""
    said = {row["id"]: row for row in verdicts}
    known = {finding.id for finding in held.findings}
    if set(said) != known:
        strange = sorted(set(said) ^ known)
        raise ValueError(f"{held.slice}: verdicts and findings differ: {', '.join(strange[:5])}")
    wrong = {row["verdict"] for row in verdicts} - set(VERDICTS)
    if wrong:
        raise ValueError(f"{held.slice}: no verdict {', '.join(sorted(wrong))}: {VERDICTS}")
    if turn not in ROUNDS:
        raise ValueError(f"no round {turn}: {', '.join(ROUNDS)}")
    findings = tuple(
        replace(
            finding,
            verdict=said[finding.id]["verdict"],
            kind=said[finding.id].get("kind", ""),
            reason=shortened(said[finding.id].get("reason", "")),
        )
        for finding in held.findings
    )
    unseen = tuple(Missed(row["pair"], row["kind"], row["severity"]) for row in missed)
    return replace(held, round=turn, reader=who, findings=findings, missed=unseen)


#: A reason may name a word or two of the text that it speaks of, no more.
_QUOTED = re.compile(r"([\"“])([^\"”]*)([\"”])")
_LONG_CHINESE = re.compile(r"([㐀-鿿]{4})[㐀-鿿，、]{3,}")
WORDS_QUOTED = 3


def shortened(reason: str) -> str:
    """Return a reason with what it quotes of the text cut to a word or two."""

    def cut(match: re.Match[str]) -> str:
        words = match[2].split()
        kept = " ".join(words[:WORDS_QUOTED]) + (" …" if len(words) > WORDS_QUOTED else "")
        return match[1] + kept + match[3]

    return _LONG_CHINESE.sub(r"\1…", _QUOTED.sub(cut, reason)).strip()
