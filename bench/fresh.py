"""A slice of texts that nobody has looked at, used once.

python -m bench fresh NAME [--sheets DIR]          run the frozen program, keep what it says
python -m bench fresh NAME --add VERDICTS [--missed MISSED] --round end --reader WHO

The first writes DIR/NAME.sheet.tsv to be read (verdict: genuine, harmless or false; kind; reason)
and marks the slice as used in bench/verdicts/judged/; a slice that was used is refused. Beside the
slices of fresh/ there are four of post-edited encyclopedia text (en-zh-pe-0 …), four of talk pages
(en-zh-catastrophic-0 …), and of medical abstracts (zh-en-bio-0, en-zh-bio-0) and of news,
speech, literary and social texts (en-zh-esa-0) the documents held back; another number draws other
translations of the same sentences.
The second adds what the reader said: VERDICTS has the columns id, verdict, kind, reason; MISSED,
of errors that nothing pointed at, pair, kind, severity. Texts stay in DIR, outside the repository.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench import record
from bench.data import DIRECTIONS, SPENT, held_back, parted
from bench.record import ROUNDS, Said, Sheet

ROOT = Path(__file__).parent.parent
COLUMNS = ("id", "pair", "rule", "severity", "message", "source", "target")


def revision() -> str:
    """Return the program's revision; a program that is not as committed is not frozen."""
    changed = _git("status", "--porcelain", "--", "src")
    if changed:
        raise ValueError("src/ is not as committed: freeze the program before a slice is used")
    return _git("rev-parse", "--short", "HEAD")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def run_on(data: Path, name: str, sheets: Path, only: str = "") -> Sheet:
    """Check a slice that nobody has used, keep what is said and lay out the sheet."""
    used = record.sheet(name)
    if used:
        state = f"judged in the round “{used.round}”" if used.judged else "run, not judged yet"
        raise ValueError(f"{name} was used by revision {used.program} ({state}): take another")
    if name in SPENT:
        raise ValueError(f"{name} was looked at before: take another")
    rows = slice_of(data, name)
    program = revision()
    path = data / "fresh" / f"{name}.tsv"
    lines = "\n".join("\t".join(row) for row in rows).encode()
    raw = path.read_bytes() if path.exists() else lines
    findings, ids = wishes(rows, name[:5]), [row[0] for row in rows]
    held = sheet_of(name, sha256(raw).hexdigest(), program, ids, findings, only)
    sheets.mkdir(parents=True, exist_ok=True)
    whole = {"slice": name, "sha256": held.sha256, "program": program, "ids": ids,
             "findings": findings}  # fmt: skip
    (sheets / f"{name}.findings.json").write_text(
        json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    _lay_out(sheets / f"{name}.sheet.tsv", held, findings)
    record.write(held)
    return held


def slice_of(data: Path, name: str) -> list[list[str]]:
    """Return id, source and target of each pair of a slice."""
    if match := re.fullmatch(r"en-zh-(pe|catastrophic)-(\d)", name):
        return parted(data, match[1])[int(match[2])]
    if match := re.fullmatch(r"(zh-en|en-zh)-(bio|esa)-(\d)", name):
        direction = next(known for known in DIRECTIONS if known == match[1])
        return held_back(data, match[2], direction, int(match[3]))
    path = data / "fresh" / f"{name}.tsv"
    if not path.exists():
        raise ValueError(f"{path} is no slice")
    return [line.split("\t") for line in path.read_text("utf-8").rstrip("\n").split("\n")][1:]


def wishes(rows: list[list[str]], direction: str) -> list[dict[str, Any]]:
    """Return the findings with the severity that each rule wishes for, as plain values."""
    from alignkit.check.run import promise

    kept = promise.kept
    # What a rule may promise is not known before its findings are judged at what it wishes for.
    promise.kept = lambda rule, wish: wish
    import alignkit as ak

    source, target = direction.split("-")
    found = ak.check(ak.Bitext.from_pairs([(row[1], row[2]) for row in rows], source, target))
    plain: list[dict[str, Any]] = found.to_json()["findings"]
    for finding in plain:
        finding["kept"] = str(kept(finding["rule"], ak.Severity(finding["severity"])))
    return plain


def sheet_of(
    name: str,
    digest: str,
    program: str,
    ids: list[str],
    findings: list[dict[str, Any]],
    only: str = "",
) -> Sheet:
    """Return the sheet of a run before anyone has read it; findings of no bead are left out."""
    said = []
    for at, finding in enumerate(findings):
        wish = finding["severity"]
        kept = finding.get("kept", wish)
        if finding["bead"] is not None and (not only or wish == only):
            pair = ids[finding["bead"]]
            lowered = wish if kept != wish else ""
            said.append(Said(f"{name}:{at}", pair, finding["rule"], kept, wish=lowered))
    return Sheet(name, digest, program, len(ids), only=only, findings=tuple(said))


def _lay_out(path: Path, held: Sheet, findings: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE,
                         escapechar="\\")  # fmt: skip
        out.writerow(COLUMNS)
        for said in held.findings:
            finding = findings[int(said.id.rpartition(":")[2])]
            texts = [_marked(finding[side]) for side in ("source", "target")]
            cells = [said.id, said.pair, said.rule, said.severity, finding["message"], *texts]
            out.writerow([" ".join(cell.split()) for cell in cells])


def _marked(excerpt: dict[str, Any]) -> str:
    text = str(excerpt["text"])
    for start, end in sorted(excerpt["spans"], reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


def read(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a reader's table; without a heading the columns are as named."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t") if lines else []
    if set(columns) <= set(head):
        lines = lines[1:]
    else:
        head = list(columns)
    return [dict(zip(head, line.split("\t"), strict=False)) for line in lines if line.strip()]


def main(arguments: Sequence[str], data: Path) -> None:
    """Run a slice, or add what a reader said of it."""
    parser = argparse.ArgumentParser(prog="python -m bench fresh", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("name", metavar="NAME", help="zh-en-07, en-zh-pe-0 …")
    parser.add_argument("--sheets", type=Path, default=Path("fresh-sheets"), metavar="DIR")
    parser.add_argument("--only", choices=("error", "warning"), default="",
                        help="lay out the findings that wish for this severity alone")  # fmt: skip
    parser.add_argument("--add", type=Path, metavar="VERDICTS")
    parser.add_argument("--findings", type=Path, metavar="FILE",
                        help="what the program said, where it ran in another checkout")  # fmt: skip
    parser.add_argument("--missed", type=Path, metavar="MISSED")
    parser.add_argument("--round", choices=ROUNDS)
    parser.add_argument("--reader", help="who read: “one reader”, initials")
    options = parser.parse_args(arguments)
    try:
        if not options.add:
            held = run_on(data, options.name, options.sheets, options.only)
            print(f"{held.slice}: {len(held.findings)} findings on {held.pairs} pairs, to be read "
                  f"in {options.sheets / (held.slice + '.sheet.tsv')}")  # fmt: skip
            return
        if not options.round or not options.reader:
            parser.error("--add needs --round and --reader")
        used = record.sheet(options.name)
        if used is None and options.findings:
            kept = json.loads(options.findings.read_text("utf-8"))
            used = sheet_of(options.name, kept["sha256"], kept["program"], kept["ids"],
                            kept["findings"])  # fmt: skip
        if used is None:
            raise ValueError(f"{options.name} was not run yet: python -m bench fresh NAME")
        verdicts = read(options.add, ("id", "verdict", "kind", "reason"))
        missed = read(options.missed, ("pair", "kind", "severity")) if options.missed else []
        print(record.write(record.judged(used, verdicts, missed, options.round, options.reader)))
    except (ValueError, OSError) as error:
        parser.error(str(error))
