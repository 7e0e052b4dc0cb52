"""The comparison itself: align, join, look for differences, and sum up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from os import PathLike, fspath
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from alignkit.compare.absence import explained, set_apart
from alignkit.compare.chapters import is_folder, of_folders
from alignkit.compare.chosen.choices import with_choices
from alignkit.compare.chosen.rowlinks import row_links
from alignkit.compare.chosen.terms import compared_terms
from alignkit.compare.details import compared_words
from alignkit.compare.lacking import Compared
from alignkit.compare.likeness import Coverage, cosines, likeness
from alignkit.compare.portrait import portraits
from alignkit.compare.resemblance import resemblances
from alignkit.compare.rows import join, parted
from alignkit.compare.substance import divergences
from alignkit.compare.summary import summarise
from alignkit.compare.usage import names_once
from alignkit.compare.weighed.weigh import weighed
from alignkit.errors import InputError, OptionError
from alignkit.terms.linkage import Linkage
from alignkit.types import Bead, Bitext, Document, Signature
from alignkit.types.comparison import Comparison, Row

if TYPE_CHECKING:
    from alignkit.config import Settings
    from alignkit.embed import Encoder

Progress = Callable[[int, int], None]


def run(
    source: Any,
    targets: Sequence[Any],
    *,
    names: Sequence[str] = (),
    base: str | int | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    presplit: bool = False,
    model: str | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Compare translations; `source` is None where there is no original."""
    from alignkit.embed import encoder as open_encoder

    if len(targets) < 2:
        raise OptionError(
            "a comparison needs the original and two translations; give another translation, or "
            "say that there is no original (--no-source, in Python source=None)"
        )
    if names and len(names) != len(targets):
        raise OptionError(f"there are {len(targets)} translations and {len(names)} names for them")
    options: dict[str, Any] = {
        "source_lang": source_lang if source is not None else target_lang,
        "target_lang": target_lang,
        "presplit": presplit,
        "model": model,
        "settings": settings,
    }
    bitexts = _aligned(source, targets, options, progress)
    labels = list(names) or [_name(target, i) for i, target in enumerate(targets)]
    beside = _numbered(base, labels)
    bitexts, labels, left_out = _without_strangers(bitexts, labels, keep_first=source is None)
    first = labels.index(beside) if beside in labels else None
    bitexts = [set_apart(bitext) for bitext in bitexts]
    encoder = open_encoder(model)
    held = gathered(bitexts, encoder, source is not None, model, settings, first)
    linkage, rows = held.linkage, held.rows
    if linkage:
        rows = weighed(rows, linkage, held.words) if held.words else rows
        rows = with_choices(rows, linkage)
    rows = names_once(rows)
    terms = compared_terms(linkage, bitexts[0].source.lang) if linkage else ()
    return Comparison(
        source=bitexts[0].source if source is not None else None,
        targets=tuple(bitext.target for bitext in bitexts),
        names=tuple(labels),
        rows=tuple(rows),
        terms=terms,
        summary=summarise(rows, len(bitexts), with_source=source is not None),
        left_out=tuple(left_out),
        signature=_signature(bitexts, encoder),
        portraits=portraits(labels, bitexts, rows, terms),
        resemblances=resemblances(rows, len(bitexts)),
    )


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows with all that the rules found in them, and what is known of their words."""

    rows: list[Row]
    words: Mapping[int, Sequence[Compared]]
    linkage: Linkage | None


def gathered(
    bitexts: Sequence[Bitext],
    encoder: Encoder,
    with_source: bool = True,
    model: str | None = None,
    settings: Settings | None = None,
    base: int | None = None,
) -> Gathered:
    """Join bitexts into rows and look for differences in them, before any is weighed."""
    joined = parted(join(bitexts), encoder)
    rows = _measured(explained(joined, bitexts), encoder, with_source, base)
    langs = bitexts[0].source.lang, [bitext.target.lang for bitext in bitexts]
    words = compared_words(rows, encoder, langs)
    rows = divergences(rows, bitexts, encoder, words, model, settings)
    return Gathered(rows, words, row_links(rows, encoder, langs) if with_source else None)


def _aligned(
    source: Any, targets: Sequence[Any], options: dict[str, Any], progress: Progress | None
) -> list[Bitext]:
    from alignkit.align import align

    bitexts: list[Bitext] = []
    rest = list(targets)
    if any(map(is_folder, [source, *targets])):
        held = of_folders(source, targets, options)
        return held if source is not None else [_itself(held[0].source), *held]
    if source is None:
        second = align(rest[0], rest[1], **options)
        bitexts = [_itself(second.source), second]
        source, rest = second.source, rest[2:]
    for target in rest:
        given = isinstance(target, Bitext)
        bitexts.append(target if given else align(source, target, **options))
        if len(bitexts[-1].source.sentences) != len(bitexts[0].source.sentences):
            raise InputError(
                _name(target, len(bitexts) - 1),
                "this bitext has another source than the first",
                "align every translation to the same original",
            )
        source = bitexts[0].source
        if progress:
            progress(len(bitexts), len(targets))
    return bitexts


def _itself(document: Document) -> Bitext:
    """Return a document aligned to itself, sentence by sentence."""
    beads = tuple(Bead((i,), (i,), 1.0, 1.0) for i in range(len(document.sentences)))
    return Bitext(document, document, beads)


def _without_strangers(
    bitexts: list[Bitext], labels: list[str], keep_first: bool
) -> tuple[list[Bitext], list[str], list[tuple[str, str]]]:
    """Set aside texts that are no translations of this original."""
    left_out: list[tuple[str, str]] = []
    kept: list[tuple[Bitext, str]] = []
    for index, (bitext, label) in enumerate(zip(bitexts, labels)):
        warning = "" if keep_first and index == 0 else bitext.meta.get("warning", "")
        if warning:
            left_out.append((label, warning))
        else:
            kept.append((bitext, label))
    if len(kept) < 2:
        named = ", ".join(label for label, _ in left_out)
        raise InputError(
            named,
            left_out[0][1] if left_out else "nothing to compare",
            "fewer than two translations are left; check which files belong together",
        )
    return [bitext for bitext, _ in kept], [label for _, label in kept], left_out


def _measured(
    rows: Sequence[Row], encoder: Encoder, with_source: bool, base: int | None
) -> list[Row]:
    """Add the likenesses and the coverage to each row."""
    coverage = Coverage(encoder)
    pairs = [(row, pair) for row in rows for pair in compared_pairs(row, base)]
    texts = [tuple(row.renderings[i].text for i in pair) for row, pair in pairs]
    alike = cosines(encoder, [first for first, _ in texts], [second for _, second in texts])
    found: dict[int, list[Any]] = {}
    for (row, pair), (first, second), cosine in zip(pairs, texts, alike):
        found.setdefault(row.index, []).append(likeness(pair, first, second, cosine))
    return [
        replace(
            row,
            likenesses=tuple(found.get(row.index, ())),
            coverage=tuple(coverage(row.source, r.text) for r in row.renderings)
            if with_source
            else (),
        )
        for row in rows
    ]


def compared_pairs(row: Row, base: int | None = None) -> list[tuple[int, int]]:
    """Return the pairs of renderings that are compared: each two, or each with one translation.

    Where that translation has nothing, the first that has the row takes its place.
    """
    there = [i for i, rendering in enumerate(row.renderings) if rendering.text]
    if base is None or not there:
        return list(combinations(there, 2))
    one = base if base in there else there[0]
    return [(min(one, other), max(one, other)) for other in there if other != one]


def _numbered(base: str | int | None, labels: Sequence[str]) -> str | None:
    """Return the name of the translation that the others are compared with, if it is one."""
    if base is None or base in labels:
        return base  # type: ignore[return-value]
    number = int(base) if str(base).isdecimal() else 0
    if not 1 <= number <= len(labels):
        known = ", ".join(labels)
        raise OptionError(f"no translation {str(base)!r} to compare with; there are {known}")
    return labels[number - 1]


def _name(target: Any, index: int) -> str:
    if isinstance(target, Bitext):
        target = target.target
    if isinstance(target, Document) and target.name:
        return PurePath(target.name).name
    if isinstance(target, (str, PathLike)) and "\n" not in fspath(target):
        return PurePath(target).name[:60]
    return "ABCDEFGHIJ"[index] if index < 10 else f"T{index + 1}"


def _signature(bitexts: Sequence[Bitext], encoder: Encoder) -> Signature:
    from alignkit.compare.wording import metrics_signature

    parts = dict(bitexts[-1].signature.parts)
    parts.pop("task", None)
    parts.pop("alignkit", None)
    metrics = metrics_signature().replace("; ", ";").replace(" ", ",")
    parts.update(model=encoder.signature.replace("|", ","), metrics=metrics.replace("|", ","))
    return Signature.of(task="compare", translations=len(bitexts), **parts)
