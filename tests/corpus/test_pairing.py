"""Documents find their translations by what they say."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.texts import pair

from alignkit.corpus import corpus_run
from alignkit.corpus.pairing.partners import Field


def shuffled(count: int, seed: int) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Return lone documents of both languages in any order, and who belongs to whom."""
    rng = random.Random(seed)
    names = list(range(count)), rng.sample(range(count), count)
    rows = [
        {"id": f"{'zh' if side == 0 else 'en'}{names[side][n]}", "text": "\n".join(pair(n)[side])}
        for n in range(count)
        for side in (0, 1)
    ]
    rng.shuffle(rows)
    return rows, {f"zh{names[0][n]}": f"en{names[1][n]}" for n in range(count)}


def test_shuffled_documents_are_paired_one_to_one(tmp_path: Path) -> None:
    """Nearly alike documents, told apart by a year, a place, a number."""
    rows, gold = shuffled(40, 3)
    rows += [{"id": "en-alone", "text": "A recipe for bread: flour, water, salt and a night."}]
    done = corpus_run(rows, tmp_path / "run", jobs=1)
    told = [
        json.loads(line)
        for line in (tmp_path / "run" / "pairs.jsonl").read_text("utf-8").splitlines()
    ]
    found = {row["source"]: row["target"] for row in told}
    assert len(set(found.values())) == len(found)
    right = sum(gold[source] == target for source, target in found.items())
    assert right / len(found) >= 0.95
    assert right / len(gold) >= 0.95
    assert done.done == len(found)
    lone = (tmp_path / "run" / "unpaired.jsonl").read_text("utf-8")
    assert "en-alone" in lone


def test_folders_are_paired_by_content_whatever_the_names(tmp_path: Path) -> None:
    """The same pairs come out for any order of the files, and nothing is worked out twice."""
    for name, order in (("a", range(12)), ("b", reversed(range(12)))):
        place = tmp_path / name
        for side in (0, 1):
            (place / str(side)).mkdir(parents=True)
        for number, k in enumerate(order):
            (place / "0" / f"x{number}.txt").write_text("\n".join(pair(k)[0]), "utf-8")
            (place / "1" / f"y{k}.txt").write_text("\n".join(pair(k)[1]), "utf-8")
        done = corpus_run(
            (place / "0", place / "1"), tmp_path / f"run-{name}", pair="content", jobs=1
        )
        assert (done.done, done.unpaired) == (12, 0)
        rows = map(
            json.loads, (tmp_path / f"run-{name}" / "pairs.jsonl").read_text("utf-8").splitlines()
        )
        for row in rows:
            number = int(row["source"][1:-4])
            assert row["target"] == f"y{number if name == 'a' else 11 - number}.txt"


@given(st.integers(2, 12), st.integers(0, 1000))
def test_no_document_is_taken_twice(count: int, seed: int) -> None:
    """Whatever the scores: who leads over all rivals shares neither document with another."""
    rng = np.random.default_rng(seed)
    rows, columns = np.indices((count, count)).reshape(2, -1)
    field = Field(rows, columns, rng.uniform(0.2, 1, count * count).astype(np.float32))
    found = field.ahead(0.2, 1e-6)
    assert len({m.source for m in found}) == len({m.target for m in found}) == len(found)
    assert found
    left = field.without(found)
    assert not set(left.rows.tolist()) & {m.source for m in found}
    assert len(left.closest(2)) <= 2 * count


def test_documents_of_one_language_have_no_partners(tmp_path: Path) -> None:
    """There is nothing to align, and the run says so."""
    from alignkit.errors import AlignkitError

    rows = [{"id": str(n), "text": "\n".join(pair(n)[0])} for n in range(4)]
    with pytest.raises(AlignkitError, match="no two documents"):
        corpus_run(rows, tmp_path / "run", jobs=1)
