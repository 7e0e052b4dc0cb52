"""Errors in English: each editor proposes changes that leave a sentence one could have written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.seeding.change import Change, cased, english_word, swaps
from bench.seeding.verbs import past, plain, third
from bench.texts.data import Half

_FIGURE = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,/:-])|"
                     r"(?<![\w.,/:-])\d+(?:\.\d+)?(?![\w,/:-]|\.\d)")  # fmt: skip
_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?:s\b)?(?![\w,/-])")
_MONTHS = ("January February March April May June July August September October November "
           "December").split()  # fmt: skip
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(rf"(?<=\b)(?:(?<=January )|(?<=February )|(?<=March )|(?<=April )|(?<=May )|"
                  rf"(?<=June )|(?<=July )|(?<=August )|(?<=September )|(?<=October )|"
                  rf"(?<=November )|(?<=December ))\d{{1,2}}(?=\b)(?!\s?[-–]|:)|"
                  rf"\b\d{{1,2}}(?=(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b)")  # fmt: skip
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = (r"(?:(?:about |around |approximately |nearly )?(?:US)?[$€¥£]?\d|RMB ?\d|"
           r"(?:a|one|half a) (?:hundred|thousand|million|billion|dozen|third|quarter|month|week|"
           r"year|decade|century)\b|(?:half|twice|" + "|".join(_WORDS) + r"|twenty|thirty|forty|"
           r"fifty|sixty|seventy|eighty|ninety)\b)")  # fmt: skip


def digit(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another digit in a figure, or another small number word."""
    for match in _FIGURE.finditer(text):
        if _YEAR.fullmatch(match[0]) or _named(text, match):
            continue
        for place, old in enumerate(match[0]):
            if old.isdigit() and (place or len(match[0]) == 1 or old != "1"):
                new = "2468135291"[int(old)] if old != "9" else "6"
                yield Change(match.start() + place, match.start() + place + 1, new)
    for match in english_word(tuple(_WORDS)).finditer(text):
        if not re.match(r" of the other|-", text[match.end() :]):
            at = _WORDS.index(match[0].lower())
            new = _WORDS[at + 1] if at + 1 < len(_WORDS) else _WORDS[at - 1]
            yield Change(*match.span(), cased(new, match[0]))


def _named(text: str, match: re.Match[str]) -> bool:
    """Tell whether a figure counts or measures nothing: a marker, a day, an article, a p value."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(
        re.search(rf"(?:{_MONTH}|Articles?|Chapter|Section|Part|Figure|Table|Fig\.|"
                  r"[Pp] ?[<>=＞＜]) ?$|Articles? [\d, and]+$|^\W*$|\($",
                  before)
        or (not before.strip() and re.match(r"[.)]", after))
        or re.match(rf" (?:{_MONTH})|[˚°'′]", after)
    )  # fmt: skip


_SCALES = {
    "thousand": "million", "million": "billion", "billion": "million", "trillion": "billion",
    "hundreds": "thousands", "thousands": "hundreds", "millions": "thousands",
    "hundred": "thousand",
}  # fmt: skip


def magnitude(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another magnitude word, or a figure ten times as large or small."""
    for match in english_word(tuple(_SCALES)).finditer(text):
        if re.search(r"[\d.] $|[a-z]{3} $|^$", text[: match.start()]):
            yield Change(*match.span(), cased(_SCALES[match[0].lower()], match[0]))
    for match in _FIGURE.finditer(text):
        raw = match[0].replace(",", "")
        if _named(text, match) or re.match(r" ?(?:%|％|percent|per cent)", text[match.end() :]):
            continue
        if raw.isdigit() and len(raw) >= 3 and not _YEAR.fullmatch(match[0]):
            new = int(raw) * 10 if int(raw) % 10 else int(raw) // 10
            yield Change(*match.span(), f"{new:,}" if "," in match[0] else str(new))
        elif re.fullmatch(r"\d\d?\.\d", raw):
            yield Change(*match.span(), raw.replace(".", ""))


