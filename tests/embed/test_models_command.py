"""alignkit models: what is here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import alignkit as ak
from alignkit.cli.models import command
from alignkit.embed.embedded import MODEL_FOLDER


def test_the_shipped_encoder_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name, folder and signature are there."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    shown = CliRunner().invoke(command, ["--format", "json"])
    model = json.loads(shown.output)["models"][0]
    assert model["name"] == "embedded"
    assert Path(model["path"]) == MODEL_FOLDER
    assert "sha256:" in model["signature"]


def test_downloaded_models_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence-transformers model in the cache is listed by the name to give, others are not."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    here = tmp_path / "models--sentence-transformers--LaBSE" / "snapshots" / "836121a0533e5664b21c"
    here.mkdir(parents=True)
    (here / "modules.json").write_text("[]")
    (tmp_path / "models--bert-base-chinese" / "snapshots" / "abc").mkdir(parents=True)
    shown = CliRunner().invoke(command, [])
    assert "sentence-transformers/LaBSE\n" in shown.output
    assert str(here) in shown.output
    assert "bert-base-chinese" not in shown.output


@pytest.mark.parametrize("name", ["./no-model", "/models/none", "models/of/mine"])
def test_a_model_folder_that_is_not_there_is_told(name: str) -> None:
    """No library is asked for what can only be a path."""
    with pytest.raises(ak.InputError, match=f"{name}: there is no such model folder"):
        ak.encoder(name)
