"""Footnotes: `[^1]:note` is one however its text begins, and never the address of a link."""

from __future__ import annotations

from typing import Any


def plugin(parser: Any) -> None:
    """Let a Markdown parser read the definition of a footnote as a paragraph."""
    from markdown_it.rules_block import reference

    def ordinary(state: Any, first: int, last: int, silent: bool) -> bool:
        if state.src.startswith("[^", state.bMarks[first] + state.tShift[first]):
            return False
        found: bool = reference(state, first, last, silent)
        return found

    parser.block.ruler.at("reference", ordinary)
