"""alignkit segment: a document's sentences, one a line."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from alignkit import files
from alignkit.cli.guarded import Command
from alignkit.cli.options import config_option, idle_options, output_option, quiet_option, settings
from alignkit.cli.output import notices, say
from alignkit.cli.progress import Progress, progress
from alignkit.errors import InputError
from alignkit.files import atomic
from alignkit.shown import spelt_out

# A plain text larger than this is read piece by piece, which leaves no room for repairs.
LARGE = 32 * 1024 * 1024
PLAIN = (".txt", ".text", "")


@click.command(
    cls=Command,
    name="segment",
    epilog="Example:  alignkit segment plan.zh.txt --format jsonl -o plan.jsonl",
)
@click.argument("file")
@click.option("--lang", metavar="LANG", help="zh, en, another tag, or auto (the default).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    help="text: one sentence a line; jsonl: with places and blocks. Taken from OUT's ending.",
)
@click.option("--semicolons", is_flag=True, help="Let ； and ; end a sentence, too.")
@click.option("--raw", is_flag=True, help="Plain text as it stands: no repairs, read in pieces.")
@output_option
@idle_options("jobs")
@config_option
@quiet_option
def command(
    file: str,
    lang: str | None,
    form: str | None,
    semicolons: bool,
    raw: bool,
    output: str | None,
    config: str | None,
    quiet: bool,
) -> None:
    """Split FILE into sentences, one a line; "-" is standard input.

    With --format jsonl each line is an object: the text, start and end in the repaired text,
    original_start and original_end in the file as given, the number and kind of its block, and
    the language. A sentence never crosses a heading, a paragraph or a list item. A language
    other than Chinese and English is split by the Unicode rule (UAX #29), and a note says so.
    """
    form = form or ("jsonl" if output and output.endswith((".jsonl", ".ndjson")) else "text")
    options: dict[str, Any] = {
        "abbreviations": settings(config).abbreviations,
        "semicolons": semicolons,
    }
    lang = None if lang in (None, "auto") else lang
    say = _Note(quiet)
    with progress("segmenting", quiet) as show, _opened(output) as out:
        found = (
            _streamed(file, lang, form, options, say, show)
            if raw or _is_large(file)
            else _read(file, lang, form, options, say, show)
        )
        for line in found:
            out.write(line + "\n")


class _Note:
    """What is said once on standard error about the rules that were taken."""

    def __init__(self, quiet: bool) -> None:
        self._said = quiet

    def __call__(self, lang: str, *notices: str) -> None:
        from alignkit.segment.splitter import splitter

        for notice in () if self._said else notices:
            say(f"alignkit: {notice}")
        if not self._said and splitter(lang).name == "uax29":
            say(f"alignkit: no rules for {lang!r}; split by the Unicode rule (UAX #29)")
        self._said = True


@contextmanager
def _opened(output: str | None) -> Iterator[IO[str]]:
    if output in (None, "-"):
        yield sys.stdout
        return
    with atomic(str(output)) as stream:
        yield stream


def _read(
    file: str,
    lang: str | None,
    form: str,
    options: dict[str, Any],
    say: _Note,
    show: Progress | None,
) -> Iterator[str]:
    from alignkit import read
    from alignkit.segment.document import fill
    from alignkit.segment.listing import lines

    document = fill(read(file, lang), None, **options, progress=show)
    say(document.lang, *notices(document))
    yield from lines(document, form)


def _streamed(
    file: str,
    lang: str | None,
    form: str,
    options: dict[str, Any],
    say: _Note,
    show: Progress | None,
) -> Iterator[str]:
    from alignkit.segment.listing import one_line, record
    from alignkit.segment.stream import stream

    size = os.path.getsize(file) if os.path.isfile(file) else 0
    told = lang or ""

    def on_piece(done: int, lang: str) -> None:
        nonlocal told
        told = lang
        say(lang)
        if show:
            show(done, max(done, size))

    try:
        with _source(file) as source:
            found = stream(source, lang, on_piece=on_piece, **options)
            for number, sentence in enumerate(found):
                if form == "text":
                    yield one_line(sentence.text)
                else:
                    held = record(sentence, number, "paragraph", told)
                    yield spelt_out(json.dumps(held, ensure_ascii=False))
    except UnicodeDecodeError as error:
        raise InputError(
            file,
            f"it cannot be read as UTF-8 ({error.reason})",
            "leave out --raw, or save it as UTF-8",
        ) from None


def _source(file: str) -> IO[str]:
    if file == "-":
        return open(sys.stdin.fileno(), encoding="utf-8-sig", newline="", closefd=False)
    opened = files.opened(file)
    if files.is_device(file) and not opened.isatty():
        opened.close()
        raise InputError(file, "this is a device, which may have no end", "give a file or a pipe")
    return io.TextIOWrapper(opened, encoding="utf-8-sig", newline="")


def _is_large(file: str) -> bool:
    if file == "-" or os.path.splitext(file)[1].lower() not in PLAIN:
        return False
    return os.path.isfile(file) and os.path.getsize(file) > LARGE
