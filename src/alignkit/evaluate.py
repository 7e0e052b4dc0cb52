"""Scoring an alignment against a gold alignment."""

from __future__ import annotations

from typing import Any


def evaluate(predicted: Any, gold: Any, **options: Any) -> Any:
    """Score an alignment against gold: strict and lax precision, recall and F1."""
    raise NotImplementedError
