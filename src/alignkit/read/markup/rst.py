"""reStructuredText by docutils, with the roles and directives of other tools read as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from alignkit.read.extras import need
from alignkit.read.markup.code import take_code
from alignkit.read.markup.marked import marked
from alignkit.read.markup.places import find
from alignkit.read.taken import Taken
from alignkit.types import Document

# Directives whose content is no text, of Sphinx and its extensions.
_NO_TEXT = frozenset(
    "toctree index automodule autoclass autofunction autosummary currentmodule module program "
    "highlight literalinclude plantuml graphviz mermaid tabularcolumns only-json".split()
)
_CODE = frozenset(
    "code code-block sourcecode parsed-literal prompt ipython doctest testcode".split()
)
_LABEL = re.compile(r"^(?P<text>.*?)\s*<(?P<target>[^<>]+)>$", re.DOTALL)
_OPTION = re.compile(r":[\w-]+:(?:\s|$)")
_BULLETS = "-*+•‣⁃"
_MARK = re.compile(r"^[ \t]*([-*+•‣⁃]|\(?[\w#]+[.)])[ \t]+", re.MULTILINE)
# An item's mark stands near the end of the text before it.
_NEAR = 200
# docutils keeps its roles and directives in one table for the whole process.
_LOCK = Lock()


def read(data: bytes, name: str, lang: str | None, repair: bool | Collection[str]) -> Document:
    """Read a reStructuredText file."""
    return marked("rst", take, data, name, lang, repair)


def take(source: str) -> Taken:
    """Return the text of a reStructuredText source, line by line, with its places."""
    taken = Taken()
    Walk(source, taken).visit(_tree(source))
    taken.end()
    return taken


def _tree(source: str) -> Any:
    core = need("docutils.core", "reading reStructuredText")
    settings = {
        "report_level": 5,
        "halt_level": 6,
        # A longer line would be left out.
        "line_length_limit": len(source) + 1,
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "doctitle_xform": False,
        "docinfo_xform": False,
        "smart_quotes": False,
        "syntax_highlight": "none",
        "_disable_config": True,
        "warning_stream": False,
    }
    with _LOCK, _any_name():
        return core.publish_doctree(source, settings_overrides=settings)


@contextmanager
def _any_name() -> Iterator[None]:
    """Let docutils take every role and directive: those it does not know stand for their text."""
    from docutils.parsers.rst import directives, roles

    known_directive, known_role = directives.directive, roles.role

    def directive(name: str, language: Any, document: Any) -> Any:
        if name not in _NO_TEXT and name not in _CODE:
            found, messages = known_directive(name, language, document)
            if found is not None:
                return found, messages
        return _unknown(), []

    def role(name: str, language: Any, line: int, reporter: Any) -> Any:
        found, messages = known_role(name, language, line, reporter)
        return (found, messages) if found is not None else (_said, [])

    directives.directive, roles.role = directive, role
    try:
        yield
    finally:
        directives.directive, roles.role = known_directive, known_role


def _said(name: str, raw: str, text: str, *_: Any, **__: Any) -> Any:
    """Return a role's text: what it shows as a link, and code where it shows a name."""
    from docutils import nodes

    said = text.replace("\x00", "")
    label = _LABEL.match(said)
    if label:
        return [nodes.reference(raw, label.group("text"), refuri=label.group("target"))], []
    prose = name in ("abbr", "term", "guilabel", "menuselection", "dfn", "emphasis")
    return [(nodes.inline if prose else nodes.literal)(raw, said.lstrip("~!"))], []


def _unknown() -> Any:
    """Return a directive that takes anything: its content as text, or as code."""
    from docutils import nodes
    from docutils.parsers.rst import Directive
    from docutils.statemachine import StringList

    class Unknown(Directive):  # type: ignore[misc]
        has_content = True
        optional_arguments = 100
        final_argument_whitespace = True

        def run(self) -> list[Any]:
            lines = self.content
            if not lines:
                # Text right under the directive's own line counts as its argument.
                under = self.block_text.split("\n")[1:]
                lines = StringList([line.strip() for line in under], source="")
            lines = StringList([x for x in lines if not _OPTION.match(x)], source="")
            if self.name in _NO_TEXT or not "".join(lines).strip():
                return []
            if self.name in _CODE:
                text = "\n".join(lines).strip("\n")
                language = self.arguments[0].split()[0] if self.arguments else ""
                return [nodes.literal_block(text, text, classes=["code", language])]
            held = nodes.container()
            self.state.nested_parse(lines, self.content_offset, held)
            return [held]

    return Unknown


