"""Column headings: what people call source, target, score and the rest in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alignkit.formats.languages import named

ROLES = {
    "source": "source",
    "source text": "source",
    "source_text": "source",
    "src": "source",
    "original": "source",
    "原文": "source",
    "源文": "source",
    "target": "target",
    "target text": "target",
    "target_text": "target",
    "tgt": "target",
    "trg": "target",
    "translation": "target",
    "译文": "target",
    "score": "score",
    "similarity": "score",
    "confidence": "confidence",
    "id": "id",
    "note": "notes",
    "notes": "notes",
    "comment": "notes",
    "findings": "findings",
    "state": "state",
    "status": "state",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by number, and the languages where the headings name them."""

    places: dict[str, int]
    source_lang: str = ""
    target_lang: str = ""
    headed: bool = True

    def cell(self, row: Sequence[str], role: str) -> str:
        """Return the cell of a role, "" where there is no such column."""
        place = self.places.get(role)
        return row[place] if place is not None and place < len(row) else ""


BARE = Columns({"source": 0, "target": 1}, headed=False)


def columns_of(row: Sequence[str]) -> Columns | None:
    """Read a row as headings; None where it is no heading row.

    >>> columns_of(["id", "Source", "Target"]).places
    {'id': 0, 'source': 1, 'target': 2}
    >>> columns_of(["zh-CN", "English"]).source_lang
    'zh-CN'
    >>> columns_of(["你好。", "Hello."]) is None
    True
    """
    places: dict[str, int] = {}
    languages: list[tuple[str, int]] = []
    for number, cell in enumerate(row):
        heading = cell.strip().strip("\ufeff").lower()
        if heading in ROLES:
            places.setdefault(ROLES[heading], number)
        elif named(heading):
            languages.append((cell.strip(), number))
    if "source" in places and "target" in places:
        return Columns(places)
    if len(languages) == 2 and named(languages[0][0]) != named(languages[1][0]):
        (source, first), (target, second) = languages
        # "fr" heads a column as "zh-CN" does; a name in words stands for its code.
        places = {**places, "source": first, "target": second}
        return Columns(places, _code(source), _code(target))
    return None


def _code(heading: str) -> str:
    return heading if heading.isascii() and len(heading.split("-")[0]) <= 3 else named(heading)
