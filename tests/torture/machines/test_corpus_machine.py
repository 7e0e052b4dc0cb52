"""A corpus that is edited, run, killed and run again holds each document once, as it now is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from tests.corpus.texts import pair

from alignkit.corpus import corpus_run
from alignkit.corpus.carry import carry_out
from alignkit.corpus.engines import Staff
from alignkit.corpus.job import Job
from alignkit.corpus.plan import Plan, Record
from alignkit.corpus.shards import read_rows
from alignkit.corpus.steps import run as work

pytest.importorskip("pyarrow")
#: The id of each document, the file it lies in, and which text that holds.
Manifest = tuple[tuple[str, str, int], ...]


class Killed(BaseException):
    """What ends a run as `kill -9` does: nobody below catches it."""


@dataclass
class Here:
    """An engine that does the work in this process, and dies at its n-th renaming."""

    note: str = ""

    def records(self, jobs: Iterator[Job], tick: Callable[[], None]) -> Iterator[Record]:
        """Yield the record of each job."""
        for job in jobs:
            yield work((job, {}), lambda place: tick() if place >= 0 else None)


@contextmanager
def here(*_: object) -> Iterator[Here]:
    """Open the engine of this process."""
    yield Here()


class Corpus(RuleBasedStateMachine):
    """A manifest in one window, its runs in two others."""

    def __init__(self) -> None:
        super().__init__()
        self.held = tempfile.TemporaryDirectory()
        self.folder = Path(self.held.name)
        self.out = self.folder / "out"
        self.manifest: Manifest = ()
        self.past: list[Manifest] = []
        self.future: list[Manifest] = []
        self.count = 0
        self.edited(((self._fresh(), "0", 0), (self._fresh(), "1", 1)))

    def _fresh(self) -> str:
        self.count += 1
        return f"d{self.count}"

    def edited(self, after: Manifest) -> None:
        """Save an edit; it can be taken back."""
        self.past.append(self.manifest)
        self.future.clear()
        self.save(after)

    def save(self, after: Manifest) -> None:
        """Write the manifest and the files it names."""
        self.manifest = after
        rows = ["id\tsource\ttarget"]
        for name, file, text in after:
            for side, sentences in zip(("zh", "en"), pair(text)):
                (self.folder / f"{file}.{side}.txt").write_text("\n".join(sentences), "utf-8")
            rows.append(f"{name}\t{file}.zh.txt\t{file}.en.txt")
        (self.folder / "corpus.tsv").write_text("\n".join(rows) + "\n", "utf-8")

    @rule(text=st.integers(2, 9))
    def added(self, text: int) -> None:
        """Add a document."""
        self.edited((*self.manifest, (self._fresh(), str(self.count), text)))

    @rule(at=st.integers(0, 9), text=st.integers(2, 9))
    def rewritten(self, at: int, text: int) -> None:
        """Give a document another text."""
        at %= len(self.manifest)
        name, file, _ = self.manifest[at]
        self.edited((*self.manifest[:at], (name, file, text), *self.manifest[at + 1 :]))

    @rule(at=st.integers(0, 9))
    def moved(self, at: int) -> None:
        """Put a document into another file, and to the end."""
        at %= len(self.manifest)
        name, file, text = self.manifest[at]
        rest = (*self.manifest[:at], *self.manifest[at + 1 :])
        self.edited((*rest, (name, f"{file}x", text)))

    @precondition(lambda self: len(self.manifest) > 1)
    @rule(at=st.integers(0, 9))
    def removed(self, at: int) -> None:
        """Take a document out."""
        at %= len(self.manifest)
        self.edited((*self.manifest[:at], *self.manifest[at + 1 :]))

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undone(self) -> None:
        """Take the last edit back."""
        self.future.append(self.manifest)
        self.save(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redone(self) -> None:
        """Do it again."""
        self.past.append(self.manifest)
        self.save(self.future.pop())

    @rule(at=st.integers(1, 12))
    def killed(self, at: int) -> None:
        """A run dies when it would rename its n-th file; what it was to write is not there."""
        replace, left = os.replace, [at]

        def renamed(one: str, other: str) -> None:
            left[0] -= 1
            if not left[0]:
                raise Killed
            replace(one, other)

        with mock.patch("os.replace", renamed):
            try:
                self._run()
            except Killed:
                return

    @precondition(lambda self: (self.out / "plan.json").exists())
    @rule()
    def worked(self) -> None:
        """Another window works on whatever was planned last."""
        with mock.patch("alignkit.corpus.carry.open_engine", here):
            carry_out(Plan.load(self.out), Staff())

    @rule()
    def ran(self) -> None:
        """A run that nobody kills: every document of the manifest, once, as it now is."""
        self._run()
        documents = self._rows("documents")
        assert sorted(row["document"] for row in documents) == sorted(d for d, *_ in self.manifest)
        assert {row["status"] for row in documents} == {"done"}
        beads: dict[str, list[str]] = {}
        for row in self._rows("beads"):
            beads.setdefault(row["document"], []).append(row["source"])
        said = {name: "".join(pair(text)[0]) for name, _, text in self.manifest}
        assert {name: "".join(texts) for name, texts in beads.items()} == said

    def _run(self) -> None:
        with mock.patch("alignkit.corpus.carry.open_engine", here):
            corpus_run(self.folder / "corpus.tsv", self.out, presplit=True, shard=2)

    def _rows(self, kind: str) -> list[dict[str, object]]:
        paths = sorted((self.out / kind).iterdir())
        return [row for path in paths for row in read_rows(path)]

    def teardown(self) -> None:
        """Run to the end, and remove the folder."""
        self.ran()
        self.held.cleanup()


EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "6"))
Corpus.TestCase.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=15, deadline=None, print_blob=True
)
TestCorpus = Corpus.TestCase