class Walk:
    """Goes through a docutils tree in reading order."""

    def __init__(self, source: str, taken: Taken) -> None:
        self._source, self._taken = source, taken
        self._cursor = 0
        self._level = 0
        self._lists: list[tuple[str, int]] = []
        self._mark = ""
        self._place = ""
        self._row = self._column = 0

    def visit(self, node: Any) -> None:
        """Take a block."""
        name = type(node).__name__
        step = getattr(self, f"_on_{name}", None)
        if step:
            step(node)
        elif name in ("system_message", "comment", "substitution_definition", "target", "raw"):
            return
        else:
            self._children(node)

    def _children(self, node: Any) -> None:
        for child in node.children:
            self.visit(child)

    def _on_section(self, node: Any) -> None:
        self._level += 1
        self._children(node)
        self._level -= 1

    def _on_title(self, node: Any) -> None:
        self._text(node, "heading", max(1, self._level))

    _on_subtitle = _on_rubric = _on_caption = _on_title

    def _on_bullet_list(self, node: Any) -> None:
        self._lists.append(("•", 0))
        self._children(node)
        self._lists.pop()

    def _on_enumerated_list(self, node: Any) -> None:
        self._lists.append(("1", int(node.get("start", 1))))
        self._children(node)
        self._lists.pop()

    def _on_list_item(self, node: Any) -> None:
        scheme, number = self._lists[-1]
        self._mark = "•" if scheme == "•" else f"{number}."
        self._lists[-1] = (scheme, number + 1)
        self._children(node)
        self._mark = ""

    def _on_paragraph(self, node: Any) -> None:
        if self._place:
            self._text(node, "table", 0, self._place)
        elif self._mark:
            mark, self._mark = self._mark, ""
            found = _MARK.search(self._source, self._cursor, self._cursor + _NEAR)
            # The mark of a list in a list's item stands behind the outer one's.
            own = found is not None and (found.group(1) in _BULLETS) == (mark == "•")
            self._taken.add(mark[0], found.start(1) if found and own else -1)
            self._taken.add(f"{mark[1:]} ")
            self._text(node, "item", len(self._lists), mark)
        else:
            self._text(node, "")

    def _on_term(self, node: Any) -> None:
        self._text(node, "item", 1)

    def _on_field_name(self, node: Any) -> None:
        """Leave out a field's name: it is one of the tool's own words."""

    def _on_table(self, node: Any) -> None:
        self._row = 0
        self._children(node)

    def _on_row(self, node: Any) -> None:
        self._row, self._column = self._row + 1, 0
        self._children(node)

    def _on_entry(self, node: Any) -> None:
        self._column += 1
        self._place = f"{self._row}:{self._column}"
        self._children(node)
        self._place = ""

    def _on_literal_block(self, node: Any) -> None:
        said = [name for name in node.get("classes", []) if name and name != "code"]
        take_code(node.astext(), said[0] if said else "", self._cursor, self._source, self._taken)

    _on_doctest_block = _on_literal_block

    def _on_math_block(self, node: Any) -> None:
        for line in node.astext().split("\n"):
            if line.strip():
                place = self._source.find(line.strip(), self._cursor)
                self._taken.line(line.strip(), place, "math")

    def _on_image(self, node: Any) -> None:
        address = node.get("uri", "")
        self._taken.line(address, self._source.find(address, self._cursor), "image")

    def _text(self, node: Any, kind: str, level: int = 0, number: str = "") -> None:
        self._inline(node)
        self._taken.end(kind, level, number)

    def _inline(self, node: Any) -> None:
        for child in node.children:
            name = type(child).__name__
            start = self._taken.length
            if name == "Text":
                self._words(child.astext())
            elif name == "image":
                self._taken.mark("image", start, child.get("uri", ""))
            elif name not in ("footnote_reference", "citation_reference", "problematic"):
                self._inline(child)
                self._marked(name, child, start)
            elif name == "problematic":
                self._words(child.astext())

    def _words(self, text: str) -> None:
        """Add running text; a line's end in it is a space, and nothing between Chinese."""
        for number, part in enumerate(text.split("\n")):
            if number and self._taken.last < "\u2e80":
                self._taken.add(" ")
            self._cursor = find(self._taken, self._source, part, self._cursor)

    def _marked(self, name: str, node: Any, start: int) -> None:
        if name in ("literal", "math"):
            self._taken.mark("math" if name == "math" else "code", start, node.astext())
        elif name == "reference" and node.get("refuri"):
            self._taken.mark("link", start, node["refuri"])
