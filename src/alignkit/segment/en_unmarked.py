"""English sentences that end without a stop: letter parts, time stamps, links, rules, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from alignkit.deferred import deferred
from alignkit.segment.tables import table

FACE = r"(?:[:;=8][-o^'~]?[)(\]\[DPpOo3/\\|*]+(?![\w/])|<3+|\^_*\^|XD\b|:'\()"

CAPITAL = r"(?=\s+[\"'“‘(]?[A-Z])"
STAMP = deferred(
    r"\d{1,2}/\d{1,2}/\d{2,4},?\s\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    r"(?P<after>(?=\s+(?:(?!(?:[A-Z]{1,3}T|UTC)\b)[\"'“(]?[A-Z]|(?!(?:and|to|or|by|in|at|on|with|from|for|the)\b)[a-z])))?"
)
NAME_LINE = deferred(r"(?:[\"'<(]?[A-Z][\w.'@/-]*[,\"'>)]*\s+|<?[\w.+-]+@[\w.-]+>?\s+){1,6}")
LINK = deferred(r"(?:(?:https?|ftp)://|www\.)[^\s<>]+")
AFTER_LINK = deferred(r"\s+(?:(https?://)|([A-Z][\w']*))")
ADDRESS = deferred(rf"@[\w-]+(?:\.[\w-]+)+>?{CAPITAL}")
RULE = deferred(r"(?P<lead>(?<=\s))?(?:([-_=*~])\2{3,}|(?<!\S)\*{3})[^\s,]*(?P<gap>\s+(?=\S))?")
SMILE = deferred(rf"\s{FACE}{CAPITAL}")
GREETING = deferred(
    r"\s*(?i:Dear|Hi|Hello|Hey|Greetings|Good (?:morning|afternoon|evening|day))\b"
    r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev)\.|[^.!?,:;]){0,40}(?:[,:]|\s-)(?=\s+[A-Z][\w'’]*,?\s+\w)"
)
SOURCE = deferred(r"\s*\((?:[A-Z]{2,6}|[A-Z]\w+(?: [A-Z]\w+){1,4})\s?\)(?=\s+[\"“(]?(?P<next>\w+))")
SIGNED = deferred(r"\s+(?P<first>[A-Z][a-z]+)(?=\s+(?:(?P=first)\b|(?P<next>[A-Z][\w']*)))")
BULLETS = "•‣⁃●▪■◆➢✓"
BULLET = deferred(f"[{BULLETS}]")
MARKER = deferred(r"(?<!\S)(?P<value>\d{1,2}|[a-z])(?P<mark>\.\)|\)|\.)(?=\s+\S)")
JOINED = deferred(r"(?:[,;]|[,;]?\s(?:and|or|&|in|of|to|see|the|under|from|by|with))\s*\Z")
LAST_WORD = deferred(r"(\w+)\s*\Z")


def unmarked(text: str, start: int, end: int) -> list[int]:
    """Return, in order, the places where a sentence ends without a stop."""
    piece = text[start:end]
    if not piece or piece.isspace():
        return []
    first = start + len(piece) - len(piece.lstrip())
    found: set[int] = set()
    if text[first] in OPENING_LETTERS:
        found.update(_opening(text, first, end), closing(text, first, end))
    # A plain search for what a rule needs is far cheaper than the rule.
    rules = RULES if SIGN.search(piece) else RULES[:1]
    for needed, rule in rules:
        for part in needed:
            if part in piece:
                found.update(rule(text, start, end))
                break
    return sorted(cut for cut in found if start < cut < end) if found else []


def _stamps(text: str, start: int, end: int) -> Iterator[int]:
    low = start
    for match in STAMP.finditer(text, start, end):
        at = match.start() - 1
        if at > low and not text[at].isspace():
            continue
        if at > low:
            line = text[max(low, at - 90) : at + 1]
            line = re.split(r"(?<=[.!?,])\s", line)[-1] if not NAME_LINE.fullmatch(line) else line
            if NAME_LINE.fullmatch(line):
                yield at
        if match["after"] is not None:
            yield match.end()
            low = match.end()


def _links(text: str, start: int, end: int) -> Iterator[int]:
    for match in LINK.finditer(text, start, end):
        following = AFTER_LINK.match(text, match.end(), end)
        if match[0][-1] in ",;:(":
            continue
        if following and (following[1] or following[2] in table("en", "starters")):
            yield match.end()


def _addresses(text: str, start: int, end: int) -> Iterator[int]:
    for match in ADDRESS.finditer(text, start, end):
        before = text[match.start() - 1 : match.start()]
        if before.isalnum() or before in (".", "_", "-", "+"):
            yield match.end()


def _rules(text: str, start: int, end: int) -> Iterator[int]:
    for match in RULE.finditer(text, start, end):
        # A rule may end a text; one that lower case or a comma follows stands for something.
        if match.end() < end and (not match["gap"] or text[match.end()].islower()):
            continue
        if match["lead"] is not None:
            yield match.start()
        if match["gap"]:
            yield match.start("gap")


def _faces(text: str, start: int, end: int) -> Iterator[int]:
    for match in SMILE.finditer(text, start, end):
        yield match.end()


def _opening(text: str, start: int, end: int) -> Iterator[int]:
    """Yield what ends a greeting, or a source in brackets, at the beginning of a paragraph."""
    if text[start] in BULLETS:
        for bullet in BULLET.finditer(text, start + 1, end):
            yield bullet.start()
        return
    greeting = GREETING.match(text, start, end)
    if greeting:
        yield greeting.end()
        return
    source = SOURCE.match(text, start, end)
    if source and source["next"] in table("en", "starters"):
        yield source.end()


def closing(text: str, start: int, end: int) -> Iterator[int]:
    """Yield what ends the closing of a letter that begins here, and the name under it."""
    match = CLOSING.match(text, start, end)
    if match and match.end() < end:
        yield match.end()
        name = SIGNED.match(text, match.end(), end)
        if name and (name["next"] is None or name["next"] in table("en", "starters")):
            yield name.end()


def _items(text: str, start: int, end: int) -> Iterator[int]:
    """Yield what lies before the items of a list that runs on in one paragraph."""
    chain: list[re.Match[str]] = []
    for match in MARKER.finditer(text, start, end):
        wanted = _next_value(chain[-1]["value"]) if chain else None
        if chain and match["value"] == wanted and match["mark"] == chain[0]["mark"]:
            chain.append(match)
        elif match["value"] in ("1", "a") and len(chain) < 2:
            chain = [match]
    if len(chain) < 2 or any(_refers(text, start, marker) for marker in chain):
        return
    before = text[start : chain[0].start()].rstrip()
    if before and (chain[0]["mark"] == "." or len(chain) < 3 or before[-1] == ":"):
        return
    for marker in chain:
        yield marker.start()


def _refers(text: str, start: int, marker: re.Match[str]) -> bool:
    """Tell whether a marker is a reference ("Section 2.") or runs on inside a sentence."""
    before = text[max(start, marker.start() - 20) : marker.start()]
    word = LAST_WORD.search(before) if marker["mark"] == "." else None
    named = word is not None and word[1].capitalize() in table("en", "labels")
    return named or JOINED.search(before) is not None


def _next_value(value: str) -> str:
    return str(int(value) + 1) if value.isdigit() else chr(ord(value) + 1)


CLOSING = deferred(
    r"\s*(?i:"
    + "|".join(sorted(table("en", "closings"), key=len, reverse=True))
    + r"),(?=\s+[A-Z][\w.-]*(?:\s+[A-Z][\w.'-]*){0,3}\s*(?:\Z|\s[A-Z]))",
)
CLOSING_LETTERS = frozenset(
    letter for phrase in table("en", "closings") for letter in (phrase[0], phrase[0].upper())
)
OPENING_LETTERS = CLOSING_LETTERS | set("DdHhGg(") | set(BULLETS)
Rule = Callable[[str, int, int], Iterator[int]]
# The first rule needs none of these signs, the others do.
SIGN = deferred("[/@:;=^<_~#*-]")
RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("2)", "2.", "b)", "b."), _items),
    (("/0", "/1", "/2", "/9"), _stamps),
    (("://",), _links),
    (("@",), _addresses),
    (("----", "____", "====", "***", "~~~~"), _rules),
    ((":)", ":-", ";)", ";-", ":(", ":D", ":P", "=)", "=D", "8)", "<3", "^_"), _faces),
)
