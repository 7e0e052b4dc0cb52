"""Printing results: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import sys

import click

from alignkit.files import atomic
from alignkit.shown import shown, spelt
from alignkit.types import Document


def say(line: str) -> None:
    """Say a line on standard error; nothing that a name or a text holds is obeyed there."""
    click.echo(shown(spelt(line)), err=True)


def notices(*documents: Document) -> list[str]:
    """Return what the readers of documents have to say, each line once."""
    told = (document.meta.get("notice", "") for document in documents)
    return [line for line in dict.fromkeys(told) if line]


def write(text: str | bytes, path: str | None, *, tell: bool = False) -> None:
    """Write a whole result to a file, and `tell` where; to standard output for None and "-"."""
    if path in (None, "-"):
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
        return
    with atomic(str(path), "wb" if isinstance(text, bytes) else "w") as stream:
        stream.write(text)  # type: ignore[arg-type]
    if tell:
        say(f"Written to {path}.")
