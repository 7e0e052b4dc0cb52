"""An encoder of the user's own in a file, opened by every process by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak
from alignkit.errors import InputError, OptionError

TEXT = """
import zlib
import numpy as np

def encode(texts):
    out = np.zeros((len(texts), 64), np.float32)
    for row, text in enumerate(texts):
        for start in range(len(text)):
            out[row, zlib.crc32(text[start:start + 2].encode()) % 64] += 1
    return out

class Model:
    def encode(self, texts):
        return encode(texts)

model = Model()
lines = 3
"""
PAIR = ("他来了。\n她走了。\n", "He came.\nShe left.\n")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the encoder, and be in its folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "encoder.py"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["encode", "model"])
def test_a_name_in_a_file_is_an_encoder(file: Path, name: str) -> None:
    """A function or an object; its signature changes with the file."""
    encoder = ak.encoder(f"encoder.py:{name}")
    assert encoder.encode(["a", "b"]).shape == (2, 64)
    assert "sha256:" in encoder.signature


def test_processes_open_it_by_themselves(file: Path) -> None:
    """What several do is what one does with the function itself."""
    zh, en = file.with_name("zh.txt"), file.with_name("en.txt")
    zh.write_text(PAIR[0], encoding="utf-8")
    en.write_text(PAIR[1], encoding="utf-8")
    pairs = [(zh, en)] * 3
    held = list(ak.align_many(pairs, model="encoder.py:encode", jobs=2))
    alone = ak.align(zh, en, model=ak.encoder("encoder.py:encode"))
    assert [bitext.beads for bitext in held] == [alone.beads] * 3


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.py:encode", "no such file"),
        ("encoder.py:nothing", "holds no nothing"),
        ("broken.py:encode", "does not run"),
    ],
)
def test_what_is_no_encoder_is_told_with_the_file(file: Path, name: str, words: str) -> None:
    """One line each."""
    file.with_name("broken.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    with pytest.raises(InputError, match=words):
        ak.encoder(name)


def test_a_name_that_encodes_nothing_is_refused(file: Path) -> None:
    """A number has no vectors."""
    with pytest.raises(OptionError, match="is no encoder"):
        ak.encoder("encoder.py:lines")
