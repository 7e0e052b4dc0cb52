"""Two folders of a source and its translation: which file of one renders which of the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from alignkit.errors import InputError
from alignkit.formats.keyed import has_keys
from alignkit.read.opening import is_known
from alignkit.resources.locales import without_locale
from alignkit.review.pairs import Dead, Found, PairFiles, Plan


def pairs_of_folders(source: Path, target: Path, langs: tuple[str, str] = ("", "")) -> Plan:
    """Pair the files of two folders by their names, the locale in a name apart."""
    sides = {without_locale(name): name for name in _names(source)}
    others = {without_locale(name): name for name in _names(target)}
    if not sides:
        raise InputError(source, "no file in this folder is one that can be checked")
    found = Found()
    for key, name in sides.items():
        if key in others:
            pair = PairFiles((source / name).as_posix(), (target / others[key]).as_posix(), *langs)
            found.pairs[pair] = None
        else:
            path = (source / name).as_posix()
            missing = f"{path}: there is no such file in {target.as_posix()}"
            found.dead.append(Dead(path, missing, True))
    for key, name in others.items():
        if key not in sides:
            found.orphans[(target / name).as_posix()] = None
    return found.plan()


def _names(folder: Path) -> Iterator[str]:
    """Yield the files of a folder that are texts of a known format; hidden folders are left out."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            if not name.startswith(".") and (is_known(path) or has_keys(path)):
                yield path.relative_to(folder).as_posix()
