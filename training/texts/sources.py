"""The training pairs: which sources, how much of each, cleaned."""

from __future__ import annotations

import html
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

Pair = tuple[str, str]

#: Sources whose own licence file could not be read: left out, whatever their licence is said to be.
EXCLUDED = frozenset(
    {
        "chaos-mesh",
        "comprehensive-rust",
        "django-docs",
        "dolphinscheduler",
        "echarts",
        "gnome-user-docs",
        "iotdb",
        "openstack-horizon",
        "paddle-docs",
        "python-docs",
        "rust-by-example",
    }
)

#: Times a source is gone through in one pass over the data; whatever is not named is capped.
GENERAL = {
    "tatoeba-cmn-eng": 4,
    "3am-captions-train": 3,
    "mlqe-pe-wikipedia": 4,
    "tico19": 4,
    "xquad": 4,
    "sdg-goals-targets": 4,
    "opensource-guide": 4,
    "ms-dynamics365": 1,
    "mozilla-www": 2,
    "d2l": 1,
    "rust-book": 1,
}
CAPS = {"ms-cpp": 20_000, "ms-visualstudio": 20_000, "ms-graph": 15_000, "ms-office-client": 15_000}
CAP = 25_000

_MARKUP = re.compile(r"<[^<>]{1,200}>|\{\{|\}\}|https?://\S+|\]\([^()\s]*\)|[`*_\\|#\[\]{}]+")
_SPACE = re.compile(r"\s+")
_HAN = re.compile(r"[㐀-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def read_pairs(path: Path) -> Iterator[list[str]]:
    """Give the columns of an xz-packed TSV file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def clean(text: str) -> str:
    """Take markup out of a line."""
    return _SPACE.sub(" ", _MARKUP.sub(" ", html.unescape(text))).strip()


def usable(chinese: str, english: str) -> bool:
    """Tell whether a pair may be a translation: both languages there, lengths in proportion."""
    han, words = len(_HAN.findall(chinese)), len(_LATIN_WORD.findall(english))
    if not han or not words or _HAN.search(english):
        return False
    foreign = len(_LATIN_WORD.findall(chinese))
    if foreign > han or len(english) > 1200:
        return False
    if words + han < 8:
        return True
    ratio = (han + 1.5 * foreign) / words
    return 0.5 <= ratio <= 6.0


def load_source(path: Path) -> list[Pair]:
    """Read one source in the order of its documents, cleaned, without repeats."""
    seen: set[Pair] = set()
    pairs = []
    for columns in read_pairs(path):
        if len(columns) < 2:
            continue
        pair = clean(columns[0]), clean(columns[1])
        if pair not in seen and usable(*pair):
            seen.add(pair)
            pairs.append(pair)
    return pairs


def source_names(data: Path) -> list[str]:
    """List the sources used, in a fixed order."""
    names = (path.name.removesuffix(".tsv.xz") for path in (data / "pairs").glob("*.tsv.xz"))
    return sorted(name for name in names if name not in EXCLUDED)
