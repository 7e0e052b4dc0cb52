"""What in a web page no language changes: its listings and its formulas."""

from __future__ import annotations

import re

from alignkit.read.html_tree import Element, Tree, texts
from alignkit.read.markup.code import pieces
from alignkit.read.taken import Taken

# Elements whose text is code inside a sentence.
CODE = frozenset({"code", "tt", "samp"})
# How tools that colour code name what they make, and the language in it.
_COLOURED = re.compile(
    r"(?:^|[\s_-])(?:highlight|hljs|code|codehilite|sourcecode|prettyprint|brush|language|lang|"
    r"chroma|prism|shiki|listing|programlisting|screen)(?:$|[\s_:-])",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?:language|lang|highlight|brush:\s?|src)[-_ ]?([a-z][\w+#-]*)", re.I)
_NUMBERS = re.compile(
    r"(?:^|\s)(?:linenos?|lineno\w*|gutter|line-numbers-rows|lnt|hljs-ln-numbers)(?:$|\s)"
)
_NUMBERED = frozenset({"span", "td", "th", "a", "i", "em"})
# A page that holds more than this of its text in plain <pre> is a text that was set so.
_SET = 0.5
# So far up stands the element that names the language of a listing.
_REACH = 3


def is_line_number(held: Element) -> bool:
    """Whether an element holds the numbers that a site prints beside the lines of code."""
    return held.tag in _NUMBERED and bool(_NUMBERS.search(held.attributes.get("class", "")))


def listings(tree: Tree) -> dict[int, str]:
    """Return the <pre> elements of a page that hold code, with the language where it is named."""
    elements = tree.elements
    found: dict[int, str] = {}
    coloured: set[int] = set()
    above = [-1] * len(elements)
    for number, held in enumerate(elements):
        parent = above[held.parent] if held.parent >= 0 else -1
        above[number] = parent if parent >= 0 else number if held.tag == "pre" else -1
        names = held.attributes.get("class", "")
        if held.tag == "pre":
            found.setdefault(above[number], "")
            up, steps = number, 0
            while up > 0 and steps < _REACH:
                _name(elements[up].attributes.get("class", ""), above[number], found, coloured)
                up, steps = elements[up].parent, steps + 1
        elif above[number] >= 0 and held.tag in (*CODE, "kbd", "span"):
            _name(names, above[number], found, coloured)
            if held.tag != "span":
                coloured.add(above[number])
    bare = whole = 0
    for event in texts(tree):
        size = len(event.text.strip())
        whole += size
        place = above[event.element]
        bare += size if place >= 0 and place not in coloured else 0
    return found if bare <= _SET * whole else {n: found[n] for n in found if n in coloured}


def _name(names: str, number: int, found: dict[int, str], coloured: set[int]) -> None:
    if names and _COLOURED.search(names):
        coloured.add(number)
        said = _LANGUAGE.search(names)
        if said and not found[number]:
            found[number] = said.group(1).lower()


class Listing:
    """Collects the text of a listing, and takes it line by line with its places."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._parts: list[tuple[str, int]] = []

    def add(self, text: str, place: int) -> None:
        """Add a text that stands at a place of the file."""
        self._parts.append((text, place))

    def line(self) -> None:
        """Begin a new line, unless one begins already."""
        if self._parts and not self._parts[-1][0].endswith("\n"):
            self._parts.append(("\n", -1))

    def take(self, taken: Taken) -> None:
        """Take the lines, the comments in them as text of their own."""
        code = "".join(text for text, _ in self._parts)
        runs = iter(self._parts)
        text, place = next(runs, ("", -1))
        begin = 0
        for line in pieces(code, self._language):
            for piece in line.pieces:
                at = piece.start
                while at < piece.end:
                    while begin + len(text) <= at:
                        begin += len(text)
                        text, place = next(runs)
                    end = min(piece.end, begin + len(text))
                    taken.add(code[at:end], place + at - begin if place >= 0 else -1)
                    at = end
                taken.end(piece.kind)


class Formula:
    """Collects what a formula is called: its other text, its TeX, or its characters."""

    def __init__(self, held: Element, hidden: bool) -> None:
        self.place = held.place
        self._told = held.attributes.get("alttext", "")
        self._hidden = hidden
        self._tex = self._shown = ""

    def add(self, held: Element, text: str) -> None:
        """Add a text that stands in it."""
        if held.tag == "annotation":
            if "tex" in held.attributes.get("encoding", "").lower():
                self._tex += text
        elif held.tag != "annotation-xml":
            self._shown += text.strip()

    @property
    def value(self) -> str:
        """The formula in one line; where it is hidden, what shows is an image of its name."""
        shown = "" if self._hidden else self._shown
        return " ".join((self._told or self._tex or shown).split())
