"""English sentences: a stop, what stands before it, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import heappop, heappush

from alignkit.deferred import deferred
from alignkit.segment.en_unmarked import BULLETS, CLOSING_LETTERS, FACE, closing, unmarked
from alignkit.segment.tables import table

CLOSING_SIGN = r"[\"'”’»)\]}*]|[ \t](?:''|[”)\]}](?!\())"
NOTE = r"(?P<note>(?:\[\d{1,3}\]|[ \t]\[\d{1,3}\](?=\s*\Z))*)"
AFTER = rf"{NOTE}(?P<face>(?:[ \t]*{FACE})*)(?P<gap>\s*)"
# A stop and further stops (". . ." too), what closes after it, a face, and the white space.
CANDIDATE = deferred(
    r"(?P<stop>\.(?:[ \t]\.){2,}|[.!?…‽。！？]+(?:[ \t]{1,2}[.!?…]+(?=[\s\"'”’)\]]|$))*)"
    rf"(?P<close>(?:{CLOSING_SIGN})*){AFTER}"
)
# The same where a straight quotation mark between spaces is known to close.
QUOTED = deferred(
    rf"(?P<stop>[.!?…‽。！？]+)(?P<close>(?:{CLOSING_SIGN}|[ \t][\"'](?=\s|$))*){AFTER}"
)
STOP = deferred(r"[.!?…‽。！？]")
WORD = deferred(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ACRONYM = deferred(r"(?:[^\W\d_]\.)+[^\W\d_]")
MARKER = deferred(r"[(\[]?(?:\d{1,3}[a-z]?(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[)\]]?")
OPENERS = "\"'“‘«([{*`"
CLOSERS = "\"'”’»)]}*"
ROMAN = deferred(r"[IVXLC]+\b|[ivxlc]+\b")
BRAND = deferred(r"[a-z]{1,2}[A-Z]")
LINK = deferred(r"https?://|www\.")
SAID = deferred(r"(?P<first>[A-Z][\w'’-]*)\.?\s(?:[A-Z][\w'’-]*\.?\s){0,2}(?P<verb>[a-z]+)\b")
CITED = deferred(r"\([^()]{0,60}\d[^()]{0,12}\)[.,;]")
STREET = deferred(r"(?:\d(?:st|nd|rd|th)|[A-Z][a-z]+)\s\Z")
LONE = deferred(r"[A-Z](?:['’][a-z]+)?(?!\w)")
LATIN = deferred(r"[A-Za-z]+\Z")
SEMICOLON = deferred(r";(?=\s)")
VOWEL = deferred(r"[aeiouyAEIOUY]")
LIST_SIGNS = f"{BULLETS} \t\n-–*"
# What alone is no sentence.
LEFT_OVER = f"{OPENERS}{CLOSERS} "
# What after a word shows that it is a piece of an address, a path or a formula.
NO_PROSE = frozenset("@./\\_(-=&%:")
# How far back a word reaches, and how far ahead a bracket is looked for.
REACH = 40
ASIDE = 200
QUOTATION = 1000


class English:
    """The rules for English."""

    def __init__(self, abbreviations: tuple[str, ...] = (), *, semicolons: bool = False) -> None:
        self.name = "en"
        self._semicolons = semicolons
        self._kind = dict.fromkeys(table("en", "either"), "either")
        for kind in ("numbered", "titles", "inside"):
            self._kind.update(dict.fromkeys(table("en", kind), kind))
        self._kind.update(dict.fromkeys((w.rstrip(".") for w in abbreviations), "inside"))
        self._titles = table("en", "titles")
        self._starters = table("en", "starters")
        self._goes_on = table("en", "goes_on")
        self._short = table("en", "short")
        self._names = tuple(table("en", "names"))
        self._final = table("en", "final")
        self._speech = table("en", "speech")
        self._interjections = table("en", "interjections")
        self._labels = table("en", "labels")
        self._label = re.compile(rf"(?i:{'|'.join(sorted(self._labels))})\.?\s[\dIVXLC][\w.-]*")

    def cuts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield the places where a sentence ends."""
        begin = start
        others = unmarked(text, start, end)
        if self._semicolons:
            others = sorted({*others, *(m.end() for m in SEMICOLON.finditer(text, start, end))})
        done = start
        for stop in STOP.finditer(text, start, end):
            here = stop.start()
            if here < done:
                continue
            while others and others[0] <= here:
                cut = heappop(others)
                if cut > begin:
                    yield cut
                    begin = cut
            following = text[here + 1 : here + 3]
            if text[here] == "." and following[:1].isalnum() and not following[0].isupper():
                continue
            if following[:1] == " " and self._plainly_ends(text, here, following[1:], begin):
                done = here + 2
                if done >= end:
                    break
                cut = here + 1
            else:
                match = _candidate(text, here, start, end)
                done = match.end() if match else here + 1
                if not match or done >= end or not self._ends(text, match, begin, end):
                    continue
                cut = match.start("gap")
            yield cut
            begin = cut
            if text[done] in CLOSING_LETTERS:
                for cut in closing(text, done, end):
                    heappush(others, cut)
        for cut in sorted(set(others)):
            if cut > begin:
                yield cut

    def ends_at(self, text: str, place: int, begin: int, end: int) -> bool:
        """Tell whether the stop at a place ends a sentence."""
        match = _candidate(text, place, begin, end)
        return bool(match and match.end() < end and self._ends(text, match, begin, end))

    def is_abbreviation(self, text: str, place: int) -> bool:
        """Tell whether the word before the full stop at a place is an abbreviation."""
        word = _word_before(text, 0, place)
        return len(word) == 1 or self._kind_of(word) != ""

    def is_name(self, text: str, place: int, stop: str) -> bool:
        """Tell whether the stop at a place belongs to a name such as Yahoo!."""
        if not text.endswith(self._names, max(0, place - REACH), place + len(stop)):
            return False
        latin = LATIN.search(text, max(0, place - REACH), place)
        return latin is not None and f"{latin[0]}{stop}" in self._names

    def _kind_of(self, word: str) -> str:
        kind = self._kind.get(word) or self._kind.get(word.lower(), "")
        if not kind and len(word) > 1 and word.isupper():
            kind = self._kind.get(word.capitalize(), "")
            return kind if len(word) > 2 or kind == "titles" else ""
        return kind

    def _plainly_ends(self, text: str, here: int, following: str, begin: int) -> bool:
        """Tell the commonest end at a glance: a whole word, a full stop, a space, a capital."""
        if text[here] != "." or not following.isupper():
            return False
        word = text[text.rfind(" ", begin, here) + 1 : here]
        return (
            len(word) > 1
            and word.isalpha()
            and word.islower()
            and word not in self._kind
            and text.rfind("(", max(begin, here - ASIDE), here) < 0
        )

    def _ends(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        stop, close, gap, face = match.group("stop", "close", "gap", "face")
        after = match.end()
        following = text[after]
        if not gap:
            return not face and self._without_space(text, match, begin, end)
        if following in ",;:)]}%" or (end - after < 4 and not text[after:end].strip(LEFT_OVER)):
            return False
        lower = following.islower() and not BRAND.match(text, after)
        if close and (lower or self._said(text, close, after, end)):
            return bool(face)
        if not close and self._aside_goes_on(text, match, begin, end):
            return False
        if face:
            return True
        if stop != ".":
            if "!" in stop or "?" in stop:
                goes_on = lower and self._goes_on_after(text, match, begin)
                return not goes_on and text[match.start() - 1] != ":"
            return self._ellipsis_ends(text, match, begin, lower)
        return self._full_stop_ends(text, match, begin, end, lower)

    def _ellipsis_ends(self, text: str, match: re.Match[str], begin: int, lower: bool) -> bool:
        here, after = match.start(), match.end()
        if lower or (here - begin < REACH and not text[begin:here].strip()):
            return LINK.match(text, after) is not None
        if not (text[after].isalnum() or text[after] in OPENERS or text[after] in BULLETS):
            return False
        if match["stop"] == ".." and not text[here - 1].isalpha():
            return text[here - 1] in CLOSERS
        # "I" and a lone letter have their capital anywhere.
        return not LONE.match(text, after)

    def _said(self, text: str, close: str, after: int, end: int) -> bool:
        """Tell whether a quotation is followed by who said it, or by where."""
        if not close.strip(")]}*"):
            return False
        if text[after] == "(":
            return CITED.match(text, after, end) is not None
        said = SAID.match(text, after, end)
        return bool(said and said["verb"] in self._speech and said["first"] not in self._starters)

    def _goes_on_after(self, text: str, match: re.Match[str], begin: int) -> bool:
        """Tell whether an exclamation or question mark belongs to a name or an "oh!"."""
        if self.is_name(text, match.start(), match["stop"]):
            return True
        opening = text[begin : match.start()].strip() if match.start() - begin < REACH else ""
        return opening.lstrip(OPENERS).lower() in self._interjections

    def _without_space(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        """Judge a stop that a word follows at once: only strong evidence counts."""
        here, after = match.span()
        if not text[after].isalpha() or not text[here - 1 : here].islower():
            return False
        word = _word_before(text, begin, here)
        if len(word) < 2 or not word.isalpha():
            return False
        following = WORD.match(text, after, end)
        if not following:
            return False
        if text[following.end() : following.end() + 1] in NO_PROSE:
            return text[following.end()] == "." and following[0] in self._titles
        if not following[0][0].isupper():
            return match["stop"].strip("?!") == "" and not match["close"] and word.islower()
        if match["stop"] != "." or match["close"]:
            return True
        # Two names joined by a dot look the same, unless the second is a word that opens sentences.
        return not self._kind_of(word) and following[0] in self._starters

    def _aside_goes_on(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        """Tell whether the stop stands in a bracket after which the sentence goes on."""
        here = match.start()
        at = text.rfind("(", max(begin, here - ASIDE), here)
        if at < 0 or text.find(")", at, here) >= 0:
            return False
        if not text[begin : min(at, begin + ASIDE)].strip():
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
        word = _word_before(text, begin, here)
        if not word:
            return not lower
        opening = text[begin:here] if here - begin < REACH else ""
        marker = len(word) < 7 and MARKER.fullmatch(word.lstrip(BULLETS))
        if marker and opening.strip(LIST_SIGNS) == word.strip(LIST_SIGNS):
            return False
        if word[-1] in CLOSERS or match["close"]:
            return True
        if word[-1].isdigit() and self._label.fullmatch(opening.strip()):
            return False
        kind = self._kind_of(word)
        if text[after].isdigit() and self._kind.get(word.capitalize()) == "numbered":
            return word in self._short and word not in self._kind
        if not kind and not lower and len(word) > 1 and "." not in word:
            return True
        following = WORD.match(text, after + (text[after] in OPENERS), end)
        next_word = following[0] if following else ""
        starts = next_word in self._starters
        if len(word) == 1 and word.islower() and not kind:
            return text[after].isupper() and text[begin : here - 1].rstrip()[-1:] != "."
        if len(word) == 1 and word.isalpha():
            return starts and (word == "I" or not self._is_initial(text, begin, here - 1))
        if kind in ("titles", "inside"):
            return starts and word == "St" and bool(STREET.search(text[begin : here - 2]))
        if kind == "numbered":
            plain = word in self._short or word == "No"
            lone = not plain and LONE.match(text, after)
            if text[after].isdigit() or lone or (ROMAN.match(text, after) and not starts):
                return False
            if plain:
                return not lower or next_word in self._goes_on
        if kind or ACRONYM.fullmatch(word):
            return starts or (word in self._final and len(next_word) > 1 and not lower)
        if lower:
            return self._lower_starts(text, word, next_word, begin, after)
        return True

    def _is_initial(self, text: str, begin: int, place: int) -> bool:
        """Tell whether a lone capital belongs to a name: a name before it, and no "Plan B"."""
        words = text[max(begin, place - REACH) : place].split()
        return bool(words) and words[-1][0].isupper() and words[-1] not in self._labels

    def _lower_starts(self, text: str, word: str, next_word: str, begin: int, after: int) -> bool:
        """Tell whether a sentence may begin in lower case after this word."""
        if LINK.match(text, after):
            return True
        if not word.isalpha():
            first_words = text[begin : min(after, begin + REACH)].split(None, 2)
            return any(map(str.isdigit, word)) and len(first_words) > 2
        if word.islower():
            return word in self._short or (len(word) > 3 and bool(VOWEL.search(word)))
        return next_word in self._goes_on


def _candidate(text: str, here: int, start: int, end: int) -> re.Match[str] | None:
    """Return the stop at a place with what belongs to it; `start` is that of the paragraph."""
    match = CANDIDATE.match(text, here, end)
    if match and match["gap"] and match.end() < end and text[match.end()] in "\"'":
        mark = text[match.end()]
        alone = match.end() + 1 >= end or text[match.end() + 1].isspace()
        if alone and text.count(mark, max(start, here - QUOTATION), here) % 2:
            return QUOTED.match(text, here, end)
    return match


def _word_before(text: str, begin: int, place: int) -> str:
    """Return what stands before a place up to a space or an opening mark."""
    piece = text[max(begin, place - REACH) : place]
    if not piece or piece[-1].isspace():
        return ""
    word = piece.rsplit(None, 1)[-1].lstrip(OPENERS)
    for mark in "/—–":
        if mark in word:
            word = word.rpartition(mark)[2]
    return word
