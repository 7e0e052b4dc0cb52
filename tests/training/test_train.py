"""The training loop on a small material: it learns, and comes to the same bytes every time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from alignkit.embed.chinese import Segmenter
from alignkit.embed.tokeniser import Tokeniser

pytestmark = [
    pytest.mark.neural,
    # Newer Pythons warn of forks beside threads; torch is held to one here.
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
]

CHINESE = [a + b for a in "山河水火木" for b in "东西南北中"]
ENGLISH = [
    f"{a} {b}"
    for a in ("mountain", "river", "water", "fire", "wood")
    for b in ("east", "west", "south", "north", "middle")
]
TOKENS = [
    *CHINESE,
    *"山河水火木东西南北中",
    *sorted({word for text in ENGLISH for word in text.split()}),
    *(f"#{character}" for character in "山河水火木东西南北中"),
    "#空",
    "&0",
]


@pytest.fixture(autouse=True)
def _threads() -> Iterator[None]:
    """The trainer holds torch to one thread; other tests get theirs back."""
    import torch

    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def material():  # type: ignore[no-untyped-def]
    """Number some hundred pairs of words as if they were sentences and entries."""
    from training.model.prepare import _number, _without_unused

    costs = [300] * len(CHINESE) + [500] * 10
    groups = {
        "tatoeba-cmn-eng": [
            (
                f"{CHINESE[n % 25]} {CHINESE[(7 * n) % 25]}",
                f"{ENGLISH[n % 25]} {ENGLISH[(7 * n) % 25]}",
            )
            for n in range(256)
        ],
        "some-manual": list(zip(CHINESE, ENGLISH, strict=True)) * 3,
        "dict": list(zip(CHINESE, ENGLISH, strict=True)) * 2,
    }
    tokeniser = Tokeniser(TOKENS, costs, {})
    segmenter = Segmenter(dict(zip(TOKENS, costs, strict=False)))
    numbered = _number(groups, tokeniser, segmenter, len(TOKENS))
    return _without_unused(TOKENS, costs, numbered)


def options(**changes: object):  # type: ignore[no-untyped-def]
    """Give settings of some steps with small batches."""
    from training.model.options import Options

    small = Options(
        dimensions=32, steps=60, workers=1, corrected=5, block=16, blocks=2, entries=16,
        word_texts=8, link_texts=16, common=0, technical=1.0, warm=5,
    )  # fmt: skip
    return dataclasses.replace(small, **changes)


def train(material, **changes: object) -> NDArray[np.float32]:  # type: ignore[no-untyped-def]
    """Train with small batches."""
    from training.model.train import Trainer

    return Trainer(material[2], options(**changes)).run()


def test_tokens_without_use_are_left_out(material) -> None:  # type: ignore[no-untyped-def]
    """A piece that no text has gets no vector; buckets and syllables stay."""
    tokens, costs, numbered = material
    assert "#空" not in tokens
    assert tokens[-1] == "&0"
    assert len(tokens) == numbered.tokens
    assert len(costs) == len([token for token in tokens if len(token) <= 2 and token[0] > "㐀"])


def test_training_finds_the_words(material) -> None:  # type: ignore[no-untyped-def]
    """After a while each word's translation is the nearest, of the words and of their parts."""
    vectors = train(material, steps=150)
    rows = dict(zip(material[0], vectors, strict=True))
    english = np.stack([sum(rows[word] for word in text.split()) for text in ENGLISH])  # type: ignore[misc]
    # A word is itself and its characters' pieces; one that is unknown is its characters as words.
    for whole, word in ((1, 0), (0, 1)):
        chinese = np.stack(
            [
                whole * rows[text] + sum(rows[f"#{c}"] + word * rows[c] for c in text)
                for text in CHINESE
            ]
        )
        units = [side / np.linalg.norm(side, axis=1, keepdims=True) for side in (chinese, english)]
        nearest = (units[0] @ units[1].T).argmax(1)
        assert (nearest == np.arange(len(nearest))).mean() > 0.9


def test_the_same_seed_gives_the_same_bytes(material, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """However many workers there are, and whoever is done first."""
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    made = []
    for workers in (1, 2):
        first, second = (train(material, workers=workers, steps=20, common=2) for _ in range(2))
        assert first.tobytes() == second.tobytes()
        assert not np.allclose(first, train(material, workers=workers, steps=20, seed=2))
        made.append(first)
    assert not np.allclose(*made)


def test_a_worker_that_fails_stops_the_others(material, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """Nobody waits for ten minutes, and the reason is seen."""
    from threading import BrokenBarrierError

    from training.model.train import Trainer

    monkeypatch.setattr("torch.cuda.is_available", lambda: False)

    def fail(self: Trainer, *_: object) -> None:
        if self.team and self.team.number == 1:
            raise SystemExit(3)
        self.team.wait()  # type: ignore[union-attr]

    monkeypatch.setattr(Trainer, "_move", fail)
    with pytest.raises(BrokenBarrierError):
        train(material, workers=2)


def test_no_entries_are_told(material) -> None:  # type: ignore[no-untyped-def]
    """Instead of looking for some for ever."""
    numbered = dataclasses.replace(material[2], entry_sources=())
    with pytest.raises(ValueError, match="no dictionary entries"):
        train((*material[:2], numbered))


def test_material_is_kept_in_one_file(material, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """What is saved is what is read."""
    from training.model.material import Material

    material[2].save(tmp_path / "material.npz")
    again = Material.load(tmp_path / "material.npz")
    assert (again.token_counts() == material[2].token_counts()).all()
    assert (again.parts.flat == material[2].parts.flat).all()
    assert again.names == material[2].names


def test_words_are_cut_up_at_random(material) -> None:  # type: ignore[no-untyped-def]
    """A word that is cut up gives way to its characters, and the others stay in place."""
    from training.model.batches import Batches

    tokens, _, numbered = material
    numbers = np.arange(*numbered.bounds("dict"))
    side = numbered.chinese.stretches(numbers, numbers + 1)
    batches = Batches(numbered, options(), np.random.default_rng(3))
    never, always = batches.cut_up(side, 0.0), batches.cut_up(side, 1.0)
    assert (never.flat == side.flat).all()
    first = numbered.pieces.offsets[always.flat]
    assert "".join(tokens[row] for row in numbered.pieces.flat[first]) == "".join(CHINESE * 2)
    some = batches.cut_up(side, 0.5)
    lengths = np.diff(some.offsets)
    assert set(lengths.tolist()) == {1, 2}
    whole = np.flatnonzero(lengths == 1)
    assert (some.flat[some.offsets[whole]] == side.flat[whole]).all()


def test_lengths_are_those_of_short_runs(material) -> None:  # type: ignore[no-untyped-def]
    """The mean of runs with seeds of their own; the vectors point where they did."""
    from training.model.lengths import of_length, usual_lengths

    lengths = usual_lengths(material[2], options(length_runs=2, length_steps=5))
    runs = [train(material, seed=seed, steps=5, settle=0.0) for seed in (2, 3)]
    assert np.allclose(lengths, np.mean([np.linalg.norm(run, axis=1) for run in runs], axis=0))
    vectors = train(material)
    stretched = of_length(vectors, lengths)
    assert np.allclose(np.linalg.norm(stretched, axis=1), lengths, rtol=1e-5)
    turned = np.linalg.norm(vectors, axis=1) * lengths
    assert np.allclose((stretched * vectors).sum(axis=1), turned, rtol=1e-4)
