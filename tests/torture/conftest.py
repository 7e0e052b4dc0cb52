"""The command line as a process of its own, as hostile inputs meet it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from alignkit.processes import isolated

# What comes to no end is stopped; what is well takes seconds. It is a fence, and no measure.
FENCE = 120

# As the installed command starts: what `python -m` does with the folder is Python's own affair.
COMMAND = isolated("sys.argv[0] = 'alignkit'\nfrom alignkit.cli.main import entry; entry()")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def alignkit(tmp_path: Path) -> Run:
    """Return a function that runs a command line in a folder of its own."""

    def run(*arguments: object, **others: object) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "ALIGNKIT_NO_CACHE": "1",
            "HF_HUB_OFFLINE": "1",
            **others.pop("env", {}),
        }  # type: ignore[dict-item]
        options = {"cwd": tmp_path, "timeout": FENCE, "capture_output": True, "text": True}
        command = [*COMMAND, *map(str, arguments)]
        return subprocess.run(command, env=environment, **{**options, **others})  # type: ignore[call-overload,no-any-return]

    return run
