"""Progress for those who ask for it: a bar in a notebook or a terminal, and nothing unasked."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any


def progress(label: str = "") -> Callable[[int, int], None]:
    """Return a bar to hand to any function that takes `progress`.

    It is drawn by tqdm.auto where tqdm is installed, and by rich otherwise; both know notebooks.
    `ak.align(source, target, progress=ak.progress("aligning"))`
    """
    return _Tqdm(label) if find_spec("tqdm") else _Rich(label)


class _Tqdm:
    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None

    def __call__(self, done: int, total: int) -> None:
        if self._bar is None:
            from tqdm.auto import tqdm

            self._bar = tqdm(total=total, desc=self._label or None)
        self._bar.total = total
        self._bar.update(done - self._bar.n)
        if done >= total:
            self._bar.close()
            self._bar = None


class _Rich:
    def __init__(self, label: str) -> None:
        self._label = label
        self._bars: Any = None
        self._task: Any = None

    def __call__(self, done: int, total: int) -> None:
        if self._bars is None:
            from rich.progress import Progress

            self._bars = Progress()
            self._task = self._bars.add_task(self._label, total=total)
            self._bars.start()
        self._bars.update(self._task, completed=done, total=total)
        if done >= total:
            self._bars.stop()
            self._bars = None
