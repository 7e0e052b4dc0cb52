"""What a stretch of the original is rendered by: whole words and phrases, read from links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from alignkit.link.cells import stem_key, word_class
from alignkit.link.linking import Tabled
from alignkit.terms.edges import (
    PREFIX,
    PREFIXES,
    abbreviated,
    known_word,
    trimmed,
    whole_month,
    whole_name,
    without_prefix,
)
from alignkit.terms.sayings import SAYING, is_idiom, is_saying, whole_saying
from alignkit.terms.verbs import is_verb, with_verb
from alignkit.types import Span
from alignkit.words.classes import NAME, NOUN, class_of, is_known, is_verbal
from alignkit.words.lexicon import meanings
from alignkit.words.names import is_sound
from alignkit.words.numbered import Words
from alignkit.words.script import HAN
from alignkit.words.tokens import DENYING, is_negator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A word renders a stretch from this probability on.
RENDERS = 0.4
# A neighbour belongs to the stretch where its link into it is at least this share of one out of it.
SHARED = 0.6
# Words of so many characters may be lists, of words that are linked at least so surely: 产学研.
PARTS, LISTED = 3, 0.7
# Each of several words that render a saying does so at least so surely.
PART = 0.2
# Between two words of one rendering stand at most so many others: freedom of the press.
GAP = 2
# Small words that join two words to one rendering; others, such as can and at, part them.
JOINING = frozenset(
    "a an the of and or in for to on with by as its their his her my your our 's ' ’s ’".split()
)
# Small words that alone render no word of meaning: in sentences linked by hand one in four did.
BARE = JOINING | frozenset("am is are was were be been being".split())
# A determiner or a denier stands at most so many words before what it belongs to.
BACK = 3
DENIERS = frozenset("not no none nor".split())
DETERMINERS = frozenset("all every each both any no not never this that these those".split())
# Characters by which a Chinese word denies; 未 and 非 do more else: 未来, 非常.
DENIES = re.compile("[不无無没沒]")
# A denier of the original stands at most so many words before what it denies: not linearly.
DENIED = 2
# Words joined by these are one rendering: upstream and downstream, the passengers’ safety.
PAIRING = frozenset("and or - – ' ’ 's ’s".split())


@dataclass(frozen=True, slots=True)
class Said:
    """A rendering: where it stands, its words, what it is compared by, and how sure it is."""

    span: Span
    text: str
    key: tuple[str, ...]
    sure: float


# Phrases ask again for what their words asked for; emptied when a table of terms is done.
@lru_cache(maxsize=50_000)
def said(held: Tabled, low: int, high: int) -> Said | None:
    """Return what the words from `low` to before `high` are rendered by, if by anything."""
    inside, outside = shares(held, low, high)
    whole = high == low + 1 and len(held.source.forms[low]) >= SAYING
    whole = whole and bool(HAN.match(held.source.forms[low]))
    least = PART if whole else RENDERS
    linked = ((inside >= least) & (inside >= outside)).nonzero()[0].tolist()
    core = [at for at in linked if not _ends_a_figure(held.target, at)]
    meant = [at for at in core if word_class(held.target.forms[at]) == 0] or [
        at for at in core if word_class(held.target.forms[at]) == 1
    ]
    if all(held.target.forms[at] in BARE for at in meant):
        return None
    if all(held.target.forms[at] in DENIERS for at in meant) and _says_more(held, low, high):
        return None
    listed = inside >= (LISTED if _may_list(held.source.forms[low:high]) else 2.0)
    runs = _runs(meant, held, outside, listed)
    if whole and _alone(runs[0][0], runs[-1][-1], held, outside):
        runs = [meant]
    run = max(runs, key=lambda own: sum(float(inside[at]) for at in own))
    first, last = _grown(run[0], run[-1], held, (low, high), inside, outside)
    first, last = trimmed(first, last, held.target)
    if high == low + 1 and is_idiom(held.source.forms[low]):
        first, last = whole_saying(first, last, held.target, outside >= RENDERS)
    first, last = _with_small(first, last, held, (low, high), inside, outside)
    first = _begun(first, last, held, (low, high), inside, outside)
    first, last = _whole_verb(first, last, held, (low, high), outside)
    last = without_prefix(first, last, held.target)
    first, last = known_word(first, last, held.target, lambda at: bool(outside[at] < RENDERS))
    first, last = whole_month(first, last, held.target)
    name = "".join(held.source.forms[low:high])
    first, last = whole_name(first, last, held.target, name)
    span = abbreviated(Span(held.target.starts[first], held.target.ends[last]), held.target.text)
    sure = sum(float(inside[at]) for at in run) / len(run)
    key = _key(held.target, first, last)
    text = span.slice(held.target.text)
    if _denied_apart(text, held.source.forms[max(0, low - DENIED) : low]):
        span, text = Span(span.start + 1, span.end), text[1:]
        key = (text,)
    form = held.source.forms[low]
    if len(key) == 1 and high == low + 1 and is_saying(form) and not is_sound(text, form):
        return None
    return Said(span, text, key, sure)


def _says_more(held: Tabled, low: int, high: int) -> bool:
    """Tell whether a denier alone is too little for a Chinese word: 不可 is not only “not”."""
    text = "".join(held.source.forms[low:high])
    return text[0] == "不" and len(text) > 1


def _denied_apart(text: str, before: Sequence[str]) -> bool:
    """Tell whether a Chinese word begins with what a denier before the stretch is rendered by."""
    denies = bool(PREFIX.match(text)) and text[0] in DENYING
    return denies and is_known(text[1:]) and any(map(is_negator, before))


def _may_list(forms: Sequence[str]) -> bool:
    """Tell whether a word, or one cut into characters, may be a list: 产学研."""
    return len("".join(forms)) >= PARTS and (len(forms) == 1 or max(map(len, forms)) == 1)


def _alone(first: int, last: int, held: Tabled, outside: NDArray[np.float32]) -> bool:
    """Tell whether no mark and no word of another's rendering stands between two words."""
    return not any(
        word_class(held.target.forms[at]) == 2 or float(outside[at]) >= RENDERS
        for at in range(first, last + 1)
    )


