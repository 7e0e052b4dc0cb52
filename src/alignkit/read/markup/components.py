"""What sites put into Markdown: MDX imports, comments and components, shortcodes of Hugo."""

from __future__ import annotations

import re
from typing import Any

_IMPORT = re.compile(
    r"import\s+(?:[\w*{][^'\"]*\sfrom\s+)?['\"][^'\"\n]+['\"];?\s*$"
    r"|export\s+(?:(?:const|let|var|function|class|async)\s+\w+.*[=({]|default\s+[\w({]|[{*])"
)
_SHORTCODE = re.compile(
    r"\{\{(?P<sign>[<%])-?\s*(?P<close>/?)\s*(?P<name>[\w./-]+)(?P<rest>[^\n]{0,600}?)[>%]\}\}"
)
_LINK = re.compile(
    r"\[(?P<label>[^\[\]\n]{0,300})\]\((?P<address>\{\{[<%][^\n]{0,300}?[>%]\}\}[^\s()]{0,300})\)"
)
_NAME = re.compile(r"<[A-Za-z][\w.]*(?=\s)")
# Shortcodes that hold a listing.
_LISTINGS = frozenset({"highlight", "code", "mermaid", "math", "katex", "codeblock"})
# What a shortcode shows to the reader, and where its picture is.
SHOWN = re.compile(r"\b(?:title|caption|alt|text|heading|label|description)=\"(?P<shown>[^\"]+)\"")
PICTURE = re.compile(r"\bsrc=\"(?P<address>[^\"]+)\"")
# A component or comment of more letters is none.
_LONGEST = 2000
_REMARK_ENDS = re.compile(r"\*/\}")


def plugin(parser: Any) -> None:
    """Let a Markdown parser read them: code as code, the words that a reader sees as text."""
    alternatives = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "imports", _imports)
    parser.block.ruler.before("fence", "shortcodes", _block, alternatives)
    parser.inline.ruler.before("link", "shortcode_link", _link)
    parser.inline.ruler.before("html_inline", "component", _component)
    parser.inline.ruler.before("link", "braces", _braces)


def _line(state: Any, number: int) -> str:
    held: str = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
    return held


def _imports(state: Any, first: int, last: int, silent: bool) -> bool:
    """Imports and exports of MDX, to the next blank line."""
    if state.sCount[first] or state.blkIndent or not _IMPORT.match(_line(state, first)):
        return False
    if silent:
        return True
    end = first + 1
    while end < last and not state.isEmpty(end):
        end += 1
    _listing(state, first, end)
    state.line = end
    return True


def _listing(state: Any, first: int, end: int) -> None:
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(first, end, state.blkIndent, False)
    token.map = [first, end]


def _block(state: Any, first: int, last: int, silent: bool) -> bool:
    """A shortcode that is a line of its own, a listing in shortcodes, a comment of MDX."""
    if state.is_code_block(first):
        return False
    line = _line(state, first).rstrip()
    if line.startswith("{/*"):
        return _remark(state, first, last, silent)
    found = _SHORTCODE.fullmatch(line) if line.startswith("{{") else None
    if found is None:
        return False
    end = first + 1
    if found["name"] in _LISTINGS and not found["close"]:
        close = re.compile(rf"\{{\{{[<%]-?\s*/\s*{re.escape(found['name'])}\s*[>%]\}}\}}\s*$")
        end = _first(state, end, last, close)
        if end == last:
            return False
        if not silent:
            _listing(state, first + 1, end)
        end += 1
    elif not silent:
        token = state.push("shortcode", "", 0)
        token.content, token.map = line, [first, end]
        token.info = f"<{found['close']}{found['name'].lower()}>"
    if not silent:
        state.line = end
    return True


def _remark(state: Any, first: int, last: int, silent: bool) -> bool:
    end = _first(state, first, last, _REMARK_ENDS)
    if end == last or not _line(state, end).rstrip().endswith("*/}"):
        return False
    if not silent:
        state.line = end + 1
    return True


def _first(state: Any, first: int, last: int, sought: re.Pattern[str]) -> int:
    """Return the first line of some that holds what is sought, the last one where none does.

    What was sought in vain once is sought no more.
    """
    vain = state.env.setdefault("vain", set())
    if (sought.pattern, last) in vain:
        return last
    for number in range(first, last):
        if sought.search(_line(state, number)):
            return number
    vain.add((sought.pattern, last))
    return last


def _braces(state: Any, silent: bool) -> bool:
    """A comment of MDX, or a shortcode that shows a text, inside a line."""
    if state.src.startswith("{/*", state.pos):
        end = state.src.find("*/}", state.pos, state.pos + _LONGEST)
        if end >= 0:
            state.pos = end + 3
        return bool(end >= 0)
    found = _SHORTCODE.match(state.src, state.pos) if state.src[state.pos] == "{" else None
    shown = SHOWN.search(found[0]) if found else None
    if found is None or shown is None:
        return False
    if not silent:
        state.push("text", "", 0).content = shown["shown"]
    state.pos = found.end()
    return True


def _link(state: Any, silent: bool) -> bool:
    """A link whose address a shortcode makes."""
    found = _LINK.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if found is None:
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": found["address"]}
        held = state.posMax
        state.pos, state.posMax = found.start("label"), found.end("label")
        state.md.inline.tokenize(state)
        state.posMax = held
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _component(state: Any, silent: bool) -> bool:
    """The tag of a component whose properties are expressions: <Button onClick={() => go()}>."""
    if state.src[state.pos] != "<":
        return False
    text, past = state.env.get("component", ("", 0))
    if text is state.src and state.pos < past:
        return False
    end = _tag_end(state.src, state.pos)
    if end <= 0:
        # What was looked through in vain is not looked through again.
        state.env["component"] = (state.src, -end)
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _tag_end(text: str, start: int) -> int:
    """Return where a tag ends that holds braces; of what is none, as a negative, what was seen."""
    name = _NAME.match(text, start)
    if not name:
        return 0
    depth, quote, braced = 0, "", False
    stop = min(len(text), start + _LONGEST)
    for place in range(name.end(), stop):
        sign = text[place]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'`":
            quote = sign
        elif sign == "{":
            depth, braced = depth + 1, True
        elif sign == "}":
            depth -= 1
        elif sign == ">" and depth == 0:
            return place + 1 if braced else 0
        elif sign == "<" and depth == 0:
            return 0
    return -stop
