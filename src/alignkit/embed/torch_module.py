"""The embedded model as a module of sentence-transformers, over the same files."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from alignkit.embed.tokeniser import Tokeniser
from alignkit.embed.weights import DESCRIPTION, WEIGHT_FILES, read_weights

TRAINED = "vectors.pt"


class StaticSum(torch.nn.Module):  # type: ignore[misc,unused-ignore]
    """Sums the vectors of a text's pieces; the vectors can be trained further."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        weights = read_weights(folder)
        self.tokenizer = Tokeniser(weights.vocabulary, weights.costs, weights.variants)
        rows = weights.rows(np.arange(len(weights.vocabulary)))
        if (folder / TRAINED).is_file():
            rows = torch.load(folder / TRAINED, weights_only=True).numpy()
        self.embedding = torch.nn.EmbeddingBag.from_pretrained(
            torch.from_numpy(rows), freeze=False, mode="sum"
        )

    def preprocess(
        self, inputs: Sequence[str], prompt: str | None = None, **_: Any
    ) -> dict[str, torch.Tensor]:
        """Turn texts into the numbers of their pieces."""
        pieces: list[int] = []
        offsets = [0]
        for text in inputs:
            self.tokenizer.forget()
            for number in self.tokenizer.unit_ids((prompt or "") + text):
                pieces += self.tokenizer.pieces(self.tokenizer.units[number])
            offsets.append(len(pieces))
        return {
            "input_ids": torch.tensor(pieces, dtype=torch.long),
            "offsets": torch.tensor(offsets[:-1], dtype=torch.long),
        }

    tokenize = preprocess

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Add the sentence vectors to the features."""
        features["sentence_embedding"] = self.embedding(features["input_ids"], features["offsets"])
        return features

    def get_sentence_embedding_dimension(self) -> int:
        """Return the width of the vectors."""
        return int(self.embedding.embedding_dim)

    get_embedding_dimension = get_sentence_embedding_dimension

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Write the model's files, and the vectors in full as they may have been trained."""
        for name in (*WEIGHT_FILES, DESCRIPTION):
            shutil.copy(self.folder / name, Path(output_path) / name)
        torch.save(self.embedding.weight.detach().cpu(), Path(output_path) / TRAINED)

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", **_: Any) -> StaticSum:
        """Read the module from a local model folder."""
        return cls(Path(model_name_or_path) / subfolder)
