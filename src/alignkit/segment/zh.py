"""Chinese sentences: stops, what closes after them, and what shows that the sentence goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.segment.en import English
from alignkit.segment.tables import table

CLOSERS = "」』”’）】》〉〕］｝〗〙\"')\\]}"
OPENERS = "「『“‘（【《〈〔［｛〖〘(\\[{"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々"

# A stop, further stops, what closes after it, and note marks such as [3].
CANDIDATE = re.compile(
    rf"(?P<stop>\.(?:\s\.)+|[。！？!?｡‼⁇⁈⁉…\.．;；]+)(?P<close>(?:[{CLOSERS}]|\s+[」』”’）】])*"
    rf"(?P<more>[。！？!?｡…]+[{CLOSERS}]*)?)(?P<note>(?:\[\d{{1,3}}\]|［\d{{1,3}}］)*)"
)
QUOTES = re.compile("[」』”’\"']")
GOES_ON = re.compile(r"\s*[，、；：,;:·）)」』”’》】]")
LETTER = re.compile(rf"[{HAN}]")
SHUT = re.compile("[)）]")
ASIDES = (("《", re.compile("》")), ("（", SHUT), ("(", SHUT))
LATIN = re.compile(r"[A-Za-z](?:[A-Za-z.'-]*[A-Za-z])?\Z")
# How far back and ahead a bracket is looked for: what is longer is no aside.
ASIDE = 120


class Chinese:
    """The rules for Chinese, simplified and traditional."""

    def __init__(self, abbreviations: tuple[str, ...] = (), *, semicolons: bool = False) -> None:
        self.name = "zh"
        self._semicolons = semicolons
        self._english = English(abbreviations)
        verbs = "|".join(sorted(table("zh", "speech"), key=len, reverse=True))
        self._speech = re.compile(
            rf"\s*[{HAN}·]{{0,8}}?(?<![知难難味街公报報人频頻])(?:{verbs})[了过過道]?\s*[，。！,.!]"
        )
        self._particle = table("zh", "after_quote")
        self._predicate = table("zh", "after_question") | self._particle

    def cuts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield the places where a sentence ends."""
        begin = start
        for match in CANDIDATE.finditer(text, start, end):
            cut = match.end()
            if cut < end and self._ends(text, match, begin, cut, end):
                yield cut
                begin = cut

    def _ends(self, text: str, match: re.Match[str], begin: int, cut: int, end: int) -> bool:
        stop = match["stop"]
        if stop in ".．" or stop[0] in ";；":
            return self._rare(text, match, begin, end)
        close = match["close"]
        if GOES_ON.match(text, cut, end):
            return False
        if close:
            if not match["more"] and self._goes_on_after(text, stop, close, cut, end):
                return False
        elif self._inside(text, match, begin, end):
            return False
        if "…" in stop and not match["more"]:
            return self._ellipsis_ends(text, match, begin, cut)
        if stop[0] in "!?." and stop.isascii():
            return self._ascii_ends(text, match, begin, end)
        return True

    def _goes_on_after(self, text: str, stop: str, close: str, cut: int, end: int) -> bool:
        following = text[cut : cut + 1]
        if following in (self._particle if "。" in stop else self._predicate):
            return True
        if close[-1] in "》〉":
            return not following.isspace()
        if QUOTES.search(close):
            return bool(self._speech.match(text, cut, min(end, cut + 16)))
        return False

    def _inside(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        """Tell whether the stop stands in a title or in an aside that the sentence outlives."""
        here = match.start()
        low = max(begin, here - ASIDE)
        for opener, shut in ASIDES:
            at = text.rfind(opener, low, here)
            if at < 0 or shut.search(text, at, here):
                continue
            outlived = opener == "《" or text[begin:at].strip()
            if outlived and shut.search(text, match.end(), min(end, match.end() + ASIDE)):
                return True
        return False

    def _ellipsis_ends(self, text: str, match: re.Match[str], begin: int, cut: int) -> bool:
        if match["close"]:
            return True
        if text[cut] in '“「『‘"\n':
            return True
        spoken = text.rfind("“", begin, cut) > text.rfind("”", begin, cut)
        return not spoken and cut - begin > 15 and bool(LETTER.match(text[cut:].lstrip()))

    def _ascii_ends(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
            return False
        return not (before in "(（[" or after in "=&/")

    def _rare(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        """Judge a half-width full stop, which mostly is none, or a semicolon."""
        stop = match["stop"]
        if stop[0] in ";；":
            return self._semicolons
        here = match.start()
        if here == begin:
            return False
        before = text[here - 1]
        after = text[match.end()] if match.end() < end else ""
        if LETTER.match(before) or (before in CLOSERS and match["close"] == ""):
            return after.isspace() or (
                bool(LETTER.match(after)) and len(text[begin:here].strip()) > 9
            )
        if before.isascii() and before.isalpha():
            if LETTER.match(after):
                word = LATIN.search(text[max(begin, here - 20) : here])
                known = not word or self._english.is_abbreviation(word[0], len(word[0]))
                return not known and "." not in word[0] and len(text[begin:here].strip()) > 9
            return self._english.ends_at(text, here, begin, end)
        return False
