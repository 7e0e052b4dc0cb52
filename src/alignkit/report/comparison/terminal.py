"""A comparison as text for the terminal: the summary, the rows that differ, the split terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator

from alignkit.report.comparison.choosing import Chosen, chosen_of, customs
from alignkit.report.comparison.telling import between, told_once
from alignkit.types.comparison import (
    ADDED,
    ATTACHMENT,
    CUT_OFF,
    LEFT_OUT,
    MOOD,
    OTHER_WORDS,
    SENSE,
    SILENT,
    UNTRANSLATED,
    Comparison,
    Row,
    Summary,
)

REASONS = (LEFT_OUT, UNTRANSLATED, CUT_OFF)
SHOWN_ROWS = 10
SHOWN_CHOICES = 6
# Kinds of choices that tell more than taste.
TELLING = frozenset({SENSE, SILENT, ADDED, OTHER_WORDS, MOOD, ATTACHMENT})
SHOWN_TERMS = 12


def show(comparison: Comparison) -> str:
    """Return a comparison as text: the summary first, then what differs most."""
    parts = [*_summary(comparison), ""]
    differing = [row for row in comparison.ranked() if row.kind != "same"]
    waiting = customs(comparison, TELLING)
    for row in differing[:SHOWN_ROWS]:
        parts += [*_row(row, comparison, waiting), ""]
    if len(differing) > SHOWN_ROWS:
        more = len(differing) - SHOWN_ROWS
        parts += [f"{more} more row{'s' * (more != 1)}, all of them with -o differences.html", ""]
    split = [term for term in comparison.terms if term.kind == "split"][:SHOWN_TERMS]
    if split:
        parts.append("Terms that the translators render differently")
        for term in split:
            parts.append(f"  {term.source} ({term.count})")
            absent = term.absent or ((),) * len(term.renderings)
            for name, held, out in zip(comparison.names, term.renderings, absent, strict=True):
                said = ", ".join(f"{text} ({len(rows)})" for text, rows in held)
                said = said or ("left out" if out else "in doubt")
                parts.append(f"    {name}: {said}")
        parts.append("")
    if comparison.source is not None:
        parts += ["Portraits of the translations", *_portraits(comparison), ""]
    parts.append(str(comparison.signature))
    return "\n".join(parts) + "\n"


def _summary(comparison: Comparison) -> Iterator[str]:
    held = comparison.summary
    yield (
        f"{held.rows} row{'s' * (held.rows != 1)}: {held.same} the same, "
        f"{held.wording} differ{'s' * (held.wording == 1)} in wording, "
        f"{held.detail} in a detail, {held.substance} in substance, "
        f"{held.missing} miss{'es' * (held.missing == 1)} a rendering"
    )
    for index, name in enumerate(comparison.names):
        covered = f", carries {held.coverage[index]:.0%} of its words" if held.coverage else ""
        reasons = Counter(row.renderings[index].absence for row in comparison.rows)
        absent = ", ".join(f"{reasons[r]} {r}" for r in REASONS if reasons[r]) or "nothing missing"
        yield f"  {name}: {absent}{covered}"
    for pair, chrf, ter, cosine in zip(held.pairs, held.chrf, held.ter, held.cosine):
        first, second = (comparison.names[number] for number in pair)
        yield f"  {first} against {second}: chrF {chrf}, TER {ter}, cosine {cosine:.3f}"
    yield from _derived(held, comparison.names)


def _derived(held: Summary, names: tuple[str, ...]) -> Iterator[str]:
    for first, second in held.derived:
        yield f"  {names[first]} and {names[second]} are one translation: nearly every row agrees"


def _row(row: Row, comparison: Comparison, waiting: dict[Hashable, int]) -> Iterator[str]:
    """Yield a row's lines; a custom that is `waiting` to be told is told here and nowhere else."""
    yield f"row {row.index}  {row.kind}"
    if comparison.source is not None:
        yield f"  original: {row.source}"
    for name, rendering in zip(comparison.names, row.renderings):
        yield f"  {name}: {rendering.text or f'— {rendering.absence}'}"
    for one in told_once(row.divergences, comparison.names):
        held = one.divergence
        pairs = f" ({between(one.between, comparison.names)})" if len(comparison.names) > 2 else ""
        remark = " (a remark)" if one.remark else ""
        yield f"  = {held.rule} {held.kind}{pairs}{remark}: {one.message}"
    new = {key: one for one in chosen_of(row, TELLING) if waiting.get(key := one.key(row), 1)}
    ordered = sorted(new.items(), key=lambda pair: -pair[1].choice.probability)
    for key, chosen in ordered[:SHOWN_CHOICES]:
        often = f" (so in {waiting[key]} rows)" if key in waiting else ""
        waiting.update({key: 0} if often else {})
        yield f"  · {chosen.choice.kind}: {_chosen(chosen, row, comparison)}{often}"


def _chosen(chosen: Chosen, row: Row, comparison: Comparison) -> str:
    """Return what stands in each translation, and which is closer to the original."""
    choice = chosen.choice
    source = " … ".join(span.slice(row.source) for span in choice.source)
    sides = []
    for number, spans in chosen.said:
        words = " … ".join(span.slice(row.renderings[number].text) for span in spans)
        sides.append(f"{comparison.names[number]} {words or '—'}")
    named = chosen.told(comparison.names)
    closer = f" ({named})" if named else ""
    return f"{source + ' ' if source else ''}{' · '.join(sides)}{closer}"


def _portraits(comparison: Comparison) -> Iterator[str]:
    """Yield the traits in which the translations differ at all, one a line."""
    names = dict.fromkeys(t.name for one in comparison.portraits for t in one.traits)
    for name in names:
        held = [
            (one.name, trait)
            for one in comparison.portraits
            for trait in one.traits
            if trait.name == name
        ]
        if any(trait.count for _, trait in held):
            # Words for characters are no share of them.
            of = "for" if held[0][1].name == "words" else "of"
            said = ", ".join(f"{who} {trait.count} {of} {trait.total}" for who, trait in held)
            yield f"  {name} ({held[0][1].among}): {said}"
