"""Which beads are worth keeping, one bead at a time."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from alignkit.errors import OptionError

Row = Mapping[str, Any]
SIDES = ("source", "target")
DUPLICATES = ("none", "exact", "near")
EMPTY, UNSURE, LENGTH = "one-sided", "less sure", "of strange length"
SAME, FOREIGN = "the same on both sides", "in another language"
TWICE, UNDRAWN = "repeated", "not drawn"
_NO_LETTER = re.compile(r"[\W_]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a bead must be to be exported.

    `max_ratio` bounds how many times longer or shorter than usual in this corpus a translation may
    be. `duplicates` leaves out pairs that were met before: "exact", or "near", which looks past
    case, spaces, punctuation, widths of characters and the values of digits.
    """

    min_confidence: float = 0.0
    max_ratio: float = 0.0
    language: bool = False
    identical: bool = False
    duplicates: str = "none"
    one_sided: bool = False
    sample: int = 0
    seed: int = 0

    def __post_init__(self) -> None:
        if self.duplicates not in DUPLICATES:
            known = ", ".join(DUPLICATES)
            raise OptionError(f"duplicates is {self.duplicates!r}; give one of {known}")
        if self.max_ratio and self.max_ratio <= 1:
            raise OptionError(f"max-ratio is {self.max_ratio:g}; give more than 1")
        if not 0 <= self.min_confidence <= 1 or self.sample < 0:
            raise OptionError("min-confidence is from 0 to 1, and sample a number of pairs")


def dropped_for(row: Row, filters: Filters, usual: float) -> str:
    """Return why a bead is left out, "" where it is kept; `usual` is the log of the usual ratio."""
    source, target = row["source"], row["target"]
    if not (source.strip() and target.strip()):
        return "" if filters.one_sided else EMPTY
    confidence = row["confidence"]
    if confidence is not None and confidence < filters.min_confidence:
        return UNSURE
    if filters.max_ratio and abs(ratio(row) - usual) > math.log(filters.max_ratio):
        return LENGTH
    if filters.identical and folded(source) == folded(target):
        return SAME
    if filters.language and not all(_is(row[side], row[f"{side}_lang"]) for side in SIDES):
        return FOREIGN
    return ""


def ratio(row: Row) -> float:
    """Return the log of how many times longer the target is than the source."""
    return math.log((len(row["target"]) + 1) / (len(row["source"]) + 1))


def folded(text: str) -> str:
    """Return what two texts share that are nearly the same.

    >>> folded("Add 25 ml,  please!") == folded("ADD 30 ML please")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _DIGIT.sub("0", _NO_LETTER.sub("", plain))


def identity(row: Row, near: bool) -> int:
    """Return a number that is the same for pairs that are the same."""
    source, target = row["source"], row["target"]
    held = (folded(source), folded(target)) if near else (source, target)
    text = "\x1f".join(held).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


def _is(text: str, lang: str) -> bool:
    """Tell whether a text is in a language, or has too few letters to tell."""
    from alignkit.read.language import detect

    found = detect(text, "")
    return not found or found.split("-")[0] == lang.split("-")[0]
