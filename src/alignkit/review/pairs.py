"""The pairs of a run: written out, or as patterns that name many files at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alignkit.errors import InputError

KEYS = ("source", "target", "bitext", "source_lang", "target_lang")


@dataclass(frozen=True, slots=True)
class PairFiles:
    """A source and its translation, or one aligned file; languages where they are given.

    `ladder` pairs the lines of the two by their numbers, where such a file is given.
    """

    source: str
    target: str = ""
    source_lang: str = ""
    target_lang: str = ""
    ladder: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files."""
        return (self.source, self.target) if self.target else (self.source,)


def load_pairs(path: Path) -> tuple[PairFiles, ...]:
    """Read a manifest: TOML with [[pairs]], its paths counted from its own folder."""
    from alignkit.config import toml

    data = toml(path)
    unknown = sorted(set(data) - {"pairs"})
    if unknown or not isinstance(data.get("pairs"), list) or not data["pairs"]:
        reason = f"unknown key {unknown[0]!r}" if unknown else "no pairs stand in it"
        raise InputError(path, reason, 'write [[pairs]] with source = "…" and target = "…"')
    return expand(data["pairs"], path.parent, str(path))


def expand(entries: Sequence[Mapping[str, Any]], folder: Path, place: str) -> tuple[PairFiles, ...]:
    """Return the pairs that entries name, each once; a pattern that fits no file is an error."""
    found: dict[PairFiles, None] = {}
    for entry in entries:
        held = _checked(entry, place)
        langs = held.get("source_lang", ""), held.get("target_lang", "")
        for source, target in _expanded(held, folder, place):
            found[PairFiles(source, target, *langs)] = None
    return tuple(found)


def _checked(entry: Mapping[str, Any], place: str) -> dict[str, str]:
    if not isinstance(entry, Mapping):
        raise InputError(place, f"{entry!r} is no pair", "write [[pairs]]")
    held = {key.replace("-", "_"): value for key, value in entry.items()}
    for key, value in held.items():
        if key not in KEYS:
            raise InputError(place, f"unknown key {key!r} of a pair", f"known: {', '.join(KEYS)}")
        if not isinstance(value, str) or not value:
            raise InputError(place, f"{key} = {value!r} of a pair names no file")
    if ("bitext" in held) == ("source" in held) or ("source" in held) != ("target" in held):
        raise InputError(place, "a pair names source and target, or bitext alone")
    return held


def _expanded(held: Mapping[str, str], folder: Path, place: str) -> Iterator[tuple[str, str]]:
    first = held.get("bitext") or held["source"]
    second = held.get("target", "")
    if not _is_pattern(first):
        yield _named(folder, first), _named(folder, second) if second else ""
        return
    if second and _holes(second) > _holes(first):
        raise InputError(place, f"{second!r} has more stars than {first!r}")
    matched = _matching(folder, first)
    if not matched:
        raise InputError(place, f"no file fits {first!r}", f"looked in {folder or Path('.')}")
    for name, stars in matched:
        yield _named(folder, name), _named(folder, _filled(second, stars)) if second else ""


def _matching(folder: Path, pattern: str) -> list[tuple[str, tuple[str, ...]]]:
    shape = re.compile("".join(_regex(part) for part in re.split(r"(\*\*/|\*)", pattern)))
    found = []
    for path in sorted(folder.glob(pattern)):
        name = path.relative_to(folder).as_posix()
        match = shape.fullmatch(name)
        if match and path.is_file():
            found.append((name, match.groups()))
    return found


def _regex(part: str) -> str:
    return {"**/": "((?:[^/]+/)*)", "*": "([^/]*)"}.get(part) or re.escape(part)


def _filled(pattern: str, stars: Sequence[str]) -> str:
    left = iter(stars)
    return re.sub(r"\*\*/|\*", lambda _: next(left), pattern)


def _is_pattern(name: str) -> bool:
    return "*" in name


def _holes(name: str) -> int:
    return len(re.findall(r"\*\*/|\*", name))


def _named(folder: Path, name: str) -> str:
    return (folder / name).as_posix() if str(folder) != "." else Path(name).as_posix()
