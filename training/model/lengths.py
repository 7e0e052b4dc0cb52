"""How long each token's vector is: how much the token counts in a text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from training.model.material import Material
from training.model.options import Options
from training.model.train import Trainer


def usual_lengths(material: Material, options: Options) -> NDArray[np.float32]:
    """Return the tokens' mean lengths in short runs with seeds of their own.

    In a long run the lengths of rare tokens go on growing: they learn the training texts by heart,
    and then drown what stands beside them in every other text.
    """
    lengths = []
    for number in range(1, options.length_runs + 1):
        seed = options.seed + number
        short = replace(options, seed=seed, steps=options.length_steps, settle=0.0)
        lengths.append(np.linalg.norm(Trainer(material, short).run(), axis=1))
    return np.asarray(np.mean(lengths, axis=0), np.float32)


def of_length(vectors: NDArray[np.float32], lengths: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give vectors other lengths; they point where they did."""
    held = np.maximum(np.linalg.norm(vectors, axis=1), 1e-9)
    stretched: NDArray[np.float32] = vectors * (lengths / held)[:, None]
    return stretched
