"""The command tree, and what every command ends with: an exit code and a quiet way out."""

from __future__ import annotations

import atexit
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from alignkit.cli.checks.exits import Exit
from alignkit.cli.output import say
from alignkit.errors import AlignkitError
from alignkit.shown import HANDLER
from alignkit.version import __version__

# New values after which Python looks for rings that nobody holds; its own figure is 700.
GARBAGE = 100_000

# The help line of each command stands here, so that listing them imports none of them.
COMMANDS = {
    "segment": 'Split FILE into sentences, one a line; "-" is standard input.',
    "align": "Pair the sentences of SRC with those of its translation TGT.",
    "check": "Check a translation: numbers, omissions, terms, structure.",
    "judge": "Ask for a second opinion on every pair: the embedded network, or a server.",
    "link": "Link the words of SRC with those of TGT that render them.",
    "compare": "Show where translations of one original diverge.",
    "report": "Align, check and write one self-contained page.",
    "corpus": "Align, check and export a corpus: many documents, resumable.",
    "review": "Correct the alignment and work through the findings, in the browser.",
    "project": "Look at a review project, take files out of it and back in.",
    "convert": "Turn a bitext from one format into another.",
    "eval": "Score an alignment against a gold alignment.",
    "rules": "List the rules, or all their pages as one document.",
    "rule": "Explain one rule: what it does, why, an example, options, limits.",
    "models": "List the encoders that are here, where they lie, and their signatures.",
}


class Tree(click.Group):
    """A group that imports a command only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of this name, imported now."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"alignkit.cli.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where a file stands in its place, say that a command comes first."""
        if args and args[0] not in COMMANDS and _a_file(args[0]):
            given = " ".join(args[:2]) if len(args) > 1 else f"{args[0]} TRANSLATION"
            raise click.UsageError(
                f"{args[0]!r} is a file; a command comes first: "
                f"alignkit report {given} -o report.html",
                ctx,
            )
        from difflib import get_close_matches

        near = get_close_matches(args[0], COMMANDS, 1, 0.5) if args else []
        if near and args[0] not in COMMANDS:
            raise click.UsageError(f"No such command {args[0]!r}. Did you mean {near[0]!r}?", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _a_file(name: str) -> bool:
    """Tell whether what was given for a command is a file, there or not, and not an option."""
    return not name.startswith("-") and ("." in name or os.path.exists(name))


@click.group(cls=Tree, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="alignkit")
def tree() -> None:
    """Align and check Chinese-English translations, offline.

    Start with:  alignkit report SOURCE TRANSLATION -o report.html
    """


def _ended(number: int, _: object) -> None:
    """End as the shell expects of a process that was told to, having cleared away what it began."""
    signal.signal(number, signal.SIG_DFL)
    sys.exit(128 + number)


def _set_limits() -> None:
    """Keep linear algebra and the search for garbage from costing more than they bring."""
    # The products of one document are small: threads of the linear algebra wait for each other far
    # longer than they work, several times the whole run on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A long text makes hundreds of thousands of values that all stay: looking through them again
    # and again for rings that nobody holds takes a twentieth of the run.
    gc.set_threshold(GARBAGE)
    # Nor do they need that at the end, when all of it goes away with the process.
    atexit.register(gc.freeze)


def _open_streams() -> None:
    """Let the standard streams take every character, and be there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        # A stream that the shell closed is None in Python: an empty one, here.
        stream: Any = getattr(sys, name) or open(os.devnull, mode)  # noqa: SIM115 - open to the end
        if name == "stdout" and isinstance(getattr(stream, "buffer", None), io.FileIO):
            # Unbuffered, a write of which a part was taken would lose the rest without a word.
            stream = io.TextIOWrapper(io.BufferedWriter(stream.detach()), line_buffering=True)
        setattr(sys, name, stream)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8", errors=HANDLER if mode == "w" else "surrogateescape"
            )


def entry() -> None:
    """Run the command line and end the process with its exit code."""
    _set_limits()
    _open_streams()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _ended)
    try:
        code = tree.main(standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as ended:
        # Click ends so where the reader of a pipe went away; 1 would read as findings.
        gone = type(sys.stdout).__name__.endswith("PacifyFlushWrapper")
        code = Exit.BROKEN_PIPE if gone else ended.code
    except click.exceptions.Abort:
        code = Exit.INTERRUPTED
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except click.ClickException as error:
        with _perhaps_unheard():
            error.show()
        code = Exit.UNUSABLE
    except AlignkitError as error:
        _complain(f"alignkit: {error}")
        code = Exit.UNUSABLE
    except BrokenPipeError:
        # The reader went away; a second flush at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.BROKEN_PIPE
    except OSError as error:
        # What the system refuses where nobody expected it: its own words are the best there are.
        place = f"{error.filename}: " if error.filename else ""
        _complain(f"alignkit: {place}{error.strerror or error}")
        code = Exit.UNUSABLE
    except Exception as error:
        # Python's own exit code for a crash is 1, which would read as "findings".
        if os.environ.get("ALIGNKIT_DEBUG"):
            raise
        _complain(
            f"alignkit: could not finish: {type(error).__name__}: {error} "
            "(set ALIGNKIT_DEBUG=1 for the traceback)"
        )
        code = Exit.UNUSABLE
    sys.exit(int(code or 0))


def _complain(line: str) -> None:
    """Say why nothing came of it; the exit code tells it as well."""
    with _perhaps_unheard():
        say(line)


@contextmanager
def _perhaps_unheard() -> Iterator[None]:
    """Go on where standard error takes nothing, and let no flush at the end complain of it."""
    try:
        yield
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
