"""How reading fares: two damaged copies of one text compared, speed and memory on a large file.

python -m bench read [--json OUT]
"""

from __future__ import annotations

import difflib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import alignkit as ak
from bench.figures.spent import peak
from bench.figures.table import Row

SIGNATURE = f"alignkit:{ak.__version__}|read"
_CORPUS = "corpora/miit"


def run(data: Path | None = None, megabytes: int = 50) -> list[Row]:
    return [*identity(), *damage(), *chinese(), *speed(megabytes)]


def sentences(name: str, part: str, repair: bool = True) -> list[str]:
    corpus = ak.corpus("miit")
    if repair:
        return [s.text for s in ak.segment(corpus.document(name, part=part)).sentences]
    raw = ak.read(corpus.path(name), lang=corpus.entry(name).lang, repair=False)
    return [s.text for s in ak.segment(raw).sentences]


def identity() -> list[Row]:
    """The DigiChina PDF and its web page: one translation, damaged in two ways."""
    rows = []
    for repair in (True, False):
        pdf = sentences("digichina-pdf", "plan", repair)
        web = sentences("digichina-web", "plan", repair)
        share = same(pdf, web)
        rows.append(
            Row(
                "sentences of the plan identical, PDF dump and web page",
                100 * share,
                99.0 if repair else None,
                unit="%",
                data=_CORPUS,
                rival="" if repair else "no repair",
                signature=SIGNATURE,
                note=f"{len(pdf)} and {len(web)} sentences",
            )
        )
    return rows


def same(left: list[str], right: list[str]) -> float:
    """Return the share of the sentences of both sides that pair up in order as equal strings."""
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    equal = sum(block.size for block in matcher.get_matching_blocks())
    return 2 * equal / (len(left) + len(right))


def damage() -> list[Row]:
    """What repair did to each document of the corpus, and whether it leads back."""
    corpus = ak.corpus("miit")
    rows = []
    for name in ("zh", "digichina-pdf", "digichina-web"):
        document = corpus[name]
        original = document.original or document.text
        runs = document.offsets.runs if document.offsets else ()
        wrong = sum(document.text[a : a + n] != original[b : b + n] for a, b, n in runs)
        rows.append(
            Row(
                f"copied stretches that differ from the file: {name}",
                wrong,
                0,
                "lower",
                data=_CORPUS,
                signature=SIGNATURE,
                note=f"{len(document.repairs)} repairs reported",
            )
        )
    return rows


def chinese() -> list[Row]:
    """Sentences of the Chinese plan that do not end as one does: broken by a page."""
    document = ak.segment(ak.corpus("miit")["zh"])
    broken = [
        s.text
        for s in document.sentences
        if document.blocks[s.block].kind in ("paragraph", "item")
        and s.text[-1] not in "。；：！？）)"
    ]
    whole = sum(form in document.text for form in ("450 cm³/h", "128TFLOPS", "1T OPS/w"))
    return [
        Row("Chinese sentences broken by a page", len(broken), 0, "lower", data=_CORPUS),
        Row("quantities intact: 450 cm³/h, 128TFLOPS, 1T OPS/w", whole, 3, data=_CORPUS),
    ]


def speed(megabytes: int) -> list[Row]:
    """Time and memory for files of growing size, each read in a process of its own."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("digichina-pdf", "zh", "digichina-web"):
            text = ak.corpus("miit").path(name).read_text(encoding="utf-8")
            times = {}
            for size in (megabytes // 4, megabytes):
                path = Path(folder) / "large.txt"
                copies = size * 1_000_000 // len(text.encode())
                path.write_text("\n\n".join([text] * copies), encoding="utf-8")
                seconds, memory = measured(path)
                times[size] = seconds
            rows.append(Row(f"reading {size} MB: {name}", times[size], unit="s", data=_CORPUS))
            rows.append(
                Row(f"peak memory for {size} MB: {name}", memory, 1000, "lower", "MB", _CORPUS)
            )
            growth = times[megabytes] / times[megabytes // 4]
            note = "four times the size; 4 is linear"
            rows.append(
                Row(f"time for four times as much: {name}", growth, 5.5, "lower", note=note)
            )
    return rows


def measured(path: Path) -> tuple[float, float]:
    """Return the seconds and the peak megabytes of a process that reads a file."""
    command = [sys.executable, "-m", "bench.running.read", "--one", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def one(path: str) -> None:
    # Processor time: what else the machine does is not the question.
    start = time.process_time()
    ak.read(path)
    seconds = time.process_time() - start
    print(seconds, peak())


if __name__ == "__main__":
    one(sys.argv[2])
