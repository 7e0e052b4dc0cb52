"""A second opinion on pairs: whoever judges takes pairs and gives marks."""

from alignkit.judge.asking import judge

__all__ = ["judge"]
