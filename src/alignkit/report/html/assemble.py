"""Puts a page together: template, style, script and data in one file that loads nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from alignkit.report.html.model import Page
from alignkit.shown import shown, spelt_out

# The page's script, in the order in which its parts build on each other.
SCRIPTS = (
    "tools.js", "tables.js", "rows.js", "steps.js",
    "panels.js", "doubts.js", "dialogs.js", "page.js",
)  # fmt: skip
# Inside a script element these could end it, or be taken for something else than text.
_RISKY = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def assemble(page: Page) -> str:
    """Return a page as one HTML document."""
    compared = page.kind == "compare"
    several = page.kind == "check" and len(page.sheets) > 1
    styles = [
        "page.css",
        *(["compare.css"] if compared else []),
        *(["overview.css"] if several else []),
    ]
    style = "".join(map(_part, styles)) + _printed(page)
    scripts = [*(["compare.js"] if compared else []), *SCRIPTS]
    if several:
        scripts.insert(-1, "overview.js")
    script = "\n".join(map(_part, scripts))
    held = {
        "policy": _policy(style, script),
        "title": escape(shown(f"{page.title} · alignkit")),
        "style": style,
        "data": safe_json(page.to_json()),
        "script": script,
    }
    html = _part("page.html")
    before, *rest = html.split("{{")
    parts = [before]
    for piece in rest:
        name, _, after = piece.partition("}}")
        parts += [held[name], after]
    return "".join(parts)


def safe_json(value: Any) -> str:
    """Return JSON that no text in it can break out of.

    >>> safe_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, written in _RISKY.items():
        text = text.replace(character, written)
    return spelt_out(text).encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; img-src data:; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def _printed(page: Page) -> str:
    """Return the running header and footer of the printed page."""
    sheet = page.sheets[0] if page.sheets else None
    names = [side.name for side in sheet.sides] if sheet and len(page.sheets) == 1 else [page.title]
    left, right = names[0], names[-1] if len(names) > 1 else ""
    signature = sheet.signature if sheet else ""
    return (
        "\n@page {\n"
        f"  @top-left {{ content: {_css(left)}; }}\n"
        f"  @top-right {{ content: {_css(right)}; }}\n"
        f"  @bottom-left {{ content: {_css(signature)}; }}\n"
        '  @bottom-right { content: counter(page) " / " counter(pages); }\n'
        "}\n"
    )


def _css(text: str) -> str:
    """Return a CSS string in which nothing but letters and digits stands as itself."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):x} " for c in text) + '"'


@cache
def _part(name: str) -> str:
    return files("alignkit.report.html").joinpath(name).read_text(encoding="utf-8")
