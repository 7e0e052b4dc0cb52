"""Encoders of the caller's: functions, objects, and what they give by mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import alignkit as ak
from alignkit.errors import OptionError

ZH = ["河上有一座桥。", "桥很老。", "没有人知道是谁修的。"]
EN = ["There is a bridge over the river.", "The bridge is old.", "Nobody knows who built it."]


def lengths(texts: list[str]) -> Any:
    """Return three numbers a text."""
    return np.array([[len(text), text.count("e") + 1.0, 1.0] for text in texts])


class Bare:
    """An object that can encode and nothing else, as most models are."""

    def encode(self, texts: list[str]) -> Any:
        """Return lists instead of an array."""
        return lengths(texts).tolist()


class Whole(Bare):
    """An object that keeps the protocol."""

    name, dimensions, signature, additive = "whole", 3, "whole-1", False


@pytest.mark.parametrize("model", [lengths, lambda texts: lengths(texts), Bare(), Whole()])
def test_whatever_makes_vectors_aligns(model: Any) -> None:
    """A function, a model object, an encoder; and the signature names it."""
    bitext = ak.align(ZH, EN, model=model)
    assert len(bitext) == 3
    said = ak.encoder(model).signature.replace("|", ",")
    assert said in str(bitext.signature)


def test_a_function_gives_directions_as_long_as_the_text() -> None:
    """As a transformer does; blank texts give zeros and are not asked for."""
    held = ak.encoder(lengths)
    vectors = held.encode(["abc", " ", "abcdef"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), [3, 0, 6])
    assert (held.dimensions, held.additive) == (3, False)


def test_an_encoder_keeps_the_lengths_it_gives() -> None:
    """Who says how vectors add up is believed."""
    assert np.allclose(ak.encoder(Whole()).encode(["abc"]), lengths(["abc"]))


@pytest.mark.parametrize(
    ("give", "said"),
    [
        (lambda texts: lengths(texts)[:-1], "shape"),
        (lambda texts: lengths(texts)[:, 0], "shape"),
        (lambda texts: lengths(texts) * np.nan, "not finite"),
        (lambda texts: [["a"] for _ in texts], "no vectors"),
        (lambda texts: None, "gives"),
    ],
)
def test_wrong_vectors_are_told_in_one_line(give: Callable[..., Any], said: str) -> None:
    """Before anything stands on them, for functions and for encoders."""

    class Wrong(Whole):
        def encode(self, texts: list[str]) -> Any:
            return give(texts)

    for model in (give, Wrong()):
        with pytest.raises(OptionError, match=said):
            ak.align(ZH, EN, model=model)


def test_what_cannot_encode_is_no_encoder() -> None:
    """A number is no model, and wrong dimensions are told."""
    with pytest.raises(OptionError, match="int is no encoder"):
        ak.align(ZH, EN, model=3)  # type: ignore[arg-type]
    wide = Whole()
    wide.dimensions = 5
    with pytest.raises(OptionError, match="5 dimensions"):
        ak.align(ZH, EN, model=wide)


def test_a_check_takes_the_encoder_for_the_alignment() -> None:
    """What the checks ask of words stays with the shipped one."""
    assert ak.check(ZH, EN, model=lengths, select="NUM").counts() == {}
