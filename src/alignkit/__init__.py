"""alignkit: bilingual alignment and translation QA, first for Chinese and English."""

from alignkit.cite import cite
from alignkit.compare import Comparison, compare
from alignkit.compose import align, check, doubts, suspects
from alignkit.corpus import align_many, corpus_run
from alignkit.embed import encoder
from alignkit.errors import AlignkitError, InputError, MissingExtraError, OptionError
from alignkit.evaluate import Mark, RatedPair, evaluate, evaluate_marks, read_ratings
from alignkit.formats import load
from alignkit.judge import Judge, Opinion, Remark, Remote, judge
from alignkit.link import Linked, Links, link
from alignkit.progress import progress
from alignkit.quantity import quantities
from alignkit.read import corpus, document, read
from alignkit.segment import segment
from alignkit.types import (
    Bead,
    Bitext,
    Block,
    Document,
    Entry,
    Excerpt,
    Finding,
    Findings,
    OffsetMap,
    Passage,
    Quantity,
    Repair,
    Sentence,
    Severity,
    Signature,
    Span,
    Time,
)
from alignkit.types.suspect import Suspect
from alignkit.version import __version__

__all__ = [
    "AlignkitError",
    "Bead",
    "Bitext",
    "Block",
    "Comparison",
    "Document",
    "Entry",
    "Excerpt",
    "Finding",
    "Findings",
    "InputError",
    "Judge",
    "Linked",
    "Links",
    "Mark",
    "MissingExtraError",
    "OffsetMap",
    "Opinion",
    "OptionError",
    "Passage",
    "Quantity",
    "RatedPair",
    "Remark",
    "Remote",
    "Repair",
    "Sentence",
    "Severity",
    "Signature",
    "Span",
    "Suspect",
    "Time",
    "__version__",
    "align",
    "align_many",
    "check",
    "cite",
    "compare",
    "corpus",
    "corpus_run",
    "document",
    "doubts",
    "encoder",
    "evaluate",
    "evaluate_marks",
    "judge",
    "link",
    "load",
    "progress",
    "quantities",
    "read",
    "read_ratings",
    "segment",
    "suspects",
]
