"""Every writer, killed at every system call: `python -m tests.torture.kills [--points N] [NAME …]`.

A writer writes over what it wrote before, in a child that is traced: its system calls are counted,
and then it is killed at the first, at the second, and so on. Each time what stands there is whole,
the old or the new, and no two files that belong together are of different versions; the next run
finishes the work, and leaves nothing beside it. It runs in a process of its own, for it forks.
"""

from __future__ import annotations

import argparse
import ctypes
import io
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from tests.torture.writers import WRITERS, Work

_TRACEME, _SYSCALL = 0, 24
#: When a file was made, and how long it took, says nothing of whether it is whole.
_TIME = re.compile(
    rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?|\"seconds\": [\d.e-]+"
)
#: A database that is being written has its journal beside it.
_JOURNALS = ("-wal", "-shm", "-journal")
State = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of killing one writer at its calls."""

    name: str
    calls: int
    killed: int
    old: int
    new: int
    fell: tuple[str, ...]


def traced(work: Callable[[], None], call: int = 0) -> int:
    """Run work in a child that is killed before its n-th system call, or never; count the calls."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    libc.ptrace.restype = ctypes.c_long
    child = os.fork()
    if not child:
        _as_child(work, lambda: libc.ptrace(_TRACEME, 0, None, None))
    os.waitpid(child, 0)
    stops, passed = 0, 0
    while True:
        if libc.ptrace(_SYSCALL, child, None, passed):
            raise OSError(ctypes.get_errno(), "this system lets no process be traced")
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            if status:
                raise RuntimeError(f"the writer itself ended with {status}")
            return stops // 2
        passed = os.WSTOPSIG(status)
        if passed == signal.SIGTRAP:
            # Each call stops twice: before it is done, and after.
            passed, stops = 0, stops + 1
            if stops == 2 * call - 1:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return call


def _as_child(work: Callable[[], None], first: Callable[[], object] | None = None) -> None:
    code = 1
    try:
        if first is not None:
            first()
            os.kill(os.getpid(), signal.SIGSTOP)
        work()
        code = 0
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def alone(work: Callable[[], None]) -> None:
    """Run work in a child, to its end."""
    child = os.fork()
    if not child:
        _as_child(work)
    if os.waitpid(child, 0)[1]:
        raise RuntimeError("a run that nobody killed failed")


def state(folder: Path, ours: Callable[[str], bool]) -> State:
    """Return what every file of a folder says, by its name."""
    held: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and ours(path.name):
            held[name] = _said(path)
    return held


def _said(path: Path) -> object:
    if path.suffix == ".sqlite3":
        import sqlite3
        from contextlib import closing

        # Opened as a copy: to look at a database is to write into it.
        with tempfile.TemporaryDirectory() as name:
            for beside in ("", *_JOURNALS):
                if Path(f"{path}{beside}").exists():
                    shutil.copy(f"{path}{beside}", name)
            with closing(sqlite3.connect(Path(name) / path.name)) as store:
                (whole,) = store.execute("PRAGMA integrity_check").fetchone()
                tables = store.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                ).fetchall()
                rows = [store.execute(f'SELECT * FROM "{table}"').fetchall() for (table,) in tables]
                return whole, [sorted(repr(row[:2]) for row in held) for held in rows]
    data = path.read_bytes()
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: _TIME.sub(b"", archive.read(name)) for name in archive.namelist()}
    return _TIME.sub(b"", data)


def _shown(name: str) -> bool:
    return not name.startswith(".") and not name.endswith(_JOURNALS)


def _any(name: str) -> bool:
    return not name.endswith(_JOURNALS)


def attacked(name: str, work: Work, points: int, top: Path) -> Result:
    """Kill one writer at each of its calls, or at so many; look each time at what is left."""
    warm, before, clean = top / "warm", top / "before", top / "clean"
    for folder in (warm, before, clean):
        folder.mkdir()
    for version in (0, 1):
        # In this process, so that its children find everything imported and made.
        work(warm, version)
    for folder, versions in ((before, (0,)), (clean, (0, 1))):
        for version in versions:
            alone(partial(work, folder, version))
    old, new = state(before, _shown), state(clean, _any)
    folder, fell, olds, news = top / "killed", [], 0, 0
    shutil.copytree(before, folder)
    calls = traced(partial(work, folder, 1))
    chosen = range(1, calls + 1)
    if points:
        # The last ones rename; the others are chosen by chance, the same for every run.
        others = random.Random(name).sample(range(1, calls - 1), max(0, points - 2))
        chosen = [*sorted(others), calls - 1, calls]
    for call in chosen:
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        traced(partial(work, folder, 1), call)
        left = state(folder, _shown)
        olds, news = olds + (left == old), news + (left == new)
        if not _whole(left, old, new):
            fell.append(f"call {call}: neither the old nor the new: {sorted(left)}")
        alone(partial(work, folder, 1))
        then = state(folder, _any)
        if then != new:
            beside = sorted(set(then) ^ set(new))
            fell.append(f"call {call}: the next run ended otherwise: {beside or 'other texts'}")
    return Result(name, calls, len(chosen), olds, news, tuple(fell))


def _whole(left: State, old: State, new: State) -> bool:
    """Whether every file is the old one or the new one, and no two are of different versions."""
    changed = [key for key in left if old.get(key) != new.get(key)]
    for version in (old, new):
        if all(left[key] == version.get(key) for key in changed):
            return all(key in new or key in old for key in left)
    return False


def main() -> int:
    """Attack the writers, print a line of JSON for each, and return 1 where one fell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--points", type=int, default=0, help="so many calls of each; 0 is all")
    given = parser.parse_args()
    worst = 0
    for name in given.names or WRITERS:
        with tempfile.TemporaryDirectory() as top:
            result = attacked(name, WRITERS[name], given.points, Path(top))
        print(json.dumps(asdict(result), ensure_ascii=False), flush=True)
        worst += bool(result.fell)
    return bool(worst)


if __name__ == "__main__":
    sys.exit(main())
