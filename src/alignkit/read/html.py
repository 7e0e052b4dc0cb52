"""HTML: the main content of a page as blocks, its menus known as site furniture."""

from __future__ import annotations

import re
from collections.abc import Collection

from alignkit.errors import InputError
from alignkit.read import plain
from alignkit.read.decode import declared, decode
from alignkit.read.html_literals import CODE, Formula, Listing, is_line_number, listings
from alignkit.read.html_tree import BLOCKS, Element, Tree, texts
from alignkit.read.taken import Taken, plain_lines
from alignkit.types import Document, Inline, Span

SETTLED = ("hyphens", "lines", "emphasis", "menus")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s?=\s?[\"']?\s?([\w-]+)", re.IGNORECASE
)
_NEVER_TEXT = (
    "script style noscript template svg math head iframe object audio video canvas select textarea "
    "button rt rp map title"
)
_SILENT = frozenset(_NEVER_TEXT.split(" "))
_AROUND = frozenset({"nav", "footer", "aside", "form", "dialog", "menu"})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"}
)
_AROUND_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|breadcrumbs?|footer|site-?header|masthead|"
    r"share|sharing|social|cookies?|comments?|related|recommend(?:ed|ations)?|advert\w*|ads?|"
    r"newsletter|skip-link|pagination|toolbar|copyright|popup|modal)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\f\r]+")
_FOOTNOTE = re.compile(r"^\[?\d{1,3}\]?$")
# Addresses that say by themselves where they lead; others are a site's own affair.
_WHOLE = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
# Nobody marks a word more often; a broken page opens thousands and closes none.
_DEEPEST = 8
_BARE = re.compile(r"(?:https?|ftp)://\S+$")


def read(data: bytes, name: str, lang: str | None, repair: bool | Collection[str]) -> Document:
    """Read a web page."""
    source, encoding = _decode(data, name)
    lined, ends = plain_lines(source)
    page = Page(Tree(lined))
    text = page.taken.text()
    if not text.strip():
        raise InputError(name, "the page holds no text", "save it after its scripts have run")
    return plain.document(
        text,
        lang,
        name,
        repair,
        encoding=encoding,
        format="html",
        hints=tuple(page.taken.hints),
        inlines=tuple(page.taken.inlines),
        without=SETTLED,
        way_back=page.taken.way_back(source, ends),
        meta={"title": page.title} if page.title else {},
    )


