"""Chooses the reader of a text's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from alignkit.errors import OptionError
from alignkit.quantity.joining import put_back
from alignkit.quantity.lookup import Tables, tables
from alignkit.quantity.twice import once
from alignkit.types import Quantity

LANGUAGES = ("en", "zh")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=64)
def readable(lang: str) -> str:
    """Return "zh" or "en" for a language tag, or "" for a language that is not read."""
    base = lang.lower().replace("_", "-").split("-")[0]
    return {"yue": "zh", "lzh": "zh", "cmn": "zh"}.get(base, base if base in LANGUAGES else "")


def read(text: str, lang: str | None, units: Mapping[str, Any] | None) -> list[Quantity]:
    """Return every quantity of a text, in order."""
    known = tables(units)
    code = readable(lang) if lang and lang != "auto" else "zh" if _HAN.search(text) else "en"
    if code not in LANGUAGES:
        raise OptionError(f"quantities are read in {' and '.join(LANGUAGES)}, not in {lang!r}")
    shortened = once(text, code)
    if shortened is None:
        return _read(text, code, known)
    return [put_back(one, shortened[1], text) for one in _read(shortened[0], code, known)]


def _read(text: str, code: str, known: Tables) -> list[Quantity]:
    if code == "zh":
        from alignkit.quantity.zh import extract as zh

        return zh.read(text, known)
    from alignkit.quantity.en import extract as en

    return en.read(text, known)
