"""Documents that nobody has paired yet find their translations."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.corpus.item import Item
from alignkit.corpus.pairing.contents import Contents
from alignkit.corpus.plan import INPUT, Plan
from alignkit.corpus.shards import read_rows
from alignkit.corpus.sources.opened import Opened, Wanted
from alignkit.errors import InputError
from alignkit.files import atomic

if TYPE_CHECKING:
    from alignkit.corpus.account import Watch
    from alignkit.corpus.engines import Staff
    from alignkit.corpus.pairing.partners import Match
    from alignkit.corpus.pairing.store import Side

FOLDER, LOOKS, PAIRS = "pairing", "looks", "pairs.jsonl"
NO_PARTNER = "no document of the other side is enough like it"


def paired(
    opened: Opened,
    out: Path,
    wanted: Wanted,
    options: Mapping[str, Any],
    program: str,
    staff: Staff,
    engine: str,
    watch: Watch | None,
) -> Opened:
    """Pair lone documents; their profiles are worked out by the engine, and kept like any result.

    The pairs, with score and margin, are written to pairs.jsonl.
    """
    from alignkit.corpus.carry import carry_out, write_plan

    place = out / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    kept = {k: options[k] for k in ("model", "presplit") if k in options}
    plan = write_plan(opened, place, "vectors", kept, program, "lone documents")
    carry_out(plan, staff, engine, watch=watch)
    sides, lone = _sides(plan, wanted)
    found = _found(plan, sides, options, staff, engine, watch)
    names = sides[0].names, sides[1].names
    with atomic(out / PAIRS) as stream:
        for match in found:
            stream.write(json.dumps(_told(match, sides), ensure_ascii=False) + "\n")
    partners = {names[0][match.source]: names[1][match.target] for match in found}
    for own, other in ((names[0], set(partners)), (names[1], set(partners.values()))):
        lone += [(_plain(name), NO_PARTNER) for name in own if name not in other]
    if not partners:
        raise InputError(plan.corpus, "no two documents are alike enough to be translations")
    return Opened(_items(plan, list(partners.items())), lone=lone)


def _found(
    plan: Plan,
    sides: tuple[Side, Side],
    options: Mapping[str, Any],
    staff: Staff,
    engine: str,
    watch: Watch | None,
) -> list[Match]:
    """Return the pairs: first those that lead by far, then of the others those that align."""
    from alignkit.corpus.carry import carry_out, write_plan
    from alignkit.corpus.pairing import partners

    held = partners.field(*sides)
    sure = held.ahead(partners.LIKE, partners.LEAD)
    doubtful = held.without(sure).closest(partners.LOOKED_AT)
    if not len(doubtful):
        return sure
    names = sides[0].names, sides[1].names
    pairs = [
        (names[0][row], names[1][column])
        for row, column in zip(doubtful.rows.tolist(), doubtful.columns.tolist(), strict=True)
    ]
    place = plan.out / LOOKS
    place.mkdir(exist_ok=True)
    look = write_plan(
        Opened(_items(plan, pairs)), place, "align", dict(options), plan.program, "likely pairs"
    )
    carry_out(look, staff, engine, watch=watch)
    shares = [row["parallel"] or 0.0 for row in _rows(look, "documents")]
    seen = doubtful.scored(shares)
    more = seen.ahead(partners.PARALLEL, partners.LEAD, looked=True)
    return sorted([*sure, *more], key=lambda match: match.source)


def _sides(plan: Plan, wanted: Wanted) -> tuple[tuple[Side, Side], list[tuple[str, str]]]:
    """Return the profiles of both sides, and the documents that are of neither."""
    from alignkit.corpus.pairing.store import write_side

    first, second = _languages(_rows(plan), wanted)
    lone = [
        (_plain(row["document"]), row["reason"] or f"its language is {row['lang']}")
        for row in _rows(plan)
        if row["status"] != "done" or _side(row, first, second) is None
    ]
    sides = [
        write_side(
            plan.out,
            name,
            (
                row
                for row in _rows(plan)
                if row["status"] == "done" and _side(row, first, second) == number
            ),
        )
        for number, name in enumerate(("source", "target"))
    ]
    return (sides[0], sides[1]), lone


def _languages(rows: Iterable[dict[str, Any]], wanted: Wanted) -> tuple[str, str]:
    """Return the language of each side: those wanted, or the two that most documents are in."""
    counts = Counter(row["lang"] for row in rows if row["status"] == "done")
    given = [lang.split("-")[0] for lang in (wanted.source_lang, wanted.target_lang)]
    left = [lang for lang, _ in counts.most_common() if lang not in given]
    # Chinese is the source unless told otherwise.
    left = sorted(left[: given.count("")], key=lambda lang: (lang != "zh", lang))
    both = [lang or (left.pop(0) if left else "") for lang in given]
    return both[0], both[1]


def _side(row: Mapping[str, Any], first: str, second: str) -> int | None:
    """Return which side a document is of: by the folder it lay in, or else by its language."""
    folder = row["document"].partition(":")[0]
    if folder:
        return int(folder)
    return {second: 1, first: 0}.get(row["lang"])


def _rows(plan: Plan, kind: str = "vectors") -> Iterator[dict[str, Any]]:
    from alignkit.corpus.account import tables

    for path in tables(plan, kind):
        yield from read_rows(path)


def _items(plan: Plan, pairs: Sequence[tuple[str, str]]) -> Iterator[Item]:
    """Yield pairs, which stand in the order of their sources; targets are looked up on disk."""
    wanted = {target for _, target in pairs}
    with Contents(plan.out / "targets.sqlite3") as contents:
        contents.fill(item for item in _lone(plan) if item.id in wanted)
        waiting = iter([*pairs, ("", "")])
        source, target = next(waiting)
        for item in _lone(plan):
            while item.id == source:
                yield replace(item, id=_plain(item.id), target=contents.get(target))
                source, target = next(waiting)


def _lone(plan: Plan) -> Iterator[Item]:
    for shard in plan.shards:
        yield from map(Item.from_row, read_rows(plan.out / INPUT / f"{shard.digest}.parquet"))


def _told(match: Match, sides: tuple[Side, Side]) -> dict[str, Any]:
    return {
        "source": _plain(sides[0].names[match.source]),
        "target": _plain(sides[1].names[match.target]),
        "score": round(match.score, 4),
        "margin": round(match.margin, 4),
        "aligned": match.looked,
    }


def _plain(name: str) -> str:
    """Return a document's name without the mark of its side."""
    return name.partition(":")[2]
