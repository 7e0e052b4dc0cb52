"""Work on files that may be bombs, in a process that is given so much memory and time."""

from __future__ import annotations

import os
import pickle
import sys
from importlib import import_module
from typing import Any

from alignkit.bounds import limit
from alignkit.errors import AlignkitError, InputError
from alignkit.processes import environment, isolated

_CODE = "from alignkit.confined import serve; serve()"
#: A process may wait for others as well: so many times its processor time is it given by the clock.
_PATIENCE = 10
_MEGABYTE = 1 << 20


def confined(work: str, data: bytes, name: str, *rest: Any) -> Any:
    """Call `module:function` on a file's bytes and name in another process; return its result.

    The limits grow with the file: a long document may take long, a short one may not.
    """
    import subprocess

    size = len(data) // _MEGABYTE + 1
    seconds = limit("packed_s") * size
    memory = (limit("packed_mb") + 4 * size) * _MEGABYTE
    job = pickle.dumps((work, memory, seconds, name, rest), pickle.HIGHEST_PROTOCOL)
    try:
        ran = subprocess.run(
            isolated(_CODE),
            input=job + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            timeout=_PATIENCE * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(name, f"takes more than {_PATIENCE * seconds:,} s") from None
    try:
        good, answer = pickle.loads(ran.stdout)  # written by our own process
    except (EOFError, pickle.UnpicklingError):
        if -ran.returncode in _OVER_TIME:
            raise _too_much(name, f"takes more than {seconds:,} s") from None
        raise InputError(
            name, f"the process that reads it ended early ({ran.returncode})", "save it again"
        ) from None
    if good:
        return answer
    if isinstance(answer, MemoryError):
        raise _too_much(name, f"needs more than {memory // _MEGABYTE:,} MB") from None
    raise answer


def _too_much(name: str, what: str) -> InputError:
    return InputError(name, f"reading it {what}", "save it again, or split it")


#: SIGXCPU, and SIGKILL, which follows a second later.
_OVER_TIME = (24, 9)


def serve() -> None:
    """Do one piece of work within its limits, and write what it came to."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    work, memory, seconds, name, rest = pickle.load(sys.stdin.buffer)
    _confine(memory, seconds)
    answer: tuple[bool, Any]
    try:
        data = sys.stdin.buffer.read()
        module, _, function = work.partition(":")
        answer = True, getattr(import_module(module), function)(data, name, *rest)
        held = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        held = pickle.dumps((False, MemoryError()))
    except RecursionError:
        held = pickle.dumps((False, InputError(name, "its parts are nested without end")))
    except AlignkitError as error:
        held = pickle.dumps((False, error))
    answers.write(held)
    answers.flush()


def _confine(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:
        # Where there are no such limits the clock of the parent is the only one.
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        try:
            resource.setrlimit(kind, (most, most + 1 if kind == resource.RLIMIT_CPU else most))
        except (ValueError, OSError):
            continue
