"""How long each token's vector is: how much the token counts in a text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from training.material import Material
from training.options import Options
from training.train import Trainer


def learned_lengths(material: Material, options: Options) -> NDArray[np.float32]:
    """Return the tokens' mean lengths in short runs with seeds of their own.

    In a long run the lengths of rare tokens go on growing: they learn the training texts by heart,
    and then drown what stands beside them in every other text.
    """
    total: NDArray[np.float32] | float = 0.0
    for number in range(1, options.length_runs + 1):
        short = replace(options, seed=options.seed + number, steps=options.length_steps, settle=0.0)
        total = total + np.linalg.norm(Trainer(material, short).run(), axis=1)
    return np.asarray(total / options.length_runs, np.float32)
