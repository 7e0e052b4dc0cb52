"""English sentences: a stop, what stands before it, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.segment.tables import table

FACE = r"(?:[:;=8][-o^'~]?[)(\]\[DPpOo3/\\|*]+(?![\w/])|<3+|\^_*\^|XD\b|:'\()"

# A stop and further stops (". . ." too), what closes after it, a face, and the white space.
CANDIDATE = re.compile(
    r"(?P<stop>[.!?…‽。！？]+(?:[ \t]{1,2}[.!?…]+(?=[\s\"'”’)\]]|$))*)"
    r"(?P<close>(?:[\"'”’»)\]}*]|[ \t](?:''|[”)\]}](?!\()))*)"
    r"(?P<note>(?:\[\d{1,3}\])*)"
    rf"(?P<face>(?:[ \t]*{FACE})*)"
    r"(?P<gap>\s*)"
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
MARKER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[)\]]?")
OPENERS = "\"'“‘«([{*"
ROMAN = re.compile(r"[IVXLCivxlc]+\b")
BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
LINK = re.compile(r"https?://|www\.")
DIGITS = re.compile(r"[\d,.$€£¥%-]+")
# How far back a word reaches, and how far ahead a bracket is looked for.
REACH = 40
ASIDE = 200


class English:
    """The rules for English."""

    def __init__(self, abbreviations: tuple[str, ...] = (), *, semicolons: bool = False) -> None:
        self.name = "en"
        self._titles = table("en", "titles")
        self._inside = table("en", "inside") | {word.rstrip(".") for word in abbreviations}
        self._numbered = table("en", "numbered")
        self._either = table("en", "either")
        self._starters = table("en", "starters")
        self._names = table("en", "names")

    def cuts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield the places where a sentence ends."""
        begin = start
        for match in CANDIDATE.finditer(text, start, end):
            if match.end() < end and self._ends(text, match, begin, end):
                begin = match.start("gap")
                yield begin

    def ends_at(self, text: str, place: int, begin: int, end: int) -> bool:
        """Tell whether the stop at a place ends a sentence."""
        match = CANDIDATE.match(text, place, end)
        return bool(match and match.end() < end and self._ends(text, match, begin, end))

    def is_abbreviation(self, text: str, place: int) -> bool:
        """Tell whether the word before the full stop at a place is an abbreviation."""
        word = _word_before(text, max(0, place - REACH), place)
        return len(word) == 1 or any(
            _held(word, held) for held in (self._titles, self._inside, self._numbered, self._either)
        )

    def _ends(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        stop, close, gap = match["stop"], match["close"], match["gap"]
        after = match.end()
        following = text[after]
        if not gap and not match["face"]:
            return self._without_space(text, match, begin, end)
        if following in ",;:)]}%":
            return False
        if close and self._in_aside(text, match, begin, following):
            return False
        if not close and self._asides_open(text, match, begin, end):
            return False
        lower = following.islower() and not BRAND.match(text, after)
        if match["face"]:
            return not lower
        if stop.strip(". \t"):
            if "!" in stop or "?" in stop:
                return not lower or (not close and not self._is_name(text, match))
            return not lower
        if stop == ".":
            return self._full_stop_ends(text, match, begin, end, lower)
        return not lower

    def _is_name(self, text: str, match: re.Match[str]) -> bool:
        word = _word_before(text, max(0, match.start() - REACH), match.start())
        return f"{word}{match['stop']}" in self._names

    def _without_space(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        """Judge a stop that a word follows at once: only strong evidence counts."""
        here, after = match.start(), match.end()
        word = _word_before(text, max(begin, here - REACH), here)
        if len(word) < 2 or not word[-1].islower() or not word.isalpha():
            return False
        following = WORD.match(text, after, end)
        if not following or not following[0][0].isupper():
            return False
        if match["stop"] != "." or match["close"]:
            return True
        if self.is_abbreviation(text, here):
            return False
        return following[0] in self._starters or (
            following[0][1:].islower() and word.islower() and text[here - len(word) - 1].isspace()
            if here - len(word) > begin
            else False
        )

    def _in_aside(self, text: str, match: re.Match[str], begin: int, following: str) -> bool:
        """Tell whether the stop closes an aside or a quotation that the sentence outlives."""
        return following.islower()

    def _asides_open(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        """Tell whether the stop stands in a bracket after which the sentence goes on."""
        here = match.start()
        at = text.rfind("(", max(begin, here - ASIDE), here)
        if at < 0 or text.find(")", at, here) >= 0 or not text[begin:at].strip():
            return False
        shut = text.find(")", match.end(), min(end, match.end() + ASIDE))
        if shut < 0:
            return False
        rest = text[shut + 1 : shut + 4].strip()
        return bool(rest) and (rest[0].islower() or rest[0] in ",;.:")

    def _full_stop_ends(
        self, text: str, match: re.Match[str], begin: int, end: int, lower: bool
    ) -> bool:
        here, after = match.start(), match.end()
        word = _word_before(text, max(begin, here - REACH), here)
        if not word:
            return not lower
        if MARKER.fullmatch(word) and not text[begin : here - len(word)].strip():
            return False
        following = WORD.match(text, after + (text[after] in OPENERS), end)
        next_word = following[0] if following else ""
        starts = next_word in self._starters
        if match["close"]:
            return not lower
        if len(word) == 1 and word.isalpha() and word.isupper():
            return starts and (word == "I" or not _name_before(text, begin, here - 1))
        if _held(word, self._titles) or _held(word, self._inside):
            return False
        if _held(word, self._numbered) and (
            text[after].isdigit() or bool(ROMAN.match(text, after) and not starts)
        ):
            return False
        if word == "No" or word == "no":
            return not lower
        if ACRONYM.fullmatch(word) or _held(word, self._either):
            return starts or (
                bool(next_word) and next_word[0].isupper() and word.lower() in ("etc",)
            )
        if lower:
            return bool(LINK.match(text, after)) or BRAND.match(text, after) is not None
        return True


def _word_before(text: str, low: int, place: int) -> str:
    """Return what stands before a place up to a space or an opening mark."""
    piece = text[low:place]
    at = len(piece)
    while at and not (piece[at - 1].isspace() or piece[at - 1] in "\"'“‘«([{*/—–"):
        at -= 1
    return piece[at:]


def _name_before(text: str, begin: int, place: int) -> bool:
    words = text[max(begin, place - REACH) : place].split()
    return bool(words) and words[-1][:1].isupper()


def _held(word: str, held: frozenset[str]) -> bool:
    if word in held or word.lower() in held:
        return True
    return len(word) > 2 and word.isupper() and word.capitalize() in held
