"""Texts by key that are still the source's, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Severity, Span
from alignkit.words.lexicon import meanings, sources, stem_of
from alignkit.words.loans import NAME, rate
from alignkit.words.script import HAN, LATIN_WORD, is_chinese

# The lexicon tells how often Chinese keeps an English word as it is: GitHub and JSON mostly (.67),
# words such as cancel or help seldom (.1 to .3).
KEPT = 0.4
# From this strength on the lexicon knows a Chinese word for an English one. Kotlin has none.
OWN = 0.1
# A file that keeps so many names as they are, and so few words besides, lists names: of programming
# languages, say, where Puppet and Crystal are names as well.
NAMES, FEW = 20, 0.25
_CAPITAL_INSIDE = re.compile("[a-z][A-Z]")
# A shorter word is a unit, an abbreviation, a letter.
SHORTEST = 3
# In a language without a lexicon so many words are no name.
SEVERAL = 4


def kept_words(pair: PairView) -> frozenset[str]:
    """Return the words that this project keeps within texts that it did translate."""
    held: set[str] = set()
    for source, target in pair.bitext.pairs():
        if HAN.search(target):
            held.update(_words(source) & _words(target))
    return frozenset(held)


def _words(text: str) -> set[str]:
    return {word.lower() for word in LATIN_WORD.findall(text) if len(word) >= SHORTEST}


def _untranslated(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text.strip(), view.target.text.strip()
    if view.bead.entry is None or source != target or view.source_lang == view.target_lang:
        return
    if HAN.search(source):
        # Chinese left in a language that is not Chinese is another rule's.
        return
    words = _words(source)
    if is_chinese(view.target_lang):
        left = {word.lower() for word in _spelled(source) if _rendered(word)}
        left -= view.pair.once(kept_words)
    else:
        left = words if len(words) >= SEVERAL else set()
    if left:
        yield Hit(
            f"the text of {view.bead.entry} is the source's own",
            source=(Span(0, len(view.source.text)),),
            target=(Span(0, len(view.target.text)),),
            values={"words": sorted(left)},
            confidence=0.9,
            severity=Severity.INFO if view.pair.once(names_listed) else None,
            about=str(view.bead.entry),
        )


def _spelled(text: str) -> list[str]:
    return [word for word in LATIN_WORD.findall(text) if len(word) >= SHORTEST]


def _rendered(word: str) -> bool:
    """Tell whether Chinese has words of its own for a word, as it is written.

    >>> _rendered("Cancel"), _rendered("Kotlin"), _rendered("Dylan"), _rendered("LaTeX")
    (True, False, False, False)
    """
    if _CAPITAL_INSIDE.search(word):
        return False
    stem = stem_of(word.lower())
    own = any(HAN.search(other) for other, sure in sources(stem).items() if sure >= OWN)
    return own and meanings(word.lower()).get(stem, 0.0) < KEPT and rate(word) < NAME


def names_listed(pair: PairView) -> bool:
    """Tell whether nearly all that a file keeps as it is are names."""
    kept = [
        _spelled(source)
        for bead, (source, target) in zip(pair.bitext.beads, pair.bitext.pairs(), strict=True)
        if bead.entry is not None and source.strip() == target.strip()
    ]
    kept = [words for words in kept if words]
    names = sum(not any(map(_rendered, words)) for words in kept)
    return names >= NAMES and len(kept) - names <= FEW * len(kept)


RULES = (
    Rule(
        id="KEY004",
        name="untranslated-value",
        severity=Severity.WARNING,
        summary="A text by key is the same in both languages",
        what=(
            "Reports texts that are the same on both sides and hold words that Chinese seldom "
            "keeps; names, codes and words that the same project keeps elsewhere are left alone. "
            "Where a file keeps a whole list of names, what else it keeps is a note. Into other "
            "languages four words are needed."
        ),
        why="Copies of the source pass every test of completeness, and readers meet them.",
        bad=(),
        good=(Example("GitHub", "GitHub"),),
        find=_untranslated,
        yields_to=("COV005", "COV006"),
        precision="not measured yet on judged files",
    ),
)
