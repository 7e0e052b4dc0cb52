"""How the work grows with a text of one kind of run: `python -m tests.torture.growth [NAME …]`.

Each kind goes through read, segment, quantities, align, check and report at doubling sizes, in a
process of its own; the table shows processor seconds and the exponent of the last doubling. It
ends with 1 where a stage that takes longer than the floor grows faster than the bound.
"""

from __future__ import annotations

import argparse
import math
import resource
import signal
import sys
import time
from collections.abc import Callable

import alignkit as ak
from alignkit.report import render
from alignkit.report.outcome import CheckedPair, Outcome

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
#: Below the limits of a bead its work may take the square, and this long at most.
WITHIN = {"check": 5.0, "report": 5.0}


def bitext_of(run: str, size: int) -> ak.Bitext:
    """Return a run of so many characters against itself, one sentence a side."""
    text = (run * (size // len(run) + 1))[:size]
    return ak.Bitext.from_pairs([(f"传感器{text}", f"Sensor {text}")], "zh", "en")


def page(findings: ak.Findings) -> object:
    """Return the page of a pair's findings."""
    return render(Outcome((CheckedPair(findings, "a", "b"),)), "html")


STAGES: dict[str, Callable[[str, int], object]] = {
    "read": lambda run, size: ak.document((run * size)[:size], lang="zh"),
    "segment": lambda run, size: ak.segment((run * size)[:size], lang="en"),
    "zh": lambda run, size: ak.quantities((run * size)[:size], lang="zh"),
    "en": lambda run, size: ak.quantities((run * size)[:size], lang="en"),
    "align": lambda run, size: ak.align(
        (run * size)[:size], (run * size)[:size], source_lang="zh", target_lang="en"
    ),
    "check": lambda run, size: ak.check(bitext_of(run, size)),
    "report": lambda run, size: page(ak.check(bitext_of(run, size))),
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
            taken = [
                seconds(STAGES[stage], run, given.size // part, given.most) for part in (4, 2, 1)
            ]
            grown = (
                math.log2(max(taken[-1], 1e-3) / max(taken[-2], 1e-3))
                if taken[-2] < math.inf
                else math.inf
            )
            bad = taken[-1] > WITHIN.get(stage, FLOOR) and grown > BOUND
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
