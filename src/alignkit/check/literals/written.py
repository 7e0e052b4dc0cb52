"""How literals are written: one pattern a kind, the first that fits at a place wins."""

from __future__ import annotations

import mimetypes
import re

_PRINTF = (
    r"%(?:\(\w+\))?(?:\d+\$)?[-+#0]{0,3}\d{0,3}(?:\.\d{1,3})?(?:hh|ll|[hlLqjzt])?"
    r"[@dDiuUxXoOfFeEgGcCsSp]"
)
# <文件> is filled in; what stands between “< 5 %” and “P >” is no name.
_IN_NAME = r"[^<>\n=\"%≤≥，。；]"
_PLACEHOLDERS = (
    r"\{\{[^{}\n]{1,60}\}\}",
    r"[$#]\{[^{}\n]{1,60}\}",
    r"%\{\w{1,40}\}",
    r"\{[ \t]{0,4}\$[\w-]{1,40}[ \t]{0,4}\}",
    r"<%=?[^%\n]{1,60}%>",
    rf"<(?![\s/]){_IN_NAME}{{0,30}}[\u4e00-\u9fff]{_IN_NAME}{{0,30}}(?<!\s)>",
    r"\{(?:\w+(?:[.\[][\w\]]+)*)?(?:![rsa])?(?::[^{}\s]{0,12})?\}",
    rf"(?a:(?<![\w%]){_PRINTF}(?![A-Za-z0-9]))",
    r"(?a:(?<![\w%])%(?:L?\d{1,2}|n)(?![\w.%]))",
)
# Chinese writes no space beside Latin: what a literal begins and ends at is told by ASCII alone.
_FILE = (
    r"(?<![\w/.@-])(?:[\w.~-]{1,60}/){0,8}[\w-]{1,60}(?:\.[\w-]{1,30}){0,3}"
    r"\.(?P<file_>[A-Za-z][A-Za-z0-9]{0,5})(?![\w/.@-]*[\w/@])"
)
# Three parts are a version also where a name stands close, and none where they are a day.
_DAY = r"(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])(?![\d.])"
_VERSION = (
    r"(?:(?<![\w.,/@-])[vV](?=\d)\d{1,4}(?:\.\d{1,5}){0,3}"
    rf"|(?<![\d_.,/@-])(?!{_DAY})\d{{1,4}}(?:\.\d{{1,5}}){{2,3}}"
    r"|(?<![\w.,/@-])\d{1,3}(?:\.\d{1,3}){1,2}\.x)(?:-?(?:alpha|beta|rc|pre|dev|a|b)[.-]?\d{0,3})?(?![\w]|\.\d|,\d)"
)
# A decimal after a name or a sign of comparison, and before no unit. What a sign follows is a
# package's name in small letters: P=0.001 and r<0.5 are measured.
_NO_UNIT = r"(?![\w%.]|,\d|[ \u00a0]?(?:[\u3400-\u9fff]|[mb]illion|trillion|percent|times))"
_RELEASE = (
    r"(?:(?<!\w)(?:[A-Z][A-Za-z+#.]{1,30}|versions?|releases?) |版本 ?)"
    rf"(?P<release_>\d{{1,3}}\.\d{{1,3}}){_NO_UNIT}"
    rf"|(?:(?<=[a-z]{{2}}[=<>])|(?<=[a-z]{{2}}[=<>!]=)|(?<=[~^]))\d{{1,3}}\.\d{{1,3}}{_NO_UNIT}"
)
_IDENTIFIER = (
    r"(?<![\w.@#/-])[A-Za-z_][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?:\(\))?(?![\w])"
    r"|(?<![\w@#/-])[A-Za-z]\w*(?:\.[A-Za-z]\w*)*\(\)"
    r"|(?<![\w.@#/-])[a-z]+(?:[A-Z][a-z0-9]+)+(?![\w])"
)
# The keys that a keyboard has for holding down, and what is pressed with them.
_HELD = r"(?:Ctrl|Control|Cmd|Command|Alt|Option|Shift|Win|Super|Meta|Fn)"
_KEYS = rf"(?<![\w+-])(?:{_HELD}[ ]?[+-][ ]?)+(?:[A-Za-z0-9]|F\d{{1,2}}|[A-Z][a-z]{{2,8}})(?![\w+])"
FORMS = {
    "image": r"!\[[^\]\n]{0,200}\]\((?P<image_>[^()\s]{1,500})[^()\n]{0,100}\)",
    "link": r"\]\((?P<link_>[^()\s]{1,500})[^()\n]{0,100}\)",
    "url": r"(?:https?|ftp|wss?|ssh|git)://[^\s<>\"'`，。；：、！？（）【】《》“”]+",
    "email": r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",
    "code": r"(?<!`)``?(?P<code_>[^`\n]{1,200})``?(?!`)",
    "placeholder": "|".join(_PLACEHOLDERS),
    "tag": r"</?(?:[A-Za-z][\w:-]{0,30}(?:\s[^<>\n]{0,300})?|\d{1,3}\s?)/?>",
    "entity": r"&(?:#\d{2,6}|#x[0-9A-Fa-f]{2,6}|[A-Za-z]{2,20});",
    "escape": r"\\(?:[ntr](?![A-Za-z]{2})|u[0-9A-Fa-f]{4})",
    "emoji": r"(?<![\w:]):[a-z][a-z0-9_+-]{2,40}:(?![\w:])",
    "keys": _KEYS,
    "option": r"(?<![\w-])--[A-Za-z][\w-]{1,60}(?![\w-])",
    "file": _FILE,
    "version": _VERSION,
    "release": _RELEASE,
    "identifier": _IDENTIFIER,
    "hashtag": r"(?<![\w&#/])#[A-Za-z]\w{1,60}(?!\w)",
}
# What may hold Chinese itself: an image's words, a link's, code, a placeholder's name.
_ANY = frozenset({"image", "link", "url", "code", "placeholder", "tag"})
# The group that holds what is compared, where that is not the whole.
INSIDE = {"image": "image_", "link": "link_", "code": "code_", "release": "release_"}
SPOT = re.compile(
    "|".join(f"(?P<{k}>{form if k in _ANY else f'(?a:{form})'})" for k, form in FORMS.items())
)
# Without one of these no form fits anywhere: most titles and Chinese sentences are told by that.
SIGN = re.compile(
    r"[@`{<%&\\_#]|\]\(|\(\)|:[/a-z]|--|\.\w|[vV]\d|[a-z][A-Z]"
    rf"|{_HELD}[ ]?[+-]"
)
# Endings of files that programs and documents have; other words with a stop inside are names.
_MORE_ENDINGS = (
    "md mdx rst adoc toml yaml yml ini cfg conf lock go rs rb kt swift vue jsx tsx ts scss less "
    "sass proto gradle properties env bat ps1 ipynb java cc cpp hpp hh lua jl pl php sql log po "
    "tmx xliff"
)


def _endings() -> frozenset[str]:
    known = {ending.lstrip(".").lower() for ending in mimetypes.types_map}
    return frozenset(known | set(_MORE_ENDINGS.split())) - {"com", "org", "net"}


ENDINGS = _endings()
