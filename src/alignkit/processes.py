"""Processes that see this one's packages, and nothing of the folder they are started in."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def isolated(code: str) -> list[str]:
    """Return the command of an interpreter that runs code and sees this one's packages.

    It must not see the current folder: a file there that is named like a module of the standard
    library would be run in its place.
    """
    here = os.path.realpath(os.getcwd())
    package = str(Path(__file__).resolve().parents[1])
    # A name that is not whole counts from the folder one stands in, whichever that is.
    paths = [p for p in sys.path if os.path.isabs(p) and os.path.realpath(p) != here]
    # The package's own place comes last, so that nothing beside it hides anything.
    paths = [*paths, package]
    return [sys.executable, "-I", "-c", f"import sys; sys.path[:] = {paths!r}\n{code}"]


def environment() -> dict[str, str]:
    """Return the environment of a worker: one thread for products, as the workers are many."""
    held = dict(os.environ)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        held.setdefault(name, "1")
    # Encoders of Hugging Face start threads of their own otherwise.
    held.setdefault("TOKENIZERS_PARALLELISM", "false")
    return held
