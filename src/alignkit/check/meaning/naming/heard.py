"""Foreign names by their sound: one in the Chinese that no English name sounds like, and back.

A name that nothing answers is often a free rendering: he, the president, a first name for a last.
That exactly one name of each side is left over, and that the two do not sound alike, is rare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from alignkit.check.meaning.naming.answered import answered, spelled_by
from alignkit.check.meaning.naming.settled import within
from alignkit.types import Span
from alignkit.words.classes import mark_of
from alignkit.words.foreign import chinese_skeleton, common_share, latin_skeleton, runs
from alignkit.words.lexicon import meanings, sources, stem_of
from alignkit.words.namebook import Known, chinese_of, namebook
from alignkit.words.names import CALLED, HOME, LEAST, called, is_common, is_own
from alignkit.words.numbered import Words
from alignkit.words.tokens import Token, names

# Names that have so much of their consonants in common may be one name in two scripts.
ALIKE = 0.7
# A name is heard in so many characters of a longer one.
PART = 3
# Shorter words in Latin letters are initials, and parts of names.
SHORTEST = 3
# Two names whose places differ by more than this share of the text stand for others.
APART = 0.35
# jieba's mark of people whose names are foreign, and what parts the names of one person.
FOREIGN, PARTED = "nrt", "·"
PERSON = frozenset({"name"})


def exchanged_sounds(zh: str, en: str, held: list[Token], words: Words) -> Iterator[
    tuple[Span, Span, tuple[str, ...]]
]:  # fmt: skip
    """Yield the Chinese name and the English one that alone are left over, and what is expected."""
    people = list(_people(zh, words))
    if not people:
        return
    capitals = [t for t in held if t.text[0].isupper() and is_own(t.text)]
    alone = {
        parts[0].slice(zh): parts
        for parts in people
        if not any(_is_told(part.slice(zh), capitals, held) for part in parts)
    }
    if len(alone) != 1:
        return
    heard = [part.slice(zh) for parts in people for part in parts]
    foreign = [
        run for run in _runs(held) if all(_is_foreign(t, zh) for t in run)
        and not any(_is_heard(t, heard) for t in run)
    ]  # fmt: skip
    if len({run[0].folded for run in foreign}) != 1:
        return
    ((name, parts),), run = alone.items(), foreign[0]
    own = Span(parts[0].start, parts[-1].end)
    other = Span(run[0].span.start, run[-1].span.end)
    if abs(own.start / len(zh) - other.start / len(en)) <= APART:
        known = namebook().get(name)
        yield own, other, known.english if known else ()


def _people(zh: str, words: Words) -> Iterator[list[Span]]:
    """Yield the foreign names of people in a Chinese text, each in its parts."""
    starts, ends, reached = set(words.starts), set(words.ends), 0
    heard = list(runs(zh))
    for run in heard:
        parts, start = [], run.start()
        for part in run[0].split(PARTED) if PARTED in run[0] else ():
            end = start + len(part)
            if len(part) > 1 and start in starts and end in ends:
                parts.append(Span(start, end))
            start = end + 1
        if parts:
            yield parts
            reached = run.end()
    for start, end in zip(words.starts, words.ends, strict=True):
        form = zh[start:end]
        named = len(form) > 1 and _is_foreign_word(form)
        if named and start >= reached and not within(form, start, heard):
            yield [Span(start, end)]


def _runs(held: list[Token]) -> Iterator[list[Token]]:
    """Yield the names of an English text, those that stand side by side as one.

    At the beginning of a sentence a word is one where it is known as a name.
    """
    named = {t.span.start for t in names(held)}
    named |= {t.span.start for t in held if t.opens and chinese_of(t.folded) and is_own(t.text)}
    run: list[Token] = []
    for token in held:
        if token.span.start in named and token.text[0].isupper():
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


@lru_cache(maxsize=20_000)
def _is_foreign_word(form: str) -> bool:
    """Tell whether a Chinese word is a foreign name: marked as one, or known and written as one."""
    if mark_of(form) == FOREIGN:
        return True
    return [run[0] for run in runs(form)] == [form] and _is_named(form)


@lru_cache(maxsize=20_000)
def _is_named(chinese: str) -> bool:
    """Tell whether a word is the name of a person, or is rendered by one: 大卫, David."""
    book = namebook()
    if chinese in book:
        return book[chinese].kinds == PERSON
    surest = max(meanings(chinese).items(), key=lambda pair: pair[1], default=("", 0.0))
    stem, strength = surest
    own = strength >= CALLED and is_own(stem)
    return own and any(book[one].kinds == PERSON for one in chinese_of(stem))


def _is_told(name: str, capitals: Sequence[Token], held: list[Token]) -> bool:
    """Tell whether an English text says a Chinese name, or anything that sounds like it."""
    known = namebook().get(name) or Known(name, frozenset(), ())
    if answered(known, held):
        return True
    skeleton = chinese_skeleton(name)
    return any(_alike(skeleton, latin_skeleton(token.folded)) for token in capitals)


def _names(held: list[Token]) -> Iterator[Token]:
    """Yield the words that are names, at the beginning of a sentence those alone that are known."""
    yield from names(held)
    yield from (t for t in held if t.opens and t.text[0].isupper() and chinese_of(t.folded)
                and is_own(t.text))  # fmt: skip


def _is_foreign(token: Token, zh: str) -> bool:
    """Tell whether a word is the name of a person, or of nothing known, that no Chinese renders."""
    word = token.folded
    if not token.text.isalpha() or len(word) < SHORTEST or token.text.isupper():
        return False
    if is_common([token]) or word in HOME or stem_of(word) in HOME or not is_own(token.text):
        return False
    known = chinese_of(word)
    book = namebook()
    if known and not any(book[one].kinds == PERSON for one in known):
        return False
    if any(one in zh for one in (*known, *called(word))) or spelled_by(word, zh):
        return False
    return not any(value >= LEAST and one in zh for one, value in sources(stem_of(word)).items())


def _is_heard(token: Token, parts: Sequence[str]) -> bool:
    """Tell whether a word sounds like one of some Chinese names, or like a stretch of one."""
    spelled = latin_skeleton(token.folded)
    return any(
        _alike(chinese_skeleton(part[low:high]), spelled)
        for part in parts
        for low in range(max(1, len(part) - PART + 1))
        for high in range(min(len(part), low + PART), len(part) + 1)
    )


def _alike(chinese: str, latin: str) -> bool:
    if min(len(chinese), len(latin)) < 2:
        return chinese[:1] == latin[:1] or not chinese or not latin
    return common_share(chinese, latin) >= ALIKE
