"""A sentence-transformers model, built here, runs through the whole search."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak

pytestmark = [pytest.mark.neural, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build a small BERT that knows the letters of the English text; its weights are drawn."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("tiny")
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *("##" + c for c in letters)]
    (folder / "vocab.txt").write_text("\n".join(words))
    vocabulary = str(folder / "vocab.txt")
    tokenizer = BertTokenizerFast(vocab=vocabulary, vocab_file=vocabulary)
    tokenizer.save_pretrained(folder / "bert")
    sizes = {
        "hidden_size": 32,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": 64,
    }
    BertModel(BertConfig(vocab_size=len(words), **sizes)).save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"))
    model = SentenceTransformer(modules=[transformer, Pooling(sizes["hidden_size"])])
    model.save(str(folder / "model"))
    return str(folder / "model")


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Collect the texts that a model is asked for; vectors are kept in a folder of the test."""
    from alignkit.embed.transformer import TransformerEncoder

    monkeypatch.setenv("ALIGNKIT_CACHE", str(tmp_path / "kept"))
    asked: list[str] = []
    plain = TransformerEncoder.directions

    def noted(self, texts):
        asked.extend(texts)
        return plain(self, texts)

    monkeypatch.setattr(TransformerEncoder, "directions", noted)
    return asked


def test_a_model_in_a_folder_aligns_and_its_vectors_are_kept(tiny, computed, english):
    """Every text is embedded once; a second run embeds none and gives the same beads."""
    first = ak.align(english, english, model=tiny)
    assert sorted(computed) == sorted(set(english))
    assert all(bead.shape == "1-1" for bead in first.beads)
    assert Path(tiny).name in str(first.signature)
    computed.clear()
    assert ak.align(english, english, model=tiny) == first
    assert computed == []


def test_exact_vectors_are_kept_too(tiny, computed, english):
    """With exact, runs of sentences are embedded as one text, and kept as well."""
    first = ak.align(english[:8], english[:8], model=tiny, exact=True, max_bead=2)
    assert all(bead.shape == "1-1" for bead in first.beads)
    assert f"{english[0]} {english[1]}" in computed
    computed.clear()
    assert ak.align(english[:8], english[:8], model=tiny, exact=True, max_bead=2) == first
    assert computed == []
