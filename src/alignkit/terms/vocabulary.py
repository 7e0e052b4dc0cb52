"""The words and noun phrases of an original that a table of terms has a line for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from alignkit.link.cells import word_class
from alignkit.link.linking import Tabled
from alignkit.terms.linkage import RowLinks
from alignkit.terms.said import RENDERS, closed, said
from alignkit.words.classes import (
    NAME,
    NOMINAL,
    NOUN,
    NUMBER,
    OTHER,
    VERB,
    class_of,
    is_known,
    is_verbal,
    mark_of,
)
from alignkit.words.foreign import chinese_skeleton
from alignkit.words.names import is_own, is_read
from alignkit.words.numbered import Words
from alignkit.words.script import HAN

# Two neighbouring words are one where so large a share of their renderings is one word.
ONE_WORD = 0.5
# Endings that make a word of another class; the embedded word list often cuts them off.
SUFFIXES = frozenset("化 性 率 度 者 家 员 界 型 式 学 业 物 力 量 感 论 法".split())
# So often two characters must stand side by side, and hardly ever apart, to be a word of the text.
TOGETHER, HARDLY_APART = 2, 0.75
# Words of the dictionary are no longer than this, in characters.
LONGEST_WORD = 4
# How jieba's dictionary marks a phrase that is used as one word: 远方来.
PHRASE = "l"
# A noun phrase that stands once has so many words, one that comes back so many.
LONGEST, LONGEST_REPEATED = 3, 4


ADDRESS_BEFORE, ADDRESS_AFTER = re.compile(r"[\w/][./@]$|//$"), re.compile(r"[./@]\w|:/")


class Unit(NamedTuple):
    """Words of one row's original, from `low` to before `high`; `phrase` says they are several."""

    row: int
    low: int
    high: int
    phrase: bool


def units(links: RowLinks, borne: RowLinks) -> dict[str, list[Unit]]:
    """Return every word of meaning and every noun phrase by its text, with its places.

    Words that share a rendering by their own `links` are one; phrases are read from what is `borne`
    out by all translations.
    """
    words = {row: held.source for own in reversed(links) for row, held in own.items()}
    tables, told = _by_row(links), _by_row(borne)
    one = _compounds(words, tables)
    cut = {row: list(_cut(source, one, tables[row])) for row, source in words.items()}
    found: dict[str, list[Unit]] = defaultdict(list)
    for row, parts in sorted(cut.items()):
        for low, high in parts:
            if _carries(words[row], low, high):
                found[text_of(words[row], low, high)].append(Unit(row, low, high, False))
    for row, low, high in _phrases(words, cut, told):
        found[text_of(words[row], low, high)].append(Unit(row, low, high, True))
    return found


def _by_row(links: RowLinks) -> dict[int, list[Tabled]]:
    tables: dict[int, list[Tabled]] = defaultdict(list)
    for own in links:
        for row, held in own.items():
            tables[row].append(held)
    return tables


def text_of(words: Words, low: int, high: int) -> str:
    """Return the text of some words as it is looked for: English without its capitals."""
    text = words.text[words.starts[low] : words.ends[high - 1]]
    return text if HAN.search(text) or text.isupper() else text.casefold()


def _carries(words: Words, low: int, high: int) -> bool:
    """Tell whether words mean something: no particle, no figure, no part of an address."""
    forms = words.forms[low:high]
    text = words.text[words.starts[low] : words.ends[high - 1]]
    if HAN.search(text):
        if class_of(text) == OTHER:
            return False
    elif _in_address(words, low, high) or _in_code(words, low, high):
        return False
    return any(
        word_class(form) == 0 and not form[0].isdigit() and class_of(form) != NUMBER
        for form in forms
    )


def _in_address(words: Words, low: int, high: int) -> bool:
    """Tell whether a Latin word stands in a web address: letters beside a dot or a slash."""
    before = words.text[: words.starts[low]][-2:]
    after = words.text[words.ends[high - 1] :][:2]
    return bool(ADDRESS_BEFORE.search(before) or ADDRESS_AFTER.match(after))


def _in_code(words: Words, low: int, high: int) -> bool:
    """Tell whether Latin letters are part of a code, with digits beside them: V130, NS3."""
    around = words.text[: words.starts[low]][-1:] + words.text[words.ends[high - 1] :][:1]
    return any(map(str.isdigit, around))


