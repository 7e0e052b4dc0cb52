"""Options that several commands share, and the settings behind them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from alignkit.config import Settings, find_settings, load_settings
from alignkit.errors import OptionError
from alignkit.files import keep

# The codes of BCP 47: a language, and what narrows it.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
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
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Work in N processes; same result. Many pairs take every core, if left out.",
    )(function)


def idle_options(*names: str) -> Callable[[F], F]:
    """Add options that change nothing here, so that a script may give them to any command."""

    def add(function: F) -> F:
        if "jobs" in names:
            told = "Taken by every command; this one works in one process."
            number = click.IntRange(1)
            added = click.option("--jobs", type=number, metavar="N", expose_value=False, help=told)
            function = added(function)
        if "quiet" in names:
            told = "Taken by every command; this one says nothing but errors."
            added = click.option("-q", "--quiet", is_flag=True, expose_value=False, help=told)
            function = added(function)
        return function

    return add


def model_option(function: F) -> F:
    """Add --model and --no-cache."""
    function = click.option(
        "--no-cache",
        is_flag=True,
        expose_value=False,
        callback=_without_cache,
        help="Use and keep nothing: neither vectors of a model nor results of earlier runs.",
    )(function)
    return click.option(
        "--model",
        metavar="NAME|PATH",
        help=(
            "The encoder: embedded (default), any sentence-transformers name or folder, or "
            "FILE.py:NAME, your own."
        ),
    )(function)


def _without_cache(context: click.Context, _: click.Parameter, given: bool) -> None:
    if not given:
        return
    from alignkit.embed.cache import SWITCH

    # Through the environment, so that worker processes hear of it too.
    if not os.environ.get(SWITCH):
        os.environ[SWITCH] = "1"
        context.call_on_close(lambda: os.environ.pop(SWITCH, None))


def lang_options(function: F) -> F:
    """Add --source-lang and --target-lang."""
    for side in ("target", "source"):
        function = click.option(
            f"--{side}-lang",
            metavar="LANG",
            callback=_a_language,
            help=f"Language of the {side}: zh, en, …, auto.",
        )(function)
    return function


def _a_language(ctx: click.Context, param: click.Parameter, given: str | None) -> str | None:
    """Refuse the name of a language where its code is asked for."""
    if given is None or given in ("", "auto") or _LANGUAGE.fullmatch(given):
        return given
    raise OptionError(f"--{param.name}: {given} is no code; give zh, en, …, auto".replace("_", "-"))


def config_option(function: F) -> F:
    """Add --config."""
    return click.option(
        "--config", metavar="FILE", help="Settings file; default: the nearest alignkit.toml."
    )(function)


def one_stdin(files: Iterable[str]) -> None:
    """Refuse a second "-": standard input can be read once."""
    if list(files).count("-") > 1:
        raise OptionError("only one file can be standard input")


def settings(path: str | None = None) -> Settings:
    """Return the settings of the file named, or of the nearest one."""
    held = load_settings(Path(path) if path else find_settings(Path.cwd()))
    if not path:
        _refuse_model(held)
    folder = Path(held.path).parent
    keep([held.path, *(folder / n for n in (held.glossary, held.baseline, held.suppressions))])
    return held


def _refuse_model(held: Settings) -> None:
    """Refuse a model that a file asks for which nobody named: a model may bring programs along.

    One stands in a stranger's folder, and his settings are found there and taken.
    """
    from alignkit.embed.registry import EMBEDDED, UNIVERSAL

    context = click.get_current_context(silent=True)
    given = context is not None and context.params.get("model")
    if not given and held.model not in (EMBEDDED, UNIVERSAL):
        raise OptionError(
            f"{held.path} asks for the model {held.model}, which may run programs; if you trust "
            f"it, give --config {held.path} or --model {held.model}"
        )
