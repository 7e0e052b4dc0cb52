"""Blocks that MkDocs and others indent under a line of their own: !!! note, ??? tip, === "Tab"."""

from __future__ import annotations

import re
from typing import Any

# A kind, a title, or both; a tab has a title alone, as a line of = underlines a heading.
_OPENER = re.compile(
    r'(?:(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+(?: [\w-]+)*)?[ \t]*(?:"(?P<title>[^"\n]*)")?'
    r'|===[+!]?[ \t]+"(?P<tab>[^"\n]+)")[ \t]*$'
)
# What belongs to such a line stands this much further right.
_INDENT = 4


def plugin(parser: Any) -> None:
    """Let a Markdown parser read such blocks as containers of any kind."""
    alternatives = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "indented", _block, alternatives)


def _block(state: Any, first: int, last: int, silent: bool) -> bool:
    if state.is_code_block(first):
        return False
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    found = _OPENER.match(line) if line[:3] in ("!!!", "???", "===") else None
    if found is None or not any(found.groups()):
        return False
    inside = state.sCount[first] + _INDENT
    end = first + 1
    while end < last and (state.isEmpty(end) or state.sCount[end] >= inside):
        end += 1
    if silent:
        return True
    token = state.push("container_any_open", "div", 1)
    token.info = f"any {found.group('title') or found.group('tab') or ''}"
    token.map = [first, end]
    held = state.blkIndent, state.lineMax
    state.blkIndent, state.lineMax = inside, end
    state.md.block.tokenize(state, first + 1, end)
    state.blkIndent, state.lineMax = held
    state.push("container_any_close", "div", -1)
    state.line = end
    return True
