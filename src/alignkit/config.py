"""Settings from pyproject.toml or alignkit.toml: read once, checked key by key."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from alignkit import files
from alignkit.errors import InputError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILES = ("alignkit.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every key a configuration file may hold, with its default."""

    model: str = "embedded"
    source_lang: str = "auto"
    target_lang: str = "auto"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str = "info"
    fail_on: str = "error"
    glossary: str = ""
    baseline: str = ""
    suppressions: str = ""
    abbreviations: tuple[str, ...] = ()
    code_comments: bool = True
    max_bead: int = 0
    jobs: int = 1
    rules: Mapping[str, Any] = field(default_factory=dict)
    units: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Any] = field(default_factory=dict)
    pairs: tuple[Mapping[str, str], ...] = ()
    same_language: bool = False
    untranslated: bool = False
    path: str = ""


def find_settings(start: Path) -> Path | None:
    """Return the nearest configuration file at or above a folder, or None."""
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or "alignkit" in _tools(path)):
                return path
    return None


def load_settings(path: Path | None) -> Settings:
    """Read a configuration file; None gives the defaults."""
    if path is None:
        return Settings()
    data = _tools(path).get("alignkit", {}) if path.name == "pyproject.toml" else toml(path)
    known = {f.name for f in fields(Settings)} - {"path"}
    held: dict[str, Any] = {}
    for key, value in data.items():
        name = key.replace("-", "_")
        if name not in known:
            raise InputError(path, f"unknown setting {key!r}", f"known are {_listed(known)}")
        held[name] = _checked(path, key, value, getattr(_DEFAULTS, name))
    return Settings(**held, path=str(path))


_DEFAULTS = Settings()


def of_alignkit(text: str, name: str) -> Any:
    """Return what the text of a settings file of a name says of alignkit; ValueError: no TOML."""
    held = tomllib.loads(text)
    return held.get("tool", {}).get("alignkit") if name == "pyproject.toml" else held


def _checked(path: Path, key: str, value: Any, default: Any) -> Any:
    if isinstance(default, tuple) and isinstance(value, str) and key != "pairs":
        # One of them needs no list; a list of names may stand in a line, as it does in a command.
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(default, tuple) and isinstance(value, list):
        kind, named = (Mapping, "tables") if key == "pairs" else (str, "strings")
        if all(isinstance(item, kind) for item in value):
            return tuple(value)
        raise InputError(path, f"{key} = {value!r} has the wrong type", f"give a list of {named}")
    if isinstance(default, Mapping) and isinstance(value, Mapping):
        return value
    if type(value) is not type(default):
        wanted = {
            tuple: "a list",
            str: "a string",
            bool: "true or false",
            int: "a number",
            dict: "a table",
        }
        raise InputError(
            path, f"{key} = {value!r} has the wrong type", f"give {wanted[type(default)]}"
        )
    return value


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(name.replace("_", "-") for name in names))


def _tools(path: Path) -> Mapping[str, Any]:
    tools: Mapping[str, Any] = toml(path).get("tool", {})
    return tools


def toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; what is wrong with it is said with the file's name."""
    try:
        held: dict[str, Any] = tomllib.loads(files.text(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(path, f"this is not TOML ({error})", "correct the line it names") from None
    return held