def unit(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another unit of the kind behind a figure."""
    for swap in swaps("unit", half):
        if not any(form in source for form in swap.chinese):
            continue
        forms = "|".join(map(re.escape, sorted(swap.english, key=len, reverse=True)))
        pattern = rf"(?:\d|\d (?:[mb]illion|thousand|hundred)|\b(?:{'|'.join(_WORDS)}))[ -]?" \
                  rf"({forms})(?![\w-])"  # fmt: skip
        for match in re.finditer(pattern, text):
            new = swap.other_english[swap.english.index(match[1])]
            if match[1] == "%":
                new = " " + new
            yield Change(*match.span(1), new)


def date(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another month, weekday, day of the month, year or decade."""
    for names in (_MONTHS, _DAYS):
        for match in re.finditer(rf"\b(?:{'|'.join(names)})\b", text):
            if match[0] != "May" or re.match(r" \d", text[match.end() :]):
                new = names[(names.index(match[0]) + 1) % len(names)]
                yield Change(*match.span(), new)
    for match in _DAY.finditer(text):
        number = int(match[0])
        if 3 < number <= 31 and not re.match(r"st|nd|rd", text[match.end() :]):
            # Days that end in "th" before and after, so that the ending stays right.
            day = number - 10 if number >= 24 else number + 1 if number != 20 else 19
            if 4 <= day <= 20:
                yield Change(*match.span(), str(day))
    for match in _YEAR.finditer(text):
        year = int(match[0][:4])
        if re.match("['’]s", text[match.end() :]):
            continue
        step = 10 if match[0].endswith("s") else 1
        if step == 1 or year % 10 == 0:
            yield Change(match.start(), match.start() + 4, str(year - step))


_BOUNDS = {
    "no more than": "no less than", "not more than": "not less than",
    "no less than": "no more than", "not less than": "not more than",
    "no fewer than": "no more than", "more than": "less than", "less than": "more than",
    "fewer than": "more than", "greater than": "less than", "higher than": "lower than",
    "lower than": "higher than", "at least": "at most", "at most": "at least",
    "up to": "at least", "over": "under", "under": "over", "above": "below", "below": "above",
    "exceeds": "falls below", "exceeded": "fell below", "exceeding": "below",
    "within": "after", "nearly": "more than", "almost": "more than", "close to": "well over",
    "a maximum of": "a minimum of", "a minimum of": "a maximum of",
}  # fmt: skip
_BOUND = re.compile(r"(?<![\w-])(?<!not )(?:" + "|".join(sorted(_BOUNDS, key=len, reverse=True))
                    + rf")(?= {_NUMBER})", re.I)  # fmt: skip
_AFTER = {
    "or more": "or less", "or less": "or more", "or older": "or younger", "or above": "or below",
    "or over": "or under", "or below": "or above", "or fewer": "or more", "or higher": "or lower",
    "and above": "and below", "and over": "and under",
}  # fmt: skip
_BEHIND = re.compile(rf"(?<=[\d%a-z] )(?:{'|'.join(_AFTER)})\b")


def bound(text: str, source: str, half: Half) -> Iterator[Change]:
    """A bound turned round."""
    for match in _BOUND.finditer(text):
        old = match[0].lower()
        if old in ("over", "under", "above", "below") and re.search(
            r"\b(?:all|just|spread|taken?|took|well|win|victory|won|and) $", text[: match.start()]
        ):
            continue
        if old == "within" and not re.match(
            r" [\w-]+ (?:minute|hour|day|week|month|year)s?\b(?! after| of)", text[match.end() :]
        ):
            continue
        yield Change(*match.span(), cased(_BOUNDS[old], match[0]))
    for match in _BEHIND.finditer(text):
        if not re.search(
            r"(?:\d|%|half|thirds|fifths|years|hours|people) $", text[: match.start()]
        ):
            continue
        yield Change(*match.span(), _AFTER[match[0]])


_WAYS = {
    "increase": "decrease", "increases": "decreases", "increased": "decreased",
    "increasing": "decreasing", "decrease": "increase", "decreases": "increases",
    "decreased": "increased", "decreasing": "increasing", "rose": "fell", "risen": "fallen",
    "rises": "falls", "rising": "falling", "fell": "rose", "falling": "rising",
    "grew": "shrank", "decline": "rise", "declined": "rose", "declining": "rising",
    "growth": "decline", "reduce": "increase", "reduces": "increases", "reduced": "increased",
    "reducing": "increasing", "reduction": "increase", "improves": "worsens",
    "higher": "lower", "lower": "higher", "raised": "lowered", "expanded": "shrank",
    "upward": "downward", "downward": "upward", "accelerated": "slowed", "dropped": "climbed",
    "elevated": "lowered", "shortened": "lengthened",
    "up-regulated": "down-regulated", "down-regulated": "up-regulated", "highest": "lowest",
    "upregulated": "downregulated", "downregulated": "upregulated", "lowest": "highest",
}  # fmt: skip


def direction(text: str, source: str, half: Half) -> Iterator[Change]:
    """A rise said as a fall, or a fall as a rise."""
    for match in english_word(tuple(_WAYS)).finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        # Idioms and fixed names in which the word states no way.
        if re.match(r" (?:education|school|court|levels?|an? question|the question|awareness|"
                    r"a child|in love|asleep|silent|ill|into|out|back|to sleep|down on|over|"
                    r"factors?)\b",
                    after):  # fmt: skip
            continue
        if re.search(r"\b(?:born and|sun|hair) $", before):
            continue
        if match[0].startswith("declin") and re.match(r" (?:the|an?|to|his|her|their|my)\b", after):
            continue  # to refuse
        if match[0] in ("grew", "fell", "rose") and not re.match(
            r" (?:by|to|from|\d|[a-z]+ly)\b|[.,;]", after
        ):
            continue  # to become; a person's fall
        yield _with_article(text, match, cased(_WAYS[match[0].lower()], match[0]))


def _with_article(text: str, match: re.Match[str], new: str) -> Change:
    """Return the change with the article before it made to fit."""
    held = re.search(r"(?<!\w)([Aa])n? $", text[: match.start()])
    if not held:
        return Change(*match.span(), new)
    article = held[1] + ("n " if new[0].lower() in "aeiou" else " ")
    return Change(held.start(), match.end(), article + new)


_HELPERS = r"is|are|was|were|has|have|had|can|could|will|would|should|must|may|might|shall|am"
_NOT = re.compile(rf"\b({_HELPERS})(?: not|n't|n’t|not(?<=cannot))\b", re.I)
_DO = re.compile(r"\b(do|does|did)(?: not|n't|n’t) ([a-z]+)\b")
#: What only a negation lets one say, and corrections ("not A but B").
_POLAR = re.compile(r"^[^.;]{0,60}\b(?:any\w*|until|yet|either|ever|but|nor|only|even|rather|"
                    r"necessarily|much|bother|mind|at all|help|simply|just)\b", re.I)  # fmt: skip
_LOST = {
    "no longer": "still", "without": "with", "never": "always", "unable to": "able to",
    "impossible": "possible", "unlikely": "likely", "unnecessary": "necessary",
    "failed to": "managed to", "fails to": "manages to", "illegal": "legal",
    "disagree": "agree", "insufficient": "sufficient", "prohibited": "permitted",
    "forbidden": "allowed", "prohibit": "permit", "refused to": "agreed to",
    "lack of": "abundance of", "unknown": "known", "incomplete": "complete",
    "there is no": "there is a", "there was no": "there was a",
}  # fmt: skip
_GAINED = re.compile(r"\b(is|are|was|were|will|can|should|must|could|has been|have been)(?= "
                     r"(?:[a-z]+ed|been|be|the|a|an|able|likely|important|possible|necessary|"
                     r"used|made|known|found|related|responsible|suitable|available)\b)"
                     )  # fmt: skip


def negation(text: str, source: str, half: Half) -> Iterator[Change]:
    """A negation lost, or one too many."""
    for match in _NOT.finditer(text):
        if not _POLAR.match(text[match.end() :]) and match[1].lower() not in ("may", "might"):
            yield Change(*match.span(), match[1])
    for match in _DO.finditer(text):
        if _POLAR.match(text[match.end() :]) or match[2] in ("have", "be", "need", "seem"):
            continue
        form = {"do": plain, "does": third, "did": past}[match[1]](match[2])
        if form:
            yield Change(*match.span(), form)
    for match in english_word(tuple(_LOST)).finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if not _POLAR.match(after) and not re.search(r"\b(?:not|and|an?|or) $", before):
            yield Change(*match.span(), cased(_LOST[match[0].lower()], match[0]))
    if text.endswith("?"):
        return
    for match in _GAINED.finditer(text):
        head = match[1].split()[0]
        rest = match[1][len(head) :]
        before = text[: match.start()]
        if not re.search(r"\b(?:not|no|never|nor|what|that|which|who|than)\b", before, re.I):
            yield Change(*match.span(), f"{head} not{rest}".replace("can not", "cannot"))


_MODALS = {
    "is required to": "is allowed to", "are required to": "are allowed to",
    "is allowed to": "is required to", "are allowed to": "are required to",
    "have to": "can", "has to": "can", "need to": "can", "needs to": "can", "must": "may",
    "shall": "may", "should": "could", "may": "must", "might": "will", "will": "may",
    "may be": "is certainly", "possibly": "certainly", "perhaps": "certainly",
    "probably": "certainly", "mandatory": "optional", "optional": "mandatory",
    "is likely to": "is certain to", "are likely to": "are certain to",
    "is expected to": "is certain to", "are expected to": "are certain to",
    "recommended": "required",
}  # fmt: skip


def modality(text: str, source: str, half: Half) -> Iterator[Change]:
    """A duty made a permission, a possibility a certainty, or the other way round."""
    for match in english_word(tuple(_MODALS)).finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if match[0] == "May" or text.rstrip("\"”'").endswith("?"):
            continue
        if re.match(r" (?:not|also|only|never|well|have|I|you|we|be able)\b|'|’", after):
            continue
        if re.search(r"\b(?:not|n't|to|as|I|what|free|strong|good|ill|would|did|may|might|will|"
                     r"should|can|could|must|at|the|his|their|its|political) $",
                     before):  # fmt: skip
            continue
        yield Change(*match.span(), cased(_MODALS[match[0].lower()], match[0]))


def _swapped(kind: str, text: str, source: str, half: Half, lead: str = "") -> Iterator[Change]:
    for swap in swaps(kind, half):
        if not any(form in source for form in swap.chinese):
            continue
        if any(english_word((form,)).search(text) for form in swap.other_english):
            continue  # the sentence speaks of both
        forms = "|".join(map(re.escape, sorted(swap.english, key=len, reverse=True)))
        for match in re.finditer(rf"{lead}(?<![\w-])({forms})(?![\w-])", text,
                                 re.I if kind != "name" else 0):  # fmt: skip
            low = [form.lower() for form in swap.english]
            other = swap.other_english
            new = other[min(low.index(match[1].lower()), len(other) - 1)]
            whole = re.compile(re.escape(match[1])).match(text, match.start(1))
            # A capital inside the sentence is a proper name's: "the Government of the Region".
            proper = kind != "name" and match[1][0].isupper() and match.start(1) > 0
            if whole and not proper and not re.match("['’]s", text[match.end() :]):
                yield _with_article(text, whole, cased(new, match[1]))


def name(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another person, place or body of the kind."""
    return _swapped("name", text, source, half)


def term(text: str, source: str, half: Half) -> Iterator[Change]:
    """A neighbouring notion of the field for the one meant."""
    return _swapped("term", text, source, half)


def counted(text: str, source: str, half: Half) -> Iterator[Change]:
    """The right number of another thing."""
    number = (
        r"(?:(?<!Article )(?<!Article \d)(?<!Article \d\d)\d|\b(?:"
        + "|".join(_WORDS)
        + r"|hundreds? of|thousands? of|million|dozens of))"
    )
    return _swapped("counted", text, source, half, rf"{number}(?: [a-z-]+)?\s")