def _decode(data: bytes, name: str) -> tuple[str, str]:
    said = _CHARSET.search(data[:4096])
    # Text that is UTF-8 throughout is so by no chance, whatever the page says.
    if said and not _is_utf8(data) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = said.group(1).decode("ascii")
        text = declared(data, encoding)
        if text is not None:
            return text.removeprefix("\ufeff"), encoding.lower()
    return decode(data, name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.isascii()


class _Open:
    """An element whose text is marked: what it is, its address, where its text began."""

    def __init__(self, kind: str, value: str = "") -> None:
        self.kind, self.value = kind, value
        self.start = -1


class Page:
    """Takes the text of a page, a line for each block, its main content apart from the rest."""

    def __init__(self, tree: Tree) -> None:
        self.taken = Taken()
        self.title = ""
        self._tree = tree
        self._silent, self._around = _flags(tree)
        self._kinds: list[tuple[str, int]] = [("", 0)]
        self._lists: list[int | None] = []
        self._mark = ""
        self._mark_place = -1
        self._pre = 0
        self._listings = listings(tree)
        self._listing: Listing | None = None
        self._formula: Formula | None = None
        self._marked: list[_Open | None] = []
        self._tables: list[list[int]] = []
        self._linked = self._seen = 0
        self._in_link = 0
        self._block_around = False
        for event in tree.events:
            if event.kind == "text":
                self._text(event.element, event.text, event.place)
            elif event.kind != "stray":
                tag = tree.elements[event.element].tag
                if event.kind == "start":
                    self._start(event.element, tag)
                else:
                    self._end(event.element, tag)
        self._end_line()
        self.taken.inlines.sort(key=lambda inline: inline.span)
        self.title = _SPACE.sub(" ", self.title).strip()

    def _start(self, number: int, tag: str) -> None:
        if tag in BLOCKS or tag == "br":
            self._end_line()
        held = self._tree.elements[number].attributes
        if tag == "pre" and not self._pre and number in self._listings:
            self._listing = Listing(self._listings[number])
        elif tag == "math":
            parent = self._tree.elements[number].parent
            self._formula = Formula(self._tree.elements[number], self._silent[parent])
        elif tag in CODE or tag in ("kbd", "a"):
            deep = len(self._marked) >= _DEEPEST
            self._marked.append(None if deep else self._opened(tag, held))
        self._count(tag)
        if tag in ("ol", "ul", "menu"):
            first = held.get("start", "")
            plain_number = re.fullmatch(r"-?\d{1,6}", first)
            self._lists.append((int(first) if plain_number else 1) if tag == "ol" else None)
        elif tag == "li":
            self._mark = self._item_mark(held)
            self._mark_place = self._tree.elements[number].place
        elif tag == "a":
            self._in_link += 1
        self._pre += tag == "pre"
        if tag in BLOCKS:
            self._kinds.append(self._kind(tag))

    def _opened(self, tag: str, held: dict[str, str]) -> _Open | None:
        """Return what an element marks: code, a key to press, an address that is whole."""
        if tag == "a":
            address = held.get("href", "").strip()
            return _Open("link", address) if _WHOLE.match(address) else None
        return _Open("tag" if tag == "kbd" else "code")

    def _count(self, tag: str) -> None:
        """Count rows and cells; a caption stands in none."""
        if tag == "table":
            self._tables.append([0, 0])
        elif self._tables and tag == "tr":
            self._tables[-1] = [self._tables[-1][0] + 1, 0]
        elif self._tables and tag in ("td", "th"):
            self._tables[-1][1] += 1

    def _end(self, number: int, tag: str) -> None:
        if tag in BLOCKS:
            self._end_line()
            self._kinds.pop()
        if tag == "pre" and self._pre == 1 and self._listing is not None:
            listing, self._listing = self._listing, None
            if not self._silent[number] and not self._around[number]:
                listing.take(self.taken)
        elif tag == "math" and self._formula is not None:
            self._take_formula(number)
        elif (tag in CODE or tag in ("kbd", "a")) and self._marked:
            self._close(self._marked.pop())
        elif tag == "table" and self._tables:
            self._tables.pop()
        if tag in ("ol", "ul", "menu") and self._lists:
            self._lists.pop()
        self._pre -= tag == "pre"
        self._in_link -= tag == "a"

    def _close(self, held: _Open | None) -> None:
        """Mark the text of an element that ends, or whose line does."""
        if held is None or held.start < 0:
            return
        if self.taken.length > held.start and held.kind == "tag":
            self._tag("<kbd>", held.start)
            self._tag("</kbd>", self.taken.length)
        elif self.taken.length > held.start:
            text = held.value or self.taken.since(held.start)
            self.taken.mark(held.kind, held.start, text)
        held.start = -1

    def _tag(self, tag: str, place: int) -> None:
        self.taken.inlines.append(Inline("tag", Span(place, place), tag))

    def _take_formula(self, number: int) -> None:
        held, self._formula = self._formula, None
        value = held.value if held else ""
        if held and value:
            formula = _Open("math", value)
            self._marked.append(formula)
            self._take(number, value[0], held.place)
            self._take(number, value[1:], -1)
            self._close(self._marked.pop())

    def _kind(self, tag: str) -> tuple[str, int]:
        if re.fullmatch("h[1-6]", tag):
            return "heading", int(tag[1])
        if tag in ("td", "th", "caption"):
            return "table", 0
        if tag in ("li", "dd", "dt"):
            return "item", max(1, len(self._lists))
        # A paragraph inside a cell or an item is the cell or the item.
        return self._kinds[-1] if self._kinds[-1][0] in ("table", "item", "heading") else ("", 0)

    def _item_mark(self, held: dict[str, str]) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "•"
        if re.fullmatch(r"-?\d{1,6}", held.get("value", "")):
            number = int(held["value"])
        self._lists[-1] = number + 1
        return f"{number}."

    def _text(self, element: int, text: str, place: int) -> None:
        held = self._tree.elements[element]
        if held.tag == "title":
            self.title += text
        elif held.tag == "script" and held.attributes.get("type", "").startswith("math/tex"):
            self._formula = Formula(held._replace(attributes={"alttext": text}), hidden=False)
            self._take_formula(held.parent)
        if self._formula is not None:
            self._formula.add(held, text)
            return
        if self._silent[element] or self._is_note(element, text):
            return
        if self._listing is not None:
            self._listing.add(text, place)
            return
        if self._pre:
            self._take_lines(element, text, place)
            return
        last = 0
        for found in _SPACE.finditer(text):
            self._take(element, text[last : found.start()], place + last)
            if self.taken.open and not self.taken.last.isspace():
                self._take(element, " ", place + found.start())
            last = found.end()
        self._take(element, text[last:], place + last)

    def _take_lines(self, element: int, text: str, place: int) -> None:
        for line in text.splitlines(keepends=True):
            self._take(element, line.rstrip("\n"), place)
            place += len(line)
            if line.endswith("\n"):
                self._end_line()

    def _take(self, element: int, text: str, place: int) -> None:
        if not text:
            return
        if not self.taken.open:
            self._block_around = self._around[element]
            if self._mark and text.strip():
                # A mark that the browser draws stands where its item begins.
                self.taken.add(self._mark[0], self._mark_place)
                self.taken.add(f"{self._mark[1:]} ")
        for held in self._marked:
            if held is not None and held.start < 0:
                held.start = self.taken.length
        self.taken.add(text, place)
        size = len(text.strip())
        self._seen += size
        self._linked += size if self._in_link > 0 else 0

    def _end_line(self) -> None:
        if self._listing is not None:
            self._listing.line()
        if not self.taken.open:
            return
        kind, level = self._kinds[-1]
        for held in self._marked:
            self._close(held)
        # A line that is all links leads elsewhere: it is a menu, unless it is a whole sentence.
        menu = self._linked > 0.8 * self._seen and kind != "heading" and self._seen < 200
        if self._block_around or (menu and kind in ("item", "table")):
            kind, level = "boilerplate", 0
        number = self._mark if kind == "item" else ""
        if kind == "table" and self._tables and self._tables[-1][0]:
            number = "{}:{}".format(*self._tables[-1])
        self.taken.end(kind or self._literal(), level, number)
        self._mark = ""
        self._linked = self._seen = 0

    def _literal(self) -> str:
        """Return what a paragraph is that holds one formula, code span or address, else nothing."""
        start, text = self.taken.begun, self.taken.since(self.taken.begun).strip()
        held = self.taken.inlines[-1] if self.taken.inlines else None
        if _BARE.match(text):
            return "url"
        whole = held is not None and held.kind in ("code", "math") and held.span.start <= start
        return held.kind if held and whole and held.span.end >= start + len(text) else ""

    def _is_note(self, element: int, text: str) -> bool:
        """Whether a text is only the number of a footnote, raised beside a word."""
        if not _FOOTNOTE.match(text.strip()):
            return False
        elements = self._tree.elements
        held = elements[element]
        above = elements[held.parent] if held.parent >= 0 else held
        return "sup" in (held.tag, above.tag) and "a" in (held.tag, above.tag)


def _flags(tree: Tree) -> tuple[list[bool], list[bool]]:
    """Return for each element whether it is never text, and whether it stands around the text."""
    silent, around = [False], [False]
    main = main_element(tree)
    inside = [main == 0]
    for number, held in enumerate(tree.elements[1:], 1):
        silent.append(
            silent[held.parent] or held.tag in _SILENT or _is_hidden(held) or is_line_number(held)
        )
        inside.append(inside[held.parent] or number == main)
        around.append(around[held.parent] or _is_around(held))
    sized = [not flag and inner for flag, inner in zip(around, inside, strict=True)]
    if any(event.text.strip() and sized[event.element] for event in texts(tree)):
        around = [not flag for flag in sized]
    else:
        around = [False] * len(silent)
    return silent, around


def _is_hidden(held: Element) -> bool:
    attributes = held.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(attributes.get("style", "")))
    )


def _is_around(held: Element) -> bool:
    if held.tag in ("html", "body", "main", "article"):
        return False
    if held.tag in _AROUND or held.attributes.get("role", "") in _ROLES:
        return True
    names = f"{held.attributes.get('class', '')} {held.attributes.get('id', '')}"
    return len(names) > 1 and bool(_AROUND_NAME.search(names))


def main_element(tree: Tree) -> int:
    """Return the number of the element that holds the main content; 0 is the whole page."""
    sizes = [0] * len(tree.elements)
    for event in texts(tree):
        sizes[event.element] += len(event.text.strip())
    own_silent = [held.tag in _SILENT for held in tree.elements]
    for number in range(len(sizes) - 1, 0, -1):
        if not own_silent[number]:
            sizes[tree.elements[number].parent] += sizes[number]
    for wanted, least in (("main", 0.2), ("article", 0.5)):
        held = [
            number
            for number, element in enumerate(tree.elements)
            if element.tag == wanted or element.attributes.get("role") == wanted
        ]
        best = max(held, key=lambda number: sizes[number], default=0)
        if best and sizes[best] > least * sizes[0]:
            return best
    return 0
