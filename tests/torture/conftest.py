"""The command line as a process of its own, as hostile inputs meet it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# What comes to no end is stopped; what is well takes seconds. It is a fence, and no measure.
FENCE = 120

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def alignkit(tmp_path: Path) -> Run:
    """Return a function that runs a command line in a folder of its own."""

    def run(*arguments: object, **others: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "ALIGNKIT_NO_CACHE": "1", **others.pop("env", {})}  # type: ignore[dict-item]
        options = {"cwd": tmp_path, "timeout": FENCE, "capture_output": True, "text": True}
        command = [sys.executable, "-m", "alignkit", *map(str, arguments)]
        return subprocess.run(command, env=environment, **{**options, **others})  # type: ignore[call-overload,no-any-return]

    return run
