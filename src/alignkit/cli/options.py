"""Options that several commands share, and the settings behind them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from alignkit.config import Settings, find_settings, load_settings

F = TypeVar("F", bound=Callable[..., Any])


def output_option(function: F) -> F:
    """Add -o/--output."""
    return click.option(
        "-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all; - is stdout."
    )(function)


def quiet_option(function: F) -> F:
    """Add -q/--quiet."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress, no summary on stderr.")(
        function
    )


def jobs_option(function: F) -> F:
    """Add --jobs."""
    return click.option(
        "--jobs", type=click.IntRange(1), metavar="N", help="Work in N processes; same result."
    )(function)


def model_option(function: F) -> F:
    """Add --model."""
    return click.option(
        "--model",
        metavar="NAME|PATH",
        help="The encoder: embedded (default), or any sentence-transformers name or folder.",
    )(function)


def lang_options(function: F) -> F:
    """Add --source-lang and --target-lang."""
    for side in ("target", "source"):
        function = click.option(
            f"--{side}-lang", metavar="LANG", help=f"Language of the {side}: zh, en, …, auto."
        )(function)
    return function


def config_option(function: F) -> F:
    """Add --config."""
    return click.option(
        "--config", metavar="FILE", help="Settings file; default: the nearest alignkit.toml."
    )(function)


def settings(path: str | None = None) -> Settings:
    """Return the settings of the file named, or of the nearest one."""
    return load_settings(Path(path) if path else find_settings(Path.cwd()))
