"""Progress on standard error: a bar where a person looks, a line a minute in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from alignkit.corpus.account import Snapshot, Watch

Progress = Callable[[int, int], None]
# A line this often is read in a log of days, and does not drown it.
EVERY = 60.0


@contextmanager
def progress(label: str, quiet: bool = False) -> Iterator[Progress | None]:
    """Yield a function of (done, total) that draws a bar, or None where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(label, total=None)

        def show(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total)

        yield show


@contextmanager
def watching(label: str, quiet: bool) -> Iterator[Watch | None]:
    """Yield what a run tells its progress to, None where nobody wants to hear it."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar(label) as show:
            yield show
    else:
        yield _lines(label)


def told(snapshot: Snapshot) -> str:
    """Return a snapshot in words: counts, rate, time left."""
    if not snapshot.total:
        return f"{snapshot.done:,} documents read"
    parts = [f"{snapshot.done:,} of {snapshot.total:,} documents"]
    parts += [f"{snapshot.failed:,} failed"] * bool(snapshot.failed)
    if snapshot.done:
        parts.append(f"{snapshot.rate * 3600:,.0f} an hour")
        parts.append(f"{duration(snapshot.left)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return a time as people say it.

    >>> duration(59), duration(3600), duration(100_000)
    ('59 s', '1:00 h', '27:46 h')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = int(seconds // 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02} h"


def _lines(label: str) -> Watch:
    last = time.monotonic()
    noted = ""

    def tell(snapshot: Snapshot) -> None:
        nonlocal last, noted
        if snapshot.note and snapshot.note != noted:
            noted = snapshot.note
            click.echo(f"alignkit: {noted}", err=True)
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            click.echo(f"alignkit: {label}: {told(snapshot)}", err=True)

    return tell


@contextmanager
def _bar(label: str) -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn()
    with Bars(*columns, TextColumn("{task.fields[told]}"), console=Console(stderr=True),
                  transient=True) as bars:  # fmt: skip
        task = bars.add_task(label, total=None, told="")
        noted = ""

        def show(snapshot: Snapshot) -> None:
            nonlocal noted
            if snapshot.note and snapshot.note != noted:
                noted = snapshot.note
                bars.console.print(noted)
            total = snapshot.total or None
            bars.update(task, completed=snapshot.done, total=total, told=told(snapshot))

        yield show
