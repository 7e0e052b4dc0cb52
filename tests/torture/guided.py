"""Inputs guided by coverage: `python -m tests.torture.guided [--seconds N] [KIND …]`.

Atheris mutates what has reached new branches; it is needed here alone (`pip install atheris`).
Each kind has a process of its own. What breaks the rule is kept under `corpus/` as KIND-NAME.bin;
few inputs that reach all that was reached are kept in `corpus/KIND.txt`, one a line, in base64.
The tests replay both.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

CORPUS = Path(__file__).with_name("corpus")
#: The longest input: what takes more to go wrong is what growth and bombs are tried for.
LONGEST = 6_000
#: So many inputs of a kind are kept.
MOST_KEPT = 40
#: Seconds of the clock that one input may take, where others use the machine as well.
PATIENCE = 300


def fuzz(kind: str, folder: Path, seconds: int) -> None:
    """Fuzz one kind in this process; it ends with the process."""
    import atheris

    # Our own modules are imported when they are needed, and instrumented then.
    with atheris.instrument_imports(include=["alignkit"]):
        from tests.torture.inputs import broken, first_inputs
        from tests.torture.seeds import PIECES

        scratch = Path(tempfile.mkdtemp())
        fell: set[str] = set()

        def one(data: bytes) -> None:
            why = broken(kind, data, scratch)
            if why and why.rpartition("(")[2] not in fell:
                fell.add(why.rpartition("(")[2])
                name = f"{kind}-{hashlib.sha256(data).hexdigest()[:8]}.bin"
                (folder.parent / "fell").mkdir(exist_ok=True)
                (folder.parent / "fell" / name).write_bytes(data)
                print(f"FELL {name} {why[:300]}", flush=True)

        seeds = folder.parent / "seeds"
        if not seeds.exists():
            seeds.mkdir()
            (seeds / "first").write_bytes(first_inputs()[kind])
            for number, line in enumerate(kept(kind)):
                (seeds / f"kept{number}").write_bytes(line)
            words = "".join(f'"{_escaped(piece[:60])}"\n' for piece in PIECES)
            (folder.parent / "words").write_text(words)
        options = [
            f"-max_len={LONGEST}",
            f"-timeout={PATIENCE}",
            "-rss_limit_mb=6000",
            f"-max_total_time={seconds}",
            f"-dict={folder.parent / 'words'}",
        ]
        # The first time everything is imported, which takes longer than an input may.
        one(first_inputs()[kind])
        options.append(f"-artifact_prefix={scratch}/")
        arguments = [str(folder), str(seeds)]
        atheris.Setup([sys.argv[0], *options, *arguments], one, enable_python_coverage=True)
        atheris.Fuzz()


def _escaped(data: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in data)


def kept(kind: str) -> list[bytes]:
    """Return the inputs of a kind that are kept for what they reach."""
    place = CORPUS / f"{kind}.txt"
    lines = place.read_text("ascii").splitlines() if place.exists() else []
    return [base64.b64decode(line) for line in lines]


Step = tuple[str, int, int]


def smallest(kind: str, inputs: Iterable[bytes]) -> list[bytes]:
    """Return few inputs that reach all that the others do, the one that adds most first."""
    from tests.torture.inputs import broken

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broken(kind, b"", folder)
        reached = {data: steps(partial(broken, kind, data, folder)) for data in set(inputs)}
    held: list[bytes] = []
    seen: set[Step] = set()
    while reached and len(held) < MOST_KEPT:
        best = min(reached, key=lambda data: (-len(reached[data] - seen), len(data), data))
        if reached[best] <= seen:
            break
        seen |= reached.pop(best)
        held.append(best)
    return held


def steps(work: Callable[[], object]) -> set[Step]:
    """Return each step from a line of our code to the next that a piece of work takes."""
    seen: set[Step] = set()

    def called(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        name = frame.f_code.co_filename
        if "/alignkit/" not in name:
            return None
        last = 0

        def step(frame: FrameType, event: str, _: object) -> Callable[..., Any]:
            nonlocal last
            if event == "line":
                seen.add((name, last, frame.f_lineno))
                last = frame.f_lineno
            return step

        return step

    before = sys.gettrace()
    sys.settrace(called)
    try:
        work()
    finally:
        sys.settrace(before)
    return seen


def keep(kind: str, inputs: Sequence[bytes]) -> None:
    """Keep inputs of a kind, one a line."""
    lines = "".join(base64.b64encode(data).decode() + "\n" for data in inputs)
    (CORPUS / f"{kind}.txt").write_text(lines, "ascii")


def run(kind: str, seconds: int) -> tuple[int, list[str]]:
    """Fuzz a kind in a process of its own; return how many inputs were tried, and what fell."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "found"
        folder.mkdir()
        told = _part([kind, "--folder", str(folder), "--seconds", str(seconds)])
        keep(kind, smallest(kind, [*kept(kind), *(path.read_bytes() for path in folder.iterdir())]))
        for path in (Path(name) / "fell").glob("*.bin"):
            (CORPUS / path.name).write_bytes(path.read_bytes())
    fell = [line for line in told.splitlines() if line.startswith("FELL")]
    # What ends the process itself is told by libFuzzer.
    fell += [line for line in told.splitlines() if "ERROR: libFuzzer" in line]
    done = [line.split()[1] for line in told.splitlines() if line.startswith("Done")]
    return int(done[0]) if done else 0, fell


def _part(arguments: Sequence[str]) -> str:
    command = [sys.executable, "-m", "tests.torture.guided", "--one", *arguments]
    held = subprocess.run(command, capture_output=True, check=False)
    return (held.stdout + held.stderr).decode("utf-8", "replace")


def main() -> int:
    """Fuzz the kinds one after the other; return 1 where something fell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--seconds", type=int, default=60, help="of the clock, a kind")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        fuzz(given.kinds[0], given.folder, given.seconds)
        return 0
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("left out: atheris is not installed (pip install atheris)")
        return 0
    from tests.torture.inputs import KINDS

    total, worst = 0, 0
    for kind in given.kinds or KINDS:
        done, fell = run(kind, given.seconds)
        total, worst = total + done, worst + len(fell)
        print(f"{kind:14} {done:9,} inputs, {len(kept(kind)):3} kept", flush=True)
        print("".join(f"  {line}\n" for line in fell), end="", flush=True)
    print(f"{total:,} inputs, {worst} fell")
    return bool(worst)


if __name__ == "__main__":
    sys.exit(main())
