"""alignkit: bilingual alignment and translation QA, first for Chinese and English."""

import typing as _typing
from importlib import import_module as _import_module

from alignkit.cite import cite
from alignkit.compare import compare
from alignkit.compose import align, check, doubts, suspects
from alignkit.corpus import align_many, corpus_run
from alignkit.embed import encoder
from alignkit.errors import AlignkitError, InputError, MissingExtraError, OptionError
from alignkit.evaluate import evaluate, evaluate_marks
from alignkit.formats import load
from alignkit.judge import judge
from alignkit.link import link
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
from alignkit.version import __version__

if _typing.TYPE_CHECKING:
    from alignkit.evaluate.ratings import Mark, RatedPair, read_ratings
    from alignkit.judge.opinion import Opinion
    from alignkit.judge.remote import Remote
    from alignkit.types.comparison import Comparison
    from alignkit.types.link import Linked, Links
    from alignkit.types.remark import Judge, Remark
    from alignkit.types.suspect import Suspect

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

# What most runs never ask for is imported when it is: each takes a part of a short command's time.
_LATER = {
    "Comparison": "types.comparison",
    "Judge": "types.remark",
    "Linked": "types.link",
    "Links": "types.link",
    "Mark": "evaluate.ratings",
    "Opinion": "judge.opinion",
    "RatedPair": "evaluate.ratings",
    "Remark": "types.remark",
    "Remote": "judge.remote",
    "Suspect": "types.suspect",
    "read_ratings": "evaluate.ratings",
}


def __getattr__(name: str) -> _typing.Any:
    """Import a name of `_LATER` when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    held = globals()[name] = getattr(_import_module(f"{__name__}.{_LATER[name]}"), name)
    return held


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__]
