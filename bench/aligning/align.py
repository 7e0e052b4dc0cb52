"""Strict F1 of alignments, beside published figures; peers runs others on the same texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

import alignkit as ak
from alignkit.evaluate.beads import joined, pairs
from alignkit.formats.ladder import read_beads
from bench.figures.share import ratio, redrawn, share
from bench.figures.table import Row

Sides = tuple[tuple[int, ...], tuple[int, ...]]

#: Folder, texts, source and target language, the bar for alignkit.
SETS = {
    "literary": ("mac-dev", None, "zh", "en", 0.92),
    "academic": ("academic", None, "en", "zh", 0.990),
    "bible 001": ("bible", "001", "en", "zh", 0.975),
    "bible 002": ("bible", "002", "en", "zh", 0.975),
}
#: Published with the sister halves of these texts; they need LaBSE on a GPU.
PUBLISHED = {
    "literary": {"Gale-Church": 0.455, "Hunalign": 0.607, "Vecalign": 0.873, "Bertalign": 0.909},
    "academic": {"Vecalign": 0.979, "Bertalign": 0.987},
    "bible 002": {"Hunalign": 0.818, "Vecalign": 0.957, "Bertalign": 0.973},
}
MIIT = {"digichina-pdf": "plan", "digichina-web": None, "pkulaw-preview": None}
MIIT_GOLD = Path(__file__).parents[2] / "alignments" / "miit"
_DRAWS = 200
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0001)


def read_ladder(path: Path) -> list[Sides]:
    return pairs(read_beads(path.read_text("utf-8"), path.name)[0])


def texts(data: Path, folder: str, only: str | None, first: str, second: str) -> Iterator[tuple]:
    for path in sorted((data / folder / "gold").glob("*.align")):
        if only in (None, path.stem):
            sides = [
                (data / folder / lang / f"{path.stem}.txt").read_text("utf-8").splitlines()
                for lang in (first, second)
            ]
            yield sides[0], sides[1], read_ladder(path)


def verses(data: Path, folder: str, first: str, second: str) -> tuple | None:
    paths = [data / folder / f"{lang}.verse" for lang in (first, second)]
    return tuple(p.read_text("utf-8").split() for p in paths) if paths[0].exists() else None


#: Both texts of the Bible begin alike, and the weights were learned from that beginning in part.
SECOND_HALF = 5000


def score(data: Path, name: str, since: int = 0) -> tuple[float, str]:
    """Return strict F1 over all texts of a set, and precision and recall.

    `since` leaves out the beads whose first source sentence stands before it.
    """
    folder, only, first, second, _ = SETS[name]
    held = verses(data, folder, first, second)
    right = found = wanted = 0
    counted = []
    for number, (source, target, gold) in enumerate(texts(data, folder, only, first, second)):
        beads: list[Sides] = list(alignkit(tuple(source), tuple(target)))
        if held:
            beads = joined(beads, held)
        if since:
            beads, gold = ([b for b in side if b[0] and b[0][0] >= since] for side in (beads, gold))
        same = len(set(beads) & set(gold))
        right, found, wanted = right + same, found + len(beads), wanted + len(gold)
        counted.append((number, 2.0 * same, len(beads) + len(gold)))
    precision, recall = right / max(1, found), right / max(1, wanted)
    strict = ratio(counted)
    note = f"precision {precision:.3f}, recall {recall:.3f}, {wanted} beads"
    return strict.value, f"{strict.spread()}; {note}"


@lru_cache(maxsize=16)
def aligned(source: tuple[str, ...], target: tuple[str, ...]) -> ak.Bitext:
    return ak.align(list(source), list(target))


def alignkit(source: tuple[str, ...], target: tuple[str, ...]) -> list[Sides]:
    return [(bead.source, bead.target) for bead in aligned(source, target).beads]


def miit() -> Iterator[tuple[str, ak.Bitext, list[Sides]]]:
    corpus = ak.corpus("miit")
    source = corpus.document("zh", part="plan")
    for name, part in MIIT.items():
        target = corpus.document(name, part=part) if part else corpus[name]
        yield name, ak.align(source, target), read_ladder(MIIT_GOLD / f"plan.zh-{name}.ladder")


def reliability(data: Path) -> Iterator[Row]:
    """Of the beads said to be so sure, how many are right."""
    seen: list[tuple[float, bool, str]] = []
    for name in ("literary", "academic"):
        folder, only, first, second, _ = SETS[name]
        held = texts(data, folder, only, first, second)
        for number, (source, target, gold) in enumerate(held):
            right = set(gold)
            seen += [
                (bead.confidence or 0.0, (bead.source, bead.target) in right, f"{name} {number}")
                for bead in aligned(tuple(source), tuple(target)).beads
            ]
    for low, high in pairwise(BINS):
        bin_ = [(p, r, text) for p, r, text in seen if low <= p < high]
        if bin_:
            said = sum(p for p, _, _ in bin_) / len(bin_)
            right = share((text, float(r)) for _, r, text in bin_)
            note = f"said {said:.3f}; {right.said()}"
            name = f"right where confidence is {low:g}-{min(high, 1):g}"
            yield Row(name, right.value, note=note)
    told = np.array([(p, r) for p, r, _ in seen], dtype=float)
    bounds = redrawn([text for *_, text in seen], lambda places: calibration(told[places]))
    note = (
        f"{bounds[0]:.3f}-{bounds[1]:.3f}; {len({text for *_, text in seen})} sources; "
        f"by chance alone {by_chance(told[:, 0]):.3f}"
    )
    yield Row("calibration error", calibration(told), 0.02, better="lower",
              data="literary and academic", note=note)  # fmt: skip


def calibration(told: np.ndarray) -> float:
    """Return how far the beads' confidence is from the share that is right, bin by bin."""
    bins = np.digitize(told[:, 0], BINS)
    gaps = [abs((told[bins == at, 0] - told[bins == at, 1]).sum()) for at in np.unique(bins)]
    return float(sum(gaps)) / len(told)


