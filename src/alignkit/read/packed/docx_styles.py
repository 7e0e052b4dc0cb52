"""What a Word file says of its paragraphs: which are headings, and how each is numbered."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|标题|überschrift|titre|título)\s?([1-9])$", re.IGNORECASE)
_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
# How deep styles may be based on each other, and levels may nest.
_DEEPEST = 20


class Styles:
    """The paragraph styles of a file."""

    def __init__(self, tree: Any) -> None:
        held = [] if tree is None else tree.findall(W + "style")
        self._styles = {style.get(W + "styleId"): style for style in held}

    def of(self, paragraph: Any) -> list[Any]:
        """Return a paragraph's style and those it is based on, nearest first."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        name = None if named is None else named.get(W + "val")
        chain: list[Any] = []
        while name in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[name])
            based = chain[-1].find(W + "basedOn")
            name = None if based is None else based.get(W + "val")
        return chain

    def heading_level(self, paragraph: Any, chain: list[Any]) -> int:
        """Return the level of a heading, 0 for any other paragraph."""
        direct = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if direct is not None:
            level = _number(direct, 9)
            return level + 1 if level < 9 else 0
        for style in chain:
            named = style.find(W + "name")
            name = "" if named is None else named.get(W + "val", "")
            found = _HEADING.match(name)
            if found:
                return int(found.group(1))
            if name.lower() in ("title", "标题"):
                return 1
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                level = _number(outline, 9)
                return level + 1 if level < 9 else 0
        return 0

    def is_hidden(self, run: Any) -> bool:
        """Whether a run is formatted as hidden text."""
        vanish = run.find(f"{W}rPr/{W}vanish")
        return vanish is not None and vanish.get(W + "val", "true") not in ("false", "0", "off")


class Numbering:
    """Counts a file's numbered paragraphs as Word does when it shows them."""

    def __init__(self, tree: Any, styles: Styles) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if tree is None:
            return
        for abstract in tree.findall(W + "abstractNum"):
            held = {_ilvl(level): level for level in abstract.findall(W + "lvl")}
            self._levels[abstract.get(W + "abstractNumId")] = held
        for number in tree.findall(W + "num"):
            name = number.get(W + "numId")
            points = number.find(W + "abstractNumId")
            self._abstract[name] = "" if points is None else points.get(W + "val")
            starts = {}
            for override in number.findall(W + "lvlOverride"):
                start = override.find(W + "startOverride")
                if start is not None:
                    starts[_ilvl(override)] = _number(start, 1)
            self._starts[name] = starts

    def of(self, paragraph: Any, chain: list[Any]) -> tuple[str, int]:
        """Return the number Word shows before a paragraph and its depth, or nothing."""
        name, depth = self._reference(paragraph, chain)
        levels = self._levels.get(self._abstract.get(name, ""), {})
        if depth not in levels or name == "0":
            return "", 0
        counts = self._count(name, depth, levels)
        level = levels[depth]
        pattern = level.find(W + "lvlText")
        text = "" if pattern is None else pattern.get(W + "val") or ""
        if _format(level) == "bullet":
            return "•", depth + 1
        legal = level.find(W + "isLgl") is not None

        def shown(found: re.Match[str]) -> str:
            which = int(found.group(1)) - 1
            form = "decimal" if legal or which not in levels else _format(levels[which])
            return written(counts.get(which, 1), form)

        return re.sub(r"%([1-9])", shown, text).strip(), depth + 1

    def _reference(self, paragraph: Any, chain: list[Any]) -> tuple[str, int]:
        name, depth = "", None
        for holder in (paragraph, *chain):
            held = holder.find(f"{W}pPr/{W}numPr")
            if held is None:
                continue
            points, level = held.find(W + "numId"), held.find(W + "ilvl")
            if not name and points is not None:
                name = points.get(W + "val") or ""
            if depth is None and level is not None:
                depth = _number(level, 0)
        if name and depth is None:
            depth = self._level_of_style(name, chain)
        return name, min(depth or 0, _DEEPEST)

    def _level_of_style(self, name: str, chain: list[Any]) -> int:
        ids = {style.get(W + "styleId") for style in chain}
        for depth, level in self._levels.get(self._abstract.get(name, ""), {}).items():
            linked = level.find(W + "pStyle")
            if linked is not None and linked.get(W + "val") in ids:
                return depth
        return 0

    def _count(self, name: str, depth: int, levels: dict[int, Any]) -> dict[int, int]:
        # Lists that share a definition count on together, but for one that starts anew.
        counts = self._counts.setdefault(self._abstract[name], {})
        if name not in self._begun:
            self._begun.add(name)
            for which, start in self._starts[name].items():
                counts[which] = start - 1
        start = levels[depth].find(W + "start")
        counts[depth] = counts.get(depth, _number(start, 1) - 1) + 1
        for deeper in [which for which in counts if which > depth]:
            del counts[deeper]
        for above in range(depth):
            counts.setdefault(above, 1)
        return counts


def written(value: int, form: str) -> str:
    """Return a number in one of Word's formats.

    >>> [written(12, form) for form in ("decimal", "upperRoman", "lowerLetter", "chineseCounting")]
    ['12', 'XII', 'l', '十二']
    """
    if form in ("upperRoman", "lowerRoman"):
        said = _roman(value)
        return said if form == "upperRoman" else said.lower()
    if form in ("upperLetter", "lowerLetter") and value > 0:
        said = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return said if form == "upperLetter" else said.lower()
    if form.startswith(("chinese", "japaneseCounting", "taiwaneseCounting", "ideographDigital")):
        return _chinese(value)
    if form == "ideographTraditional" and value > 0:
        return _STEMS[(value - 1) % 10]
    if form == "ideographZodiac" and value > 0:
        return _BRANCHES[(value - 1) % 12]
    if form.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if form == "decimalZero":
        return f"{value:02}"
    return "" if form == "none" else str(value)


def _roman(value: int) -> str:
    said = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        count, value = divmod(value, worth) if value > 0 else (0, value)
        said += sign * min(count, 10)
    return said


def _chinese(value: int) -> str:
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _format(level: Any) -> str:
    held = level.find(W + "numFmt")
    return "decimal" if held is None else held.get(W + "val") or "decimal"


def _ilvl(element: Any) -> int:
    held = element.get(W + "ilvl") or ""
    return int(held) if held.isdecimal() and len(held) < 4 else 0


def _number(element: Any, default: int) -> int:
    held = "" if element is None else element.get(W + "val") or ""
    return int(held) if held.lstrip("-").isdecimal() and len(held) < 8 else default
