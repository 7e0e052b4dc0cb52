"""Settings that hold for some files only: [tool.alignkit.files."legal/*"]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from alignkit.config import Settings
from alignkit.errors import InputError

KEYS = ("select", "ignore", "min_severity", "glossary", "rules")


def settings_for(settings: Settings, files: Sequence[str]) -> Settings:
    """Return the settings of a pair: those of every pattern that fits a file of it, laid on top.

    `ignore` adds to what is ignored everywhere; the other keys take the place of the general ones.
    """
    held = settings
    for pattern, own in settings.files.items():
        if any(_fits(name, pattern, settings.path) for name in files):
            held = _laid(held, _checked(own, pattern, settings.path))
    return held


def _laid(settings: Settings, own: Mapping[str, Any]) -> Settings:
    changes: dict[str, Any] = dict(own)
    if "ignore" in own:
        changes["ignore"] = (*settings.ignore, *own["ignore"])
    if "select" in own:
        changes["select"] = tuple(own["select"])
    if "rules" in own:
        rules = dict(settings.rules)
        for identity, options in own["rules"].items():
            rules[identity] = {**rules.get(identity, {}), **options}
        changes["rules"] = rules
    return replace(settings, **changes)


def _checked(own: Any, pattern: str, path: str) -> dict[str, Any]:
    if not isinstance(own, Mapping):
        raise InputError(path, f"files.{pattern!r} is not a table")
    held = {key.replace("-", "_"): value for key, value in own.items()}
    for key in held:
        if key not in KEYS:
            raise InputError(
                path, f"unknown setting {key!r} in files.{pattern!r}", f"known: {', '.join(KEYS)}"
            )
    return held


def _fits(name: str, pattern: str, path: str) -> bool:
    """Return whether a file fits a pattern, counted from the settings file or from any folder."""
    full = Path(name).resolve().as_posix()
    base = Path(path).resolve().parent.as_posix() if path else Path.cwd().as_posix()
    near = full.removeprefix(f"{base}/")
    return fnmatchcase(near, pattern) or fnmatchcase(near, f"*/{pattern}")
