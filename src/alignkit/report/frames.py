"""Tables: pandas frames and Hugging Face datasets, a row a bead or a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alignkit.errors import InputError, MissingExtraError
from alignkit.formats.cells.headings import columns_of
from alignkit.formats.languages import primary
from alignkit.formats.units import Head, Reading, Unit, to_bitext
from alignkit.types import Bitext, Findings

if TYPE_CHECKING:
    import pandas

    from alignkit.types.evaluation import Evaluation, Intervals, Scores


def bitext_to_pandas(bitext: Bitext) -> pandas.DataFrame:
    """Return one row a bead: texts, shape, score, confidence and sentence numbers."""
    frame = _pandas().DataFrame(
        {
            **_texts(bitext),
            "shape": [bead.shape for bead in bitext.beads],
            "score": [_or_nan(bead.score) for bead in bitext.beads],
            "confidence": [_or_nan(bead.confidence) for bead in bitext.beads],
            "source_sentences": [list(bead.source) for bead in bitext.beads],
            "target_sentences": [list(bead.target) for bead in bitext.beads],
        }
    )
    frame.attrs.update(
        source_lang=bitext.source.lang,
        target_lang=bitext.target.lang,
        signature=str(bitext.signature),
    )
    return frame


def bitext_from_pandas(frame: pandas.DataFrame) -> Bitext:
    """Build a bitext from the columns source and target, or two named after languages."""
    pandas = _pandas()
    names = [str(name) for name in frame.columns]
    columns = columns_of(names)
    if columns is None:
        raise InputError(
            "",
            f"the table has no source and target among its columns {', '.join(names)}",
            "rename two of them",
        )

    def column(role: str) -> list[Any]:
        place = columns.places.get(role)
        if place is None:
            return [None] * len(frame)
        return [None if pandas.isna(value) else value for value in frame.iloc[:, place].tolist()]

    units = [
        Unit(
            "" if source is None else str(source),
            "" if target is None else str(target),
            None if score is None else float(score),
            None if confidence is None else float(confidence),
        )
        for source, target, score, confidence in zip(
            column("source"), column("target"), column("score"), column("confidence"), strict=True
        )
    ]
    head = Head(
        columns.source_lang or primary(str(frame.attrs.get("source_lang", ""))),
        columns.target_lang or primary(str(frame.attrs.get("target_lang", ""))),
    )
    return to_bitext(Reading(head, units))


def evaluation_to_pandas(evaluation: Evaluation) -> pandas.DataFrame:
    """Return one row a way of counting and a shape of bead, indexed by its name."""
    rows: list[tuple[str, Scores, Intervals | None]] = [
        ("strict", evaluation.strict, evaluation.strict_intervals),
        ("lax", evaluation.lax, evaluation.lax_intervals),
    ]
    if evaluation.versus is not None:
        rows.append(("other, strict", evaluation.versus.strict, None))
        rows.append(("other, lax", evaluation.versus.lax, None))
    rows += [(shape, scores, None) for shape, scores in evaluation.shapes.items()]
    nan = float("nan")
    frame = _pandas().DataFrame(
        [
            {
                "precision": scores.precision,
                "recall": scores.recall,
                "f1": scores.f1,
                "f1_low": intervals.f1.low if intervals else nan,
                "f1_high": intervals.f1.high if intervals else nan,
                "right": scores.right,
                "predicted": scores.predicted,
                "gold": scores.gold,
            }
            for _, scores, intervals in rows
        ],
        index=[name for name, _, _ in rows],
    )
    frame.attrs["signature"] = str(evaluation.signature)
    return frame


def findings_to_pandas(findings: Findings) -> pandas.DataFrame:
    """Return one row a finding, with its documents, and the marked texts beside the whole ones.

    The columns of documents tell apart what is joined of many pairs (`pandas.concat`).
    """
    held = findings.bitext
    documents = (held.source.name, held.target.name) if held else (None, None)
    rows = [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "message": finding.message,
            "bead": finding.bead,
            "source": finding.source.text,
            "target": finding.target.text,
            "source_marked": list(finding.source.marked()),
            "target_marked": list(finding.target.marked()),
            "confidence": finding.confidence,
            "values": dict(finding.values),
            "fingerprint": finding.fingerprint,
            "source_document": documents[0],
            "target_document": documents[1],
        }
        for finding in findings
    ]
    columns = list(rows[0] if rows else FINDING_COLUMNS)
    # Types do not hang on what was found: a bead may be missing, and a table may be empty.
    types = {"bead": "Int64", "confidence": "float64"}
    frame = _pandas().DataFrame(rows, columns=columns).astype(types)
    frame.attrs.update(signature=str(findings.signature))
    return frame


FINDING_COLUMNS = (
    "rule",
    "severity",
    "message",
    "bead",
    "source",
    "target",
    "source_marked",
    "target_marked",
    "confidence",
    "values",
    "fingerprint",
    "source_document",
    "target_document",
)


def bitext_to_datasets(bitext: Bitext) -> Any:
    """Return a Hugging Face dataset whose column translation holds a text a language."""
    try:
        from datasets import Dataset, Features, Translation, Value
    except ImportError:
        raise MissingExtraError("making a Hugging Face dataset", "datasets") from None
    source, target = bitext.source.lang, bitext.target.lang
    if source == target:
        raise InputError("", f"both sides are {source}", "name the languages of the bitext")
    return Dataset.from_dict(
        {
            "translation": [{source: s, target: t} for s, t in bitext.pairs()],
            "score": [bead.score for bead in bitext.beads],
            "confidence": [bead.confidence for bead in bitext.beads],
        },
        features=Features(
            {
                "translation": Translation([source, target]),
                "score": Value("float64"),
                "confidence": Value("float64"),
            }
        ),
    )


def _texts(bitext: Bitext) -> dict[str, list[str]]:
    pairs = list(bitext.pairs())
    return {"source": [source for source, _ in pairs], "target": [target for _, target in pairs]}


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        raise MissingExtraError("making a table", "pandas") from None
    return pandas
