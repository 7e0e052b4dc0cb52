"""Which words are rendered by being written alike: names by sound, figures by their digits."""

from __future__ import annotations

from functools import lru_cache

from alignkit.check.coverage.accounting import figures_kept
from alignkit.words.acronyms import spelled_out
from alignkit.words.foreign import foreign_names, foreign_words, notes
from alignkit.words.lexicon import readings, syllables
from alignkit.words.numbered import Words

_HAN = "㐀"


def spelled_shares(source: Words, target: Words) -> list[float]:
    """Say how much of each source word is written or spelled by its sound on the other side."""
    shares = _named(source, target)
    for place, figure in figures_kept(source, target.text).items():
        shares[place] = max(shares[place], figure)
    return shares


def _named(source: Words, target: Words) -> list[float]:
    if not any(form >= _HAN for form in source.forms):
        heard = _heard(source, _readings(target))
        for place, likeness in foreign_words(source, target).items():
            heard[place] = max(heard[place], likeness)
        return heard
    shares = [0.0] * len(source)
    written = characters(sounds(target))
    if not written.isdisjoint(source.text):
        for place, form in enumerate(source.forms):
            if form >= _HAN and len(form) < 4:
                shares[place] = sum(character in written for character in form) / len(form)
    for known in (foreign_names(source, target), spelled_out(source, target), notes(source)):
        for place, likeness in known.items():
            shares[place] = max(shares[place], likeness)
    return shares


@lru_cache(maxsize=4096)
def characters(heard: frozenset[str]) -> frozenset[str]:
    """Return the characters that may be read as one of some syllables."""
    held = written()
    return frozenset().union(*(held.get(sound, ()) for sound in heard))


@lru_cache(maxsize=1)
def written() -> dict[str, list[str]]:
    """Return the characters of each Mandarin syllable."""
    found: dict[str, list[str]] = {}
    for character, syllables_of in readings().items():
        for syllable in syllables_of:
            found.setdefault(syllable, []).append(character)
    return found


def _heard(source: Words, held: frozenset[str]) -> list[float]:
    shares = []
    for start, form in zip(source.starts, source.forms, strict=True):
        parts = syllables(form) if source.text[start].isupper() else ()
        shares.append(sum(part in held for part in parts) / len(parts) if parts else 0.0)
    return shares


def _readings(target: Words) -> frozenset[str]:
    held = readings()
    return frozenset(
        s for form in target.forms if form >= _HAN for c in form for s in held.get(c, ())
    )


def sounds(target: Words) -> frozenset[str]:
    """Return the pinyin syllables of the capitalised words of a text."""
    return frozenset(
        sound
        for start, form in zip(target.starts, target.forms, strict=True)
        if target.text[start].isupper()
        for sound in syllables(form)
    )
