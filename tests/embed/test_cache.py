"""Kept vectors: found again, apart by model, within their limit, never in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from alignkit.embed.cache import FILE, VectorCache, default_folder

VECTOR = np.arange(8, dtype=np.float32)


def test_vectors_are_found_again(tmp_path: Path) -> None:
    """What was put is got, by text, in a new object too."""
    VectorCache(tmp_path, "model-a").put({"你好": VECTOR})
    found = VectorCache(tmp_path, "model-a").get(["你好", "unknown"])
    assert list(found) == ["你好"]
    assert (found["你好"] == VECTOR).all()


def test_models_are_kept_apart(tmp_path: Path) -> None:
    """A vector of one model is never given to another."""
    VectorCache(tmp_path, "model-a").put({"text": VECTOR})
    assert VectorCache(tmp_path, "model-b").get(["text"]) == {}


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    """Over the limit the store drops what was not used for longest, and shrinks."""
    cache = VectorCache(tmp_path, "m", limit=100 * VECTOR.nbytes)
    cache.put({f"old {n}": VECTOR for n in range(90)})
    cache.get(["old 3"])
    cache.put({f"new {n}": VECTOR for n in range(30)})
    assert "old 3" in cache.get(["old 3"])
    held = cache.get([f"{age} {n}" for age in ("old", "new") for n in range(90)])
    assert 30 <= len(held) <= 100
    assert all(f"new {n}" in held for n in range(30))


def test_a_damaged_store_is_passed_over(tmp_path: Path) -> None:
    """A file that is no database costs time, not the result."""
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    cache = VectorCache(tmp_path, "m")
    cache.put({"a": VECTOR})
    assert cache.get(["a"]) == {}


def test_a_folder_that_cannot_be_made_is_passed_over(tmp_path: Path) -> None:
    """Without rights or with a file in the way nothing is kept and nothing fails."""
    (tmp_path / "file").write_text("x")
    cache = VectorCache(tmp_path / "file" / "below", "m")
    cache.put({"a": VECTOR})
    assert cache.get(["a"]) == {}


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    """Concurrent writers lose nothing."""
    code = (
        "import sys, numpy as np; from pathlib import Path; "
        "from alignkit.embed.cache import VectorCache\n"
        "cache = VectorCache(Path(sys.argv[1]), 'm')\n"
        "for n in range(40): cache.put({f'{sys.argv[2]} {n}': np.ones(4, np.float32)})"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    running = [subprocess.Popen([*command, name]) for name in ("a", "b")]
    assert [process.wait() for process in running] == [0, 0]
    found = VectorCache(tmp_path, "m").get([f"{name} {n}" for name in "ab" for n in range(40)])
    assert len(found) == 80


def test_the_folder_can_be_named(tmp_path: Path, monkeypatch) -> None:
    """ALIGNKIT_CACHE moves the store."""
    monkeypatch.setenv("ALIGNKIT_CACHE", str(tmp_path))
    assert default_folder() == tmp_path
