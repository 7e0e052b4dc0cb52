"""Chinese words of some texts, cut by jieba without the wait for its whole dictionary."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from alignkit.words.classes import dictionary, entries, total
from alignkit.words.script import HAN_CHARACTERS

Cut = list[tuple[int, int, str]]

_RUN = re.compile(rf"[{HAN_CHARACTERS}A-Za-z0-9+#.-]+")


def cut(texts: Sequence[str]) -> list[Cut]:
    """Return the words of each text's runs with their places.

    >>> cut(["工厂生产水泵。"])
    [[(0, 2, '工厂'), (2, 4, '生产'), (4, 6, '水泵')]]
    """
    cutter = _cutter()
    cutter.take_up({run for text in texts for run in _RUN.findall(text)})
    return [_words(text, cutter.jieba) for text in texts]


def _words(text: str, cutter: Any) -> Cut:
    found = []
    for run in _RUN.finditer(text):
        start = run.start()
        for word in cutter.cut(run[0], HMM=False):
            found.append((start, start + len(word), word))
            start += len(word)
    return found


class _Cutter:
    """A jieba tokenizer that holds all words the runs met so far could hold, and few others.

    It cuts them as one with the whole dictionary does, which takes most of a second to be read
    from the file that jieba leaves in the folder of temporary files.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self.jieba = _jieba().Tokenizer()
        self.jieba.FREQ = {}
        self.jieba.total = total(dictionary())
        self.jieba.initialized = True

    def take_up(self, runs: set[str]) -> None:
        """Enter every word of the dictionary that begins as some place of the runs does."""
        starts = {run[i : i + 2] for run in runs for i in range(len(run))}.union(*runs)
        new = starts - self._known
        words, table = entries(), self.jieba.FREQ
        for start in new:
            # A character alone begins with itself only: pairs stand among the starts as well.
            for line in words.beginning(start if len(start) > 1 else f"{start} "):
                word, count, _ = line.split(" ", 2)
                for length in range(1, len(word)):
                    table.setdefault(word[:length], 0)
                table[word] = int(count)
        self._known |= new


@lru_cache(maxsize=1)
def _cutter() -> _Cutter:
    return _Cutter()


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
