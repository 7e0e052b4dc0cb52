"""The compiled core as these tests build it, in use or not."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import alignkit.core
from alignkit.embed import registry

ROOT = Path(__file__).parents[2]
Use = Callable[[Path | None], None]


@pytest.fixture(scope="session")
def building() -> ModuleType:
    """Return the build hook's own file."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def library(building: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the core, built here."""
    into = tmp_path_factory.mktemp("core") / building.NAME
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ALIGNKIT_CORE", raising=False)
        if not building.build(ROOT / building.FOLDER, into):
            pytest.skip("there is no C compiler")
    return Path(into)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Return what puts another file, or none, in the place of the core."""

    def forget() -> None:
        alignkit.core.core.cache_clear()
        registry._embedded.cache_clear()

    def put(path: Path | None) -> None:
        monkeypatch.delenv("ALIGNKIT_CORE", raising=False)
        monkeypatch.setattr(alignkit.core, "PATH", path or Path("/nothing/here"))
        forget()

    yield put
    monkeypatch.undo()
    forget()
