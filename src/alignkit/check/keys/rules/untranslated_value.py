"""Texts by key that are still the source's, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Severity, Span
from alignkit.words.lexicon import meanings, stem_of
from alignkit.words.script import HAN, LATIN_WORD, is_chinese

# The lexicon tells how often Chinese keeps an English word as it is: GitHub and JSON mostly (.67),
# words such as cancel or help seldom (.1 to .3).
KEPT = 0.4
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
        left = {word for word in words if _rendered(word)} - view.pair.once(kept_words)
    else:
        left = words if len(words) >= SEVERAL else set()
    if left:
        yield Hit(
            f"the text of {view.bead.entry} is the source's own",
            source=(Span(0, len(view.source.text)),),
            target=(Span(0, len(view.target.text)),),
            values={"words": sorted(left)},
            confidence=0.9,
            about=str(view.bead.entry),
        )


def _rendered(word: str) -> bool:
    """Tell whether Chinese has words of its own for a word."""
    known = meanings(word)
    return bool(known) and known.get(stem_of(word), 0.0) < KEPT


RULES = (
    Rule(
        id="KEY004",
        name="untranslated-value",
        severity=Severity.WARNING,
        summary="A text by key is the same in both languages",
        what=(
            "Reports texts that are the same on both sides and hold words that Chinese seldom "
            "keeps; names, codes and words that the same project keeps elsewhere are left alone. "
            "Into other languages four words are needed."
        ),
        why="Copies of the source pass every test of completeness, and readers meet them.",
        bad=(),
        good=(Example("GitHub", "GitHub"),),
        find=_untranslated,
        yields_to=("COV005", "COV006"),
        precision="not measured yet on judged files",
    ),
)
