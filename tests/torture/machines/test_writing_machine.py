"""A file under any sequence of writes, stops and removals is whole, or is not there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import alignkit as ak
from alignkit import files


class AtomicFile(RuleBasedStateMachine):
    """A file written by several, some of whom are stopped half-way."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.json"
        self.held: str | None = None

    @rule(text=st.text(alphabet="ab文\n", max_size=50))
    def written(self, text: str) -> None:
        """Write it whole."""
        with files.atomic(self.path) as stream:
            stream.write(text)
        self.held = text

    @rule(text=st.text(alphabet="xy", min_size=1, max_size=50))
    def stopped(self, text: str) -> None:
        """Write half of it, then fail."""
        try:
            with files.atomic(self.path) as stream:
                stream.write(text)
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            return

    @rule()
    def refused(self) -> None:
        """Keep it as an input: it cannot be written."""
        with files.keeping([self.path]):
            try:
                with files.atomic(self.path) as stream:
                    stream.write("lost")
            except ak.InputError:
                return
        self.held = "lost"

    @precondition(lambda self: self.held is not None)
    @rule()
    def removed(self) -> None:
        """Remove it."""
        self.path.unlink()
        self.held = None

    @invariant()
    def whole(self) -> None:
        """What stands there was written whole, and nothing stands beside it."""
        names = [path.name for path in Path(self.folder.name).iterdir()]
        assert names == ([] if self.held is None else ["a.json"])
        if self.held is not None:
            assert self.path.read_text("utf-8") == self.held

    def teardown(self) -> None:
        """Remove the folder."""
        self.folder.cleanup()


AtomicFile.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestAtomicFile = AtomicFile.TestCase
