"""What leaves a run: filtered, counted, in the forms others read."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.texts import pair, rows_of, run

import alignkit as ak
from alignkit.corpus import corpus_run
from alignkit.corpus.export import export
from alignkit.corpus.export.filters import Filters, folded
from alignkit.errors import AlignkitError


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over documents that repeat each other, in part nearly, and hold odd pairs."""
    odd = (["好。", "alignkit 2.0"], ["OK, this is far too long for what it says, is it not?",
                                      "alignkit 2.0"])  # fmt: skip
    rows = [
        {"id": f"d{n}", "source": list(pair(n % 5)[0]), "target": list(pair(n % 5)[1])}
        for n in range(7)
    ]
    rows.append({"id": "odd", "source": odd[0], "target": odd[1]})
    out = tmp_path_factory.mktemp("export") / "run"
    corpus_run(rows, out, jobs=1, shard=2, presplit=True)
    return out


def test_every_format_holds_the_same_pairs(done: Path, tmp_path: Path) -> None:
    """TMX, JSONL, Parquet, Moses and a dataset's folder; what is read back is what stood there."""
    kept = export(done, None).kept
    export(done, tmp_path / "a.tmx")
    assert len(ak.load(tmp_path / "a.tmx")) == kept
    export(done, tmp_path / "a.jsonl")
    rows = rows_of(tmp_path / "a.jsonl")
    assert len(rows) == kept
    export(done, tmp_path / "a.parquet")
    assert parquet.read_table(tmp_path / "a.parquet").to_pylist() == rows
    export(done, tmp_path / "a", "moses")
    sides = [(tmp_path / f"a.{lang}").read_text("utf-8").split("\n")[:-1] for lang in ("zh", "en")]
    assert list(zip(*sides, strict=True)) == [(r["source"], r["target"]) for r in rows]
    export(done, tmp_path / "ds", "datasets", split=10)
    parts = sorted((tmp_path / "ds" / "data").iterdir())
    assert [parquet.read_table(p).num_rows for p in parts][:-1] == [10] * (len(parts) - 1)
    assert sum(parquet.read_table(p).num_rows for p in parts) == kept
    assert "path: data/*.parquet" in (tmp_path / "ds" / "README.md").read_text("utf-8")


def test_split_files_together_hold_everything_once(done: Path, tmp_path: Path) -> None:
    """A TMX a hundred thousand units, here eight."""
    held = export(done, tmp_path / "m.tmx", split=8)
    assert sum(len(ak.load(path)) for path in held.files) == held.kept
    assert held.files[0].endswith("m-00001.tmx")


def test_each_filter_leaves_out_what_it_names(done: Path) -> None:
    """What is dropped is counted under its reason, and kept and dropped make the whole."""
    whole = export(done, None)
    total = whole.kept + sum(whole.dropped.values())
    for filters, reason in (
        (Filters(duplicates="exact"), "repeated"),
        (Filters(duplicates="near"), "repeated"),
        (Filters(identical=True), "the same on both sides"),
        (Filters(language=True), "in another language"),
        (Filters(max_ratio=2.5), "of strange length"),
        (Filters(min_confidence=0.999), "less sure"),
        (Filters(sample=3), "not drawn"),
    ):
        held = export(done, None, filters=filters)
        assert held.dropped[reason] > 0, reason
        assert held.kept + sum(held.dropped.values()) == total


def test_the_first_of_the_same_is_kept(done: Path, tmp_path: Path) -> None:
    """Documents 5 and 6 repeat 0 and 1: nothing of theirs is left, all of the others'."""
    export(done, tmp_path / "a.jsonl", filters=Filters(duplicates="exact"))
    rows = rows_of(tmp_path / "a.jsonl")
    assert {row["document"] for row in rows} == {"d0", "d1", "d2", "d3", "d4", "odd"}
    pairs = [(row["source"], row["target"]) for row in rows]
    assert len(set(pairs)) == len(pairs)


def test_a_draw_is_the_same_for_the_same_seed(done: Path, tmp_path: Path) -> None:
    """And another one for another."""
    drawn = []
    for number, seed in enumerate((1, 1, 2)):
        path = tmp_path / f"{number}.jsonl"
        export(done, path, filters=Filters(sample=9, seed=seed))
        drawn.append(path.read_text("utf-8"))
    assert drawn[0] == drawn[1] != drawn[2]


@given(st.text(max_size=30))
def test_what_is_nearly_the_same_has_one_form(text: str) -> None:
    """Folding twice is folding once, and spaces, case and marks do not matter."""
    held = folded(text)
    assert folded(held) == held
    assert folded(f" {text}! ") == held


@pytest.mark.parametrize(
    ("output", "filters", "told"),
    [
        ("a.docx", {}, "names no format"),
        ("a.jsonl", {"min_confidence": 1.0, "max_ratio": 1.01}, "no pair passes"),
        ("a.jsonl", {"sample": 100_000}, "only"),
    ],
)
def test_what_cannot_be_written_is_told_and_nothing_is(
    output: str, filters: dict[str, float], told: str, done: Path, tmp_path: Path
) -> None:
    """One line, no file."""
    with pytest.raises(AlignkitError, match=told):
        export(done, tmp_path / output, filters=Filters(**filters))  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
    assert not [p for p in done.iterdir() if p.name.startswith(".export")]


def test_the_command_says_what_it_kept(done: Path, tmp_path: Path) -> None:
    """Counts on standard error, as JSON with --statistics."""
    ran = run("corpus", "export", done, "--statistics", "--duplicates", "near")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["dropped"]["repeated"] > 0
    assert "left out: " in ran.stderr
    assert run("corpus", "export", tmp_path, "-o", tmp_path / "a.tmx").returncode == 2


def test_terms_are_counted_with_their_renderings(done: Path, tmp_path: Path) -> None:
    """What stands in several documents, how often, and how steadily it is rendered."""
    path = tmp_path / "terms.tsv"
    ran = run("corpus", "terms", done, "-o", path, "--least", 3)
    assert ran.returncode == 0, ran.stderr
    head, *rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert head == ["term", "count", "documents", "steady", "renderings"]
    held = {row[0]: row for row in rows}
    assert held["市长"][4].startswith("mayor")
    assert int(held["市长"][2]) == 7
    assert [int(row[1]) for row in rows] == sorted((int(row[1]) for row in rows), reverse=True)
    assert not [p for p in done.iterdir() if p.name.startswith(".")]
