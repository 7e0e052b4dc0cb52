"""alignkit convert: a bitext from one format to another."""

from __future__ import annotations

import json

import click

from alignkit import files
from alignkit.cli.guarded import Command
from alignkit.cli.options import idle_options, lang_options
from alignkit.errors import InputError
from alignkit.types import Findings


@click.command(cls=Command)
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option("--from", "from_", metavar="FMT", help="The format of IN, where it cannot be told.")
@click.option("--to", metavar="FMT", help="The format of OUT, where its ending does not say.")
@click.option("--source", "sources", metavar="FILE", help="A ladder's source, a sentence a line.")
@click.option("--target", "targets", metavar="FILE", help="A ladder's target, a sentence a line.")
@click.option("--findings", metavar="FILE", help="JSON of `alignkit check` to write along.")
@lang_options
@idle_options("quiet", "jobs")
def command(
    source: str,
    target: str,
    from_: str | None,
    to: str | None,
    sources: str | None,
    targets: str | None,
    findings: str | None,
    source_lang: str | None,
    target_lang: str | None,
) -> None:
    """Turn a bitext from one format into another.

    IN and OUT may be - for standard input and output. TMX and XLIFF pass through unit by unit, so
    that their size does not matter.

    \b
    alignkit convert memory.tmx memory.tsv
    alignkit convert plan.ladder plan.tmx --source plan.zh.txt --target plan.en.txt
    """
    from alignkit.formats import load, save
    from alignkit.formats.reading import open_units
    from alignkit.formats.writing import save_units

    if not (sources or targets or findings):
        reading = open_units(source, from_, source_lang, target_lang)
        if reading is not None:
            save_units(reading, target, to)
            return
    bitext = load(
        source,
        from_,
        source=sources,
        target=targets,
        source_lang=source_lang,
        target_lang=target_lang,
    )
    save(bitext, target, to, findings=_findings(findings) if findings else None)


def _findings(path: str) -> Findings:
    try:
        return Findings.from_json(json.loads(files.text(path, "input_mb")))
    except (RecursionError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            path, f"not the JSON of findings ({error})", "write it with check --format json"
        ) from None
