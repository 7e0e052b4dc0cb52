"""A slice of texts that nobody has looked at, used once.

python -m bench fresh NAME [--sheets DIR] [--only error] [--select NUM] [--of-rule 40]
python -m bench fresh NAME --add VERDICTS [--missed MISSED] --round end --reader WHO

The first runs the frozen program, keeps what it says, writes DIR/NAME.sheet.tsv to be read
(verdict: genuine, harmless or false; kind; reason) and marks the slice as used in
bench/verdicts/judged/; a slice that was used is refused. Beside the slices of fresh/ there are

    en-zh-pe-0 …, en-zh-catastrophic-0 …    four parts each of encyclopedia and of talk pages
    zh-en-bio-0, en-zh-bio-0, en-zh-esa-0   the documents held back; another number draws other
                                            translations of the same sentences
    en-zh-manuals-0 …                       neighbours of many projects' documentation, from
                                            ALIGNKIT_DATA
    zh-en-projects-0, en-zh-projects-0 …    neighbours of one project each, those of everyday and
                                            business texts among them, a document of their own
    zh-en-online-0                          a machine translation of the news, never read; -1 to -4
                                            are its quarters

en-zh-esa-3to14 runs all of these numbers, each as a document, and lays out one sheet.
The second adds what the reader said: VERDICTS has the columns id, verdict, kind, reason; MISSED,
of errors that nothing pointed at, pair, kind, severity. Texts stay in DIR, outside the repository.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.texts.data import DIRECTIONS
from bench.texts.draws import SPENT, held_back, of_files, of_project, online, parted
from bench.unseen import record
from bench.unseen.record import ROUNDS, Said, Sheet

ROOT = Path(__file__).parents[2]
#: So many findings at most of a rule from one source, and of a rule; 0 is no limit.
Most = tuple[int, int]
NO_LIMIT: Most = (0, 0)
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


def run_on(
    data: Path,
    name: str,
    sheets: Path,
    only: str = "",
    select: str = "",
    most: Most = NO_LIMIT,
    alone: bool = True,
) -> Sheet:
    """Check a slice that nobody has used, keep what is said and lay out the sheet."""
    if used := used_before(name, only, select):
        state = f"judged in the round “{used.round}”" if used.judged else "run, not judged yet"
        what = name if used.slice == name else f"{name}, in {used.slice},"
        raise ValueError(f"{what} was used by revision {used.program} ({state}): take another")
    if name in SPENT:
        raise ValueError(f"{name} was looked at before: take another")
    program = revision()
    digest, ids, findings = sha256(), list[str](), list[dict[str, Any]]()
    for rows in filter(None, slices_of(data, name)):
        findings += wishes(rows, name[:5], select if alone else "", len(ids))
        ids += [row[0] for row in rows]
        digest.update("\n".join("\t".join(row) for row in rows).encode())
    if not ids:
        raise ValueError(f"{name} holds no pair: {_WHERE}")
    path = data / "fresh" / f"{name}.tsv"
    if path.exists():
        digest = sha256(path.read_bytes())
    held = sheet_of(name, digest.hexdigest(), program, ids, findings, only, select)
    held = drawn(held, most)
    sheets.mkdir(parents=True, exist_ok=True)
    whole = {"slice": name, "sha256": held.sha256, "program": program, "ids": ids,
             "findings": findings}  # fmt: skip
    (sheets / f"{name}.findings.json").write_text(
        json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    _lay_out(sheets / f"{name}.sheet.tsv", held, findings)
    record.write(held)
    return held


_WHERE = "--data (or ALIGNKIT_BENCH) names the folder of the sets, ALIGNKIT_DATA that of the pairs"

#: Several numbers of one set: en-zh-esa-3to14.
_SEVERAL = re.compile(r"(.*-)(\d+)to(\d+)")
_ONE = re.compile(r"(.*-)(\d+)")
#: All quarters of the machine translation of news.
PROJECTS = "projects-"
_ALL_ONLINE, QUARTERS = "zh-en-online-0", 4


#: What a sheet of certain severities, or of all, has read.
COVERED = {
    "": ("", "loud", "error", "warning"),
    "loud": ("loud", "error", "warning"),
    "error": ("error",),
    "warning": ("warning",),
}


def used_before(name: str, only: str = "", select: str = "") -> Sheet | None:
    """Return the sheet that some of a slice stands in, if all that is asked was asked there.

    A sheet of errors alone, or of some rules, leaves the other findings unread.
    """
    family, numbers = _numbers(name)
    for used in record.sheets():
        theirs, taken = _numbers(used.slice)
        whole = only in COVERED[used.only] and select.startswith(used.select)
        if used.slice == name or (family == theirs and numbers & taken and whole):
            return used
    return None


def _numbers(name: str) -> tuple[str, set[int]]:
    if name == _ALL_ONLINE:
        return name[:-1], set(range(QUARTERS + 1))
    # A document that was read in one direction is not unread in the other.
    name = re.sub(rf"^..-..-(?={PROJECTS})", "", name)
    if match := _SEVERAL.fullmatch(name):
        return match[1], set(range(int(match[2]), int(match[3]) + 1))
    match = _ONE.fullmatch(name)
    return (match[1], {int(match[2])}) if match else (name, set())


def slices_of(data: Path, name: str) -> Iterator[list[list[str]]]:
    """Yield the slices that a name stands for, mostly one."""
    if match := _SEVERAL.fullmatch(name):
        for number in range(int(match[2]), int(match[3]) + 1):
            yield slice_of(data, f"{match[1]}{number}")
    else:
        yield slice_of(data, name)


def slice_of(data: Path, name: str) -> list[list[str]]:
    """Return id, source and target of each pair of a slice."""
    if match := re.fullmatch(r"en-zh-(pe|catastrophic)-(\d)", name):
        return parted(data, match[1])[int(match[2])]
    if match := re.fullmatch(r"(zh-en|en-zh)-(bio|esa)-(\d+)", name):
        direction = next(known for known in DIRECTIONS if known == match[1])
        return held_back(data, match[2], direction, int(match[3]))
    if match := re.fullmatch(r"en-zh-manuals-(\d+)", name):
        return of_files(Path(os.environ.get("ALIGNKIT_DATA", "")) / "pairs", int(match[1]))
    if match := re.fullmatch(rf"(zh-en|en-zh)-{PROJECTS}(\d+)", name):
        direction = next(known for known in DIRECTIONS if known == match[1])
        folder = Path(os.environ.get("ALIGNKIT_DATA", "")) / "pairs"
        return of_project(folder, int(match[2]), direction)
    if match := re.fullmatch(r"zh-en-online-([0-4])", name):
        return online(data, int(match[1]))
    path = data / "fresh" / f"{name}.tsv"
    if not path.exists():
        raise ValueError(f"{path} is no slice: {_WHERE}")
    return [line.split("\t") for line in path.read_text("utf-8").rstrip("\n").split("\n")][1:]


def wishes(
    rows: list[list[str]], direction: str, select: str = "", before: int = 0
) -> list[dict[str, Any]]:
    """Return the findings with the severity that each rule wishes for, as plain values.

    Their beads are counted on from so many pairs before.
    """
    kept = _unpromised()
    import alignkit as ak

    source, target = direction.split("-")
    bitext = ak.Bitext.from_pairs([(row[1], row[2]) for row in rows], source, target)
    found = ak.check(bitext, select=select.split(",") if select else ())
    plain: list[dict[str, Any]] = found.to_json()["findings"]
    for finding in plain:
        finding["kept"] = str(kept(finding["rule"], ak.Severity(finding["severity"])))
        if finding["bead"] is not None:
            finding["bead"] += before
    return plain


@lru_cache(maxsize=1)
def _unpromised() -> Callable[[str, Any], Any]:
    """Let findings have the severity that their rules wish for; return what would lower it.

    What a rule may promise is not known before its findings are judged at what it wishes for.
    """
    promise, find = (import_module(f"alignkit.check.run.{name}") for name in ("promise", "find"))
    kept: Callable[[str, Any], Any] = promise.kept
    for module in (promise, find):
        module.kept = lambda rule, wish: wish  # type: ignore[attr-defined]
    return kept


def sheet_of(
    name: str,
    digest: str,
    program: str,
    ids: list[str],
    findings: list[dict[str, Any]],
    only: str = "",
    select: str = "",
) -> Sheet:
    """Return the sheet of a run before anyone has read it; findings of no bead are left out."""
    said = []
    for at, finding in enumerate(findings):
        wish = finding["severity"]
        kept = finding.get("kept", wish)
        chosen = not select or finding["rule"].startswith(tuple(select.split(",")))
        asked = only in ("", wish) or (only == "loud" and wish != "info")
        if finding["bead"] is not None and chosen and asked:
            pair = ids[finding["bead"]]
            lowered = wish if kept != wish else ""
            said.append(Said(f"{name}:{at}", pair, finding["rule"], kept, wish=lowered))
    return Sheet(name, digest, program, len(ids), only=only, select=select,
                 findings=tuple(said))  # fmt: skip


def drawn(held: Sheet, most: Most) -> Sheet:
    """Return a sheet of what the lot draws of each source and rule, if there is a limit.

    Of a pair of a project nothing is drawn that a reader of another sheet has seen.
    """
    of_source, of_rule = most
    if PROJECTS in held.slice:
        seen = {(said.pair, said.rule) for used in record.sheets() for said in used.findings}
        kept = tuple(said for said in held.findings if (said.pair, said.rule) not in seen)
        held = replace(held, findings=kept)
    if most == NO_LIMIT:
        return held
    sources, rules, chosen = Counter[tuple[str, str]](), Counter[str](), set[str]()
    for said in sorted(held.findings, key=lambda said: sha256(said.id.encode()).digest()):
        own = said.rule, said.source
        if sources[own] < (of_source or sys.maxsize) and rules[said.rule] < (
            of_rule or sys.maxsize
        ):
            sources[own] += 1
            rules[said.rule] += 1
            chosen.add(said.id)
    findings = tuple(said for said in held.findings if said.id in chosen)
    told = ((of_source, "of a source"), (of_rule, "of a rule"))
    lot = ", ".join(f"{limit} {what}" for limit, what in told if limit)
    return replace(held, lot=lot, findings=findings)


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
    parser.add_argument("--only", choices=("error", "warning", "loud"), default="",
                        help="lay out the findings that wish for this severity alone, or for "
                        "more than a note")  # fmt: skip
    parser.add_argument("--of-source", type=int, default=0, metavar="N",
                        help="lay out so many findings of a rule from one source")  # fmt: skip
    parser.add_argument("--of-rule", type=int, default=0, metavar="N",
                        help="lay out so many findings of a rule")  # fmt: skip
    parser.add_argument("--select", default="", metavar="RULES", help="run these alone: NUM")
    parser.add_argument("--of", default="", metavar="RULES",
                        help="run all rules and lay out what these say")  # fmt: skip
    parser.add_argument("--add", type=Path, metavar="VERDICTS")
    parser.add_argument("--findings", type=Path, metavar="FILE",
                        help="what the program said, where it ran in another checkout")  # fmt: skip
    parser.add_argument("--missed", type=Path, metavar="MISSED")
    parser.add_argument("--round", choices=ROUNDS)
    parser.add_argument("--reader", help="who read: “one reader”, initials")
    options = parser.parse_args(arguments)
    try:
        if not options.add:
            held = run_on(data, options.name, options.sheets, options.only,
                          options.select or options.of, (options.of_source, options.of_rule),
                          alone=not options.of)  # fmt: skip
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
    except FileNotFoundError as error:
        parser.error(f"{error.filename} is not there: {_WHERE}")
    except (ValueError, OSError) as error:
        parser.error(str(error))
