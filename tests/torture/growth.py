"""How the work grows with a text of one kind of run: `python -m tests.torture.growth [NAME …]`.

Each kind goes through read, segment, quantities, align, check (one bead, and many), report, compare
and review at doubling sizes; the table shows processor seconds and the exponent of the last
doubling. It ends with 1 where what takes long enough to be measured grows faster than the bound.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import alignkit as ak
from alignkit.report import FORMATS, render
from alignkit.report.outcome import CheckedPair, Outcome
from alignkit.types import Bead, Excerpt, Finding, Severity, Span

#: Runs that a text may hold by accident or on purpose, and mixtures of them.
RUNS = {
    name: name
    for name in (
        "零 倍 一 万 亿 十 百 两 半 几 第 年 月 的 不 无 约 超 千 点 分 之 "
        "% 1 , . - a A ( ) [ * _ # | < & 。 ， 、 ； ： （ “ 《 … —"
    ).split()
} | {
    "space": " ",
    "one digit": "1 ",
    "range": "1-2 ",
    "ranges": "1-2-3-",
    "grouped": "1,234",
    "grouped…": "1,234…",
    "cid": "(cid:1)",
    "initials": "A.",
    "day": "1月1日",
    "years": "2020年",
    "percent": "5%",
    "fraction": "三分之一",
    "times": "3倍",
    "lakh": "一万",
    "words": "one two ",
    "hundred": "hundred ",
    "and": "and ",
    "not": "not ",
    "per": "5 km per hour ",
    "email": "a@b.c ",
    "address": "http://a.b/c?d=e&",
    "tag": "<b>x</b>",
    "entity": "&amp;",
    "placeholder": "{0}%s",
    "quoted": "“一”",
    "nested": "（（一",
    "abbreviated": "No. 1 ",
    "clock": "12:30 ",
    "version": "1.2.3.",
    "roman": "IV ",
    "list": "1) a; ",
    "money": "$1.5 million ",
    "sentence": "传感器很好。",
    "clause": "提高到5%，",
    "english": "The sensor is good. ",
    "mixture 1": "零1,234倍A.",
    "mixture 2": "1-2 月1日(cid:1)",
    "mixture 3": "不 not 5% of 万 ",
}
BOUND, FLOOR = 1.3, 0.4
#: What takes less is measured too roughly on a busy machine: 1.5 at half a second was 1.0 at five.
ROUGH = 1.0
#: Below the limits of a bead its work may take the square, and this long at most.
WITHIN = {"check": 5.0}
#: So often at most a piece of work is timed.
TURNS = 3
#: Characters of a bead, where a text has many.
BEAD = 80


def bitext_of(run: str, size: int) -> ak.Bitext:
    """Return a run of so many characters against itself, one sentence a side."""
    text = (run * (size // len(run) + 1))[:size]
    return ak.Bitext.from_pairs([(f"传感器{text}", f"Sensor {text}")], "zh", "en")


def beads_of(run: str, size: int) -> ak.Bitext:
    """Return a bitext of so many characters in beads of about eighty, each a little different."""
    held = (run * 60)[:60]
    pairs = [(f"第{n}个传感器{held}", f"Sensor {n} {held}") for n in range(1 + size // BEAD)]
    return ak.Bitext.from_pairs(pairs, "zh", "en")


def reports(run: str, size: int) -> None:
    """Put a finding for each bead into every format."""
    bitext = beads_of(run, size)
    findings = []
    for number, bead in enumerate(bitext.beads):
        texts = [side.passage(held).text for side, held in _sides(bitext, bead)]
        excerpts = [
            Excerpt(text, (Span(0, len(text) // 2),), held)
            for text, (_, held) in zip(texts, _sides(bitext, bead), strict=True)
        ]
        values = {"missing": run, "n": number}
        said = (f"{run} is missing", number, *excerpts, values, 0.9, f"{number:016}")
        findings.append(Finding("NUM001", Severity.WARNING, *said))
    held = ak.Findings(tuple(findings), bitext.signature, bitext)
    for form in FORMATS:
        render(Outcome((CheckedPair(held, "a", "b"),)), form)


def _sides(bitext: ak.Bitext, bead: Bead) -> list[tuple[ak.Document, tuple[int, ...]]]:
    return [(bitext.source, bead.source), (bitext.target, bead.target)]


def comparison(run: str, size: int) -> None:
    """Compare two translations, and put what is found into every format."""
    from alignkit.report.comparison.output import render as written

    numbers, held = range(1 + size // BEAD), (run * 4)[:4]
    zh = "\n".join(f"第{n}个传感器的检出率达到了{n}%，成本下降，{held}。" for n in numbers)
    lines = [f"The detection rate of sensor {n} reached {n}%, costs fell, {held}." for n in numbers]
    en, other = "\n".join(lines), "\n".join(lines).replace("costs fell", "it costs less")
    sides = [ak.document(text, lang) for text, lang in ((zh, "zh"), (en, "en"), (other, "en"))]
    found = ak.compare(*sides)
    for form in ("text", "json", "tsv", "terms", "html"):
        written(found, form)


def review(run: str, size: int) -> None:
    """Show a pair on the desk."""
    from alignkit.desk.desk import Desk
    from alignkit.desk.dossier import Dossier
    from alignkit.desk.pair import DeskPair, DeskText
    from alignkit.desk.project import Project, ProjectFile
    from alignkit.desk.server import views

    bitext = beads_of(run, size)
    texts = (DeskText.of("a", "0", bitext.source), DeskText.of("b", "0", bitext.target))
    pair = DeskPair.of(bitext, texts)
    project = Project((Dossier(pair, next_id=len(pair.beads) + 1),))
    file = ProjectFile(Path("a.alignkit"))
    b"".join(file.render(project))
    json.dumps(views.whole(Desk(file, project), 0))


STAGES: dict[str, Callable[[str, int], object]] = {
    "read": lambda run, size: ak.document((run * size)[:size], lang="zh"),
    "segment": lambda run, size: ak.segment((run * size)[:size], lang="en"),
    "zh": lambda run, size: ak.quantities((run * size)[:size], lang="zh"),
    "en": lambda run, size: ak.quantities((run * size)[:size], lang="en"),
    "align": lambda run, size: ak.align(
        (run * size)[:size], (run * size)[:size], source_lang="zh", target_lang="en"
    ),
    "check": lambda run, size: ak.check(bitext_of(run, size)),
    "beads": lambda run, size: ak.check(beads_of(run, size)),
    "report": reports,
    "compare": comparison,
    "review": review,
}


def seconds(work: Callable[[str, int], object], run: str, size: int, most: int) -> float:
    """Return the processor time of a piece of work, infinity where it is over the limit."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    start = time.process_time()
    try:
        work(run, size)
    except ak.AlignkitError:
        pass
    except (TimeoutError, MemoryError):
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def grows(stage: str, run: str, size: int, most: int) -> tuple[list[float], float]:
    """Return the seconds at three doubling sizes, and the exponent of the last doubling.

    What seems to grow too fast is timed again: other work on the machine only ever adds to a time,
    so the least of each size counts.
    """
    taken = [math.inf] * 3
    grown = math.inf
    for _ in range(TURNS):
        for place, part in enumerate((4, 2, 1)):
            taken[place] = min(taken[place], seconds(STAGES[stage], run, size // part, most))
        if taken[1] < math.inf:
            grown = math.log2(max(taken[2], 1e-3) / max(taken[1], 1e-3))
        if grown <= BOUND or taken[2] <= WITHIN.get(stage, ROUGH):
            break
    return taken, grown


def main() -> int:
    """Print the table; return 1 where something grows too fast."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--stage", action="append", choices=list(STAGES))
    parser.add_argument("--size", type=int, default=16_000, help="the largest, in characters")
    parser.add_argument("--most", type=int, default=30, help="seconds a piece of work may take")
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    for work in STAGES.values():
        seconds(work, "传感器5%，", 200, 60)
    worst = 0
    for name in given.names or RUNS:
        run = RUNS.get(name, name)
        for stage in given.stage or STAGES:
            taken, grown = grows(stage, run, given.size, given.most)
            bad = taken[-1] > WITHIN.get(stage, ROUGH) and grown > BOUND
            worst += bad
            if bad or taken[-1] > FLOOR:
                cells = " ".join(f"{held:7.2f}" for held in taken)
                print(
                    f"{name:12} {stage:9} {cells}  ^{grown:.2f}{'  !' if bad else ''}", flush=True
                )
    print(f"{worst} of {len(given.names or RUNS) * len(given.stage or STAGES)} grow too fast")
    return bool(worst)


if __name__ == "__main__":
    sys.exit(main())
