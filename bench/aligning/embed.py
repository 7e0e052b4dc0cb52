"""The embedded model's figures: retrieval, word alignment, held-out glosses, speed, size, bytes.

    python -m bench embed [--data DIR] [--json OUT]

DIR holds mac-dev, academic, word-align, newstest2020 and bible. The dictionary of the held-out
glosses is looked for in the folder that ALIGNKIT_DATA names; without it that figure is left out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Hashable
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alignkit.embed.embedded import MODEL_FOLDER, EmbeddedEncoder
from alignkit.formats.ladder import read_beads
from bench.figures.share import Share, ratio, share
from bench.figures.table import Row
from bench.texts.data import LINES_A_DOCUMENT

DIAGONAL = 0.5
SUPPORT = 0.2
NEIGHBOURS = 8

_LOAD = """
import sys, time
import numpy
from pathlib import Path
import alignkit.embed.embedded as room
begin = time.process_time()
# The weights are opened by the first text.
room.EmbeddedEncoder().encode(["词 word"])
print(time.process_time() - begin)
"""
_MEMORY = """
import re, sys
from alignkit.embed.embedded import EmbeddedEncoder
texts = open(sys.argv[1], encoding="utf-8").read().split("\\n")
EmbeddedEncoder().encode(texts)
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read()).group(1)) / 1024)
"""
_DIGEST = """
import hashlib, sys
from alignkit.embed.embedded import EmbeddedEncoder
texts = open(sys.argv[1], encoding="utf-8").read().split("\\n")
vectors = EmbeddedEncoder().encode(texts, batch_size=int(sys.argv[2]))
print(hashlib.sha256(vectors.tobytes()).hexdigest())
"""


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def units(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(norms, 1e-9)


def one_to_one(path: Path) -> list[tuple[int, int]]:
    beads, _ = read_beads(path.read_text(encoding="utf-8"), path.name)
    return [
        (bead.source[0], bead.target[0])
        for bead in beads
        if len(bead.source) == len(bead.target) == 1
    ]


def retrieval(
    encoder: EmbeddedEncoder, folder: Path, source: str, target: str, margin: bool = False
) -> Share:
    """The share of one-to-one beads whose target is the nearest of its document.

    With `margin`, sentences that lie near everything count as farther away.
    """
    hits: list[tuple[Hashable, float]] = []
    for gold in sorted((folder / "gold").glob("*.align")):
        left = units(encoder.encode(lines(folder / source / f"{gold.stem}.txt")))
        right = units(encoder.encode(lines(folder / target / f"{gold.stem}.txt")))
        cosines = left @ right.T
        if margin:
            cosines -= np.sort(cosines, axis=0)[-NEIGHBOURS:].mean(0) / 2
        nearest = cosines.argmax(1)
        pairs = one_to_one(gold)
        hits += [((gold.stem, i // LINES_A_DOCUMENT), float(nearest[i] == j)) for i, j in pairs]
    return share(hits)


def alignment_agreement(encoder: EmbeddedEncoder, folder: Path, support: float) -> Share:
    """What the alignment error leaves: mutual best matches, the diagonal counting a little.

    With support, a pair of words gains from the cosines of the pairs beside it.
    """
    counted: list[tuple[Hashable, float, float]] = []
    texts, golds = lines(folder / "zhen.src-tgt"), lines(folder / "zhen.gold")
    for at, (text, gold) in enumerate(zip(texts, golds, strict=True)):
        chinese, english = (side.split() for side in text.split(" ||| "))
        links = re.findall(r"(\d+)([-p])(\d+)", gold)
        possible = {(int(i), int(j)) for i, _, j in links}
        sure = {(int(i), int(j)) for i, kind, j in links if kind == "-"}
        score = units(encoder.encode_words(chinese)) @ units(encoder.encode_words(english)).T
        rows, columns = score.shape
        # A word stands at its middle.
        down, across = (np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns
        aside = down[:, None] - across[None]
        score = score + support * beside(score) - DIAGONAL * np.abs(aside)
        best, back = score.argmax(1), score.argmax(0)
        found = {(i + 1, int(best[i]) + 1) for i in range(rows) if back[best[i]] == i}
        right = len(found & sure) + len(found & possible)
        counted.append((at, float(right), float(len(found) + len(sure))))
    return ratio(counted)


def beside(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sum of the neighbouring cells, those along the diagonal counting twice."""
    padded = np.pad(cosines, 1)
    rows, columns = cosines.shape

    def moved(down: int, right: int) -> NDArray[np.float32]:
        return padded[1 + down : 1 + down + rows, 1 + right : 1 + right + columns]

    straight = moved(0, 1) + moved(0, -1) + moved(1, 0) + moved(-1, 0)
    return moved(1, 1) + moved(-1, -1) + straight / 2


