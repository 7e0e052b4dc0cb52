"""Chinese sentences: stops, what closes after them, and what shows that the sentence goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.deferred import deferred
from alignkit.segment.en import English
from alignkit.segment.tables import table

CLOSERS = "」』”’）】》〉〕］｝〗〙\"')\\]}"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々"

FACE = r"(?:[:;=][-^']?[)(D]+|\(\^[_o]?\^\)|\^_\^)"

# A stop and further stops, or a dash that breaks a quotation off; what closes after it; and note
# marks such as [3] or faces.
CANDIDATE = deferred(
    r"(?P<stop>\.(?:\s\.)+|…(?:[ \u3000]?…)+|[。！？!?｡‼⁇⁈⁉…\.．;；]+|[—―]{1,2}(?=[」』”]))"
    rf"(?P<close>(?:[{CLOSERS}]|\s+[」』”’）】]|\s+\"(?=\s|\Z))*(?P<more>[。！？!?｡…]+[{CLOSERS}]*)?)"
    rf"(?P<note>(?:\[\d{{1,3}}\]|［\d{{1,3}}］)*(?:\s*{FACE})*)"
)
STOP = deferred(r"[。！？!?｡‼⁇⁈⁉…\.．;；—―]")
OPENERS = deferred("[（(《]")
PLAIN = frozenset("。！？｡")
UNCERTAIN = frozenset(".．;；")
QUOTES = deferred("[」』”’\"']")
GOES_ON = deferred(r"\s*[，、；：,;:·）)」』”’》】。！？]")
LISTED = deferred("[！？!?。][」』”’]?、")
# What alone is no sentence.
LEFT_OVER = "“”‘’「」『』（）()\"' \u3000"
LETTER = deferred(rf"[{HAN}]")
NUMBER = deferred(r"\s*[\d.．]+")
LATIN = deferred(r"[A-Za-z](?:[A-Za-z.'-]*[A-Za-z])?\Z")
OPEN, SHUT = re.compile("[(（]"), re.compile("[)）]")
# How far back and ahead a bracket is looked for: what is longer is no aside.
ASIDE = 120
QUOTATION = 600
TERM = 10
LATIN_RUN = 12
# A sentence that a half-width stop or an ellipsis ends is at least this long.
SHORT = 10
LONG = 15


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
        self._particles = table("zh", "after_quote")
        self._predicates = table("zh", "after_question") | self._particles

    def cuts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield the places where a sentence ends."""
        begin = done = start
        for stop in STOP.finditer(text, start, end - 1):
            here = stop.start()
            if here < done:
                continue
            done = here + 1
            following = text[done]
            # The commonest end at a glance: a lone 。 before a Han character, outside brackets.
            if (
                text[here] == "。"
                and not "0" <= text[here - 1] <= "9"
                and "\u4e00" <= following <= "\u9fff"
                and not OPENERS.search(text, begin if here - begin < ASIDE else here - ASIDE, here)
            ):
                yield done
                begin = done
                continue
            if text[here] == "." and following.isascii() and following.isalnum():
                continue
            match = CANDIDATE.match(text, here, end)
            if match:
                done = match.end()
                if done < end and self._ends(text, match, begin, done, end):
                    yield done
                    begin = done

    def _ends(self, text: str, match: re.Match[str], begin: int, cut: int, end: int) -> bool:
        stop, close, more = match.group("stop", "close", "more")
        if stop in UNCERTAIN or stop[0] in ";；":
            return self._uncertain_ends(text, match, begin, end)
        if GOES_ON.match(text, cut, end) or (end - cut < 4 and not text[cut:end].strip(LEFT_OVER)):
            return False
        if close and not more:
            if self._goes_on_after(text, match, begin, cut, end):
                return False
        elif self._in_aside(text, match, begin, end):
            return False
        if stop == "。" or more:
            return match.start() - begin > 8 or not NUMBER.fullmatch(text[begin : match.start()])
        if PLAIN.isdisjoint(stop):
            if stop[0] in "!?":
                return self._half_width_ends(text, match)
            return self._ellipsis_ends(text, match, begin, cut, end)
        low = max(begin, match.start() - ASIDE)
        return not (
            LISTED.search(text, low, match.start()) or _in_term(text, low, match.start(), cut)
        )

    def _goes_on_after(
        self, text: str, match: re.Match[str], begin: int, cut: int, end: int
    ) -> bool:
        """Tell whether the sentence outlives the quotation, title or aside that closes here."""
        stop, close = match.group("stop", "close")
        following = text[cut]
        if following.isspace() and following != " ":
            return False
        if following in (self._particles if "。" in stop else self._predicates):
            return True
        if "》" in close or "〉" in close:
            return True
        if SHUT.search(close):
            opened = _last(OPEN, text, max(begin, match.start() - ASIDE), match.start())
            return opened >= 0 and not _blank(text, begin, opened)
        if QUOTES.search(close):
            return bool(
                self._speech.match(text, cut, min(end, cut + 16))
                or LISTED.search(text, max(begin, match.start() - ASIDE), match.start())
            )
        return False

    def _in_aside(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        """Tell whether the stop stands in a title or in an aside that the sentence outlives."""
        here, low = match.start(), max(begin, match.start() - ASIDE)
        high = min(end, match.end() + ASIDE)
        title = text.rfind("《", low, here)
        if title >= 0 and text.find("》", title, here) < 0 <= text.find("》", match.end(), high):
            return True
        opened = _last(OPEN, text, low, here)
        if opened < 0 or SHUT.search(text, opened, here) or _blank(text, begin, opened):
            return False
        return bool(SHUT.search(text, match.end(), high))

    def _ellipsis_ends(
        self, text: str, match: re.Match[str], begin: int, cut: int, end: int
    ) -> bool:
        if match["close"].strip("]】") or text[cut] in '“「『‘"\n':
            return True
        if text[cut].isspace() and text[match.start() - 1 : match.start()].isspace():
            return False
        low = max(begin, cut - QUOTATION)
        spoken = text.rfind("“", low, cut) > text.rfind("”", low, cut)
        following = text[cut : cut + 3].lstrip()[:1]
        return not spoken and cut - begin > LONG and bool(LETTER.match(following))

    def _half_width_ends(self, text: str, match: re.Match[str]) -> bool:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
            return False
        if before in "(（[" or after in "=&/\\":
            return False
        if (
            match["close"]
            and before.isascii()
            and LETTER.match(text[match.end() : match.end() + 3].lstrip())
        ):
            return False
        return not self._english.is_name(text, match.start(), match["stop"])

    def _uncertain_ends(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        """Judge a half-width full stop, which mostly is none, or a semicolon."""
        if match["stop"][0] in ";；":
            return self._semicolons
        here = match.start()
        if here == begin or match.end() >= end:
            return False
        before, after = text[here - 1], text[match.end()]
        long_enough = here - begin >= SHORT
        if LETTER.match(before) or before in CLOSERS:
            return after.isspace() or bool(LETTER.match(after) and long_enough)
        if not before.isascii():
            return False
        if not before.isalpha():
            # Digits and brackets before a space and a capital: a sentence in Latin letters.
            latin = text[max(begin, here - LATIN_RUN) : here].isascii() and after.isspace()
            return latin and self._english.ends_at(text, here, begin, end)
        word = LATIN.search(text[max(begin, here - 20) : here])
        if not word:
            return False
        if LETTER.match(after):
            whole = "." not in word[0] and not self._english.is_abbreviation(word[0], len(word[0]))
            opening = "" if long_enough else text[begin:here].strip()
            return whole and (long_enough or (opening.isascii() and " " in opening))
        return self._english.ends_at(text, here, here - len(word[0]), end)


def _in_term(text: str, low: int, here: int, cut: int) -> bool:
    """Tell whether a stop stands in a quoted term: no mark before it, and its end is near."""
    opened = text.rfind("“", low, here)
    if opened <= low or not LETTER.match(text, opened - 1) or text.find("”", opened, here) >= 0:
        return False
    shut = text.find("”", cut, cut + TERM)
    return shut >= 0 and text[shut - 1] not in "。！？!?…，,"


def _blank(text: str, start: int, end: int) -> bool:
    """Tell whether there is nothing but white space, without looking at more than a little."""
    return not text[start : min(end, start + ASIDE)].strip()


def _last(pattern: re.Pattern[str], text: str, low: int, high: int) -> int:
    """Return the place of the last match, or -1."""
    place = -1
    for found in pattern.finditer(text, low, high):
        place = found.start()
    return place
