"""Key words of the source that the translation does not carry, and modifiers that limit a claim."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from alignkit.check.coverage.both_ways import certainty, dropped, elsewhere
from alignkit.check.coverage.omission import Reading
from alignkit.check.coverage.otherwise import kin
from alignkit.check.coverage.passing import is_short, lenient, passing, silent
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span
from alignkit.words.lexicon import meanings, stem_of
from alignkit.words.script import is_chinese

# Log odds from which a word counts as lost, and how sure the lexicon must be of what renders it.
_SURE = 3.0
_STRONG = 0.25


def _short(view: BeadView) -> Iterator[Hit]:
    """The stretch that looks dropped, where it is a single word."""
    if silent(view):
        return
    found = dropped(view)
    if found is None or len(found.words.forms) < 2:
        # A text of one word, such as a button's, says nothing else that could speak for a loss.
        return
    if is_short(found) and view.once(passing):
        if kin(found.span.slice(view.source.text), view.target.text):
            return
        # A word by itself is often rendered by one that the model never saw beside it; an item of
        # a list is missed by its siblings too.
        severity = None if found.item else Severity.INFO
        yield _hit(view, found.span, min(0.99, certainty(lenient(view, found))), severity)
        return
    for place in _key_words(view, found):
        span = Span(found.words.starts[place], found.words.ends[place])
        if not elsewhere(view, span):
            odds = float(found.odds[place])
            yield _hit(view, span, min(0.9, certainty(odds - 2.5)), Severity.INFO)


def _key_words(view: BeadView, found: Reading) -> Iterator[int]:
    """Words of weight, with a translation that is well known, and no trace of it."""
    words = found.words
    for place, (form, odds) in enumerate(zip(words.forms, found.odds.tolist(), strict=True)):
        if odds < _SURE or found.low <= place < found.high or len(form) < 2:
            continue
        if next(iter(meanings(form).values()), 0.0) >= _STRONG and words.forms.count(form) == 1:
            yield place


def _hit(view: BeadView, span: Span, confidence: float, severity: Severity | None) -> Hit:
    text = span.slice(view.source.text)
    return Hit(
        f"no word of the translation carries {text}",
        source=(span,),
        values={"text": text, "expected": list(meanings(text))[:3]},
        confidence=confidence,
        severity=severity,
    )


@lru_cache(maxsize=1)
def modifiers() -> dict[str, tuple[str, ...]]:
    """Return the modifiers that limit a claim, each with the English that carries it."""
    text = files("alignkit.data.check").joinpath("modifiers.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: tuple(renderings.split(" | ")) for word, renderings in rows}


def _modifiers(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text, view.target.text
    if not target.strip() or not is_chinese(view.source_lang) or silent(view):
        return
    if view.target_lang.split("-")[0] != "en":
        return
    held = [word for word in modifiers() if word in source]
    if not held:
        return
    lower = f" {' '.join(target.lower().replace('-', ' ').split())} "
    stems = {stem_of(part) for part in lower.replace(",", " ").replace(".", " ").split()}
    for word in held:
        if any(word != other and word in other and other in source for other in modifiers()):
            continue
        if any(_carries(lower, stems, rendering) for rendering in modifiers()[word]):
            continue
        place = source.index(word)
        yield Hit(
            f"the translation claims more: nothing carries {word}",
            source=(Span(place, place + len(word)),),
            values={"text": word, "expected": list(modifiers()[word][:3])},
            confidence=0.6,
            about="modifier",
        )


def _carries(lower: str, stems: set[str], rendering: str) -> bool:
    if rendering.startswith("="):
        return f" {rendering[1:]} " in lower
    if " " in rendering:
        return f" {rendering}" in lower
    return stem_of(rendering) in stems or rendering in stems


_KEY_WORD = Rule(
    id="COV003",
    name="dropped-word",
    severity=Severity.WARNING,
    summary="A key word of the source has no counterpart",
    what=(
        "Reports a single word of weight whose meaning no word of the translation carries: a "
        "warning where it is an item of a list whose other items are there, information else."
    ),
    why="A lost name, list member or term changes what is said, and reads smoothly.",
    bad=(
        Example(
            "他在会上介绍了苹果、葡萄、西瓜、草莓四种水果。",
            "At the meeting he introduced four kinds of fruit: apples, grapes and strawberries.",
        ),
    ),
    good=(
        Example("他喜欢苹果和葡萄。", "He likes apples and grapes."),
        Example("他昨天下午回家了。", "Yesterday afternoon he went home."),
    ),
    find=_short,
    needs_model=True,
    yields_to=("COV001", "COV002"),
    limits="A synonym that the model has never seen beside the word may look like an omission.",
    precision=("measured together with COV002 (python -m bench coverage)"),
)
RULES = (
    _KEY_WORD,
    Rule(
        id="COV014",
        name="dropped-modifier",
        severity=Severity.INFO,
        summary="A word that limits the claim has no counterpart",
        what=(
            "Reports modifiers that limit a claim (逐步, 原则上, 部分, 初步 …) where none of "
            "their known renderings stands in the translation. The table is plain text."
        ),
        why="Without its modifier a plan becomes a promise and a part becomes the whole.",
        bad=(Example("原则上同意该方案。", "The plan is approved."),),
        good=(
            Example("原则上同意该方案。", "The plan is approved in principle."),
            Example("逐步扩大试点。", "Gradually expand the pilot."),
        ),
        find=_modifiers,
        yields_to=("COV001", "COV002", "COV003"),
        limits="Chinese to English only; a free rendering of a modifier is not known.",
        precision=(
            "measured: 45 findings in 4,000 segments of two professional translations of news"
        ),
    ),
)
