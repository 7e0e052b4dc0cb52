"""Runs: the same rows for any engine and any number of workers, and nothing done twice."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from tests.corpus.conftest import COUNT
from tests.corpus.texts import folders, pair, run

import alignkit as ak
from alignkit import AlignkitError
from alignkit.corpus import corpus_run

Folders = tuple[Path, Path]


def test_two_workers_give_the_rows_of_one(corpus: Folders, whole: str, tmp_path: Path) -> None:
    """The digest is that of the rows, and does not know who made them."""
    done = corpus_run(corpus, tmp_path / "run", jobs=2, shard=3)
    assert done.digest == whole
    assert done.documents == COUNT


def test_a_dask_scheduler_with_two_worker_processes_gives_the_rows_of_one(
    corpus: Folders, whole: str, tmp_path: Path
) -> None:
    """Two workers of a real Dask cluster, each with its own process for the documents."""
    pytest.importorskip("distributed")
    out = tmp_path / "run"
    ran = run("corpus", "align", *corpus, "-o", out, "--shard", 3, "--engine", "dask", "--jobs", 2)
    assert ran.returncode == 0, ran.stderr
    assert "dashboard http://" in ran.stderr
    held = json.loads(run("corpus", "status", out, "--format", "json").stdout)
    assert held["digest"] == whole


@pytest.mark.parametrize(
    "text", ["今天天气很好。我们去公园。", "The weather is fine. We go to the park."]
)
def test_folders_of_one_language_are_told_even_quietly(tmp_path: Path, text: str) -> None:
    """A run of the wrong folders does not look like a good one, now or when its state is asked."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(text, "utf-8")
    asked = "corpus", "align", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "run", "--quiet"
    for _ in range(2):
        ran = run(*asked)
        assert ran.returncode == 0
        assert "1 of 1 documents have one language on both sides" in ran.stderr
    held = json.loads(run("corpus", "status", tmp_path / "run", "--format", "json").stdout)
    assert held["one_language"] == 1


def test_the_state_of_a_run_counts_its_shards(corpus: Folders, tmp_path: Path) -> None:
    """Who plans for several machines needs to know how many parts there are."""
    asked = "corpus", "align", *corpus, "-o", tmp_path / "run", "--shard", 3
    assert run(*asked, "--plan-only").returncode == 0
    planned = run("corpus", "status", tmp_path / "run").stdout
    number = int(planned.split(" shards done")[0].split()[-1])
    assert number > 1
    assert f"0 of {number} shards done" in planned
    assert run("corpus", "work", tmp_path / "run").returncode == 0
    assert f"{number} of {number} shards done" in run("corpus", "status", tmp_path / "run").stdout


def test_folders_of_two_languages_say_nothing_quietly(corpus: Folders, tmp_path: Path) -> None:
    """Nor does a document without a language, as one that failed."""
    ran = run("corpus", "align", *corpus, "-o", tmp_path / "run", "--quiet")
    assert "one language" not in ran.stderr


def test_beads_are_those_of_align_with_their_places(corpus: Folders, tmp_path: Path) -> None:
    """A corpus run adds nothing and loses nothing against a loop of one's own."""
    corpus_run(corpus, tmp_path / "run", jobs=1)
    rows = parquet.read_table(tmp_path / "run" / "beads").to_pylist()
    for number in (0, 7):
        mine = [row for row in rows if row["document"] == f"{number:03}"]
        bitext = ak.align(corpus[0] / f"{number:03}.txt", corpus[1] / f"{number:03}.txt")
        assert [(r["source"], r["target"]) for r in mine] == list(bitext.pairs())
        assert [r["confidence"] for r in mine] == [bead.confidence for bead in bitext.beads]
        text = (corpus[0] / f"{number:03}.txt").read_text("utf-8")
        assert all(text[r["source_start"] : r["source_end"]] == r["source"] for r in mine)


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    """A second run does nothing; a document that changes is done again with its shard alone."""
    sides = folders(tmp_path / "texts", 12)
    first = corpus_run(sides, tmp_path / "run", jobs=1, shard=2)
    tables = {p: p.stat().st_mtime_ns for p in (tmp_path / "run" / "beads").iterdir()}
    assert corpus_run(sides, tmp_path / "run", jobs=1, shard=2).reused == 12
    (sides[1] / "005.txt").write_text("Something else. And more.\n", "utf-8")
    (sides[0] / "new.txt").write_text("\n".join(pair(50)[0]), "utf-8")
    (sides[1] / "new.txt").write_text("\n".join(pair(50)[1]), "utf-8")
    again = corpus_run(sides, tmp_path / "run", jobs=1, shard=2)
    assert again.digest != first.digest
    assert again.done == 13
    kept = {p for p in (tmp_path / "run" / "beads").iterdir() if tables.get(p)}
    assert len(kept) >= len(tables) - 3
    assert all(p.stat().st_mtime_ns == tables[p] for p in kept)


def test_other_options_are_another_run(corpus: Folders, tmp_path: Path) -> None:
    """Options that change the beads change the keys, and the old tables go."""
    one = corpus_run(corpus, tmp_path / "run", jobs=1)
    two = corpus_run(corpus, tmp_path / "run", jobs=1, max_bead=1)
    assert two.reused == 0
    assert one.digest != two.digest
    rows = parquet.read_table(tmp_path / "run" / "documents")
    assert rows.num_rows == COUNT


def test_a_check_finds_what_check_finds(tmp_path: Path) -> None:
    """Findings stand in a table by rule, and the page on the whole corpus beside it."""
    sides = folders(tmp_path / "texts", 4)
    path = sides[1] / "002.txt"
    path.write_text(path.read_text("utf-8").replace("1952", "1925"), "utf-8")
    done = corpus_run(sides, tmp_path / "run", step="check", jobs=1, select=["NUM"])
    rows = parquet.read_table(tmp_path / "run" / "findings").to_pylist()
    found = ak.check(ak.align(sides[0] / "002.txt", path), select=["NUM"])
    assert done.findings == len(rows)
    mine = [r for r in rows if r["document"] == "002"]
    assert [(r["rule"], r["fingerprint"]) for r in mine] == [(f.rule, f.fingerprint) for f in found]
    assert "NUM" in (tmp_path / "run" / "overview.html").read_text("utf-8")


def test_parts_of_a_job_array_make_one_run(corpus: Folders, whole: str, tmp_path: Path) -> None:
    """Machines that see the folder take every Nth shard, and none needs the corpus again."""
    out = tmp_path / "run"
    assert corpus_run(corpus, out, shard=3, plan_only=True).waiting == COUNT
    ran = run("corpus", "work", out, "--part", "2/2", "--jobs", 1)
    assert ran.returncode == 0, ran.stderr
    assert "waiting" in ran.stderr
    assert run("corpus", "work", out, "--jobs", 1).returncode == 0
    assert json.loads(run("corpus", "status", out, "--format", "json").stdout)["digest"] == whole


@pytest.mark.parametrize("wrong", [{"model": "/no/such/model"}, {"pair": "content", "step": "fly"}])
def test_a_run_that_cannot_begin_leaves_no_folder(
    corpus: tuple[Path, Path], tmp_path: Path, wrong: dict[str, str]
) -> None:
    """A wrong option or a model that is not there is told, and nothing is written."""
    with pytest.raises(AlignkitError):
        corpus_run(corpus, tmp_path / "run", jobs=1, **wrong)  # type: ignore[arg-type]
    assert not (tmp_path / "run").exists()
