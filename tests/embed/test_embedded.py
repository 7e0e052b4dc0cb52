"""The shipped model: sums, bytes, digest, and that it knows both languages."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from bench.aligning.embed import packed_size
from hypothesis import given
from hypothesis import strategies as st

import alignkit as ak
from alignkit.embed.embedded import MODEL_FOLDER, EmbeddedEncoder
from alignkit.embed.weights import WEIGHT_FILES, read_weights
from alignkit.errors import OptionError

TEXTS = [
    "他每天早上六点起床，然后去河边散步。",
    "",
    "The minister opened the new railway bridge on Monday.",
    "這座橋是1998年建成的。",
    "?!",
    "Ms. Qiongzhuang bought 1,000 zxqvws.",
    "   ",
]


@pytest.fixture(scope="module")
def encoder() -> EmbeddedEncoder:
    """Open the shipped model anew."""
    return EmbeddedEncoder()


def test_one_encoder_a_process() -> None:
    """No name and "embedded" are the same shipped encoder, opened once."""
    assert ak.encoder() is ak.encoder("embedded")


def test_a_folder_trained_like_the_shipped_one_needs_no_torch(tmp_path: Path) -> None:
    """A model made by the training script is opened by its folder, with numpy alone."""
    folder = tmp_path / "mine"
    shutil.copytree(MODEL_FOLDER, folder)
    mine = ak.encoder(str(folder))
    assert isinstance(mine, EmbeddedEncoder)
    assert mine.encode(TEXTS).tobytes() == ak.encoder().encode(TEXTS).tobytes()


def test_the_embedded_model_takes_no_options() -> None:
    """An option meant for another model is refused, not passed over."""
    with pytest.raises(OptionError):
        ak.encoder("embedded", device="cpu")


def test_batch_size_changes_no_byte(encoder: EmbeddedEncoder) -> None:
    """Vectors are the same bytes in whatever batches they are made."""
    expected = encoder.encode(TEXTS).tobytes()
    for size in (1, 2, 3, 100):
        assert encoder.encode(TEXTS, batch_size=size).tobytes() == expected
    assert EmbeddedEncoder().encode(TEXTS[::-1])[::-1].tobytes() == expected


def test_another_process_gives_the_same_bytes(encoder: EmbeddedEncoder) -> None:
    """Nothing depends on the hash seed or on what was encoded before."""
    code = (
        "import sys, hashlib; from alignkit import encoder; "
        f"print(hashlib.sha256(encoder().encode({TEXTS!r}).tobytes()).hexdigest())"
    )
    made = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert made.stdout.strip() == hashlib.sha256(encoder.encode(TEXTS).tobytes()).hexdigest()


def test_texts_without_words_give_zeros(encoder: EmbeddedEncoder) -> None:
    """Empty and blank texts have no direction."""
    vectors = encoder.encode(TEXTS)
    assert not vectors[1].any()
    assert not vectors[6].any()
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_span_is_the_sum_of_its_sentences(encoder: EmbeddedEncoder) -> None:
    """Additivity is exact: all numbers are small integers times one power of two."""
    first, second = TEXTS[0], TEXTS[3]
    both = encoder.encode([first + second])[0]
    assert (both == encoder.encode([first])[0] + encoder.encode([second])[0]).all()


def test_word_vectors_add_up_to_the_sentence(encoder: EmbeddedEncoder) -> None:
    """`tokenise` numbers the same words that `encode` sums."""
    tokens = encoder.tokenise(TEXTS)
    ids, offsets = tokens
    for place, vector in enumerate(encoder.encode(TEXTS)):
        words = tokens.vectors[ids[offsets[place] : offsets[place + 1]]]
        assert (words.sum(axis=0) == vector).all()


@given(
    st.text(
        st.sampled_from("他每天早上六点起床研究生命起源飞機龘ABab z'’1,.5éß-がñＡ１"), max_size=30
    )
)
def test_a_word_that_was_cut_has_the_vector_of_its_text(text: str) -> None:
    """What `words_of` gives is cut into itself once more, so that it need not be."""
    held = ak.encoder()
    assert isinstance(held, EmbeddedEncoder)
    words = [form for _, _, form in held.words_of([text])[0]]
    assert held.encode_cut(words).tobytes() == held.encode_words(words).tobytes()


def test_vectors_handed_out_stay_as_they_are(encoder: EmbeddedEncoder) -> None:
    """Later texts, and words dropped from memory, change nothing that a caller holds."""
    tokens = encoder.tokenise(TEXTS)
    before = tokens.vectors[tokens.ids].copy()
    encoder.encode([f"word{number}x" for number in range(5000)])
    assert (tokens.vectors[tokens.ids] == before).all()


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words met long ago are dropped, and the vectors stay the same."""
    monkeypatch.setattr("alignkit.embed.embedded.MOST_WORDS", 50)
    encoder = EmbeddedEncoder()
    first = encoder.encode(TEXTS)
    for number in range(20):
        encoder.encode([f"alpha{number} beta{number} gamma{number}x" for number in range(40)])
    assert len(encoder.vectors) < 200
    assert (encoder.encode(TEXTS) == first).all()


