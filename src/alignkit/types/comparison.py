"""What a comparison holds: rows, divergences, terms and a summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from typing import TYPE_CHECKING, Any

from alignkit.types import wire
from alignkit.types.door import through
from alignkit.types.notes import without_notes
from alignkit.types.signature import Signature
from alignkit.types.text import Document, Span
from alignkit.types.translators import Portrait, Resemblance

if TYPE_CHECKING:
    import pandas

#: The renderings of a term by one translation, each with the rows it stands in, most first.
Renderings = tuple[tuple[str, tuple[int, ...]], ...]
# Why a translation has nothing for a row.
UNTRANSLATED, CUT_OFF, LEFT_OUT = "untranslated", "cut off", "left out"
# Kinds of divergence that make a row one of detail: a word that carries meaning differs.
DETAILS = frozenset({"word", "mood"})
# Kinds of choices between words.
FORM, SYNONYM, SENSE, OTHER_WORDS = "form", "synonym", "sense", "other words"
SILENT, ADDED = "silent", "addition"
VOICE, MOOD, ATTACHMENT = "voice", "mood", "attachment"


@dataclass(frozen=True, slots=True)
class Rendering:
    """What one translation has for a row: its sentences and their text; empty where it has none.

    `absence` says why there is none: untranslated, cut off, or left out.
    """

    text: str
    sentences: tuple[int, ...]
    confidence: float | None = None
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that differ between two renderings: replaced, deleted, inserted or moved."""

    kind: str
    first: tuple[Span, ...]
    second: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Divergence:
    """A difference in substance between two renderings of a row; `pair` numbers the translations.

    `rule` is the DIV rule that saw it, `kind` its short name: number, unit, bound, direction,
    negation, content, name, meaning; word and mood are kinds of detail. `first` and `second` are
    spans of the two renderings, `source` of the row's original. A divergence of severity info is
    a remark: it makes no row one of substance.
    """

    rule: str
    kind: str
    message: str
    pair: tuple[int, int]
    first: tuple[Span, ...] = ()
    second: tuple[Span, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 1.0
    severity: str = "warning"
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What two translators chose for a word of the original, where they chose differently.

    `kind` is form (of one word), synonym, sense (one word is borne out by the original and the
    other is not), other words, silent (only one renders it), addition (it renders nothing), voice
    (active and passive), mood (only one has a modal verb) or attachment (neighbours of the original
    that only one keeps together).
    `closer` numbers the translation that is closer to the original, where that can be told.
    """

    kind: str
    pair: tuple[int, int]
    source: tuple[Span, ...]
    first: tuple[Span, ...]
    second: tuple[Span, ...]
    probability: float
    closer: int | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two renderings are: sacrebleu's chrF and TER, the vectors' cosine, the edits.

    `ter` is None where the renderings are too long for it; `weight` is the number of words that
    it is a share of.
    """

    pair: tuple[int, int]
    chrf: float
    ter: float | None
    cosine: float
    edits: tuple[Edit, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """The same stretch of the original and every rendering of it.

    `score` says how far the renderings diverge, from 0 (the same words) to 1; a row with a
    difference in substance always stands above one that differs in words alone. `coverage` says
    for each translation how much of the original's words it carries. `choices` are the words that
    the translators chose differently, read from links; they speak of wording and move no score.
    """

    index: int
    source: str
    source_sentences: tuple[int, ...]
    renderings: tuple[Rendering, ...]
    divergences: tuple[Divergence, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    coverage: tuple[float, ...] = ()
    score: float = 0.0
    choices: tuple[Choice, ...] = ()

    @property
    def kind(self) -> str:
        """What kind of row this is: missing, substance, detail, wording or same."""
        held = [rendering.text for rendering in self.renderings if rendering.text]
        if len(held) < len(self.renderings):
            return "missing"
        if any(divergence.severity != "info" for divergence in self.divergences):
            return "substance"
        if any(divergence.kind in DETAILS for divergence in self.divergences):
            return "detail"
        return "same" if len({without_notes(text) for text in held}) == 1 else "wording"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the original and how each translation renders it: (rendering, rows), most first.

    `rows` are those that hold the term; of a rendering a row stands as often as it stands there.
    `split` is 1 where every translator is
    consistent and no two agree, 0 where all agree. `absent` holds for each translation the rows in
    which nothing renders it. `kind` is split (no rendering is common to all), deviation (one of
    them has another as well), left out, or agreed; `phrase` says that it is several words.
    """

    source: str
    rows: tuple[int, ...]
    renderings: tuple[Renderings, ...]
    split: float
    word_class: str = ""
    phrase: bool = False
    absent: tuple[tuple[int, ...], ...] = ()
    kind: str = ""

    @property
    def count(self) -> int:
        """How often the term stands where some translation has the row."""
        said = [sum(len(rows) for _, rows in held) for held in self.renderings]
        left = [len(rows) for rows in self.absent] or [0] * len(said)
        return max((a + b for a, b in zip(said, left, strict=True)), default=len(self.rows))

    @property
    def consistent(self) -> tuple[bool, ...]:
        """Tell for each translation whether it has one rendering alone."""
        return tuple(len(held) == 1 for held in self.renderings)


@dataclass(frozen=True, slots=True)
class Summary:
    """The comparison in a few numbers; one value a translation, or one of each of the `pairs`.

    `derived` names pairs of translations of which one is a copy of the other but for damage.
    """

    rows: int
    same: int
    wording: int
    substance: int
    missing: int
    coverage: tuple[float, ...]
    left_out: tuple[int, ...]
    chrf: tuple[float, ...]
    ter: tuple[float, ...]
    cosine: tuple[float, ...]
    derived: tuple[tuple[int, int], ...]
    furthest: tuple[int, ...]
    metrics: str = ""
    detail: int = 0
    pairs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Translations of one original side by side: rows in reading order, terms, and a summary.

    `source` is None where the translations were compared without their original. `left_out` names
    translations that were given but are no translation of this original, with the reason.
    `portraits` say what marks each translation out, `resemblances` what each two share.
    """

    source: Document | None
    targets: tuple[Document, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    terms: tuple[Term, ...]
    summary: Summary
    left_out: tuple[tuple[str, str], ...] = ()
    signature: Signature = Signature()
    portraits: tuple[Portrait, ...] = ()
    resemblances: tuple[Resemblance, ...] = ()

    def __repr__(self) -> str:
        kinds = ", ".join(
            f"{len(self.of(k))} {k}" for k in ("substance", "detail", "wording", "missing")
        )
        return f"<Comparison of {', '.join(self.names)}: {len(self.rows)} rows, {kinds}>"

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def of(self, kind: str) -> tuple[Row, ...]:
        """Return the rows of one kind: missing, substance, detail, wording or same."""
        return tuple(row for row in self.rows if row.kind == kind)

    def ranked(self) -> tuple[Row, ...]:
        """Return the rows that diverge, the furthest first."""
        return tuple(sorted((r for r in self.rows if r.score > 0), key=lambda r: -r.score))

    def save(self, path: str | PathLike[str], format: str | None = None) -> None:
        """Write the comparison to a file, in the format its ending names unless one is given."""
        through("save comparison")(self, path, format=format)

    def to_pandas(self, of: str = "rows") -> pandas.DataFrame:
        """Return a frame of the rows, terms or portraits; needs the pandas extra."""
        frame: pandas.DataFrame = through("comparison to pandas")(self, of)
        return frame

    def plot(self, **options: Any) -> Any:
        """Draw where the translations diverge; needs the plot extra."""
        return through("plot comparison")(self, **options)

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as plain JSON values under a versioned schema."""
        held = wire.versioned("comparison", self)
        for row, data in zip(self.rows, held["rows"]):
            data["kind"] = row.kind
        held["signature"] = str(self.signature)
        return held

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Comparison:
        """Build a comparison from what `to_json` returned."""
        signature = wire.plain(Signature.parse(str(data.get("signature", ""))))
        return wire.read(cls, "comparison", {**data, "signature": signature})

    def _repr_html_(self) -> str:
        html: str = through("comparison in html")(self)
        return html
