"""Vectors alone: an encoder is judged by what it knows, and by nothing that stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest

import alignkit as ak

if TYPE_CHECKING:
    from numpy.typing import NDArray

ZH = [
    "他住在北京。",
    "每天早上他去公园散步。",
    "他有两只猫和3条狗。",
    "猫喜欢睡觉。",
    "狗不喜欢猫。",
]
EN = [
    "He lives in Beijing.",
    "Every morning he goes for a walk in the park.",
    "He has two cats and 3 dogs.",
    "The cats like to sleep.",
    "The dogs do not like the cats.",
]


class Blind:
    """An encoder for which every text is the same."""

    name, dimensions, additive, signature = "blind", 4, False, "blind|version:1"

    def encode(
        self,
        texts: Sequence[str],
        *,
        batch_size: int = 1024,
        progress: Callable[[int, int], None] | None = None,
    ) -> NDArray[np.float32]:
        """Return ones."""
        return np.ones((len(texts), 4), np.float32)


def test_vectors_alone_align_what_they_understand() -> None:
    """The shipped encoder needs no help here, and the signature says that it had none."""
    bitext = ak.align(ZH, EN, signals="vectors")
    assert [(bead.source, bead.target) for bead in bitext.beads] == [((n,), (n,)) for n in range(5)]
    assert "vectors" in str(bitext.signature)
    assert "vectors" not in str(ak.align(ZH, EN).signature)


def test_a_blind_encoder_gets_no_help_from_words() -> None:
    """With all signals the shipped encoder's words align for it; alone all is alike to it."""
    helped = ak.align(ZH, EN, model=Blind())
    alone = ak.align(ZH, EN, model=Blind(), signals="vectors")
    assert len({bead.score for bead in helped.beads}) == 5
    assert len({bead.score for bead in alone.beads}) == 1


def test_an_unknown_choice_of_signals_is_told() -> None:
    """The line names what may be chosen."""
    with pytest.raises(ak.OptionError, match="all or vectors"):
        ak.align(ZH, EN, signals="words")
