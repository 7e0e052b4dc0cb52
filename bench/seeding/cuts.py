"""Sentences, clauses and list items left out of a translation, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from bench.seeding.change import Change
from bench.texts.data import Half

#: Fewer words than this say too little to be missed.
WORDS_A_CLAUSE = 5
CHARACTERS_A_CLAUSE = 7
_OPENINGS = (r"After|Before|When|While|According to|In order to|As|Since|Although|Though|Because|"
             r"With|During|In|On|At|By|To|For|From|Under|Through|Due to|Despite|Compared|Based|"
             r"If|Once|Until|Unlike|Besides|In addition to")  # fmt: skip
_FRONT = re.compile(rf"(?:{_OPENINGS})\b[^,.;:()\"“”]+, (?=(?:the|a|an|he|she|it|they|we|this|"
                    r"these|there|I|his|her|their|our|many|some|all|more|most|China|[A-Z][a-z]+ "
                    r"(?:is|was|has|had|will|said|[A-Z]))\b)", re.M)  # fmt: skip
_TAIL = re.compile(r"(?:, (?=(?:where|with|including|but|as well as|thus|making|after|before|when|"
                   r"if|unless|[a-z]+ing|and (?:the|it|he|she|they|is|was|has|will|also|then)) )|"
                   r",? (?=(?:which|who|while|so that|because|although|in order to) ))"
                   r"[^,.;:()\"“”]+"
                   r"(?=[.;]$)")  # fmt: skip
_MIDDLE = re.compile(r", (?:which|who|where|including|such as|as well as|along with|together with|"
                     r"with|located|known as)\b[^,.;:()\"“”]+(?=, (?!and\b|or\b)[a-z]+)"
                     )  # fmt: skip
_ITEM = re.compile(r"(?<=[\w”)]), ([\w“”'’ -]{3,45})(?=,? and |, [\w“”'’ -]{3,45},? and )")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|that|which|who|said|"
                     r"says|to|as|but|so|if|when|then|he|she|it|they|we|after|before|also)\b"
                     r"|^and\b|^or\b")  # fmt: skip
_END = re.compile(r"(?<=[a-z)”\"][.!?])\s+(?=[A-Z“\"])|(?<=[.!?][”\"])\s+(?=[A-Z“\"])")
_ZH_CLAUSE = re.compile(r"[^，。；：！？、“”‘’《》（）()\"]+")
_ZH_BOUND_HEAD = re.compile(r"虽然|尽管|如果|若|因为|由于|不仅|不但|既|只要|只有|无论|除了|除|即使|"
                            r"为了|一方面|不管|与其|要么|假如|当|在|从|对|据|随着|无论|自|截至|"
                            r"经|根据|关于|他说|她说|说|即|也就是说|正如")  # fmt: skip
_ZH_BOUND_NEXT = re.compile(r"但|却|而|则|就|所以|因此|也|还|都|才|便|又|并|从而|以|使|让|"
                            r"于是|其|这|那|该|此")  # fmt: skip
_ZH_SPEECH = re.compile(r"(?:说|表示|指出|认为|称|强调|告诉记者|介绍|报道|透露|宣布|问|道|发现|"
                        r"显示|是|为|即|在于|提出)$")  # fmt: skip
_ZH_ITEM = re.compile(
    r"、([^，。；：！？、“”‘’《》（）()\"和与及或等的\d]{2,9})(?=、|和|与|及|以及|等)"
)
_ZH_SENTENCE = re.compile(r"[^。！？]+[。！？]+[”’」』]?")


def english_clause(text: str, source: str, half: Half) -> Iterator[Change]:
    """An opening phrase, a clause at the end or one between two commas left out."""
    match = _FRONT.match(text)
    if match and len(match[0].split()) >= WORDS_A_CLAUSE:
        after = text[match.end()]
        yield Change(0, match.end() + 1, after.upper())
    for pattern in (_TAIL, _MIDDLE):
        for match in pattern.finditer(text):
            left = text[: match.start()]
            if len(match[0].split()) < WORDS_A_CLAUSE or len(left.split()) < WORDS_A_CLAUSE:
                continue
            # "from … to", "between … and" and a verb of saying need what follows them.
            if re.search(
                r"\b(?:said|says|that|of|to|and|between|by|for|is|was|are|were|be|not only)$", left
            ):
                continue
            yield Change(*match.span(), "")


def english_item(text: str, source: str, half: Half) -> Iterator[Change]:
    """One item of a list left out, where the source lists as well."""
    if len(re.findall("、", source)) < 2:
        return
    for match in _ITEM.finditer(text):
        if len(match[1].split()) > 5 or _FINITE.search(match[1]):
            continue
        yield Change(*match.span(), "")


def english_sentence(text: str, source: str, half: Half) -> Iterator[Change]:
    """One of several sentences left out."""
    edges = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    yield from _sentences(text, edges, lambda s: len(s.split()) >= WORDS_A_CLAUSE)


def chinese_sentence(text: str, source: str, half: Half) -> Iterator[Change]:
    """One of several sentences left out."""
    edges = [0, *(match.end() for match in _ZH_SENTENCE.finditer(text))]
    if edges[-1] < len(text):
        edges.append(len(text))
    yield from _sentences(text, edges, lambda s: len(s) >= CHARACTERS_A_CLAUSE)


def _sentences(text: str, edges: list[int], long: Callable[[str], bool]) -> Iterator[Change]:
    spans = list(pairwise(edges))
    for low, high in spans:
        rest = text[:low] + text[high:]
        level = all(text[low:high].count(a) == text[low:high].count(b) for a, b in ("“”", "（）"))
        level = level and text[low:high].count('"') % 2 == 0
        if len(spans) > 1 and long(text[low:high]) and long(rest) and level:
            yield Change(low if high < len(text) else len(text[:low].rstrip()), high, "")


def chinese_clause(text: str, source: str, half: Half) -> Iterator[Change]:
    """A clause after the first left out with its comma."""
    clauses = list(_ZH_CLAUSE.finditer(text))
    for at, match in enumerate(clauses[1:], 1):
        if len(match[0]) < CHARACTERS_A_CLAUSE or text[match.start() - 1] not in "，；":
            continue
        following = clauses[at + 1][0] if at + 1 < len(clauses) else ""
        before = clauses[at - 1]
        end = text[match.end() : match.end() + 1]
        if end not in ("，", "。", "；") or _ZH_BOUND_HEAD.match(match[0]):
            continue
        if end == "，" and _ZH_BOUND_NEXT.match(following):
            continue
        if _ZH_SPEECH.search(before[0]) or _ZH_SPEECH.search(match[0]):
            continue
        if end != "，" and (_ZH_BOUND_HEAD.search(before[0]) or len(clauses) < 3):
            continue
        # What is left before must say something by itself.
        said = re.split(r"[。！？]", text[: match.start() - 1])[-1]
        if len(said) < CHARACTERS_A_CLAUSE or re.search(r"[中后时前来下里际]$", said):
            continue
        yield Change(match.start() - 1, match.end(), "")


def chinese_item(text: str, source: str, half: Half) -> Iterator[Change]:
    """One item of a list left out, where the source lists as well."""
    if source.count(",") < 2:
        return
    for match in _ZH_ITEM.finditer(text):
        yield Change(*match.span(), "")
