"""alignkit align: the sentences of a document and its translation, paired."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from alignkit import files
from alignkit.cli.checks.exits import Exit
from alignkit.cli.guarded import Command
from alignkit.cli.options import (
    config_option,
    jobs_option,
    lang_options,
    model_option,
    one_stdin,
    output_option,
    quiet_option,
    settings,
)
from alignkit.cli.output import notices, say
from alignkit.cli.progress import progress
from alignkit.errors import InputError
from alignkit.types import Bitext

_PAIR = re.compile(r"\[?\s*(\d+)\s*\]?\s*[\t :,]\s*\[?\s*(\d+)\s*\]?\s*(?:[:\t].*)?")


@click.command(
    cls=Command,
    epilog="Example:  alignkit align plan.zh.txt plan.en.docx -o plan.tmx",
)
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="TGT")
@click.option("--presplit", is_flag=True, help="One sentence a line, kept as it is.")
@click.option(
    "--format",
    "form",
    metavar="FMT",
    help="tsv (default), jsonl, ladder, tmx, xliff, html, xlsx, moses …; else OUT's ending.",
)
@click.option(
    "--max-bead",
    type=click.IntRange(1, 16),
    metavar="N",
    help="Most sentences a bead may hold on one side (default 6).",
)
@click.option("--lock-blocks", is_flag=True, help="No bead crosses a paragraph or heading's end.")
@click.option(
    "--anchors",
    metavar="FILE",
    help="Pairs of sentence numbers, from 0, that must share a bead: SRC TAB TGT a line.",
)
@click.option(
    "--exact",
    is_flag=True,
    help="Embed every run of sentences as one text: slower, better with transformers.",
)
@click.option(
    "--signals",
    type=click.Choice(["all", "vectors"]),
    default="all",
    help="vectors: the encoder's alone, without words and numbers, to compare encoders.",
)
@click.option(
    "--review",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="List on stderr the beads whose confidence is below P, the most doubtful first.",
)
@click.option(
    "--explain",
    type=click.IntRange(0),
    multiple=True,
    metavar="BEAD",
    help="Print why a bead was chosen, and the rival that lost; may be given again.",
)
@click.option(
    "--fail-unrelated",
    is_flag=True,
    help="Exit with 1 where the texts are hardly translations of each other.",
)
@output_option
@model_option
@lang_options
@jobs_option
@config_option
@quiet_option
def command(
    source: str,
    target: str,
    presplit: bool,
    form: str | None,
    max_bead: int | None,
    lock_blocks: bool,
    anchors: str | None,
    exact: bool,
    signals: str,
    review: float | None,
    explain: tuple[int, ...],
    fail_unrelated: bool,
    output: str | None,
    model: str | None,
    source_lang: str | None,
    target_lang: str | None,
    jobs: int | None,
    config: str | None,
    quiet: bool,
) -> int:
    """Pair the sentences of SRC with those of its translation TGT.

    Both may be text, Markdown, HTML, DOCX or PDF; "-" is standard input for one of them. Every
    sentence ends up in exactly one bead, in order; what has no counterpart stands alone.
    """
    from alignkit.compose import align
    from alignkit.formats import save

    sides = _sides(source, target, output, form)
    held = settings(config)
    choices: dict[str, Any] = {
        "max_bead": max_bead,
        "lock_blocks": lock_blocks,
        "anchors": _anchors(anchors) if anchors else (),
        "exact": exact,
        "signals": signals,
    }
    with progress("aligning", quiet) as show:
        bitext = align(
            *sides,
            source_lang=source_lang,
            target_lang=target_lang,
            presplit=presplit,
            model=model,
            jobs=jobs,
            settings=held,
            progress=show,
            **choices,
        )
    if output or not explain:
        save(bitext, output or "-", form)
    choices["max_bead"] = max_bead or held.max_bead or None
    _explain(bitext, explain, model or held.model, choices)
    if not quiet:
        _notes(bitext)
    if review is not None:
        _review(bitext, review)
    return Exit.FINDINGS if fail_unrelated and "warning" in bitext.meta else Exit.CLEAN


def _sides(source: str, target: str, output: str | None, form: str | None) -> list[Path | str]:
    """Return both files, having looked at where their bitext shall go."""
    from alignkit.formats.writing import format_for

    one_stdin((source, target))
    if output:
        format_for(output, form)
    return [_side(path) for path in (source, target)]


def _side(path: str) -> Path | str:
    """Return a file that is there, or "-" for standard input."""
    if path != "-" and not Path(path).exists():
        raise InputError(path, "there is no such file", "check the name")
    return Path(path) if path != "-" else "-"


def _explain(
    bitext: Bitext, numbers: tuple[int, ...], model: str | None, choices: dict[str, Any]
) -> None:
    """Print why each of some beads was chosen."""
    from alignkit.align import explain

    for number in numbers:
        click.echo(f"bead {number}  {explain(bitext, number, model=model, **choices)}")


def _anchors(path: str) -> list[tuple[int, int]]:
    text = files.text(path)
    pairs = []
    for number, line in enumerate(text.splitlines(), 1):
        held = line.split("#")[0].strip()
        if held:
            match = _PAIR.fullmatch(held)
            if match is None:
                raise InputError(
                    f"{path}:{number}", f"no pair of numbers: {held[:40]}", "write SRC TAB TGT"
                )
            pairs.append((int(match[1]), int(match[2])))
    return pairs


def _notes(bitext: Bitext) -> None:
    """Say on standard error what concerns the pair as a whole."""
    for notice in notices(bitext.source, bitext.target):
        say(f"alignkit: {notice}")
    if bitext.source.text == bitext.target.text:
        say("alignkit: both files hold the same text")
    if "warning" in bitext.meta:
        say(f"alignkit: {bitext.meta['warning']}")
    if "moved" in bitext.meta:
        say(f"alignkit: in another order (sentences): {bitext.meta['moved']}")


def _review(bitext: Bitext, least: float) -> None:
    doubtful = [
        (bead.confidence, number)
        for number, bead in enumerate(bitext.beads)
        if bead.confidence is not None and bead.confidence < least
    ]
    say(f"{len(doubtful)} of {len(bitext)} beads below {least:g}")
    for confidence, number in sorted(doubtful):
        one, two = (passage.text for passage in bitext.passages(number))
        say(f"{number}\t{confidence:.3f}\t{_short(one)}\t{_short(two)}")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
