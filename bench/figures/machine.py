"""The machine and the versions that a figure was measured with."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from alignkit import __version__

PACKAGES = ("numpy", "jieba", "regex", "pysbd", "translate-toolkit")


def machine() -> dict[str, str]:
    """Return what a reader needs to judge a time: processor, cores, memory, load, versions."""
    held = {
        "processor": _processor(),
        "cores": str(cores()),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }
    if hasattr(os, "getloadavg"):
        held["load"] = f"{os.getloadavg()[0]:.1f} processes wanted to run"
    held["alignkit"] = __version__
    for name in PACKAGES:
        try:
            held[name] = version(name)
        except PackageNotFoundError:
            continue
    return held


def cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"
