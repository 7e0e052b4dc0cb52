"""The heavy work of the desk, done in a process of its own: reading, aligning, checking."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from alignkit.config import Settings
from alignkit.desk.realigning import Stretch, aligned
from alignkit.types import Bead, Bitext, Document, Finding


@dataclass(frozen=True, slots=True)
class Checking:
    """What a check works with, the same for a bead and for the whole pair."""

    settings: Settings = field(default_factory=Settings)
    model: str = ""
    glossary: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Which files to read, and how."""

    source: str
    target: str = ""
    source_lang: str = ""
    target_lang: str = ""
    presplit: bool = False
    settings: Settings = field(default_factory=Settings)
    model: str = ""


def opened(reading: Reading) -> Bitext:
    """Read a pair and align it, or load a file that is aligned already."""
    if not reading.target:
        from alignkit.formats import load

        return load(
            reading.source,
            source_lang=reading.source_lang or None,
            target_lang=reading.target_lang or None,
        )
    from alignkit.compose import align

    return align(
        Path(reading.source),
        Path(reading.target),
        source_lang=reading.source_lang or None,
        target_lang=reading.target_lang or None,
        presplit=reading.presplit,
        model=reading.model or None,
        settings=reading.settings,
    )


def read_again(reading: Reading) -> tuple[Document, Document]:
    """Read both texts of a pair and cut them into sentences, without aligning them."""
    if not reading.target:
        held = opened(reading)
        return held.source, held.target
    from alignkit.align.inputs import open_pair

    return open_pair(
        Path(reading.source),
        Path(reading.target),
        (reading.source_lang or None, reading.target_lang or None),
        reading.presplit,
        reading.settings.abbreviations,
    )


def align_stretches(stretches: Sequence[Stretch], model: str) -> list[tuple[Bead, ...]]:
    """Align stretches again."""
    return [aligned(stretch, model or None) for stretch in stretches]


def check_beads(
    bitexts: Sequence[Bitext], checking: Checking
) -> tuple[list[list[Finding]], tuple[str, ...]]:
    """Check some beads by the rules that look at one bead; return also the rules left out."""
    left_out = pair_rules()
    some = replace(checking, ignore=(*checking.ignore, *left_out))
    return [_checked(bitext, some) for bitext in bitexts], left_out


def check_whole(bitext: Bitext, checking: Checking) -> list[Finding]:
    """Check a whole pair by all rules."""
    return _checked(bitext, checking)


@cache
def pair_rules() -> tuple[str, ...]:
    """Return the rules that look at the pair as a whole."""
    from alignkit.check.run.registry import all_rules

    return tuple(rule.id for rule in all_rules() if rule.find_pair and not rule.find)


def _checked(bitext: Bitext, checking: Checking) -> list[Finding]:
    from alignkit.compose import check

    return list(
        check(
            bitext,
            select=checking.select,
            ignore=checking.ignore,
            glossary=checking.glossary or None,
            model=checking.model or None,
            settings=checking.settings,
        )
    )


def terms(bitext: Bitext) -> list[tuple[str, list[tuple[str, list[int]]]]]:
    """Return the terms of a pair, most frequent first, with their renderings and their beads."""
    from alignkit.terms.repeated import terms_of

    held = [
        (term.source, [(r.text, [place.bead for place in r.places]) for r in term.renderings])
        for term in terms_of(bitext)
    ]
    return sorted(held, key=lambda term: -sum(len(beads) for _, beads in term[1]))


def differences(
    bitexts: Sequence[Bitext], names: Sequence[str]
) -> list[tuple[int | None, list[tuple[str, str, str]]]]:
    """Return where translations of one original differ: the first source sentence, and how."""
    from alignkit.compare import compare

    comparison = compare(bitexts[0].source, *bitexts, names=names)
    return [
        (
            row.source_sentences[0] if row.source_sentences else None,
            [(d.rule, str(d.severity), d.message) for d in row.divergences],
        )
        for row in comparison.rows
        if row.divergences
    ]


def digest(path: str) -> str:
    """Return the digest of a file's bytes."""
    with open(path, "rb") as stream:
        held = hashlib.sha256()
        while block := stream.read(1 << 20):
            held.update(block)
    return held.hexdigest()


def warm(model: str) -> None:
    """Load what the first task would wait for."""
    from alignkit.embed import encoder

    encoder(model or None)


TASKS: Mapping[str, Callable[..., Any]] = {
    task.__name__: task
    for task in (
        opened,
        read_again,
        align_stretches,
        check_beads,
        check_whole,
        terms,
        differences,
        warm,
    )
}
