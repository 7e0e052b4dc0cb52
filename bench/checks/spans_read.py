"""Findings on omissions that raters marked, and what a reader said of their spans.

python -m bench.checks.spans_read --data DIR  prints the sample, a verdict beside each that has one

The verdicts stand in bench/verdicts/spans.tsv, by segment and span: exact (the same words but for
marks and particles), overlapping (more or fewer words), beside (other words). A span that moved
since is read anew, and not counted until then.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Iterator
from pathlib import Path

import alignkit as ak
from bench.figures.share import share
from bench.figures.table import Row
from bench.texts.rated import Rated, bitext_of, rated_news, rated_talks

VERDICTS = Path(__file__).parents[1] / "verdicts" / "spans.tsv"
RULES = ("COV001", "COV002", "COV003")
SAMPLE = 50
SEED = 50

Key = tuple[str, str, str, str, int, int]


def verdicts() -> dict[Key, str]:
    """Return what was read: data, system, document, segment, span to verdict."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    next(rows)
    return {(a, b, c, d, int(low), int(high)): said for a, b, c, d, low, high, said in rows}


def _found(name: str, held: list[Rated]) -> Iterator[tuple[Key, Rated]]:
    for system in sorted({pair.system for pair in held}):
        own = [pair for pair in held if pair.system == system]
        bitext, beads = bitext_of(own)
        findings = ak.check(bitext, select=RULES).at_least("warning")
        spans = {f.bead: f.source.spans for f in findings if f.source.spans}
        for pair, bead in zip(own, beads, strict=True):
            if pair.dropped and pair.marked and bead in spans:
                low = min(span.start for span in spans[bead])
                high = max(span.end for span in spans[bead])
                yield (name, system, pair.place[0], str(pair.place[1]), low, high), pair


def sample(data: Path) -> list[tuple[Key, Rated]]:
    """Return so many findings at warning or above on pairs with a marked omission, by chance."""
    found = [
        *_found("mqm-news", rated_news(data / "mqm-news" / "ratings.tsv")),
        *_found("mqm-ted", rated_talks(data / "mqm-ted" / "mqm_ted_zhen.tsv")),
    ]
    return random.Random(SEED).sample(found, min(SAMPLE, len(found)))


def rows(data: Path) -> list[Row]:
    """Return the shares of the verdicts among the findings that were read as they stand now."""
    read = verdicts()
    chosen = [key for key, _ in sample(data)]
    held = [(key[2:4], read[key]) for key in chosen if key in read]
    shares = {
        said: share((source, float(told == said)) for source, told in held)
        for said in ("exact", "overlapping", "beside")
    }
    text = f"mqm-news and mqm-ted, {len(held)} of {len(chosen)} findings read as they stand"
    return [
        Row(f"span read by hand: {said}", found.value, data=text, note=found.said())
        for said, found in shares.items()
        if held
    ]


def _shown(pair: Rated, low: int, high: int) -> str:
    marked = [f"[{c}]" if at in pair.marked else c for at, c in enumerate(pair.source)]
    text = f"{''.join(marked[:low])}【{''.join(marked[low:high])}】{''.join(marked[high:])}"
    return text.replace("][", "")


def main() -> None:
    """Print the sample: what raters marked in [brackets], our span in 【brackets】."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=os.environ.get("ALIGNKIT_BENCH"), required=False)
    options = parser.parse_args()
    read = verdicts() if VERDICTS.exists() else {}
    for key, pair in sample(Path(options.data)):
        print("\t".join(map(str, key)), read.get(key, "not read"), sep="\t")
        print("   ", _shown(pair, key[4], key[5]))
        print("   ", pair.target)
    if read:
        for row in rows(Path(options.data)):
            print(f"{row.name}: {row.value:.2f} ({row.data})")


if __name__ == "__main__":
    main()