def test_long_texts_are_summed_in_parts(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many words are held at once, the bytes are the same."""
    texts = [*TEXTS, " ".join(TEXTS * 5), "", "水"]
    expected = encoder.encode(texts).tobytes()
    for most in (1, 7, 40):
        monkeypatch.setattr("alignkit.embed.embedded.AT_ONCE", most)
        assert encoder.encode(texts).tobytes() == expected


def test_progress_ends_at_the_total(encoder: EmbeddedEncoder) -> None:
    """Progress is told after each batch."""
    seen: list[tuple[int, int]] = []
    encoder.encode(["a"] * 5, batch_size=2, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2, 5), (4, 5), (5, 5)]


def test_translations_are_nearest(encoder: EmbeddedEncoder) -> None:
    """Sentences of both languages lie near their translations."""
    pairs = [
        ("政府计划修建三座新医院。", "The government plans to build three new hospitals."),
        ("老人慢慢地走上山去看女儿。", "The old man slowly walked up the hill to his daughter."),
        ("公司去年的利润下降了百分之十。", "The company's profits fell by ten percent last year."),
        ("她把信放进抽屉里，什么也没说。", "She put the letter in the drawer and said nothing."),
        ("法院判决被告赔偿全部损失。", "The court ordered the defendant to pay for all damages."),
    ]  # fmt: skip
    left = encoder.encode([chinese for chinese, _ in pairs])
    right = encoder.encode([english for _, english in pairs])
    left /= np.linalg.norm(left, axis=1, keepdims=True)
    right /= np.linalg.norm(right, axis=1, keepdims=True)
    assert (left @ right.T).argmax(axis=1).tolist() == list(range(len(pairs)))


def test_the_digest_is_the_files() -> None:
    """The signature's digest is that of the weights, tokens and tables together."""
    digest = hashlib.sha256()
    for name in WEIGHT_FILES:
        digest.update((MODEL_FOLDER / name).read_bytes())
    assert read_weights(MODEL_FOLDER).description["sha256"] == digest.hexdigest()


def test_signature_names_everything(encoder: EmbeddedEncoder) -> None:
    """Name, version, digest, dimensions and tokeniser stand in the signature."""
    parts = dict(part.partition(":")[::2] for part in encoder.signature.split("|")[1:])
    assert encoder.signature.startswith(encoder.name)
    assert set(parts) == {"version", "sha256", "dim", "tok"}
    assert parts["dim"] == str(encoder.dimensions)


def test_the_model_fits_the_wheel() -> None:
    """All files together, compressed, stay within what the wheel may hold."""
    assert packed_size(MODEL_FOLDER) < 25


def test_neither_torch_nor_jieba_is_loaded() -> None:
    """The shipped model needs numpy alone."""
    code = (
        "import sys; from alignkit import encoder; encoder().encode(['你好']); "
        "print([m for m in ('torch', 'jieba', 'tokenizers', 'scipy') if m in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert made.stdout.strip() == "[]"
