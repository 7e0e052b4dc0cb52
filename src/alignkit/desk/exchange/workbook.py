"""A workbook for a reviewer, and what comes back in it: corrected texts, verdicts, comments."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.desk.changes.change import ConflictError, applied
from alignkit.desk.changes.correcting import Correction
from alignkit.desk.changes.deciding import ACCEPT, REJECT, decide, severity
from alignkit.desk.changes.rewriting import write
from alignkit.desk.dossier import Dossier
from alignkit.errors import AlignkitError, InputError, MissingExtraError
from alignkit.formats.escape import XML, escape, unescape
from alignkit.report.values import in_words

if TYPE_CHECKING:
    from alignkit.desk.exchange import Returned

TEXT = ("bead", "id", "source", "translation", "corrected", "state")
FOUND = ("finding", "bead", "severity", "rule", "message", "in the source", "in the translation",
         "status", "verdict", "reason", "note")  # fmt: skip
WIDTHS = {"source": 56, "translation": 64, "corrected": 64, "message": 48, "note": 36, "reason": 28}
WIDTH, LONGEST = 12, 32_000
FILLS = {"error": "FBE3E0", "warning": "FCF0D6", "info": "E2EDF8"}


def written(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the workbook: all beads, all findings, and columns to fill in."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtraError("writing XLSX files", "review") from None
    book = Workbook()
    _sheet(book.active, "text", TEXT, _texts(dossier))
    book.active.column_dimensions["B"].hidden = True
    sheet = book.create_sheet()
    _sheet(sheet, "findings", FOUND, _findings(dossier))
    _choices(sheet, dossier)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _texts(dossier: Dossier) -> Iterator[tuple[Any, ...]]:
    pair = dossier.pair
    for place in pair.places():
        source, target = pair.texts(place)
        numbers = range(place.target, place.target_end)
        edited = any(pair.target.sentences[k].edited is not None for k in numbers)
        state = "left out" if place.bead.left_out else "rewritten" if edited else ""
        yield place.index, place.bead.id, source, target, "", state


def _findings(dossier: Dossier) -> Iterator[tuple[Any, ...]]:
    pair = dossier.pair
    order = {bead.id: index for index, bead in enumerate(pair.beads)}
    point = dossier.point()
    held = sorted(dossier.open_findings, key=lambda f: (order.get(f.bead or -1, -1), f.id))
    for one in held:
        decision = pair.decisions.get(one.id)
        finding = one.finding
        yield (
            one.id,
            order.get(one.bead) if one.bead is not None else None,
            str(severity(one, pair.decisions)),
            finding.rule,
            in_words(finding.message),
            " … ".join(finding.source.marked()),
            " … ".join(finding.target.marked()),
            one.status(point),
            decision.decision if decision else "",
            decision.reason if decision else "",
            decision.note if decision else "",
        )


def _sheet(sheet: Any, title: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.title = title
    sheet.append(columns)
    for number, name in enumerate(columns, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, WIDTH)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row, values in enumerate(rows, 2):
        for number, value in enumerate(values, 1):
            cell = sheet.cell(row, number)
            cell.alignment = wrapped
            if isinstance(value, str):
                # Text stays text, also where it looks like a formula.
                cell.value = (
                    escape(value, XML)
                    .replace("\ufffe", "\ufffd")
                    .replace("\uffff", "\ufffd")[:LONGEST]
                )
                cell.data_type = "s"
                if value in FILLS:
                    cell.fill = PatternFill(
                        "solid", start_color=FILLS[value], end_color=FILLS[value]
                    )
            else:
                cell.value = value
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _choices(sheet: Any, dossier: Dossier) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(FOUND.index("verdict") + 1)
    choice = DataValidation(type="list", formula1=f'"{ACCEPT},{REJECT}"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{max(2, len(dossier.open_findings) + 1)}")


def returned(dossier: Dossier, name: str, data: bytes) -> Returned:
    """Return what a reviewer wrote into the workbook."""
    from alignkit.desk.exchange import Returned

    sheets = _read(name, data)
    corrections: list[Correction] = []
    untaken: list[str] = []
    lost = 0
    for row in sheets["text"]:
        text = unescape(_cell(row, "corrected").strip(), XML)
        if not text:
            continue
        try:
            correction = write(dossier.pair, int(_cell(row, "id")), text, None)
        except (ConflictError, ValueError):
            lost += 1
            continue
        corrections.append(correction)
        # The next one is written where this one has been: places move where a text was missing.
        dossier = replace(dossier, pair=applied(dossier.pair, correction.changes))
    for row in sheets["findings"]:
        said = {"decision": _cell(row, "verdict").strip().lower()}
        said |= {key: _cell(row, key).strip() for key in ("reason", "note")}
        if said["decision"] not in ("", ACCEPT, REJECT):
            asked = f"“{said['decision']}” is no verdict (give {ACCEPT} or {REJECT})"
            untaken.append(f"finding {_cell(row, 'finding')}: {asked}")
            continue
        try:
            number = int(_cell(row, "finding"))
            known = dossier.pair.decisions.get(number)
            if known is None and not any(said.values()):
                continue
            corrections.append(decide(dossier, number, said))
        except (AlignkitError, ValueError):
            lost += 1
    return Returned([c for c in corrections if c.changes], lost, untaken=tuple(untaken))


def _read(name: str, data: bytes) -> dict[str, list[dict[str, str]]]:
    """Return the rows of both sheets by the names of their columns."""
    from alignkit.read.packed.archive import parts

    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError("reading XLSX files", "review") from None
    parts(data, name, "XLSX", lambda _: False)
    wrong = InputError(
        name, "this is not the workbook that the desk wrote", "fill in the one it exported"
    )
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {}
        for title, needed in (("text", TEXT), ("findings", FOUND)):
            rows = list(book[title].iter_rows(values_only=True))
            heads = [str(value or "").strip().lower() for value in rows[0]]
            if not {needed[0], "id" if title == "text" else "verdict"} <= set(heads):
                raise wrong
            sheets[title] = [
                {head: "" if value is None else str(value) for head, value in zip(heads, row)}
                for row in rows[1:]
            ]
        book.close()
    except (KeyError, IndexError, ValueError, TypeError, OSError):
        raise wrong from None
    return sheets


def _cell(row: Mapping[str, str], key: str) -> str:
    value = row.get(key, "")
    # A number that passed through another program may come back as 12.0.
    return value[:-2] if key in ("id", "finding") and value.endswith(".0") else value
