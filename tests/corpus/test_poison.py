"""Documents that would stop a loop of one's own fail alone, with their reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.corpus.texts import folders

from alignkit.corpus import align_many, corpus_run
from alignkit.corpus.cell import Cell, Stopped, resident
from alignkit.corpus.engines import complete
from alignkit.corpus.job import Job, Limits
from alignkit.corpus.plan import Record
from alignkit.errors import AlignkitError


def hang(argument: object, tick: Callable[[int], None]) -> None:
    """Work on a document that never ends."""
    tick(3)
    while True:
        pass


def eat(argument: object, tick: Callable[[int], None]) -> None:
    """Work on a document that takes ever more memory."""
    tick(4)
    held = []
    while True:
        held.append(bytearray(1 << 22))


def die(argument: object, tick: Callable[[int], None]) -> None:
    """Work on a document that brings the interpreter down."""
    import ctypes

    tick(5)
    ctypes.string_at(0)


@pytest.mark.parametrize(
    ("name", "limits", "place", "reason", "sure"),
    [
        ("hang", Limits(seconds=1), 3, "takes more than 1 s", True),
        ("eat", Limits(memory=400), 4, "needs more than 400 MiB", True),
        ("die", Limits(), 5, "ended by signal 11", False),
    ],
)
def test_a_process_that_goes_over_its_limits_is_stopped_where_it_was(
    name: str,
    limits: Limits,
    place: int,
    reason: str,
    sure: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Time, memory and a crash: each is told with the document at which it happened."""
    # A process sees what is on the path, but never the current folder.
    monkeypatch.chdir(tmp_path)
    cell = Cell(limits)
    if resident(cell.pid) is None and name == "eat":
        pytest.skip("this system does not tell how much memory a process holds")
    try:
        with pytest.raises(Stopped) as stopped:
            cell.call(f"tests.corpus.test_poison:{name}", None)
    finally:
        cell.close()
    assert stopped.value.place == place
    assert reason in stopped.value.reason
    assert stopped.value.sure is sure


class Fragile:
    """A desk whose process dies at some documents."""

    def __init__(self, *deaths: Stopped) -> None:
        self.deaths = list(deaths)
        self.bad: dict[int, str] = {}

    def call(self, name: str, argument: Any, tick: object = None) -> Record:
        """Die as often as was told, then say what had been set aside."""
        self.bad = dict(argument[1])
        if self.deaths:
            raise self.deaths.pop(0)
        return Record("k", "d", 1, len(self.bad), 0, 0, (0, 0), 0, 0.0)


@pytest.mark.parametrize(
    ("deaths", "bad"),
    [
        ([Stopped(2, "slow", True)], {2: "slow"}),
        ([Stopped(2, "gone", False)], {}),
        ([Stopped(2, "gone", False), Stopped(2, "gone", False)], {2: "gone"}),
        ([Stopped(2, "gone", False), Stopped(7, "gone", False)], {}),
        ([Stopped(-2, "gone", False)], {}),
    ],
)
def test_one_death_is_chance_and_two_at_one_place_are_none(
    deaths: list[Stopped], bad: dict[int, str]
) -> None:
    """A process killed by somebody else costs no document."""
    desk = Fragile(*deaths)
    complete(Job("", "align", "", "", ""), desk)  # type: ignore[arg-type]
    assert desk.bad == bad


def test_a_worker_that_cannot_begin_is_an_error() -> None:
    """What dies before the first document dies for all of them."""
    desk = Fragile(*[Stopped(-1, "no model", False)] * 9)
    with pytest.raises(AlignkitError, match="no model"):
        complete(Job("", "align", "", "", ""), desk)  # type: ignore[arg-type]


def test_bad_documents_fail_alone_and_are_tried_again_alone(tmp_path: Path) -> None:
    """Empty, binary, in no language, or gone: the others are done, and the run says which."""
    sides = folders(tmp_path / "texts", 6)
    (sides[0] / "001.txt").write_bytes(b"")
    (sides[0] / "002.txt").write_bytes(b"%PDF-1.7 nothing")
    (sides[1] / "004.txt").write_text("   \n", "utf-8")
    done = corpus_run(sides, tmp_path / "run", jobs=1, shard=2)
    assert (done.done, done.failed) == (3, 3)
    assert {name for name, _ in done.failures} == {"001", "002", "004"}
    assert all(reason for _, reason in done.failures)
    again = corpus_run(sides, tmp_path / "run", jobs=1, shard=2, retry_failed=True)
    assert (again.done, again.failed, again.digest) == (3, 3, done.digest)
    folders(tmp_path / "texts", 6)
    mended = corpus_run(sides, tmp_path / "run", jobs=1, shard=2)
    assert (mended.done, mended.failed) == (6, 0)


@pytest.mark.slow
def test_a_document_too_large_for_the_memory_is_named(tmp_path: Path) -> None:
    """The worker is stopped, the document recorded with its reason, the rest done."""
    sides = folders(tmp_path / "texts", 4)
    for side in sides:
        path = side / "002.txt"
        path.write_text(path.read_text("utf-8") * 40_000, "utf-8")
    done = corpus_run(sides, tmp_path / "run", jobs=1, memory=500)
    assert (done.done, done.failed) == (3, 1)
    assert done.failures == (("002", "it needs more than 500 MiB"),)


def test_many_pairs_go_on_past_a_bad_one() -> None:
    """The error is raised, left out, or stands in the pair's place, with one process or two."""
    pairs: list[Any] = [(["你好。"], ["Hello."]), ([1], ["x"]), (["再见。"], ["Bye."])]
    for jobs in (1, 2):
        assert len(list(align_many(pairs, jobs=jobs, on_error="skip"))) == 2
        held = list(align_many(pairs, jobs=jobs, on_error="yield"))
        assert isinstance(held[1], AlignkitError)
        assert [len(b) for b in (held[0], held[2])] == [1, 1]  # type: ignore[arg-type]
        with pytest.raises(AlignkitError, match="give strings"):
            list(align_many(pairs, jobs=jobs))


def test_many_pairs_come_in_order_and_tell_how_far_they_are() -> None:
    """The bitexts are those of a loop, in its order; progress counts to the end."""
    pairs = [([f"第{n}章。", "他走了。"], [f"Chapter {n}.", "He left."]) for n in range(20)]
    told: list[tuple[int, int]] = []
    held = list(align_many(pairs, jobs=2, progress=lambda done, of: told.append((done, of))))
    assert [b.source.sentences[0].text for b in held] == [p[0][0] for p in pairs]  # type: ignore[union-attr]
    assert held == list(align_many(pairs))
    assert told[-1] == (20, 20)