def held_out_glosses(encoder: EmbeddedEncoder, data: Path) -> tuple[list[bool], list[bool]]:
    """Whether each held-out entry has a right gloss among the ten nearest English words.

    First strictly, a one-word gloss as a whole; then any content word of any gloss.
    """
    from training.texts.dictionary import cedict, held_out

    entries = cedict(data)
    asked = held_out(entries)
    words = sorted({gloss for entry in entries for gloss in entry.one_word_glosses})
    scores = units(encoder.encode_words([entry.chinese for entry in asked]))
    scores = scores @ units(encoder.encode_words(words)).T
    nearest = np.argpartition(-scores, 10, axis=1)[:, :10]
    whole, part = [], []
    for entry, places in zip(asked, nearest, strict=True):
        found = {words[place] for place in places}
        whole.append(not found.isdisjoint(entry.one_word_glosses))
        spoken = {word for gloss in entry.glosses for word in re.findall("[a-z]{4,}", gloss)}
        part.append(not found.isdisjoint(spoken | set(entry.one_word_glosses)))
    return whole, part


def packed_size(folder: Path) -> float:
    """The model's size inside a wheel, in MB."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path in sorted(folder.iterdir()):
            wheel.write(path, path.name)
    return len(held.getvalue()) / 1e6


def alone(code: str, *arguments: str) -> str:
    """Run code in a process of its own, on one thread."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, **threads}
    ).stdout.strip()


def sentences_a_second(encoder: EmbeddedEncoder, texts: list[str]) -> float:
    begin = time.process_time()
    encoder.encode(texts)
    return len(texts) / (time.process_time() - begin)


def accuracy(encoder: EmbeddedEncoder, data: Path) -> list[Row]:
    """What the vectors find: sentences, words, the meanings of words never trained on."""
    news = data / "newstest2020"
    chinese, english = (
        lines(news / name)
        for name in ("newstest2020-zhen-src.zh.txt", "newstest2020.zh-en.Human-A.0.txt")
    )
    nearest = (units(encoder.encode(chinese)) @ units(encoder.encode(english)).T).argmax(1)

    def row(name: str, held: Share, bar: float | None = None, note: str = "", **more: str) -> Row:
        said = "; ".join(part for part in (held.spread(), note) if part)
        return Row(name, held.value, bar, signature=encoder.signature, note=said, **more)  # type: ignore[arg-type]

    blocks = ((at // LINES_A_DOCUMENT, float(found == at)) for at, found in enumerate(nearest))
    rows = [
        row("retrieval", retrieval(encoder, data / "mac-dev", "zh", "en"), 0.80, data="mac-dev"),
        row("retrieval", retrieval(encoder, data / "academic", "en", "zh"), 0.985, data="academic"),
        *(
            row(
                "retrieval by margin",
                retrieval(encoder, data / name, source, target, margin=True),
                data=name,
                note=f"each cosine less half the target's mean with its {NEIGHBOURS} nearest",
            )
            for name, source, target in (("mac-dev", "zh", "en"), ("academic", "en", "zh"))
        ),
        row("retrieval", share(blocks), data="newstest2020"),
        *(_error(encoder, data / "word-align", support) for support in (0.0, SUPPORT)),
    ]
    dictionary = os.environ.get("ALIGNKIT_DATA")
    if dictionary:
        whole, part = held_out_glosses(encoder, Path(dictionary))
        where = "2,000 held-out entries"
        for name, held, bar in (
            ("one-word gloss among ten nearest", whole, 0.60),
            ("word of a gloss among ten nearest", part, None),
        ):
            rows.append(row(name, share(enumerate(map(float, held))), bar, data=where))
    return rows


def _error(encoder: EmbeddedEncoder, folder: Path, support: float) -> Row:
    held = alignment_agreement(encoder, folder, support)
    low, high = (f"{1 - bound:.3f}".lstrip("0") for bound in (held.high, held.low))
    note = f"{low}-{high}; {held.sources} sources; mutual best, diagonal {DIAGONAL}, "
    return Row("word alignment error", 1 - held.value, 0.24, "lower", data=folder.name,
               signature=encoder.signature, note=f"{note}neighbours {support}")  # fmt: skip


def run(data: Path) -> list[Row]:
    encoder = EmbeddedEncoder()
    bible, news = data / "bible", data / "newstest2020"
    texts = [*lines(bible / "en" / "001.txt"), *lines(bible / "zh" / "001.txt")]
    for name in ("newstest2020-zhen-src.zh.txt", "newstest2020.zh-en.Human-A.0.txt"):
        texts += lines(news / name)
    probe = str(bible / "zh" / "001.txt")
    digests = {alone(_DIGEST, probe, size) for size in ("1", "7", "1024", "100000")}

    def row(name: str, value: float | str, bar: float | None = None, **more: str) -> Row:
        return Row(name, value, bar, signature=encoder.signature, **more)  # type: ignore[arg-type]

    load = min(float(alone(_LOAD)) for _ in range(5))
    speed = max(sentences_a_second(EmbeddedEncoder(), texts) for _ in range(3))
    return [
        *accuracy(encoder, data),
        row("size in the wheel", packed_size(MODEL_FOLDER), 25.0, better="lower", unit="MB"),
        row(
            "load",
            load,
            0.15,
            better="lower",
            unit="s",
            note="processor time, best of five fresh processes",
        ),
        row("speed", speed, 20_000, unit="sentences/s", data="bible, news", note="one core, cold"),
        row(
            "memory", float(alone(_MEMORY, probe)), better="lower", unit="MiB", note="whole process"
        ),
        row("same bytes", "yes" if len(digests) == 1 else "NO", note="four batch sizes, processes"),
    ]
