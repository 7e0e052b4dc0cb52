"""Chinese words of some texts, cut by jieba without the wait for its whole dictionary."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from alignkit.words.script import HAN_CHARACTERS

Cut = list[tuple[int, int, str]]

_RUN = re.compile(rf"[{HAN_CHARACTERS}A-Za-z0-9+#.-]+")


def cut(texts: Sequence[str]) -> list[Cut]:
    """Return the words of each text's runs with their places.

    >>> cut(["工厂生产水泵。"])
    [[(0, 2, '工厂'), (2, 4, '生产'), (4, 6, '水泵')]]
    """
    cutter = _tokenizer({run for text in texts for run in _RUN.findall(text)})
    return [_words(text, cutter) for text in texts]


def _words(text: str, cutter: Any) -> Cut:
    found = []
    for run in _RUN.finditer(text):
        start = run.start()
        for word in cutter.cut(run[0], HMM=False):
            found.append((start, start + len(word), word))
            start += len(word)
    return found


def _tokenizer(runs: set[str]) -> Any:
    """Return a jieba tokenizer that holds all words these runs could hold, and no others.

    It cuts them as one with the whole dictionary does, which takes most of a second to be read
    from the file that jieba leaves in the folder of temporary files.
    """
    words, counts, total = _dictionary()
    starts = {run[i : i + 2] for run in runs for i in range(len(run))}.union(*runs)
    here = [i for i, word in enumerate(words) if word[:2] in starts]
    table: dict[str, int] = {}
    for i in here:
        word = words[i]
        for length in range(1, len(word)):
            table.setdefault(word[:length], 0)
        table[word] = int(counts[i])
    held = _jieba().Tokenizer()
    held.FREQ, held.total, held.initialized = table, total, True
    return held


@lru_cache(maxsize=1)
def _dictionary() -> tuple[list[str], list[str], int]:
    """Return jieba's words, how often each was counted, and the sum of the counts."""
    path = Path(_jieba().__file__).parent / "dict.txt"
    cells = path.read_text(encoding="utf-8").split()
    return cells[::3], cells[1::3], sum(map(int, cells[1::3]))


@lru_cache(maxsize=1)
def _jieba() -> Any:
    # jieba asks for pkg_resources only to open its own files, and opens them itself without it;
    # importing it would take longer than checking a short document.
    absent = "pkg_resources" not in sys.modules
    if absent:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if absent:
            del sys.modules["pkg_resources"]
    return jieba