def _compounds(
    words: Mapping[int, Words], tables: Mapping[int, Sequence[Tabled]]
) -> frozenset[tuple[str, str]]:
    """Return the neighbours that some translation renders by one and the same word."""
    seen: Counter[tuple[str, str]] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    for row, source in words.items():
        for held in tables[row]:
            linked = held.table >= RENDERS
            for at in range(len(source) - 1):
                if _neighbours(source, at) and linked[at].any() and linked[at + 1].any():
                    pair = source.forms[at], source.forms[at + 1]
                    seen[pair] += 1
                    shared[pair] += bool((linked[at] & linked[at + 1]).any())
    one = frozenset(pair for pair, count in shared.items() if count >= ONE_WORD * seen[pair])
    return (one | _inseparable(words.values())) - _parted(words, tables)


def _parted(
    words: Mapping[int, Words], tables: Mapping[int, Sequence[Tabled]]
) -> frozenset[tuple[str, str]]:
    """Return neighbours that translations render apart, not side by side: 岁|新, years … newly."""
    side, apart = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row, source in words.items():
        for held in tables[row]:
            for at in range(len(source) - 1):
                pair = source.forms[at], source.forms[at + 1]
                if len(pair[0]) > 1 or len(pair[1]) > 1 or not _neighbours(source, at):
                    continue
                ours, theirs = (int(held.table[place].argmax()) for place in (at, at + 1))
                if min(held.table[at, ours], held.table[at + 1, theirs]) >= RENDERS:
                    side[pair] += abs(ours - theirs) == 1
                    apart[pair] += abs(ours - theirs) > 1
    return frozenset(pair for pair, count in apart.items() if count > side[pair])


def _inseparable(texts: Iterable[Words]) -> frozenset[tuple[str, str]]:
    """Return neighbours of one character each that hardly stand without each other: 飞猪."""
    single: Counter[str] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    for words in texts:
        single.update(form for form in words.forms if len(form) == 1 and HAN.match(form))
        beside.update(
            (words.forms[at], words.forms[at + 1])
            for at in range(len(words) - 1)
            if _neighbours(words, at)
        )
    return frozenset(
        pair
        for pair, count in beside.items()
        if count >= TOGETHER and all(0 < HARDLY_APART * single[form] <= count for form in pair)
    )


def _full_name(words: Words, at: int, tables: Sequence[Tabled]) -> bool:
    """Tell whether two neighbours are read as a name, in one word or two: 樊迟, Fan Chi; 志|成."""
    ours, after = words.forms[at], words.forms[at + 1 : at + 3]
    for held in tables:
        first, second = (int(held.table[place].argmax()) for place in (at, at + 1))
        forms = held.target.forms
        if not held.target.text[held.target.starts[first]].isupper():
            continue
        if is_read(forms[first], ours + after[0]):
            return True
        given = is_read(forms[second], after[0]) or is_read(forms[second], "".join(after))
        if second - first == 1 and is_read(forms[first], ours) and given:
            return True
    return False


def _suffix(words: Words, at: int, tables: Sequence[Tabled]) -> bool:
    """Tell whether a word is an ending of the one before it, which no translation renders apart."""
    return words.forms[at] in SUFFIXES and not any(
        (held.table[at] >= RENDERS).any() for held in tables
    )


def _last_sound(words: Words, at: int, tables: Sequence[Tabled]) -> bool:
    """Tell whether a character that nothing renders ends a foreign name: 塞力|斯, Thalys."""
    form = words.forms[at + 1]
    if len(form) > 1 or not HAN.match(form) or chinese_skeleton(form) == "":
        return False
    if any((held.table[at + 1] >= RENDERS).any() for held in tables):
        return False
    best = [(held, int(held.table[at].argmax())) for held in tables]
    return all(
        held.table[at, one] >= RENDERS
        and held.target.text[held.target.starts[one]].isupper()
        and is_own(held.target.forms[one])
        for held, one in best
    )


def _inside_word(words: Words, low: int, at: int, tables: Sequence[Tabled]) -> bool:
    """Tell whether a word that the dictionary knows goes on after a character: 和衷共济, 清晰."""
    for last in range(at + 1, min(len(words), low + LONGEST_WORD)):
        text = words.text[words.starts[low] : words.ends[last]]
        if len(text) > LONGEST_WORD or not HAN.match(text):
            return False
        short = min(words.ends[k] - words.starts[k] for k in range(low, last + 1)) == 1
        if short and is_known(text):
            # Of two characters that are rendered apart each is a word: 孝|弟.
            loose = mark_of(text) == PHRASE or last + 1 - low == len(text) == 2
            return not (loose and _rendered_apart(at, tables))
    return False


def _rendered_apart(at: int, tables: Sequence[Tabled]) -> bool:
    """Tell whether all translations render a word and the next by words of their own: 远方|来."""
    for held in tables:
        first, second = held.table[at] >= RENDERS, held.table[at + 1] >= RENDERS
        if not (first.any() and second.any()) or (first & second).any():
            return False
    return bool(tables)


