"""Any sentence-transformers model, here a tiny one that the test builds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import alignkit as ak
from alignkit.embed.embedded import MODEL_FOLDER

pytestmark = [pytest.mark.neural, pytest.mark.filterwarnings("ignore")]

TEXTS = ["a b c", "", "c a", "b b b a", "a b c", "d"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build a two-layer BERT with a vocabulary of letters."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "query", ":", *"abcdefgh"]
    (folder / "vocab.txt").write_text("\n".join(words))
    base = folder / "bert"
    BertTokenizerFast(
        vocab=str(folder / "vocab.txt"), vocab_file=str(folder / "vocab.txt")
    ).save_pretrained(base)
    sizes = {
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 32,
    }
    BertModel(BertConfig(vocab_size=len(words), **sizes)).save_pretrained(base)
    transformer = Transformer(str(base))
    model = SentenceTransformer(modules=[transformer, Pooling(16)])
    model.save(str(folder / "model"))
    return str(folder / "model")


def test_batch_size_changes_no_byte(tiny: str) -> None:
    """The model runs in batches of its own, whatever the caller's."""
    encoder = ak.encoder(tiny, cache=False, device="cpu")
    expected = encoder.encode(TEXTS)
    assert expected.shape == (len(TEXTS), 16)
    assert not expected[1].any()
    assert (expected[0] == expected[4]).all()
    for size in (1, 2, 1000):
        assert encoder.encode(TEXTS, batch_size=size).tobytes() == expected.tobytes()


def test_lengths_weigh_the_directions(tiny: str) -> None:
    """A text's vector is as long as the text has characters."""
    vectors = ak.encoder(tiny, cache=False).encode(TEXTS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), [len(text) for text in TEXTS], atol=1e-3)


def test_kept_vectors_are_used(tiny: str, tmp_path: Path, monkeypatch) -> None:
    """A second encoder computes nothing that the first has kept."""
    first = ak.encoder(tiny, cache=tmp_path).encode(TEXTS)
    second = ak.encoder(tiny, cache=tmp_path)
    monkeypatch.setattr(second, "directions", lambda texts: pytest.fail(f"computed {texts}"))
    assert second.encode(TEXTS).tobytes() == first.tobytes()


def test_the_switch_turns_keeping_off(tiny: str, tmp_path: Path, monkeypatch) -> None:
    """Nothing is written where the cache is off, by option or by environment."""
    ak.encoder(tiny, cache=False).encode(TEXTS)
    monkeypatch.setenv("ALIGNKIT_NO_CACHE", "1")
    ak.encoder(tiny, cache=tmp_path).encode(TEXTS)
    assert not list(tmp_path.iterdir())


def test_the_command_line_can_do_without_keeping(
    tiny: str, root: Path, tmp_path: Path, monkeypatch
) -> None:
    """--no-cache holds for one command, and only for it."""
    from click.testing import CliRunner

    from alignkit.cli.main import tree

    monkeypatch.setenv("ALIGNKIT_CACHE", str(tmp_path / "kept"))
    source = tmp_path / "zh.txt"
    source.write_text("a b\nc\n", encoding="utf-8")
    arguments = ["align", str(source), str(source), "--presplit", "-q", "--model", tiny]
    for more, kept in ((["--no-cache"], False), ([], True)):
        assert CliRunner().invoke(tree, [*arguments, *more]).exit_code == 0
        assert (tmp_path / "kept").exists() is kept


def test_prompts_change_the_vectors_and_the_signature(tiny: str) -> None:
    """A model that needs a prompt gets it, and its signature says so."""
    plain = ak.encoder(tiny, cache=False)
    asked = ak.encoder(tiny, cache=False, prompt="query: ")
    assert plain.signature != asked.signature
    assert not np.allclose(plain.encode(["a b"]), asked.encode(["a b"]))


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("intfloat/multilingual-e5-base", "query: "),
        ("intfloat/multilingual-e5-large-instruct", ""),
        ("sentence-transformers/LaBSE", ""),
    ],
)
def test_models_known_for_prompts_get_them(name: str, prompt: str) -> None:
    """The E5 family was trained with a prompt before every text."""
    from alignkit.embed.transformer import _prompt_of

    assert _prompt_of(name) == prompt


def test_progress_reaches_the_total(tiny: str, tmp_path: Path) -> None:
    """Kept texts count as done."""
    encoder = ak.encoder(tiny, cache=tmp_path)
    for _ in range(2):
        seen: list[tuple[int, int]] = []
        encoder.encode(TEXTS, progress=lambda done, total, seen=seen: seen.append((done, total)))
        assert seen[-1] == (6, 6)


def test_a_missing_model_gives_one_line(tmp_path: Path) -> None:
    """The line names the model, the reason and the way without a network."""
    with pytest.raises(ak.InputError) as caught:
        ak.encoder(str(tmp_path / "no-such-model"), cache=False)
    message = str(caught.value)
    assert "no-such-model" in message
    assert "--model PATH" in message
    assert "\n" not in message


def test_the_shipped_folder_is_a_sentence_transformers_model() -> None:
    """The same files give the same bytes through sentence-transformers."""
    from sentence_transformers import SentenceTransformer

    texts = ["他研究生命的起源。", "", "The bridge was built in 1998.", "臺灣", "Qiongzhuang zxqv"]
    model = SentenceTransformer(str(MODEL_FOLDER), trust_remote_code=True, device="cpu")
    assert model.encode(texts).tobytes() == ak.encoder().encode(texts).tobytes()


def test_a_trained_model_is_saved_and_read(tmp_path: Path) -> None:
    """Vectors trained further come back from the saved folder."""
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(MODEL_FOLDER), trust_remote_code=True, device="cpu")
    with torch.no_grad():
        model[0].embedding.weight.mul_(2)
    model.save(str(tmp_path))
    again = SentenceTransformer(str(tmp_path), trust_remote_code=True, device="cpu")
    assert np.allclose(again.encode(["桥"]), 2 * ak.encoder().encode(["桥"]))