def by_chance(said: np.ndarray) -> float:
    """Return the error that so many beads would show had each been right as often as was said."""
    drawn = np.random.default_rng(0).random((_DRAWS, len(said))) < said
    return float(np.mean([calibration(np.stack([said, right], axis=1)) for right in drawn]))


def cross_validated(data: Path, name: str) -> str:
    """Return between what bounds the F1 of a set would lie had other texts been drawn.

    Each text was aligned by weights that never saw it. What is kept of it is its F1, which counts
    by its gold beads.
    """
    folder, only, first, second, _ = SETS[name]
    kept = weights()["cross-validated F1"]
    parts = [part for part in kept if part.startswith(f"{folder}/") and " " not in part]
    golds = [len(gold) for _, _, gold in texts(data, folder, only, first, second)]
    # One file is learned from in parts of about the same size.
    sizes = golds if len(golds) == len(parts) else [1] * len(parts)
    return ratio(
        (part, kept[part] * size, size) for part, size in zip(parts, sizes, strict=True)
    ).spread()


def weights() -> dict[str, Any]:
    """Return the shipped weights with what their learning measured."""
    text = resources.files("alignkit.align").joinpath("weights.json").read_text("utf-8")
    held: dict[str, Any] = json.loads(text)
    return held


def run(data: Path) -> list[Row]:
    signature = str(ak.align(["你好。"], ["Hello."]).signature)
    rows = []
    unseen = weights()["cross-validated F1"]
    for name, (folder, only, *_, bar) in SETS.items():
        where = f"{folder}/{only}" if only else folder
        if folder in unseen:
            note = (
                f"{cross_validated(data, name)}; each text by weights that never saw it; "
                "python -m training align --no-write"
            )
            rows.append(
                Row(f"F1 {name}, cross-validated", unseen[folder], bar, data=where, note=note)
            )
        value, note = score(data, name)
        if folder in unseen or folder == "bible":
            note += "; partly learned from"
        rows.append(Row(f"F1 {name}", value, bar, data=where, signature=signature, note=note))
        for rival, value in PUBLISHED.get(name, {}).items():
            note = "published, on texts of the same kind"
            rows.append(Row(f"F1 {name}", value, data=where, rival=rival, note=note))
    value, note = score(data, "bible 002", SECOND_HALF)
    rows.append(
        Row("F1 bible 002, second half", value, SETS["bible 002"][-1], data="bible/002",
            signature=signature, note=f"{note}; not learned from")
    )  # fmt: skip
    for name, bitext, gold in miit():
        found = [(bead.source, bead.target) for bead in bitext.beads]
        right = len(set(found) & set(gold))
        value = 2 * right / (len(found) + len(gold))
        rows.append(
            Row(f"F1 MIIT plan with {name}", value, 0.98, data=f"{len(gold)} beads",
                note="one source")
        )  # fmt: skip
    rows += reliability(data)
    return rows
