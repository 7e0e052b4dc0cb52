"""alignkit models: the encoders that are here."""

from __future__ import annotations

import json

import click

from alignkit.cli.guarded import Command
from alignkit.cli.options import idle_options, output_option
from alignkit.cli.output import write


@click.command(cls=Command)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@output_option
@idle_options("quiet", "jobs")
def command(format_: str, output: str | None) -> None:
    """List the encoders that are here, where they lie, and their signatures.

    \b
    alignkit models
    alignkit align zh.txt en.txt --model sentence-transformers/LaBSE

    Last comes whether the compiled core is in use; ALIGNKIT_CORE=off switches it off.
    Beside the shipped one these are the models that sentence-transformers has downloaded. Any
    other name is fetched by it when first used; a folder works without a network.
    """
    from alignkit.core import PATH, core
    from alignkit.embed.here import encoders_here

    found = encoders_here()
    compiled = str(PATH) if core() is not None else None
    if format_ == "json":
        models = [{"name": m.name, "path": str(m.path), "signature": m.signature} for m in found]
        write(
            json.dumps(
                {"schema": 1, "models": models, "core": compiled}, ensure_ascii=False, indent=1
            ),
            output,
        )
        return
    told = [f"{model.name}\n  {model.path}\n  {model.signature}" for model in found]
    told.append(f"compiled core\n  {compiled or 'not in use: all works alike, the aligner slower'}")
    write("\n".join(told), output)
