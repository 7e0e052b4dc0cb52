"""The list of formats: which module holds each, what it can do, and what it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from alignkit.errors import OptionError
from alignkit.types.door import through


@dataclass(frozen=True, slots=True)
class Format:
    """A bitext format; `keeps` names what reading back what was written gives again.

    `files` marks a format of more than one file, `multilingual` one whose file may hold more
    than two languages, `whole` one that is written from the whole bitext and not unit by unit,
    `numbers` one of sentence numbers, whose sentences may be given beside it, `keyed` one whose
    texts have keys. `behind` names what writes the format where that is a room above.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    reads: bool
    writes: bool
    keeps: tuple[str, ...]
    limits: str
    module: str = ""
    renderer: str = "render"
    reader: str = ""
    binary: bool = False
    files: bool = False
    multilingual: bool = False
    numbers: bool = False
    whole: bool = False
    keyed: bool = False
    behind: str = ""

    @property
    def streams(self) -> bool:
        """Whether the format is written unit by unit."""
        return self.writes and not self.files and not self.whole

    def renders(self) -> Callable[..., Iterator[bytes]]:
        """Return the function that writes the format."""
        if self.behind:
            return through(self.behind)
        held: Callable[..., Iterator[bytes]] = getattr(self.load(), self.renderer)
        return held

    def load(self) -> ModuleType:
        """Import the module that writes the format, and reads it unless another one does."""
        return import_module(f"alignkit.formats.{self.module or self.name}")

    def load_reader(self) -> ModuleType:
        """Import the module that reads the format."""
        return import_module(f"alignkit.formats.{self.reader or self.module or self.name}")


# What a format may keep, in the order of the table in the docs.
KEPT = (
    "texts",
    "sentences",
    "scores",
    "confidence",
    "languages",
    "notes",
    "findings",
    "documents",
)

