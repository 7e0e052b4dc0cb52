"""What training/meaning.py learned: networks that weigh the evidence, and where they speak."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from alignkit.check.coverage.both_ways import certainty
from alignkit.check.coverage.net import Net

FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class Weighing:
    """A network over some features, and the log odds from which on it is worth a word."""

    net: Net
    threshold: float


def sureness(over: float) -> float:
    """Return how sure log odds make a finding, so far over the threshold.

    At the threshold it is a little more likely than not; twice the odds count for less than twice,
    because seeded errors are plainer than those that people make.
    """
    return min(0.99, certainty(over / 2 + 0.4))


@lru_cache(maxsize=8)
def weighing(name: str) -> Weighing:
    """Return one network by its name."""
    text = files("alignkit.data.meaning").joinpath(FILE).read_text(encoding="utf-8")
    held = json.loads(text)[name]
    return Weighing(Net.from_json(held["net"]), float(held["threshold"]))
