"""What stands inside a line of AsciiDoc: text, and what of it is no text."""

from __future__ import annotations

import re
from collections.abc import Callable

from alignkit.read.taken import Taken

# The first that fits wins; each has one group of what is shown, and may have an address.
_FORMS = re.compile(
    r"\(\(\([^()]*\)\)\)"
    r"|\[\[[^\]]*\]\]"
    r"|`\+(?P<passed>[^`]+?)\+`|``(?P<codes>[^`]+)``|`(?P<code>[^`\n]+)`|\+\+(?P<plus>[^+\n]+)\+\+"
    r"|<<(?P<target>[^,>]+)(?:,[ \t]*(?P<label>[^>]*))?>>"
    r"|(?:link:|xref:|mailto:)(?P<address>[^\s\[\]]+)\[(?P<text>[^\]]*)\]"
    r"|(?P<url>(?:https?|ftp)://[^\s\[\]<>，。；、）]+)(?:\[(?P<shown>[^\]]*)\])?"
    r"|image:(?P<image>[^\s\[\]:]+)\[[^\]]*\]"
    r"|(?:kbd|btn|menu|indexterm2|stem|latexmath):(?:[\w.]*)\[(?P<macro>[^\]]*)\]"
    r"|[ \t]*footnote:[\w.-]*\[(?P<note>[^\]]*)\]"
    r"|(?P<double>\*\*|__|##)(?P<loud>[^\n]+?)(?P=double)"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?!\w)"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)"
    r"|\{(?P<attribute>[a-z][\w-]*)\}"
)
_SAID = {"nbsp": " ", "zwsp": "", "empty": "", "sp": " ", "plus": "+", "vbar": "|", "apos": "'"}


def take_inline(text: str, place: int, taken: Taken, depth: int = 3) -> None:
    """Take the text of a line without its marks; what is bold inside a link is text as well."""
    last = 0
    for found in _FORMS.finditer(text):
        taken.add(text[last : found.start()], place + last)
        last = found.end()
        _take(found, place, taken, depth)
    taken.add(text[last:], place + last)


def _take(found: re.Match[str], place: int, taken: Taken, depth: int) -> None:
    held = {name: value for name, value in found.groupdict().items() if value is not None}

    def inner(name: str) -> None:
        if depth:
            take_inline(held[name], place + found.start(name), taken, depth - 1)
        else:
            taken.add(held[name], place + found.start(name))

    for name in ("passed", "codes", "code", "plus"):
        if name in held:
            start = taken.length
            taken.add(held[name], place + found.start(name))
            taken.mark("code", start, held[name])
    for name in ("loud", "bold", "italic", "macro"):
        if name in held:
            inner(name)
    if held.get("note"):
        taken.notes.append((held["note"], place + found.start("note")))
    if "image" in held:
        taken.mark("image", taken.length, held["image"])
    if "attribute" in held:
        said = _SAID.get(held["attribute"])
        taken.add(said if said is not None else found.group(), place + found.start())
    _link(found, held, place, taken, inner)


def _link(
    found: re.Match[str],
    held: dict[str, str],
    place: int,
    taken: Taken,
    inner: Callable[[str], None],
) -> None:
    """Take a link's text, or its address where it shows nothing else."""
    for address, shown in (("target", "label"), ("address", "text"), ("url", "shown")):
        if address in held:
            start = taken.length
            if held.get(shown):
                inner(shown)
            else:
                taken.add(held[address], place + found.start(address))
            taken.mark("link", start, held[address])
