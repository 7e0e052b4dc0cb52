"""Vectors kept on disk between runs, safe for several processes at once."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from alignkit.bounds import limit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "vectors.sqlite3"
# Half a gigabyte, after which the vectors that nobody used for longest go.
LIMIT = 512 * 1024 * 1024
SWITCH, FOLDER = "ALIGNKIT_NO_CACHE", "ALIGNKIT_CACHE"
# Keys asked in one statement: SQLite takes 999 at least.
_AT_ONCE = 500
_PAUSE = 0.02
_TABLE = (
    "CREATE TABLE IF NOT EXISTS vectors "
    "(key BLOB PRIMARY KEY, vector BLOB, used REAL) WITHOUT ROWID"
)


def default_folder() -> Path:
    """Return the folder of kept vectors: the user's cache, or what ALIGNKIT_CACHE names."""
    from platformdirs import user_cache_path

    named = os.environ.get(FOLDER)
    return Path(named) if named else user_cache_path("alignkit")


class VectorCache:
    """A size-limited store of vectors by text and signature.

    A cache that cannot be read or written (a full disk, a folder without rights, a damaged file)
    is passed over: it saves time, and nothing depends on it.
    """

    def __init__(self, folder: Path, signature: str, limit: int = LIMIT) -> None:
        self.path = folder / FILE
        self._signature = signature.encode() + b"\0"
        self._limit = limit

    def get(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors that are here."""
        import numpy as np

        keys = {self._key(text): text for text in texts}
        found: dict[str, NDArray[np.float32]] = {}
        try:
            with closing(self._open()) as store, store:
                for part in _parts(list(keys)):
                    marks = ",".join("?" * len(part))
                    rows = store.execute(
                        f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part
                    ).fetchall()
                    for key, blob in rows:
                        vector = np.frombuffer(blob[: len(blob) // 4 * 4], np.float32)
                        if len(vector) * 4 == len(blob) and np.isfinite(vector).all():
                            found[keys[key]] = vector
                    store.execute(
                        f"UPDATE vectors SET used = ? WHERE key IN ({marks})", (time.time(), *part)
                    )
        except (sqlite3.Error, OSError):
            return {}
        return found

    def put(self, vectors: dict[str, NDArray[np.float32]]) -> None:
        """Keep vectors, and let the longest unused go where the store outgrows its limit."""
        now = time.time()
        rows = [(self._key(text), vector.tobytes(), now) for text, vector in vectors.items()]
        try:
            with closing(self._open()) as store:
                with store:
                    store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
                self._shrink(store)
        except (sqlite3.Error, OSError):
            return

    def _shrink(self, store: sqlite3.Connection) -> None:
        (held,) = store.execute("SELECT coalesce(sum(length(vector)), 0) FROM vectors").fetchone()
        if held <= self._limit:
            return
        with store:
            (count,) = store.execute("SELECT count(*) FROM vectors").fetchone()
            # A third is dropped at once, so that a full store is not swept at every call.
            leave = max(0, int(count * 0.67 * self._limit / held))
            store.execute(
                "DELETE FROM vectors WHERE key IN "
                "(SELECT key FROM vectors ORDER BY used DESC LIMIT -1 OFFSET ?)",
                (leave,),
            )
        store.execute("VACUUM")

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(self.path, timeout=limit("cache_s"))
        try:
            _write_ahead(store)
            store.execute("PRAGMA synchronous=NORMAL")
            store.execute(_TABLE)
        except sqlite3.Error:
            store.close()
            raise
        return store

    def _key(self, text: str) -> bytes:
        return sha256(self._signature + text.encode("utf-8", "surrogatepass")).digest()[:20]


def _write_ahead(store: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side; the store must be free for it for a moment."""
    until = time.monotonic() + limit("cache_s")
    while True:
        try:
            store.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            # For this one statement sqlite does not wait by itself.
            time.sleep(_PAUSE)


def _parts(keys: list[bytes]) -> list[list[bytes]]:
    return [keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)]
