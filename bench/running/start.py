"""How fast alignkit starts and how much it installs: python -m bench start.

The size is that of the installed core, its dependencies included, as the package's own metadata
names them; extras are not counted.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import alignkit
from bench.figures.table import Row

RUNS = 7
MAIN = "from alignkit.cli.main import entry; import sys; sys.argv = ['alignkit', '--help']; entry()"


def run(data: Path | None = None) -> list[Row]:
    rows = []
    for name, code, bar in (
        ("import alignkit", "import alignkit", 0.1),
        ("alignkit --help", MAIN, 0.2),
    ):
        bare, spent = (min(_seconds(each) for _ in range(RUNS)) for each in ("pass", code))
        note = f"processor time, best of {RUNS}; Python alone {bare:.3f} s"
        rows.append(Row(name, spent, bar, "lower", "s", note=note))
    held = sorted(installed("alignkit"))
    size = sum(map(_bytes, held)) / 1e6
    note = ", ".join(held)
    rows.append(Row("the core on disk", size, 220, "lower", "MB", note=note))
    return rows


def installed(name: str) -> set[str]:
    """Return a package and all that it needs without extras."""
    found, open_names = set(), [name]
    while open_names:
        current = open_names.pop()
        if current in found:
            continue
        try:
            wants = distribution(current).requires or []
        except PackageNotFoundError:
            continue
        found.add(current)
        for want in wants:
            plain, _, condition = want.partition(";")
            if "extra" in condition or "python_version <" in condition or "win" in condition:
                continue
            open_names.append(re.split(r"[^\w.-]", plain.strip())[0].lower())
    return found


def _bytes(name: str) -> int:
    if name == "alignkit":
        folder = Path(alignkit.__file__).parent
        return sum(
            path.stat().st_size
            for path in folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        )
    held = distribution(name)
    sizes = (Path(str(held.locate_file(path))) for path in held.files or ())
    return sum(path.stat().st_size for path in sizes if path.is_file())


def _seconds(code: str) -> float:
    # Processor time of the child: what else the machine does is not the question.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
