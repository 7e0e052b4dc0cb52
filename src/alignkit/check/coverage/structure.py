"""What stands out in the whole pair: runs without counterpart, paragraphs left untranslated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from alignkit.check.coverage.unrelated import unrelated
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView, PairView
from alignkit.read.addresses import without_language
from alignkit.types import Block, Document, Severity, Span

# So many beads of one side in a row are a part left out, fewer at the end of a text; set by hand.
LEAST_RUN = 5
LEAST_TAIL = 3
MADE_UP = 0.8
# A path or name that says a language: /de/, /pt-BR/, README.ja.md.
_OF_LANGUAGE = re.compile(
    r"(?:^|/)[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=/|$)|[._-][a-z]{2}(?:[-_][A-Za-z]{2,4})?\.[a-z]{2,5}$"
)
_FIRST_PAGE = re.compile(r"(?:^|/)(?:readme|index)[^/#]*$", re.IGNORECASE)
_SPACE = re.compile(r"[\s\W_]+")
# What stands before links to other versions: "Translations:".
_LEAD = re.compile(r"[^:：\[]{1,40}[:：]\s")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring beads of which one side is empty, from bead `low` to before `high`."""

    low: int
    high: int
    sentences: int
    place: str


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A paragraph of the translation in the source's language, and the sentences it holds."""

    block: Block
    text: str
    sentences: tuple[int, ...]


def source_runs(pair: PairView) -> tuple[Run, ...]:
    """Return the long runs of source sentences that have no translation."""
    return _runs(pair, True)


def target_runs(pair: PairView) -> tuple[Run, ...]:
    """Return the long runs of the translation that have no source."""
    return _runs(pair, False)


def _runs(pair: PairView, source: bool) -> tuple[Run, ...]:
    """Untranslated paragraphs and code neither make a run nor break one."""
    beads = pair.bitext.beads
    document = pair.bitext.source if source else pair.bitext.target
    code = {n for n in range(len(document.sentences)) if document.literal((n,))}
    left = pair.once(untranslated_sentences) if source else frozenset()
    runs: list[Run] = []
    low, count = 0, 0
    for index in range(len(beads) + 1):
        bead = beads[index] if index < len(beads) else None
        own, other = (
            ((bead.source, bead.target) if source else (bead.target, bead.source))
            if bead
            else ((), (0,))
        )
        if bead and not other:
            count += sum(1 for sentence in own if sentence not in left and sentence not in code)
            continue
        if count:
            at_end, at_start = index == len(beads), low == 0
            whole = at_end and at_start
            least = LEAST_TAIL if at_end else LEAST_RUN
            if count >= least and not whole:
                place = "end" if at_end else "beginning" if at_start else "middle"
                runs.append(Run(low, index, count, place))
        low, count = index + 1, 0
    return tuple(runs)


def in_source_run(pair: PairView) -> frozenset[int]:
    """Return the beads that stand in a long run without translation."""
    return frozenset(i for run in pair.once(source_runs) for i in range(run.low, run.high))


def in_target_run(pair: PairView) -> frozenset[int]:
    """Return the beads that stand in a long run without source."""
    return frozenset(i for run in pair.once(target_runs) for i in range(run.low, run.high))


def untranslated_blocks(pair: PairView) -> tuple[Untranslated, ...]:
    """Return the paragraphs of the target that are in the source's language."""
    source, target = pair.bitext.source, pair.bitext.target
    lang = source.lang.split("-")[0]
    blocks = [b for b in target.blocks if b.lang and b.lang.split("-")[0] == lang]
    if not blocks:
        return ()
    places = _places(source)
    rendered = {bead.source for bead in pair.bitext.beads if bead.target}
    found = []
    for block in blocks:
        text = block.span.slice(target.text)
        held = _held(text, source, places)
        # A heading that is cited here and translated in its own place is not left out.
        cited = held in rendered or any((n,) in rendered for n in held)
        found.append(Untranslated(block, text, () if cited else held))
    return tuple(found)


