"""A command that reads a pipe as well as a file, and never writes over what it reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from alignkit import files

#: The parameters that name what is written; every other one that names a file names an input.
OUTPUTS = frozenset({"output", "also", "write_baseline"})
#: The commands that write under a name of their own: for `convert` the second one.
OWN_OUTPUTS = {"convert": frozenset({"target"})}


class Command(click.Command):
    """A command whose inputs are kept."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, unless an output is one of its inputs."""
        outputs = OUTPUTS | OWN_OUTPUTS.get(ctx.info_name or "", frozenset())
        written = {name: value for name, value in ctx.params.items() if name in outputs}
        read = {name: value for name, value in ctx.params.items() if name not in outputs}
        baseline = read.pop("baseline", None)
        with files.one_run(), files.keeping(_names(read)):
            files.refuse_inputs(_names(written))
            # A baseline is the one input that may be brought up to date.
            files.keep(_names(baseline))
            written.pop("write_baseline", None)
            files.refuse_inputs(_names(written))
            return super().invoke(ctx)


class Group(click.Group):
    """A group of such commands."""

    command_class = Command


def _names(held: Any) -> Iterator[str]:
    if isinstance(held, dict):
        held = tuple(held.values())
    if isinstance(held, str):
        if held != "-":
            yield held
    elif isinstance(held, (tuple, list)):
        for one in held:
            yield from _names(one)
