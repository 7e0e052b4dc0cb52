"""Patterns of file names: stars, folders at any depth, and the place where the locale stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignkit.resources.locales import named

LANG = "{lang}"
PARTS = re.compile(r"(\*\*/|\*|\{lang\})")
HOLES = {"**/": "((?:[^/]+/)*)", "*": "([^/]*)", LANG: "(?P<lang>[A-Za-z0-9_+-]+)"}


@dataclass(frozen=True, slots=True)
class Match:
    """A file that fits a pattern: its name, what stands for the stars, and its locale."""

    name: str
    stars: tuple[str, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A name of files, counted from a folder; one without stars and locale is one file's.

    >>> Pattern("zh/**/*.md").filled(("a/", "b"))
    'zh/a/b.md'
    """

    text: str

    @property
    def plain(self) -> bool:
        """Whether the pattern is a name."""
        return not PARTS.search(self.text)

    @property
    def stars(self) -> int:
        """How many stars stand in it."""
        return len(re.findall(r"\*\*/|\*", self.text))

    def matches(self, folder: Path) -> list[Match]:
        """Return the files that fit, sorted by name; a locale must be the name of a language."""
        return list(self._matches(folder))

    def _matches(self, folder: Path) -> Iterator[Match]:
        parts, seen = [], False
        for part in PARTS.split(self.text):
            # The locale may stand twice in a name, and is the same in both places.
            again = part == LANG and seen
            seen = seen or part == LANG
            parts.append("(?P=lang)" if again else HOLES.get(part) or re.escape(part))
        shape = re.compile("".join(parts))
        place = shape.groupindex.get("lang", 0)
        for path in sorted(folder.glob(self.text.replace(LANG, "*"))):
            name = path.relative_to(folder).as_posix()
            match = shape.fullmatch(name)
            if match is None or not path.is_file():
                continue
            lang = match["lang"] if place else ""
            if not place or named(lang):
                stars = tuple(g for n, g in enumerate(match.groups(), start=1) if n != place)
                yield Match(name, stars, lang)

    def filled(self, stars: Sequence[str], lang: str = "") -> str:
        """Return the name in which these stand for the stars and the locale."""
        left = iter(stars)
        return PARTS.sub(
            lambda found: (lang or LANG) if found[0] == LANG else next(left), self.text
        )


def same_locale(found: str, wanted: str) -> bool:
    """Return whether a locale is the one wanted: zh is any Chinese, zh-TW only Taiwan's.

    >>> same_locale("zh_CN", "zh"), same_locale("zh-TW", "zh-CN"), same_locale("zh-rCN", "zh-CN")
    (True, False, True)
    """
    one, two = (code.replace("_", "-").replace("-r", "-").lower() for code in (found, wanted))
    return one == two or (two == named(wanted) and named(found) == two)
