"""A small corpus for every test of the room, and what a plain run makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

from tests.corpus.texts import folders

from alignkit.corpus import corpus_run

COUNT = 24


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of small documents."""
    return folders(tmp_path_factory.mktemp("corpus"), COUNT)


@pytest.fixture(scope="session")
def whole(corpus: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of a run with one worker that nobody disturbed."""
    done = corpus_run(corpus, tmp_path_factory.mktemp("plain") / "run", jobs=1, shard=3)
    assert (done.done, done.failed, done.waiting) == (COUNT, 0, 0)
    return done.digest
