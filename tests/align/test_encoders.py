"""Other encoders run through the same search."""

from __future__ import annotations

import numpy as np

import alignkit as ak


class Directions:
    """Stands for a transformer: directions only, no words, everything shifted to one side."""

    name = "directions"
    dimensions = 513
    signature = "directions|version:1|sha256:0"
    additive = False

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts, *, batch_size=1024, progress=None):
        """Return the shipped model's directions beside a large number common to all."""
        self.asked += texts
        vectors = ak.encoder(None).encode(list(texts))
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors = vectors / np.maximum(norms, 1e-6)
        return np.concatenate([vectors, np.ones((len(texts), 1), np.float32)], axis=1)


def test_a_model_of_directions_is_as_good(chinese, english, gold):
    """Unit vectors that share a direction are centred, weighted by length, and align."""
    bitext = ak.align(chinese, english, model=Directions())
    assert [(bead.source, bead.target) for bead in bitext.beads] == gold
    assert "directions" in str(bitext.signature)


def test_exact_embeds_every_run(chinese, english, gold):
    """With exact, runs of sentences are embedded as one text."""
    encoder = Directions()
    bitext = ak.align(chinese, english, model=encoder, exact=True, max_bead=2)
    assert [(bead.source, bead.target) for bead in bitext.beads] == gold
    assert chinese[0] + chinese[1] in encoder.asked
    assert f"{english[0]} {english[1]}" in encoder.asked
    assert "|exact:1|" in str(bitext.signature)
