"""Findings out, one file a format; the page's templates beside them."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from alignkit.types import Findings

if TYPE_CHECKING:
    from alignkit.report.outcome import Outcome

# Each format and the module of this package whose function render(outcome) writes it.
FORMATS = {
    "text": "terminal.full",
    "concise": "terminal.concise",
    "json": "json",
    "jsonl": "tables.jsonl",
    "sarif": "ci.sarif",
    "junit": "ci.junit",
    "github": "ci.github",
    "gitlab": "ci.gitlab",
    "csv": "tables.csv",
    "html": "html",
    "xlsx": "tables.xlsx",
}

# The longest ending that fits decides.
ENDINGS = {
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".json": "json",
    ".jsonl": "jsonl",
    ".xml": "junit",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".txt": "text",
}


def render(
    findings: Findings | Sequence[Findings] | Outcome, format: str = "text", **options: Any
) -> str | bytes:
    """Return findings in a format, as text or, for xlsx, as bytes."""
    from importlib import import_module

    from alignkit.errors import OptionError
    from alignkit.report.outcome import Outcome

    if format not in FORMATS:
        raise OptionError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    outcome = findings if isinstance(findings, Outcome) else Outcome.of(findings)
    writer = import_module(f"alignkit.report.{FORMATS[format]}")
    rendered: str | bytes = writer.render(outcome, **options)
    return rendered


def save(
    findings: Findings | Sequence[Findings] | Outcome,
    path: str | PathLike[str],
    format: str | None = None,
) -> None:
    """Write findings to a file, in the format its ending names unless one is given."""
    from alignkit.files import atomic

    rendered = render(findings, format or format_of(path))
    with atomic(path, "wb" if isinstance(rendered, bytes) else "w") as stream:
        stream.write(rendered)  # type: ignore[arg-type]


def format_of(path: str | PathLike[str]) -> str:
    """Return the format that a file's ending names.

    >>> format_of("out/plan.sarif.json")
    'sarif'
    """
    from alignkit.errors import OptionError

    name = PurePath(fspath(path)).name.lower()
    for ending in sorted(ENDINGS, key=len, reverse=True):
        if name.endswith(ending):
            return ENDINGS[ending]
    word = name.endswith((".docx", ".doc"))
    raise OptionError(
        f"{fspath(path)}: no format ends so; give --format or one of {', '.join(ENDINGS)}"
        + (
            "; a Word file with comments: alignkit check SOURCE TRANSLATION -o comments.docx"
            if word
            else ""
        )
    )