def _neighbours(words: Words, at: int) -> bool:
    near = words.text[words.ends[at] : words.starts[at + 1]].strip(" ") == ""
    return near and not any(word_class(form) for form in words.forms[at : at + 2])


def _cut(
    words: Words, one: frozenset[tuple[str, str]], tables: Sequence[Tabled]
) -> Iterator[tuple[int, int]]:
    low = 0
    for at in range(len(words)):
        last = at + 1 == len(words)
        joined = not last and _neighbours(words, at)
        pair = words.forms[at : at + 2]
        if not (
            joined
            and (
                (pair[0], pair[1]) in one
                or _full_name(words, at, tables)
                or _suffix(words, at + 1, tables)
                or _last_sound(words, at, tables)
                or _inside_word(words, low, at, tables)
            )
        ):
            yield low, at + 1
            low = at + 1


def _phrases(
    words: Mapping[int, Words],
    cut: Mapping[int, Sequence[tuple[int, int]]],
    tables: Mapping[int, Sequence[Tabled]],
) -> Iterator[tuple[int, int, int]]:
    """Yield noun phrases that every translation which renders them renders in one piece."""
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    parts: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
    longest: set[tuple[int, int, int]] = set()
    for row, source in words.items():
        for run in _nominal_runs(source, cut[row]):
            for start in range(len(run)):
                for count in range(2, min(LONGEST_REPEATED, len(run) - start) + 1):
                    own = run[start : start + count]
                    if not _noun(source, *own[-1]):
                        continue
                    place = row, own[0][0], own[-1][1]
                    parts[place] = own
                    places[text_of(source, *place[1:])].append(place)
            if 2 <= len(run) <= LONGEST:
                longest.add((row, run[0][0], run[-1][1]))
    for held in places.values():
        if len(held) > 1 or held[0] in longest:
            one_piece = [
                place for place in held if whole(tables[place[0]], *place[1:], parts[place])
            ]
            if 2 * len(one_piece) > len(held):
                yield from one_piece


def whole(tables: Sequence[Tabled], low: int, high: int, parts: Sequence[tuple[int, int]]) -> bool:
    """Tell whether every translation renders all parts of a phrase, in one piece and alone."""
    for held in tables:
        one = said(held, low, high)
        own = [said(held, *part) for part in parts]
        if one and not (
            closed(held, low, high, one.span)
            and len({part.span for part in own if part}) == len(parts)
            and all(
                part and one.span.start <= part.span.start and part.span.end <= one.span.end
                for part in own
            )
        ):
            return False
    return True


def is_term(words: Words, low: int, high: int) -> bool:
    """Tell whether neighbours may make up a term: 智能传感器, and 智能制造 with its verb."""
    parts = [(at, at + 1) for at in range(low, high)]
    return (
        not _governs(words, *parts[0])
        and all(_nominal(words, *part) for part in parts[:-1])
        and (_noun(words, *parts[-1]) or class_of(text_of(words, *parts[-1])) == VERB)
    )


def _nominal_runs(words: Words, cut: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of neighbouring words that may make up a noun phrase."""
    run: list[tuple[int, int]] = []
    for low, high in cut:
        fits = _nominal(words, low, high) and (run or not _governs(words, low, high))
        if run and not (fits and _adjoins(words, run[-1][1], low)):
            yield run
            run = []
        if fits:
            run.append((low, high))
    if run:
        yield run


def _adjoins(words: Words, end: int, low: int) -> bool:
    return not words.text[words.ends[end - 1] : words.starts[low]].strip(" ")


def _governs(words: Words, low: int, high: int) -> bool:
    """Tell whether a word that opens a clause is rather its verb: 发展产业, but 产业发展."""
    opens = low == 0 or word_class(words.forms[low - 1]) == 2
    return opens and is_verbal(text_of(words, low, high))


@lru_cache(maxsize=50_000)
def _nominal_form(text: str) -> bool:
    return bool(HAN.search(text)) and class_of(text) in NOMINAL


def _noun(words: Words, low: int, high: int) -> bool:
    """Tell whether a word may end a noun phrase."""
    text = text_of(words, low, high)
    return not HAN.search(text) or class_of(text) in (NOUN, NAME)


def _nominal(words: Words, low: int, high: int) -> bool:
    return _carries(words, low, high) and (
        _nominal_form(text_of(words, low, high))
        or (high - low > 1 and _nominal_form(words.forms[high - 1]))
        or words.forms[low][0].isascii()
    )
