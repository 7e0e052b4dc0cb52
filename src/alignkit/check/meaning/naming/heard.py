"""Foreign names by their sound: one in the Chinese that no English name sounds like, and back.

A name that nothing answers is often a free rendering: he, the president, a first name for a last.
That a name of either side is left over at one place, and that the two do not sound alike, is rare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from alignkit.check.meaning.naming.answered import answered, spelled_by
from alignkit.types import Span
from alignkit.words.classes import mark_of
from alignkit.words.foreign import chinese_skeleton, common_share, latin_skeleton
from alignkit.words.lexicon import meanings, sources, stem_of, syllables
from alignkit.words.namebook import SHORTEST, Known, chinese_of, namebook
from alignkit.words.names import CALLED, LEAST, PROPER, called, is_common, is_home, is_own
from alignkit.words.numbered import Words
from alignkit.words.senses import senses
from alignkit.words.sounds import PARTED, fit, hear, part_fit, written_by_sound
from alignkit.words.tokens import Token, is_content, names

# From this fit on a name is heard in another; a part of a longer name a little earlier. Of two
# names beside the right other names of one person, these are surely two.
HEARD, NEARLY, UNLIKE = 0.4, 0.3, 0.0
# Names that have so much of their consonants in common may be one in an unusual spelling; of names
# with fewer the first one counts.
ALIKE, CONSONANTS = 0.7, 2
# Shorter words in Latin letters are initials, and parts of names; the second for those left over.
SHORTEST_WORD, SHORTEST_NAME = 3, 4
# Two names whose places differ by more than this share of the text stand for others, the second
# where no third one is left over.
APART, ALONE = 0.25, 0.6
# From these strengths on a Chinese word is a word of the language, and a word that renders it.
OWN, RENDERS = 0.1, 0.05
# A word that a name is part of, or that is part of it, begins so far before it and is so long.
BEFORE, WORD = 2, 5
# Each of two words that make up a name is so long: Harbourside.
HALF = 4
# What is spelled in so many syllables of pinyin may be a Chinese name.
READ = (1, 2)
# Names of these kinds are looked at elsewhere, by their settled names.
SETTLED = frozenset({"country", "region", "language"})
# jieba's mark of people whose names are foreign.
FOREIGN = "nrt"

_OF = re.compile("['’]s?$")

Found = tuple[Span, Span, tuple[str, ...]]


def exchanged_sounds(zh: str, en: str, held: list[Token], words: Words) -> Iterator[Found]:
    """Yield the Chinese name and the English one that alone are left over, and what is expected."""
    capitals = [t for t in held if t.text[0].isupper() and t.folded.isalpha() and _may_be_name(t)]
    stretches = _stretches(zh, words) if any(map(_is_long, capitals)) else []
    if not stretches:
        return
    runs = list(_runs(held))
    beside = next(_beside(zh, stretches, runs, capitals), None)
    if beside is not None:
        yield beside
        return
    heard = [part.slice(zh) for parts in stretches for part in parts]
    left = [
        run for run in runs if _is_left(run, zh) and not any(_sounds_like(t, heard) for t in run)
    ]
    if not left:
        return
    alone = [one for one in stretches if not _is_told(zh, one, held, capitals)]
    apart = [
        (abs(parts[0].start / len(zh) - run[0].span.start / len(en)), at, parts, run)
        for parts in alone
        for at, run in enumerate(left)
    ]
    if not apart:
        return
    distance, _, parts, run = min(apart, key=lambda one: one[:2])
    if distance <= (APART if len(apart) > 1 else ALONE):
        own = Span(parts[0].start, parts[-1].end)
        known = namebook().get(own.slice(zh))
        other = Span(run[0].span.start, run[-1].span.end)
        yield own, other, known.english if known else ()


def _is_left(run: Sequence[Token], zh: str) -> bool:
    """Tell whether nothing in the Chinese says a name, and it is none in pinyin."""
    own = [token for token in run if _is_name(token)]
    if all(len(syllables(token.folded)) in READ for token in own):
        return False
    return all(_is_foreign(token, zh) for token in own)


def _is_long(token: Token) -> bool:
    letters = _OF.sub("", token.text)
    return len(letters) >= SHORTEST_NAME and letters.isalpha() and letters[1].islower()


def _stretches(zh: str, words: Words) -> list[list[Span]]:
    """Return the foreign names of a Chinese text, each in its parts."""
    own = frozenset(
        at
        for start, end in zip(words.starts, words.ends, strict=True)
        if end - start >= SHORTEST and _is_word(zh[start:end])
        for at in range(start, end)
    )
    found = []
    sounds = written_by_sound(zh, own)
    marked = [
        (start, end)
        for start, end in zip(words.starts, words.ends, strict=True)
        if end - start >= SHORTEST and mark_of(zh[start:end]) == FOREIGN
        and not any(low < end and start < high for low, high in sounds)
    ]  # fmt: skip
    for start, end in sorted(sounds + marked):
        parts = [
            Span(start + part.start(), start + part.end())
            for part in re.finditer(f"[^{PARTED}]+", zh[start:end])
        ]
        # What is parted behind its end goes on in characters that are in no table.
        whole = all(part.end - part.start >= SHORTEST for part in parts)
        if whole and zh[end : end + 1] not in tuple(PARTED):
            found.append(parts)
    return found


def _is_word(chinese: str) -> bool:
    """Tell whether a Chinese word is one of the language, and no name."""
    mark = mark_of(chinese)
    if chinese in namebook() or mark == FOREIGN:
        return False
    surest, value = max(meanings(chinese).items(), key=lambda pair: pair[1], default=("", 0.0))
    named = mark.startswith(PROPER)
    return (value >= OWN and not (named and is_own(surest))) or bool(mark and not named)


def _runs(held: list[Token]) -> Iterator[list[Token]]:
    """Yield the names of an English text, those that stand side by side as one."""
    named = {t.span.start for t in names(held)}
    named |= {t.span.start for t in held if t.opens and t.text[0].isupper() and _is_name(t)}
    run: list[Token] = []
    for token in held:
        if token.span.start in named:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_foreign(token: Token, zh: str) -> bool:
    """Tell whether a word is a name that nothing in the Chinese renders, by table or by sound."""
    word = token.folded
    if not _is_long(token) or not word.isascii() or is_home(word) or _spelled(token, zh):
        return False
    return not _is_rendered(word, zh) and hear(word, zh)[0] < HEARD


def _is_name(token: Token) -> bool:
    """Tell whether a word is a name by itself: Clinton, but not Plastics behind a company's name.

    A word that dictionaries know is one where they give its sound; others are, but that at the
    beginning of a sentence a table must know them.
    """
    if not _may_be_name(token):
        return False
    word = token.folded
    return not token.opens or bool(chinese_of(word)) or bool(_given(word))


def _given(word: str) -> list[str]:
    return [zh for zh, value in sources(stem_of(word)).items() if value >= LEAST]


def _may_be_name(token: Token) -> bool:
    """Tell whether nothing says that a capitalised word is a word of the language."""
    word = token.folded
    if not is_content(word) or is_common([token]) or not is_own(token.text):
        return False
    known, book = _given(word), namebook()
    if not known:
        return not senses(stem_of(word))[0] and not _is_joined(word)
    if any(fit(word, zh) >= HEARD for zh in known):
        return True
    return all(zh in book and not book[zh].kinds & SETTLED for zh in known)


def _spelled(token: Token, zh: str) -> bool:
    """Tell whether a Chinese text leaves a name in its letters."""
    text = zh.casefold()
    return token.folded in text or token.text.casefold() in text


def _is_rendered(word: str, zh: str) -> bool:
    """Tell whether a Chinese text holds what the tables say that a name is called."""
    book = namebook()
    for known in (*chinese_of(word), *called(word)):
        short = known in book and "country" in book[known].kinds
        if known in zh or (short and known[0] in zh):
            return True
    if spelled_by(word, zh):
        return True
    return any(value >= LEAST and one in zh for one, value in sources(stem_of(word)).items())


def _is_told(zh: str, parts: Sequence[Span], held: list[Token], capitals: Sequence[Token]) -> bool:
    """Tell whether an English text says a Chinese name, or anything that sounds like it."""
    whole = zh[parts[0].start : parts[-1].end]
    words = [t.folded for t in capitals if len(t.text) >= SHORTEST_WORD]
    for word in (*words, *(a + b for a, b in pairwise(words))):
        if hear(word, whole)[0] >= NEARLY or any(
            part_fit(word, part.slice(zh)) >= HEARD or _alike(part.slice(zh), word)
            for part in parts
        ):
            return True
    known = namebook().get(whole) or Known(whole, frozenset(), ())
    return answered(known, held) or _is_meant(zh, parts[0].start, parts[-1].end, held)


def _is_joined(word: str) -> bool:
    """Tell whether two words make up a name, which may be rendered by what they mean."""
    return any(
        _given(word[:cut]) and _given(word[cut:]) for cut in range(HALF, len(word) - HALF + 1)
    )


def _sounds_like(token: Token, heard: Sequence[str]) -> bool:
    return any(_alike(name, token.folded) for name in heard)


def _alike(chinese: str, latin: str) -> bool:
    """Tell whether two names have their consonants in common, roughly."""
    own, other = chinese_skeleton(chinese), latin_skeleton(latin)
    if min(len(own), len(other)) < CONSONANTS:
        return own[:1] == other[:1]
    return common_share(own, other) >= ALIKE


def _is_meant(zh: str, start: int, end: int, held: list[Token]) -> bool:
    """Tell whether an English text renders a word that shares characters with a name."""
    stems = {stem_of(token.folded) for token in held}
    for low in range(max(0, start - BEFORE), end):
        for high in range(max(start + 1, low + SHORTEST), low + WORD + 1):
            word = zh[low:high]
            known = namebook().get(word)
            if known is not None and answered(known, held):
                return True
            if any(value >= RENDERS and stem in stems for stem, value in meanings(word).items()):
                return True
    return False


def _beside(
    zh: str, stretches: list[list[Span]], runs: list[list[Token]], capitals: Sequence[Token]
) -> Iterator[Found]:
    """Yield a part of a person's name that is another beside the right other parts: 杰克·密尔."""
    words = [t.folded for t in capitals]
    for parts in stretches:
        for run in runs:
            if len(parts) < 2 or len(parts) != len(run):
                continue
            right = [
                _is_rendered(token.folded, part.slice(zh))
                or fit(token.folded, part.slice(zh)) >= HEARD
                for part, token in zip(parts, run, strict=True)
            ]
            if right.count(False) != 1:
                continue
            at = right.index(False)
            own, other = parts[at], run[at]
            if not _is_name(other) or not _is_foreign(other, zh):
                continue
            name = own.slice(zh)
            usual = max(meanings(name).values(), default=0.0) >= CALLED
            if fit(other.folded, name) < UNLIKE and not any(
                fit(word, name) >= NEARLY or _alike(name, word) or (usual and name in called(word))
                for word in words
            ):
                yield own, other.span, ()