def untranslated_sentences(pair: PairView) -> frozenset[int]:
    """Return the source sentences that stand untranslated in the target."""
    return frozenset(n for held in pair.once(untranslated_blocks) for n in held.sentences)


def letters(text: str) -> str:
    """Return a text's letters and digits alone, in lower case.

    >>> letters("“中国制造 2025”。")
    '中国制造2025'
    """
    return _SPACE.sub("", text).lower()


def stands_in(view: BeadView, *kinds: str) -> bool:
    """Whether the source of a bead stands in blocks of some kinds alone."""
    document = view.pair.bitext.source
    held = {document.sentences[number].block for number in view.source.sentences}
    return all(b < len(document.blocks) and document.blocks[b].kind in kinds for b in held)


def links_alone(document: Document, span: Span, inside: bool = False) -> bool:
    """Whether the letters of a stretch all stand in links, and there are some.

    Links `inside` lead to files of the same project.
    """
    links = (i for i in document.inlines if i.kind == "link")
    held = [i.span for i in links if not (inside and "://" in i.value)]
    places = [at for at in range(*span) if document.text[at].isalnum()]
    return bool(places) and all(any(s.start <= at < s.end for s in held) for at in places)


def leads_to_itself(document: Document, span: Span) -> bool:
    """Whether a stretch is nothing but links to the document in another language.

    Such a link says its language in its address, or leads to the project's first page.
    """
    lead = _LEAD.match(span.slice(document.text))
    span = Span(span.start + (lead.end() if lead else 0), span.end)
    if not links_alone(document, span, inside=True):
        return False
    links = (inline for inline in document.inlines if inline.kind == "link")
    here = [link.value for link in links if span.start <= link.span.start < span.end]
    return all(
        without_language(place) != place or _OF_LANGUAGE.search(place) or _FIRST_PAGE.search(place)
        for place in here
    )


def _places(source: Document) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for number, sentence in enumerate(source.sentences):
        places.setdefault(letters(sentence.text), []).append(number)
    return places


def _held(text: str, source: Document, places: dict[str, list[int]]) -> tuple[int, ...]:
    """Return the source sentences that make up a text, letter for letter or nearly so.

    A text that merely cites a heading of the source is not made up of it.
    """
    whole = letters(text)
    if whole in places:
        return tuple(places[whole])
    grams = {whole[i : i + 4] for i in range(len(whole) - 3)}
    held: list[int] = []
    covered = 0
    for key, numbers in places.items():
        if len(key) < 6:
            continue
        own = [key[i : i + 4] for i in range(len(key) - 3)]
        if key in whole or sum(gram in grams for gram in own) >= 0.8 * len(own):
            held.extend(numbers)
            covered += len(key)
    return tuple(sorted(held)) if covered >= MADE_UP * len(whole) else ()


def _first_of(pair: PairView, run: Run) -> int:
    """Return the first bead of a run that a reader would miss: text, not a line of code."""
    document = pair.bitext.source
    beads = range(run.low, run.high)
    return next((n for n in beads if not document.literal(pair.bitext.beads[n].source)), run.low)


def missing(pair: PairView, moved: Collection[int]) -> Iterator[Hit]:
    """Yield one hit for each long run of the source without translation.

    A run whose sentences are for the most part `moved` is only in another place, and a note.
    """
    if pair.once(unrelated):
        return
    for run in pair.once(source_runs):
        first = _first_of(pair, run)
        passage = pair.view(first).source
        end = run.place == "end"
        what = (
            f"the translation breaks off here: {run.sentences} sentences to the end are missing"
            if end
            else f"{run.sentences} sentences in a row, from here on, have no translation"
        )
        stray = 2 * sum(at in moved for at in range(run.low, run.high)) >= run.sentences
        if stray:
            what = (
                f"{run.sentences} sentences in a row, from here on, stand elsewhere "
                "in the translation"
            )
        yield Hit(
            what,
            source=(Span(0, len(passage.text)),),
            values={"sentences": run.sentences, "last_bead": run.high - 1, "place": run.place},
            confidence=0.95,
            severity=Severity.INFO if stray else Severity.ERROR if end else None,
            bead=first,
            about="end" if end else "section",
        )
