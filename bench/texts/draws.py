"""Pairs that nobody looks at before their use, drawn as slices of the sets.

Of `pe` and `catastrophic` a slice is a part, cut by a digest of the pair's id; of `bio` and `esa`
it is a translation of each sentence of the documents held back; of the pairs that the encoder
learned from it is a block of neighbours a file.
"""

from __future__ import annotations

import lzma
import re
from functools import cache
from hashlib import sha256
from math import gcd
from pathlib import Path

from bench.texts.data import LINES_A_DOCUMENT, Direction, Pair, json_lines, marked

#: Parts of a set that is cut by its ids.
PARTS = 4
#: Parts that were looked at when the command was made.
SPENT = ("en-zh-pe-0", "en-zh-pe-1")


def parted(data: Path, name: str) -> list[list[list[str]]]:
    """Return id, source and target of the pairs of `pe` or `catastrophic`, in parts."""
    parts: list[list[list[str]]] = [[] for _ in range(PARTS)]
    for row in json_lines(data / "rated" / f"{name}.jsonl.xz"):
        target = untokenised(row["target"])
        part = parts[sha256(row["id"].encode()).digest()[0] % PARTS]
        part.append([row["id"], joined(row["source"]), target])
    return parts


def held_back(data: Path, name: str, direction: Direction, turn: int) -> list[list[str]]:
    """Return id, source and target of the pairs of `bio` or `esa` whose documents are held back.

    A source sentence comes once a turn, in the translation that the lot draws: in the first
    turns among all of them, then among those that no turn before it drew, until none is left.
    """
    held = [p for p in marked(data, name) if p.direction == direction and p.half == "held"]
    left = {(pair.key, pair.target): pair for pair in reversed(held)}
    drawn: dict[str, tuple[bytes, Pair]] = {}
    for now in range(turn + 1):
        for key, (_, pair) in drawn.items():
            left.pop((key, pair.target), None)
        drawn = _draw(held if now < REPEATING else list(left.values()), now)
    return [
        [f"{pair.document}.{pair.place}", joined(pair.source), joined(pair.target)]
        for _, pair in sorted(drawn.values(), key=_lot)
    ]


#: The first turns, which may draw what one of them drew before.
REPEATING = 3


def _draw(pairs: list[Pair], turn: int) -> dict[str, tuple[bytes, Pair]]:
    """Return a translation of each source sentence, with its lot."""
    chosen: dict[str, tuple[bytes, Pair]] = {}
    for pair in pairs:
        lot = sha256(f"{turn}:{pair.key}:{pair.system}".encode()).digest()
        chosen[pair.key] = min(chosen.get(pair.key, (lot, pair)), (lot, pair), key=_lot)
    return chosen


def _lot(drawn: tuple[bytes, Pair]) -> bytes:
    return drawn[0]


def untokenised(text: str) -> str:
    """Return Chinese without the spaces that a tokeniser put between its words."""
    text = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text)
    return joined(text)


def joined(text: str) -> str:
    """Return text with the marks inside and behind its numbers where they belong."""
    text = re.sub(r"(?<=\d) ([,.]) (?=\d{3}(?!\d))", r"\1", " ".join(text.split()))
    return re.sub(r" (?=[,.;:!?%)])|(?<=[(£$€]) ", "", text)


#: Of the pairs that the encoder learned from, those with prose that people wrote and people read:
#: the weights of numbers were learned from them, too, and nothing is drawn from them.
READ = (
    "tico19", "mlqe-pe-wikipedia", "xquad", "sdg-goals-targets", "opensource-guide",
    "ms-dynamics365", "ms-architecture", "tatoeba-cmn-eng", "d2l", "hf-course", "rust-book",
    "cncf-glossary", "mozilla-www", "kubernetes-website", "scala",
)  # fmt: skip


def of_files(folder: Path, turn: int) -> list[list[str]]:
    """Return id, English and Chinese of neighbouring pairs, a block of each file of translations.

    The files are those that the encoder learned from, less those whose numbers were looked at.
    """
    rows = []
    for path in sorted(folder.glob("*.tsv.xz")):
        name = path.name.partition(".")[0]
        if name in READ:
            continue
        lines = _lines(path)
        for at in _block(name, len(lines), turn):
            chinese, english = lines[at].split("\t")[:2]
            rows.append([f"{name}.{at}", english, chinese])
    return rows


def of_project(folder: Path, number: int, direction: Direction) -> list[list[str]]:
    """Return id, source and target of neighbours of one project, as a document of their own.

    Numbers go through the projects, then through their documents in an order that the lot draws;
    a project with no document left gives nothing. What other draws took whole is left out.
    """
    paths = sorted(folder.glob("*.tsv.xz"))
    if not paths:
        return []
    number, at = divmod(number, len(paths))
    name = paths[at].name.partition(".")[0]
    lines = _lines(paths[at])
    places = range(0, max(1, len(lines) - LINES_A_PROJECT // 2), LINES_A_PROJECT)
    drawn = sorted(places, key=lambda low: sha256(f"{name}:{low}".encode()).digest())
    if number >= len(drawn):
        return []
    read = () if name in READ else TAKEN
    taken = {place for turn in read for place in _block(name, len(lines), turn)}
    rows = []
    for place in range(drawn[number], min(drawn[number] + LINES_A_PROJECT, len(lines))):
        chinese, english = lines[place].split("\t")[:2]
        texts = (chinese, english) if direction == "zh-en" else (english, chinese)
        if place not in taken:
            rows.append([f"{name}.{place}", *texts])
    return rows


#: Neighbouring lines of a project that stand for a document, long enough to show its habits.
LINES_A_PROJECT = 400
#: Turns of `of_files` whose findings were all read, or that are kept for such a reading.
TAKEN = range(400, 430)


def _block(name: str, lines: int, turn: int) -> range:
    """Return the places of a turn's neighbours in a project, none where none are left."""
    blocks = max(1, lines // LINES_A_DOCUMENT)
    if turn >= blocks // gcd(blocks, STEP):
        return range(0)
    first = int.from_bytes(sha256(name.encode()).digest()[:4], "big") % blocks
    low = (first + turn * STEP) % blocks * LINES_A_DOCUMENT
    return range(low, min(low + LINES_A_DOCUMENT, lines))


@cache
def _lines(path: Path) -> tuple[str, ...]:
    return tuple(lzma.decompress(path.read_bytes()).decode("utf-8").rstrip("\n").split("\n"))


#: Blocks from one turn's to the next one's.
STEP = 7


def online(data: Path, quarter: int) -> list[list[str]]:
    """Return id, Chinese and English of the news segments in a machine translation; 0 is all."""
    folder = data / "newstest2020"
    names = "newstest2020-zhen-src.zh.txt", "newstest2020.zh-en.Online-B.1605.txt"
    sides = ((folder / name).read_text("utf-8").splitlines() for name in names)
    rows = [[f"news.{at}", *texts] for at, texts in enumerate(zip(*sides, strict=True))]
    return rows[(quarter - 1) * len(rows) // 4 : quarter * len(rows) // 4] if quarter else rows
