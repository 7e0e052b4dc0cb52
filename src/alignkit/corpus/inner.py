"""The inside of a worker's process: it does what a pipe tells it, and says where it is."""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import sys
from collections.abc import Callable
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

# How long a process outlives a limit that nobody was there to enforce.
GRACE = 30.0
# New values between two searches for rings that nobody holds: texts make many values that all
# stay, and looking through them as often as Python does by itself takes a fifth of a check.
GARBAGE = 100_000


def main() -> None:
    """Serve the parent until it closes the pipe; what is printed by others goes nowhere else."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    gc.set_threshold(GARBAGE)
    asked: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    while True:
        name, argument, seconds = asked.get()
        _send(answers, _answered(name, argument, seconds, answers))


def _listen(stream: IO[bytes], asked: SimpleQueue[Any]) -> None:
    """Take what the parent sends; where the parent is gone there is nothing left to work for."""
    while True:
        try:
            asked.put(pickle.load(stream))
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)


def _answered(name: str, argument: Any, seconds: float, answers: IO[bytes]) -> tuple[str, Any]:
    nowhere = open(os.devnull, "w")  # noqa: SIM115 - the handler writes to it until the end

    def tick(place: int) -> None:
        # A clock beside Python's own threads: it ends even a process that hangs inside C.
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
        _send(answers, ("at", place))

    try:
        module, _, function = name.partition(":")
        called: Callable[[Any, Callable[[int], None]], Any]
        called = getattr(import_module(module), function)
        return "done", called(argument, tick)
    except Exception as error:  # handed to the parent, which raises it
        return "error", error
    finally:
        faulthandler.cancel_dump_traceback_later()
        nowhere.close()


def _send(stream: IO[bytes], message: tuple[str, Any]) -> None:
    kind, value = message
    try:
        held = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        if kind == "error":
            pickle.loads(held)
    except Exception as error:  # an error of another library may not survive the way
        told = value if kind == "error" else error
        held = pickle.dumps(("error", RuntimeError(f"{type(told).__name__}: {told}")))
    stream.write(held)
    stream.flush()
