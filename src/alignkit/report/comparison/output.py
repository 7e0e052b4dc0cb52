"""A comparison written out: JSON, tables, terminal text, and rows for pandas."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.errors import MissingExtraError, OptionError
from alignkit.files import atomic
from alignkit.formats.cells.quoting import line
from alignkit.report.comparison.telling import told_once
from alignkit.shown import spelt_out
from alignkit.types.comparison import Comparison, Row

if TYPE_CHECKING:
    import pandas

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_000
ENDINGS = {".json": "json", ".tsv": "tsv", ".xlsx": "xlsx", ".html": "html", ".txt": "text"}


def render(comparison: Comparison, format: str = "text") -> str | bytes:
    """Return a comparison in one of the formats: text, json, tsv, terms, xlsx, html."""
    if format not in _WRITERS:
        raise OptionError(f"no comparison format {format!r}; known are {', '.join(_WRITERS)}")
    return _WRITERS[format](comparison)


def save(comparison: Comparison, path: str | PathLike[str], format: str | None = None) -> None:
    """Write a comparison to a file, in the format its ending names unless one is given."""
    held = render(comparison, format or format_of(path))
    with atomic(path, "wb" if isinstance(held, bytes) else "w") as stream:
        stream.write(held)  # type: ignore[arg-type]


def format_of(path: str | PathLike[str]) -> str:
    """Return the format of a comparison that a file's ending names."""
    ending = Path(fspath(path)).suffix.lower()
    if ending not in ENDINGS:
        raise OptionError(
            f"{fspath(path)}: no format of comparisons ends so; give --format or one of "
            f"{', '.join(ENDINGS)}"
        )
    return ENDINGS[ending]


def header(comparison: Comparison) -> list[str]:
    """Return the column names of the table of rows."""
    return ["row", "kind", "score", "source", *comparison.names, "divergences", "chrF", "TER"]


def table(comparison: Comparison) -> Iterator[list[Any]]:
    """Yield one line a row of the comparison."""
    for row in comparison.rows:
        yield [
            row.index,
            row.kind,
            row.score,
            row.source,
            *(r.text or (f"[{r.absence}]" if r.absence else "") for r in row.renderings),
            "; ".join(
                f"{one.divergence.kind}: {one.message}"
                for one in told_once(row.divergences, comparison.names)
            ),
            *_scores(row),
        ]


def term_header(comparison: Comparison) -> list[str]:
    """Return the column names of the table of terms."""
    left_out = [f"{name} leaves out" for name in comparison.names]
    return ["term", "class", "kind", "count", "split", *comparison.names, *left_out, "rows"]


def term_table(comparison: Comparison) -> Iterator[list[Any]]:
    """Yield one line a term: its renderings in each translation with their counts."""
    for term in comparison.terms:
        cells = (
            " / ".join(f"{text} ({len(rows)})" for text, rows in held) for held in term.renderings
        )
        yield [
            term.source,
            term.word_class + (" phrase" if term.phrase else ""),
            term.kind,
            term.count,
            term.split,
            *cells,
            *(
                _numbers(term.absent[at] if term.absent else ())
                for at in range(len(term.renderings))
            ),
            _numbers(term.rows),
        ]


def portrait_header(comparison: Comparison) -> list[str]:
    """Return the column names of the table of portraits."""
    return ["trait", "translation", "count", "total", "among", "places"]


def portrait_table(comparison: Comparison) -> Iterator[list[Any]]:
    """Yield one line a trait of a translation, with the places it was seen at."""
    for portrait in comparison.portraits:
        for trait in portrait.traits:
            places = "; ".join(f"{row}: {words}" for row, words in trait.examples)
            yield [trait.name, portrait.name, trait.count, trait.total, trait.among, places]


def _numbers(rows: Sequence[int]) -> str:
    return " ".join(map(str, rows))


def to_pandas(comparison: Comparison, of: str = "rows") -> pandas.DataFrame:
    """Return a frame of the rows, terms or portraits; needs the pandas extra."""
    tables = {
        "rows": (header, table),
        "terms": (term_header, term_table),
        "portraits": (portrait_header, portrait_table),
    }
    if of not in tables:
        raise OptionError(f"no table {of!r} of a comparison; known are {', '.join(tables)}")
    names, lines = tables[of]
    try:
        import pandas
    except ImportError:
        raise MissingExtraError("a pandas table", "pandas") from None
    return pandas.DataFrame(list(lines(comparison)), columns=names(comparison))


def _scores(row: Row) -> tuple[str, str]:
    return (
        " ".join(f"{like.chrf:.1f}" for like in row.likenesses),
        " ".join("" if like.ter is None else f"{like.ter:.1f}" for like in row.likenesses),
    )


def _json(comparison: Comparison) -> str:
    return spelt_out(json.dumps(comparison.to_json(), ensure_ascii=False, indent=1)) + "\n"


def _tsv(comparison: Comparison) -> str:
    return _separated(header(comparison), table(comparison))


def _terms(comparison: Comparison) -> str:
    return _separated(term_header(comparison), term_table(comparison))


def _separated(names: list[str], lines: Iterator[list[Any]]) -> str:
    return "".join(line(row, "\t") for row in (names, *lines))


def _xlsx(comparison: Comparison) -> bytes:
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
    except ImportError:
        raise MissingExtraError("writing XLSX files", "xlsx") from None
    book = Workbook()
    sheets = [
        ("rows", header(comparison), table(comparison)),
        ("terms", term_header(comparison), term_table(comparison)),
        ("portraits", portrait_header(comparison), portrait_table(comparison)),
    ]
    book.remove(book.active)
    for title, names, lines in sheets:
        sheet = book.create_sheet(title)
        for number, row in enumerate([names, *lines], start=1):
            for column, value in enumerate(row, start=1):
                _put(sheet.cell(number, column), value)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for number, column in enumerate(sheet.columns):
            letter = column[0].column_letter
            sheet.column_dimensions[letter].width = (
                48 if _is_text(names[number], comparison) else 12
            )
            column[0].font = Font(bold=True)
            for cell in column[1:]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _is_text(name: str, comparison: Comparison) -> bool:
    return name in ("source", "divergences", *comparison.names)


def _put(cell: Any, value: Any) -> None:
    """Set a cell's value; text stays text, also where it looks like a formula."""
    if isinstance(value, str):
        cell.value = _FORBIDDEN.sub("\ufffd", value)[:LONGEST_CELL]
        cell.data_type = "s"
    else:
        cell.value = value


def _text(comparison: Comparison) -> str:
    from alignkit.report.comparison.terminal import show

    return show(comparison)


def _html(comparison: Comparison) -> str:
    from alignkit.report.comparison.page import page

    return page(comparison)


_WRITERS: dict[str, Callable[[Comparison], str | bytes]] = {
    "text": _text,
    "json": _json,
    "tsv": _tsv,
    "terms": _terms,
    "xlsx": _xlsx,
    "html": _html,
}
