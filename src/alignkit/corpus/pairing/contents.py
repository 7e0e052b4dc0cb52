"""Contents by name, on disk, while pairs are put together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from alignkit.corpus.item import Content, Item


class Contents:
    """A store for one walk over the pairs; it is gone when it is closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.unlink(missing_ok=True)
        self._store = sqlite3.connect(path)
        # A file that a crash may lose needs no care.
        self._store.execute("PRAGMA journal_mode=OFF")
        self._store.execute("PRAGMA synchronous=OFF")
        self._store.execute("CREATE TABLE contents (name TEXT PRIMARY KEY, held TEXT)")

    def __enter__(self) -> Contents:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()
        self._path.unlink(missing_ok=True)

    def fill(self, items: Iterable[Item]) -> None:
        """Keep the source sides of items."""
        rows = ((item.id, json.dumps(asdict(item.source))) for item in items)
        with self._store:
            self._store.executemany("INSERT OR REPLACE INTO contents VALUES (?, ?)", rows)

    def get(self, name: str) -> Content:
        """Return the content of a name."""
        (held,) = self._store.execute(
            "SELECT held FROM contents WHERE name = ?", (name,)
        ).fetchone()
        return Content(**json.loads(held))
