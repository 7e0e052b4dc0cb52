"""Names that one side has and the other renders by another name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from alignkit.check.meaning.linked import Reading, Side
from alignkit.check.meaning.naming.answered import answered, spelled_by
from alignkit.check.meaning.naming.heard import exchanged_sounds
from alignkit.check.meaning.naming.persons import exchanged_families
from alignkit.check.meaning.naming.settled import AFTER, exchanged_places, places_read
from alignkit.types import Span
from alignkit.words.foreign import chinese_skeleton, latin_skeleton, runs
from alignkit.words.lexicon import meanings, readings, stem_of, syllables
from alignkit.words.namebook import Known, chinese_of, namebook, names_in, telling, telling_words
from alignkit.words.names import (
    HELD,
    HOME,
    LACKING,
    called,
    is_common,
    is_family,
    is_place,
    is_proper,
    is_spelled,
    stand,
)
from alignkit.words.numbered import Words
from alignkit.words.tokens import Token, names, tokens

# Kinds whose members exclude each other; people, places and bodies are one.
CLOSED = frozenset({"month", "weekday", "currency", "language"})
# Kinds whose Chinese names are settled: where none of them stands, the name is not there.
SETTLED = CLOSED | {"country"}
# Names of fewer letters are words of other languages too often.
SHORT = 5
# From this strength on a word has a meaning of its own.
SURE = 0.1


@dataclass(frozen=True, slots=True)
class Naming:
    """A Chinese name and the English one that stands for it and is another."""

    chinese: Span
    english: Span
    kind: str
    expected: tuple[str, ...]


def namings(read: Reading) -> Iterator[Naming]:
    """Yield names of one side that stand on the other as other names."""
    zh, en = (side.words.text for side in _by_language(read))
    held = tokens(en)
    sure = list(_exchanged(zh, en, held, _by_language(read)[0].words))
    if sure:
        yield from sure
        return
    foreign = [
        (token, _kind(token))
        for token in _candidates(held)
        if "-" not in token.text and _is_lacking(token, zh)
    ]
    if read.source.language != "zh":
        # An English original spells no Chinese name: what looks like pinyin is another language.
        foreign = [(token, kind) for token, kind in foreign if _kinds_of(token.folded)]
    if not foreign:
        return
    alone = [
        (at, known) for at, known in [*names_in(zh), *_cut_names(read)] if not answered(known, held)
    ]
    used: set[int] = set()
    starts = set(_by_language(read)[0].words.starts)
    for token, kind in foreign:
        slip = _slip(token, zh, starts) or _given(token, held, zh)
        if slip is not None:
            yield Naming(slip, token.span, "spelling", ())
            continue
        for at, known in alone:
            if at not in used and _like(token, kind, known) and _is_name(read, at, known):
                used.add(at)
                span = Span(at, at + len(known.chinese))
                yield Naming(span, token.span, kind or "name", known.english)
                break


def _candidates(held: list[Token]) -> Iterator[Token]:
    """Yield the names of an English text, those that open a sentence where pinyin spells them."""
    yield from names(held)
    yield from (t for t in held if t.opens and t.text[0].isupper() and is_spelled(t.text))


def _exchanged(zh: str, en: str, held: list[Token], words: Words) -> Iterator[Naming]:
    """Yield names that tables and sounds are sure of: they stand for others of their class."""
    for own, other, kind, expected in exchanged_places(zh, en, held, words):
        yield Naming(own, other, kind, expected)
    for own, other in exchanged_families(zh, held, words):
        yield Naming(own, other, "person", ())
    for own, other, expected in exchanged_sounds(zh, en, held, words):
        yield Naming(own, other, "sound", expected)


def _cut_names(read: Reading) -> Iterator[tuple[int, Known]]:
    """Yield the words of the Chinese side that dictionaries mark as names, with their places."""
    words = _by_language(read)[0].words
    for at, form in zip(words.starts, words.forms, strict=True):
        if len(form) > 1 and form not in namebook() and not meanings(form) and is_place(form):
            yield at, Known(form, frozenset({"name"}), ())


def _given(token: Token, held: list[Token], zh: str) -> Span | None:
    """Return the given name behind a family name that both sides have, where it is another.

    Liu Baiyun for 刘丽娟: Liu is 刘, and nothing spells 丽娟.
    """
    at = next(i for i, other in enumerate(held) if other.span == token.span)
    before = held[at - 1] if at else None
    spelled = syllables(token.folded)
    if before is None or len(spelled) != 2 or len(syllables(before.folded)) != 1:
        return None
    if not before.text[0].isupper() or before.span.end + 1 != token.span.start:
        return None
    sounds = readings()
    heard = {syllables(other.folded) for other in held}
    for place in range(len(zh) - 2):
        if before.folded in sounds.get(zh[place], ()) and is_family(zh[place]):
            own = [sounds.get(c, frozenset()) for c in zh[place + 1 : place + 3]]
            if not all(own) or any(
                len(h) == 2 and h[0] in own[0] and h[1] in own[1] for h in heard
            ):
                continue
            return Span(place, place + 3)
    return None


def _by_language(read: Reading) -> tuple[Side, Side]:
    return (
        (read.source, read.target) if read.source.language == "zh" else (read.target, read.source)
    )


@lru_cache(maxsize=20_000)
def _kinds_of(word: str) -> frozenset[str]:
    book = namebook()
    return frozenset(kind for zh in chinese_of(word) for kind in book[zh].kinds)


def _kind(token: Token) -> str:
    held = _kinds_of(token.folded)
    return next(
        (kind for kind in ("month", "weekday", "currency", "language") if held == {kind}), ""
    )


def _is_lacking(token: Token, zh: str) -> bool:
    """Tell whether the Chinese text surely holds no such name."""
    word = token.folded
    if stem_of(word) in HOME or word in HOME or len(word) < SHORT or is_common([token]):
        return False
    book = namebook()
    known = chinese_of(word)
    if any(name in zh for name in known):
        return False
    # One character stands for a country: 中美, 日韩.
    if any(name[0] in zh for name in known if "country" in book[name].kinds):
        return False
    if spelled_by(word.replace("'", ""), zh):
        return False
    state = stand([token], zh)
    return state == LACKING or (state != HELD and any(book[n].kinds & SETTLED for n in known))


def _like(token: Token, kind: str, known: Known) -> bool:
    """Tell whether an English name may have been put in the place of a Chinese one."""
    if kind in CLOSED or known.kinds <= CLOSED:
        return kind in known.kinds
    own = _kinds_of(token.folded) | _called_kinds(token.folded)
    if "country" in known.kinds or "country" in own:
        return "country" in known.kinds and "country" in own
    # What pinyin spells may be any Chinese place; what a table knows is one only beside a district.
    if len(syllables(token.folded)) < 2:
        return False
    district = known.chinese[-1] in AFTER
    return district or (is_place(known.chinese) and token.folded not in telling_words())


@lru_cache(maxsize=20_000)
def _called_kinds(word: str) -> frozenset[str]:
    """Return the kinds of what an adjective of a name is called: Polish is of a country."""
    book = namebook()
    return frozenset(kind for zh in called(word) if zh in book for kind in book[zh].kinds)


def _is_name(read: Reading, at: int, known: Known) -> bool:
    """Tell whether a Chinese name stands for itself: cut as a word, and no part of a longer one."""
    side = _by_language(read)[0]
    words, end = side.words, at + len(known.chinese)
    if (
        at not in words.starts
        or end not in words.ends
        or (known.english and HOME & set(telling(known.english[0])))
    ):
        return False
    if any(run.start() <= at and end <= run.end() and run[0] != known.chinese
           for run in runs(words.text)):  # fmt: skip
        return False
    if "name" in known.kinds and len(known.kinds) == 1:
        return is_proper(known.chinese) and not _is_word(known.chinese)
    return True


def _is_word(chinese: str) -> bool:
    """Tell whether a name is a word of the language besides: 和平, 东方."""
    return any(value >= SURE for value in meanings(chinese).values()) and not any(
        stem_of(word) in meanings(chinese)
        for name in (namebook()[chinese].english if chinese in namebook() else ())
        for word in telling(name)
    )


def _alike(window: str, word: str) -> bool:
    return chinese_skeleton(window) == latin_skeleton(word)


def _is_spelled(word: str, spelled: tuple[str, ...]) -> bool:
    """Tell whether a known name is the pinyin of a Chinese one."""
    return any(
        all(sound in readings().get(c, ()) for sound, c in zip(spelled, name, strict=False))
        for name in chinese_of(word)
        if len(name) >= len(spelled)
    )


def _slip(token: Token, zh: str, starts: set[int]) -> Span | None:
    """Return the characters that a romanised name nearly spells: 浔阳 for Poyang."""
    spelled = syllables(token.folded)
    known = places_read().get(" ".join(spelled), "").split()
    held, size = readings(), len(spelled)
    # What a table knows is another place only where pinyin spells it: Laotian is no 老田.
    if size < 2 or (token.folded in telling_words() and not _is_spelled(token.folded, spelled)):
        return None
    best: int | None = None
    for at in range(len(zh) - size + 1):
        window = zh[at : at + size]
        if at not in starts or not all(c in held for c in window):
            continue
        same = sum(s in held[c] for s, c in zip(spelled, window, strict=True))
        if _alike(window, token.folded):
            return None
        named = is_proper(window) or zh[at + size : at + size + 1] in AFTER
        if same == size - 1 and named and best is None:
            best = at
    if best is None:
        return None
    # Another place that is well known, and shortened here: 江淮 for the Yangtze and the Huaihe.
    rest = zh[:best] + zh[best + size :]
    return None if any(place[0] in rest for place in known) else Span(best, best + size)