FORMATS = (
    Format(
        "tsv",
        "TSV",
        (".tsv", ".tab"),
        True,
        True,
        ("texts",),
        "A tab, line break or null inside a cell is written as ␉, ␊, ␍ or ␀. Scores are read where "
        "headings name them and are not written.",
        module="cells.tsv",
    ),
    Format(
        "csv",
        "CSV",
        (".csv",),
        True,
        True,
        ("texts", "scores", "confidence", "notes", "findings"),
        "Headings are written; commas, semicolons and tabs are read. A null becomes ␀.",
        module="cells.csv",
    ),
    Format(
        "jsonl",
        "JSON lines",
        (".jsonl", ".ndjson"),
        True,
        True,
        ("texts", "sentences", "scores", "confidence", "languages", "documents"),
        "Everything a Bitext holds: offsets, blocks, repairs, signature. Lines with the keys "
        "source and target, or two languages, are read too.",
        whole=True,
    ),
    Format(
        "ladder",
        "Ladder",
        (".ladder", ".align", ".aligned"),
        True,
        True,
        ("scores",),
        "Sentence numbers only; the sentences of both sides are given beside it on reading. "
        "Scores have four decimals.",
        whole=True,
        numbers=True,
    ),
    Format(
        "ladder-texts",
        "Ladder with texts",
        (),
        True,
        True,
        ("texts", "sentences", "scores"),
        "After each bead TAB source TAB target, ~~~ between sentences; controls as in TSV. "
        "Scores have four decimals.",
        module="ladder",
        renderer="render_with_texts",
        numbers=True,
        whole=True,
    ),
    Format(
        "moses",
        "Moses",
        (".moses",),
        True,
        True,
        ("texts", "languages"),
        "Two files, NAME.zh and NAME.en. A line break inside a text becomes a space, a null ␀.",
        files=True,
    ),
    Format(
        "tmx",
        "TMX 1.4",
        (".tmx",),
        True,
        True,
        ("texts", "sentences", "scores", "confidence", "languages", "notes", "findings"),
        "Streamed both ways. Inline codes stand beside the text, are compared and are written "
        "back. Control characters are written "
        "as their pictures (␌); U+FFFE and U+FFFF cannot be kept.",
        multilingual=True,
        module="xml.tmx",
    ),
    Format(
        "xliff",
        "XLIFF 1.2",
        (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
        True,
        True,
        ("texts", "sentences", "scores", "confidence", "languages", "notes", "findings"),
        "Segments of CAT tools (SDLXLIFF, memoQ, Okapi) are read one by one with their states; "
        'units marked translate="no" are left out. Inline codes and control characters as in TMX.',
        module="xml.xliff",
    ),
    Format(
        "xliff2",
        "XLIFF 2.0",
        (),
        True,
        True,
        ("texts", "sentences", "scores", "confidence", "languages", "notes", "findings"),
        "Read under the endings of XLIFF 1.2 as well. Inline codes are kept as in TMX; "
        "control characters are kept.",
        reader="xml.xliff",
        module="xml.xliff2",
    ),
    Format(
        "po",
        "PO",
        (".po", ".pot"),
        True,
        True,
        ("texts", "languages", "notes"),
        "Each plural form is a bead; fuzzy entries are read, obsolete ones are not. Contexts, "
        "references, flags and the header are kept from PO to PO. A bead without a source is not "
        "written: a catalogue has no place for it.",
    ),
    Format(
        "json",
        "JSON of texts by key",
        (".json",),
        True,
        False,
        (),
        "Both languages in one file, as the first keys or as the last ones.",
        module="keyed",
        keyed=True,
    ),
    Format(
        "yaml",
        "YAML of texts by key",
        (".yml", ".yaml"),
        True,
        False,
        (),
        "As JSON; needs the extra formats.",
        module="keyed",
        keyed=True,
    ),
    Format(
        "xcstrings",
        "Apple string catalogue",
        (".xcstrings",),
        True,
        False,
        (),
        "Plural forms and devices are beads of their own.",
        module="keyed",
        keyed=True,
    ),
    Format(
        "qt",
        "Qt .ts",
        (".ts",),
        True,
        False,
        (),
        "Vanished and obsolete messages are left out; unfinished texts are fuzzy.",
        module="keyed",
        keyed=True,
    ),
    Format(
        "ces",
        "cesAlign, InterText",
        (".ces",),
        True,
        True,
        ("texts", "sentences", "scores", "languages"),
        "Three files: the links, NAME.zh.xml and NAME.en.xml. InterText's order of sides (toDoc "
        "first) is known by its root. Control characters as in TMX.",
        files=True,
        module="xml.ces",
    ),
    Format(
        "hunalign",
        "hunalign",
        (".hunalign",),
        True,
        True,
        ("scores",),
        "Rungs are written; rungs with the sentences beside them, and the text output with ~~~, "
        "are read. Beads must follow each other without a gap. Scores have four decimals.",
        whole=True,
        numbers=True,
    ),
    Format(
        "sketch",
        "Sketch Engine m:n mapping",
        (".mapping",),
        True,
        True,
        (),
        "Sentence numbers only; the sentences are given beside it on reading.",
        whole=True,
        numbers=True,
    ),
    Format(
        "xlsx",
        "Excel workbook",
        (".xlsx",),
        True,
        True,
        ("texts", "scores", "confidence", "notes", "findings"),
        "Needs the extra xlsx. At most 1,048,575 beads and 32,767 characters a cell; control "
        "characters are written as their pictures.",
        binary=True,
        module="cells.xlsx",
    ),
    Format(
        "docx",
        "Word table",
        (".docx",),
        True,
        True,
        ("languages", "findings"),
        "Reading needs the extra documents. Columns that headings name, or a Chinese one beside "
        "one that is not, the left one as the source; how much stands outside of such tables is "
        "told. Two Word files are a source and its translation, and read as documents. Written are "
        "texts on one line each, without spaces at their ends and without their looks.",
        binary=True,
        module="cells.word",
    ),
    Format(
        "parquet",
        "Parquet",
        (".parquet",),
        True,
        True,
        ("texts", "sentences", "scores", "confidence", "languages", "notes", "findings"),
        "Needs the extra parquet.",
        binary=True,
        module="cells.parquet",
    ),
    Format(
        "html",
        "HTML page",
        (".html", ".htm"),
        False,
        True,
        ("findings",),
        "A page to read, side by side; `alignkit report` makes the one with findings.",
        whole=True,
        behind="bitext as page",
    ),
)
NAMES = {held.name: held for held in FORMATS}
ENDINGS = {ending: held for held in FORMATS for ending in held.endings}


def named(name: str) -> Format:
    """Return the format of this name."""
    held = NAMES.get(name.lower())
    if held is None:
        raise OptionError(f"there is no format {name!r}; known are {', '.join(NAMES)}")
    return held


def by_ending(path: Path) -> Format | None:
    """Return the format that a file's ending names, or None."""
    return ENDINGS.get(path.suffix.lower())