def _ends_a_figure(words: Words, at: int) -> bool:
    """Tell whether a word is the ending of a figure: 70th."""
    start = words.starts[at]
    return start > 0 and words.text[start - 1].isdigit() and words.text[start].isalpha()


def shares(held: Tabled, low: int, high: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return for each word of the rendering its best link into the stretch, and out of it."""
    import numpy as np

    table = held.table
    outside = np.maximum(table[:low].max(0, initial=0.0), table[high:].max(0, initial=0.0))
    return table[low:high].max(0, initial=0.0), outside


def closed(held: Tabled, low: int, high: int, span: Span) -> bool:
    """Tell whether no word of meaning inside a rendering renders anything but the stretch."""
    inside, outside = shares(held, low, high)
    words = held.target
    return not any(
        span.start <= words.starts[at] < span.end
        and word_class(words.forms[at]) == 0
        and outside[at] >= RENDERS
        and outside[at] > inside[at]
        for at in range(len(words))
    )


def _runs(
    meant: list[int], held: Tabled, outside: NDArray[np.float32], listed: NDArray[np.bool_]
) -> list[list[int]]:
    """Join words that stand together, or with small words and nobody else's between them.

    Words that are `listed` are joined by a comma as well: 港澳台, Hong Kong, Macao and Taiwan.
    """
    runs = [[meant[0]]]
    for at in meant[1:]:
        between = range(runs[-1][-1] + 1, at)
        under = [held.target.forms[b] for b in between]
        # A verb's small words part it from nothing: stirring up confusion.
        verbs = with_verb(held.target.forms[runs[-1][-1]], under)
        foreign = any(
            (
                word_class(held.target.forms[b]) == 2
                and held.target.forms[b] not in "-–’'"
                and not (held.target.forms[b] == "," and listed[at] and listed[runs[-1][-1]])
            )
            or (word_class(held.target.forms[b]) == 1 and held.target.forms[b] not in JOINING)
            or (outside[b] >= RENDERS and word_class(held.target.forms[b]) == 0)
            for b in between[verbs:]
        )
        again = held.target.forms[at] in {held.target.forms[own] for own in runs[-1]}
        # A word that comes again after one small word is one saying with it: year on year.
        again = again and not (
            len(between) == 1
            and held.target.forms[at] == held.target.forms[runs[-1][-1]]
            and held.target.forms[between[0]] not in PAIRING
        )
        # In “community with a shared future” the attribute is that of another word's rendering.
        apart = bool(under) and PAIRING.isdisjoint(under) and at + 1 not in meant
        apart = apart and _of_another(at + 1, held, outside)
        if len(between) <= GAP and not (foreign or again or apart):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _of_another(at: int, held: Tabled, outside: NDArray[np.float32]) -> bool:
    """Tell whether a word of meaning renders something outside of the stretch."""
    there = at < len(held.target) and word_class(held.target.forms[at]) == 0
    return there and float(outside[at]) >= RENDERS


def _grown(
    first: int,
    last: int,
    held: Tabled,
    stretch: tuple[int, int],
    inside: NDArray[np.float32],
    outside: NDArray[np.float32],
) -> tuple[int, int]:
    """Take in the neighbours that render the stretch if anything, and whole hyphenated words.

    A prefix is another's where the original has a character of its own for it (非|传染性, 半|扎根),
    and where the lexicon has what stands after it: 支持, (under-)supported.
    """
    words, source, low = held.target, held.source, stretch[0]
    own_prefix = low > 0 and source.ends[low - 1] == source.starts[low]
    own_prefix = own_prefix and bool(PREFIX.fullmatch(source.forms[low - 1]))
    single = stretch[1] == low + 1 and not PREFIX.match(source.forms[low])
    known = meanings(source.forms[low]) if single else ()

    def belongs(at: int) -> bool:
        return (
            0 <= at < len(words)
            and word_class(words.forms[at]) == 0
            and not _ends_a_figure(words, at)
            and inside[at] >= max(RENDERS, SHARED * float(outside[at]))
        )

    def hyphened(at: int, step: int) -> bool:
        there = at + 2 * step
        if not 0 <= there < len(words) or words.forms[at + step] not in "-–":
            return False
        before, after = sorted((at, there))
        together = words.starts[after] - words.ends[before] == 1
        if step > 0 or words.forms[there] not in PREFIXES:
            return together and bool(outside[there] < RENDERS)
        alone = stem_key(words.forms[at]) in known and inside[there] < RENDERS
        return together and not (own_prefix or alone)

    while belongs(first - 1) or hyphened(first, -1):
        first -= 1 if belongs(first - 1) else 2
    while belongs(last + 1) or hyphened(last, 1):
        last += 1 if belongs(last + 1) else 2
    return first, last


def _begun(
    first: int,
    last: int,
    held: Tabled,
    stretch: tuple[int, int],
    inside: NDArray[np.float32],
    outside: NDArray[np.float32],
) -> int:
    """Take in a determiner that renders the stretch, and the denier of one that denies.

    不久 is not “long” but “not long”, 终日 not “day” but “all day”.
    """
    words, source = held.target, held.source
    text = source.text[source.starts[stretch[0]] : source.ends[stretch[1] - 1]]
    denies = DENIES.search(text) and not any(map(is_negator, words.forms[first : last + 1]))
    for at in range(first - 1, max(-1, first - 1 - BACK), -1):
        form, foreign = words.forms[at], outside[at] >= RENDERS and outside[at] > inside[at]
        if word_class(form) == 2 or (foreign and form not in JOINING):
            break
        if denies and is_negator(form):
            return at
        if form in DETERMINERS and inside[at] >= RENDERS:
            first = at
    return first


def _with_small(
    first: int,
    last: int,
    held: Tabled,
    stretch: tuple[int, int],
    inside: NDArray[np.float32],
    outside: NDArray[np.float32],
) -> tuple[int, int]:
    """Take in what small words render a part of the stretch: a verb beside it, 子曰, said."""
    words, source = held.target, held.source
    text = source.text[source.starts[stretch[0]] : source.ends[stretch[1] - 1]]
    if len(text) < 2 or not HAN.match(text):
        return first, last

    def belongs(at: int) -> bool:
        return (
            0 <= at < len(words)
            and word_class(words.forms[at]) == 1
            and words.forms[at] not in JOINING
            and inside[at] >= max(RENDERS, float(outside[at]))
        )

    while belongs(first - 1) and (
        is_verb(words.forms[first - 1])
        or any(stem_key(words.forms[first - 1]) in meanings(part) for part in text)
    ):
        first -= 1
    while belongs(last + 1) and is_verb(words.forms[last + 1]):
        last += 1
    return first, last


def _whole_verb(
    first: int, last: int, held: Tabled, stretch: tuple[int, int], outside: NDArray[np.float32]
) -> tuple[int, int]:
    """Return a verb with what belongs to it, where it renders one: account for, come back."""
    forms = held.target.forms
    own = held.source.forms[slice(*stretch)]
    # English nouns look like verbs; what renders a noun alone is none. One character may be both.
    nouns = [len(form) > 1 and class_of(form) in (NOUN, NAME) for form in own]
    if all(nouns) and not any(map(is_verbal, own)):
        return first, last
    if first == last and first > 0 and outside[first - 1] < RENDERS:
        first -= with_verb(forms[first - 1], forms[first : first + 1])
    count = with_verb(forms[last], forms[last + 1 : last + 3])
    free = all(outside[at] < RENDERS for at in range(last + 1, last + 1 + count))
    return first, last + count * free


def _key(words: Words, first: int, last: int) -> tuple[str, ...]:
    forms = words.forms[first : last + 1]
    if any(HAN.match(form) for form in forms):
        return ("".join(forms),)
    stems = [stem_key(form) for form in forms if word_class(form) == 0]
    return tuple(stems or forms)
