"""Running commands in this process, as a user would from a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from alignkit.cli.main import entry


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def alignkit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Return a function that runs a command line and gives its code and output."""

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["alignkit", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            entry()
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run
