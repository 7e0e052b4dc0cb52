"""What stands deeper than the Markdown parser goes: each line as it is written, none left out."""

from __future__ import annotations

from typing import Any

#: Blocks nested so deep are lines; a list is two deep, and the parser calls itself for each.
DEEPEST = 150
#: A block opens so many levels at most; past them the parser itself would drop the rest.
SPARE = 10


def plugin(parser: Any) -> None:
    """Let a Markdown parser keep what is nested too deep for it."""
    parser.options["maxNesting"] = DEEPEST + SPARE
    parser.block.ruler.before("table", "depths", _block)


def _block(state: Any, first: int, last: int, silent: bool) -> bool:
    if state.level < DEEPEST:
        return False
    if silent:
        return True
    state.push("paragraph_open", "p", 1).map = [first, first + 1]
    held = state.push("inline", "", 0)
    held.content = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    held.map, held.children = [first, first + 1], []
    state.push("paragraph_close", "p", -1)
    state.line = first + 1
    return True
