"""What a command costs: seconds, processor seconds, and the most memory it held."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A small program in between: a child's peak begins with the size of whoever started it.
RUNNER = """
import json, os, resource, subprocess, sys, time
start = time.perf_counter()
with open(os.devnull, "rb") as nothing:
    done = subprocess.run(sys.argv[1:], stdin=nothing, stdout=2, check=False)
wall = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 2**20 if sys.platform == "darwin" else 2**10
print(json.dumps({"status": done.returncode, "wall": wall,
                  "processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / unit}))
"""


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock and of processors, MiB of memory, and what was printed."""

    wall: float
    processor: float
    memory: float
    output: str


def spent(command: Sequence[str]) -> Spent:
    """Run a command to its end and say what it cost; one that fails raises."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", RUNNER, *command], capture_output=True, check=True
    )
    held = json.loads(done.stdout)
    output = done.stderr.decode(errors="replace")
    if held.pop("status"):
        raise RuntimeError(f"{command[0]} failed: {output.strip()[-300:]}")
    return Spent(**held, output=output)


def peak() -> float:
    """Return the MiB that this process held at most, not those of the program that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
