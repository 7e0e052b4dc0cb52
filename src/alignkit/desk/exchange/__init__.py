"""What goes out of a project and comes back in: workbooks, Word files, memories, suppressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from alignkit.desk.dossier import Dossier
from alignkit.errors import InputError, OptionError
from alignkit.subtitles import is_subtitles

if TYPE_CHECKING:
    from alignkit.desk.changes.correcting import Correction
    from alignkit.desk.desk import Desk

WORD = (".docx", ".docm")
# Formats whose documents lead back to every character of their file.
MARKED = frozenset({"asciidoc", "html", "markdown", "rst"})
# Each form: its module, the function in it that writes, and the ending of its file.
FORMS = {
    "xlsx": ("workbook", "written", ".review.xlsx"),
    "docx": ("twocolumn", "written", ".review.docx"),
    "comments": ("remarks", "written", ".commented.docx"),
    "list": ("plainfiles", "revisions", ".revisions.tsv"),
    "target": ("plainfiles", "translation", ".txt"),
    "tracked": ("original", "tracked", ".tracked.docx"),
    "suppressions": ("plainfiles", "suppressions", ".suppressions.toml"),
    "json": ("plainfiles", "findings", ".findings.json"),
    "tmx": ("memories", "tmx", ".tmx"),
    "xliff": ("memories", "xliff", ".xlf"),
    "ces": ("memories", "ces", ".intertext.zip"),
    "ladder": ("memories", "ladder", ".ladder"),
    "tsv": ("memories", "tsv", ".tsv"),
}


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file that came back says: corrections to do, and how many had no place any more.

    `loose` holds the words of reviewers that belong to no finding, each with its row; `untaken`
    what was not taken over, with the reason.
    """

    corrections: Sequence[Correction]
    lost: int = 0
    loose: tuple[str, ...] = ()
    untaken: tuple[str, ...] = ()


def exported(
    dossier: Dossier, form: str, folder: Path, options: Mapping[str, str]
) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that goes out."""
    if form not in FORMS:
        raise OptionError(f"there is no form {form!r}; known are {', '.join(FORMS)}")
    module, function, ending = FORMS[form]
    stem = PurePath(dossier.pair.target.path).name
    own = PurePath(stem).suffix
    if form == "target" and is_subtitles(stem):
        ending = own
    elif form == "target" and own.lower() in WORD:
        module, function, ending = "original", "written", f".corrected{own}"
    elif form == "target" and dossier.pair.target.document.meta.get("format") in MARKED:
        module, function, ending = "inplace", "written", f".corrected{own}"
    write: Callable[[Dossier, Path, Mapping[str, str]], bytes] = getattr(
        import_module(f"alignkit.desk.exchange.{module}"), function
    )
    stem = stem.removesuffix(own)
    return f"{stem}{ending}", write(dossier, folder, options)


def imported(desk: Desk, number: int, name: str, data: bytes) -> str:
    """Take in a file that came back; return what was taken, in words."""
    with desk.lock:
        returned = read_back(desk.dossier(number), name, data)
        taken = len(returned.corrections)
        if taken:
            desk.take(number, returned.corrections, f"from {PurePath(name).name}")
    said = f"{PurePath(name).name}: {taken} {'change' if taken == 1 else 'changes'} taken over"
    if returned.lost:
        said += f"; {returned.lost} had no place any more"
    loose = (f"a comment of no finding: {words}" for words in returned.loose)
    return "\n".join([said, *returned.untaken, *loose])


def read_back(dossier: Dossier, name: str, data: bytes) -> Returned:
    """Return what a file that came back says about a pair."""
    ending = PurePath(name).suffix.lower()
    readers = {
        ".xlsx": "workbook",
        ".docx": "twocolumn",
        ".toml": "plainfiles",
        ".json": "plainfiles",
    }
    if ending not in readers:
        raise InputError(name, "no file that comes back ends so", "give XLSX, DOCX, TOML or JSON")
    module = import_module(f"alignkit.desk.exchange.{readers[ending]}")
    returned: Returned = module.returned(dossier, name, data)
    return returned
