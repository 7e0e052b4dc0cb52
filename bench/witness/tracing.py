"""Which cached answers of the package rest on which tables, so that a table is read again alone.

A table is read once a process and what was made of it is kept by cached functions. While the
package works, each of them is watched: which others it asks, and which tables are read in it. What
rests on a table is then known, and forgotten when some of its lines are taken out.
"""

from __future__ import annotations

import functools
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.witness.entries import TABLES, Entry, tables

Cached = Callable[..., Any]
_CACHED = type(functools.lru_cache(lambda: None))

#: Who is at work, the innermost last; whom each asked; the tables each read; what is taken out.
_working: list[Cached] = []
_asked: dict[Cached, set[Cached]] = defaultdict(set)
_read: dict[str, set[Cached]] = defaultdict(set)
_without: dict[str, list[Entry]] = {}


def install() -> None:
    """Watch every cached function of the package, and every reading of its tables."""
    _watch_tables()
    import alignkit

    for found in pkgutil.walk_packages(alignkit.__path__, "alignkit.", onerror=lambda name: None):
        if not found.name.endswith("__main__"):
            try:
                import_module(found.name)
            except ImportError:
                continue  # It needs an extra that is not here, as whoever uses it would.
    # What stands on the pages of a PDF hangs on no table, and takes the longest.
    pdf: Any = import_module("alignkit.read.pdf")
    pdf.confined = functools.cache(pdf.confined)
    watched: dict[int, Cached] = {}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "alignkit":
            _watch_all(module, watched)


def _watch_all(holder: Any, watched: dict[int, Cached]) -> None:
    """Put watched functions in the places of those that a module or a class names."""
    for name, value in list(vars(holder).items()):
        if type(value) is _CACHED and getattr(value, "__module__", "").startswith("alignkit"):
            setattr(holder, name, watched.setdefault(id(value), _watched(value)))
        elif isinstance(value, type) and value.__module__ == getattr(holder, "__name__", None):
            _watch_all(value, watched)


def _watched(cached: Any) -> Cached:
    @functools.wraps(cached)
    def asked(*arguments: Any, **named: Any) -> Any:
        if _working:
            _asked[_working[-1]].add(asked)
        _working.append(asked)
        try:
            return cached(*arguments, **named)
        finally:
            _working.pop()

    asked.cache_clear = cached.cache_clear  # type: ignore[attr-defined]
    asked.cache_info = cached.cache_info  # type: ignore[attr-defined]
    return asked


def _watch_tables() -> None:
    whole = Path.read_text
    counted = {str(path.relative_to(TABLES)) for path in tables()}

    def read_text(self: Path, *arguments: Any, **named: Any) -> str:
        text = whole(self, *arguments, **named)
        if TABLES not in self.parents:
            return text
        table = str(self.relative_to(TABLES))
        if not _working:
            # What is read while modules are imported stays; the tables counted must not be.
            if table in counted:
                raise RuntimeError(f"{table} is read outside of any cached function: kept where?")
            return text
        _read[table].add(_working[-1])
        for entry in sorted(_without.get(table, ()), key=lambda one: -one.low):
            text = text[: entry.low] + text[entry.high :]
        return text

    Path.read_text = read_text  # type: ignore[method-assign]


def take_out(entries: Iterable[Entry]) -> None:
    """Let the tables be without these entries and no others, from now on."""
    wanted: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        wanted[entry.table].append(entry)
    changed = [t for t in {*wanted, *_without} if wanted.get(t) != _without.get(t)]
    _without.clear()
    _without.update(wanted)
    forget(changed)


def forget(tables: Sequence[str]) -> None:
    """Clear what rests on some tables, however far off."""
    askers: dict[Cached, set[Cached]] = defaultdict(set)
    for one, others in _asked.items():
        for other in others:
            askers[other].add(one)
    left = [cached for table in tables for cached in _read[table]]
    seen: set[Cached] = set()
    while left:
        cached = left.pop()
        if cached not in seen:
            seen.add(cached)
            cached.cache_clear()  # type: ignore[attr-defined]
            left += askers[cached]
