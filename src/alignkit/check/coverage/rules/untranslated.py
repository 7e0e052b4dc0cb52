"""Text left in the source's language: words, segments, whole paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.coverage.same_language import same_language
from alignkit.check.coverage.structure import (
    Untranslated,
    letters,
    links_alone,
    stands_in,
    untranslated_blocks,
)
from alignkit.check.literals.icu import worded
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.deferred import deferred
from alignkit.read.furniture import lists_languages
from alignkit.types import Finding, Severity, Span
from alignkit.words.lexicon import sources, stem_of
from alignkit.words.loans import CODE, WORD, ordinary
from alignkit.words.script import HAN, HAN_RUN, LATIN_WORD, han_share, is_chinese

_GLOSS = deferred(r"[(（\[【《“\"'‘「][^()（）\[\]【】]*$")
# A quotation whose words go on in another language is speech, and what begins it no gloss.
_SPEECH = deferred(r"[“\"'‘「]\W*$")
_INSIDE = deferred(r"[(（\[【《“‘「][^()（）\[\]【】《》“”‘’「」]*$")
# A file with more such paragraphs than these is in two languages on purpose, and told once.
_EACH = 12
# So many segments in a row that are kept are a list of titles or names.
_LIST, _LISTS = 5, ("item", "table")
_SHORT_RUN = deferred(r"[A-Za-z][A-Za-z'’-]*(?: [A-Za-z'’-]+)*")
# Where so many sentences mix English words in, that is how their readers speak.
_JARGON = 0.03
_LATIN_RUN = deferred(r"[A-Za-z]+(?:[ ,'’-]+[A-Za-z]+){2,}")


def _left(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text, view.target.text
    if not source or not target:
        return
    if is_chinese(view.target_lang):
        if not is_chinese(view.source_lang):
            yield from _latin_left(source, target)
            yield from _word_left(view)
        return
    if not HAN.search(target) or _whole(view) or lists_languages(target):
        return
    spans = []
    for match in HAN_RUN.finditer(target):
        run = match[0]
        before, after = target[: match.start()], target[match.end() : match.end() + 1]
        if (
            _GLOSS.search(before)
            and len(run) <= 20
            and (after in ")）]】》”\"'’」,、/ " or not after)
            and not (_SPEECH.search(before) and _goes_on(target[match.end() :]))
        ):
            continue
        if re.search(r"\b(?:character|word|term|phrase|name|pinyin|Chinese:?)s?\W*$", before, re.I):
            continue
        spans.append(Span(*match.span()))
    if spans:
        shown = ", ".join(dict.fromkeys(span.slice(target) for span in spans))
        long = max(span.end - span.start for span in spans) >= 4
        yield Hit(
            f"left untranslated: {shown}",
            target=tuple(spans),
            source=_where(source, [span.slice(target) for span in spans]),
            values={"text": shown},
            confidence=0.97 if long else 0.9,
            severity=Severity.ERROR if long else Severity.WARNING,
        )


def _goes_on(after: str) -> bool:
    """Whether a quotation goes on in another script before it is closed."""
    return bool(re.match(r"[,，、.。!！?？… ]+[A-Za-z]", after))


def _where(source: str, texts: list[str]) -> tuple[Span, ...]:
    spans = []
    for text in dict.fromkeys(texts):
        place = source.find(text)
        if place >= 0:
            spans.append(Span(place, place + len(text)))
    return tuple(spans)


def _latin_left(source: str, target: str) -> Iterator[Hit]:
    if _whole_latin(source, target):
        return
    # Commands and options stay as they are, and what stands between them is theirs.
    said = CODE.sub(lambda code: "\0" * len(code[0]), target)
    for match in _LATIN_RUN.finditer(said):
        # Words set apart by commas are a list of names.
        phrases = (LATIN_WORD.findall(phrase) for phrase in match[0].split(","))
        plain = max(sum(w.islower() and len(w) > 1 for w in words) for words in phrases)
        if (
            plain >= 3
            and not _cited(target[: match.start()])
            and match[0].lower() in source.lower()
        ):
            yield Hit(
                f"left untranslated: {match[0]}",
                target=(Span(*match.span()),),
                values={"text": match[0]},
                confidence=0.9,
                severity=Severity.INFO,
            )


def _word_left(view: BeadView) -> Iterator[Hit]:
    """One or two plain words that Chinese texts translate, and this one did not."""
    source, target = view.source.text, view.target.text
    if not HAN.search(target):
        return
    there = {word.lower() for word in WORD.findall(CODE.sub(" ", source))}
    said = CODE.sub(lambda code: "\0" * len(code[0]), worded(target))
    for match in _SHORT_RUN.finditer(said):
        words = LATIN_WORD.findall(match[0])
        if (
            len(words) in (1, 2)
            and all(word in there and ordinary(word) for word in words)
            and not _cited(target[: match.start()])
            and not any(_said(word, target) for word in words)
            and view.pair.once(_mixed) < _JARGON
        ):
            yield Hit(
                f"left untranslated: {match[0]}",
                target=(Span(*match.span()),),
                values={"text": match[0]},
                confidence=0.8,
                severity=Severity.INFO,
                about=match[0],
            )


def _mixed(pair: PairView) -> float:
    """Return in which part of the beads plain English words stand amid Chinese, but for one."""
    count = 0
    for at in range(len(pair.bitext.beads)):
        text = pair.passages(at)[1].text
        if HAN.search(text):
            count += any(word.islower() for word in WORD.findall(CODE.sub(" ", text)))
    return (count - 1) / max(len(pair.bitext.beads), 1)


def _said(word: str, target: str) -> bool:
    """Whether what an English word means stands in a Chinese text as well."""
    return any(len(own) > 1 and own in target for own in sources(stem_of(word)))


def _cited(before: str) -> bool:
    """Whether what follows stands in brackets or quotation marks."""
    return bool(_INSIDE.search(before)) or before.count('"') % 2 == 1


def _whole_latin(source: str, target: str) -> bool:
    words = LATIN_WORD.findall(CODE.sub(" ", target))
    plain = [word for word in words if word.islower() and len(word) > 1]
    return not HAN.search(target) and len(plain) >= 2


def _whole(view: BeadView) -> bool:
    """Tell whether a translation into another language than Chinese is all Chinese."""
    target = view.target.text
    return len(HAN.findall(target)) >= 2 and han_share(target) >= 0.5


def _segment(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text, view.target.text
    if not source or not target or view.pair.once(same_language):
        return
    if is_chinese(view.target_lang):
        if is_chinese(view.source_lang) or not _whole_latin(source, target):
            return
        if letters(source) != letters(target):
            return
    elif not _whole(view) or not is_chinese(view.source_lang):
        return
    same = letters(source) == letters(target)
    if not same:
        yield Hit(
            "the translation is not translated",
            source=(Span(0, len(source)),),
            target=(Span(0, len(target)),),
            values={"same": False},
            confidence=0.95,
        )
    elif not stands_in(view, "comment"):
        # A comment inside code may stay. Items and cells that are all kept, such as a list of
        # titles, were kept on purpose, or all at once.
        count = 1
        if stands_in(view, *_LISTS):
            if _kept(view.neighbour(-1)):
                return
            while _kept(view.neighbour(count)):
                count += 1
        more = f", as are the {count - 1} after it" if count > 1 else ""
        yield Hit(
            f"the translation is the source itself{more}",
            target=(Span(0, len(target)),),
            values={"same": True, "segments": count},
            confidence=0.98 if count < _LIST else 0.8,
            severity=Severity.INFO if count >= _LIST or _led_away(view) else None,
        )


def _led_away(view: BeadView) -> bool:
    """Whether both sides of a bead are nothing but links: 中文, English, the title of a page."""
    bitext = view.pair.bitext
    for document, passage in ((bitext.source, view.source), (bitext.target, view.target)):
        spans = [document.sentences[number].span for number in passage.sentences]
        if not spans or not all(links_alone(document, span) for span in spans):
            return False
    return True


def _kept(view: BeadView | None) -> bool:
    """Whether an item or a cell is the same on both sides."""
    if view is None or not view.source.text:
        return False
    return letters(view.source.text) == letters(view.target.text) and stands_in(view, *_LISTS)


def _paragraphs(pair: PairView) -> Iterator[Hit]:
    bead_of = {n: i for i, bead in enumerate(pair.bitext.beads) for n in bead.source}
    blocks = pair.once(untranslated_blocks)
    for held in blocks:
        if held.sentences:
            yield _paragraph(pair, held, bead_of.get(min(held.sentences)))
    # A comment inside code may stay, and is at most a note.
    strange = [held for held in blocks if not held.sentences and held.block.kind != "comment"]
    if len(strange) > _EACH:
        yield _foreign(pair, strange[0], f"{len(strange)} paragraphs")
    else:
        for held in strange:
            yield _foreign(pair, held, "a paragraph")


def _foreign(pair: PairView, held: Untranslated, what: str) -> Hit:
    """A paragraph in the source's language that is none of the source's: told where it stands."""
    target = pair.bitext.target
    after = next(
        (n for n, s in enumerate(target.sentences) if s.span.start >= held.block.span.start),
        len(target.sentences) - 1,
    )
    bead = next((i for i, b in enumerate(pair.bitext.beads) if after in b.target), None)
    text = held.text.strip()
    return Hit(
        f"{what} in the source's language that the source does not hold: {_shown(text)}",
        values={"text": text},
        # What leads to the document in the other language is part of neither.
        severity=Severity.INFO if links_alone(target, held.block.span, True) else Severity.WARNING,
        confidence=0.8,
        bead=bead,
        about=letters(text)[:80],
    )


def _foreign_habit(finding: Finding) -> str:
    """Name what paragraphs that the source does not hold share: a file of two languages."""
    own = "sentences" not in finding.values and finding.severity is not Severity.INFO
    return "foreign" if own else finding.fingerprint


def _shown(text: str) -> str:
    return text if len(text) <= 24 else text[:22] + "…"


def _paragraph(pair: PairView, held: Untranslated, bead: int | None) -> Hit:
    spans: tuple[Span, ...] = ()
    if bead is not None:
        passage = pair.view(bead).source
        spans = tuple(
            Span(start, start + len(pair.bitext.source.sentences[n].text))
            for n, start in zip(passage.sentences, passage.starts, strict=True)
            if n in held.sentences
        )
    return Hit(
        f"left untranslated: {_shown(held.text.strip())}",
        source=spans,
        values={"text": held.text.strip(), "sentences": list(held.sentences)},
        confidence=0.98,
        severity=Severity.INFO if held.block.kind == "comment" else None,
        bead=bead,
        about=letters(held.text)[:80],
    )


RULES = (
    Rule(
        id="COV005",
        name="untranslated-words",
        severity=Severity.WARNING,
        summary="Words of the translation are still in the source's language",
        what=(
            "Reports Chinese characters in a translation that is not Chinese, and runs of three or "
            "more plain English words taken over into a Chinese one, or fewer where Chinese "
            "texts translate each of them (learned from 1.3 million pairs: a pod or a token is "
            "kept, a dentist is not), unless one sentence in thirty mixes English in. An original "
            "given in brackets or quotes, a character under discussion, names and acronyms are "
            "left alone. English left in Chinese is a "
            "note: readers found it kept on purpose more often than not."
        ),
        why="The reader cannot read it.",
        bad=(Example("他喜欢吃饺子和面条。", "He likes to eat 饺子 and noodles."),),
        good=(
            Example("他喜欢吃饺子。", "He likes to eat jiaozi (饺子)."),
            Example("“福”字倒着贴。", "The character 福 is hung upside down."),
        ),
        find=_left,
        yields_to=("COV006",),
        of_verbatim=True,
        precision=(
            "measured: no findings in 4,000 segments of two professional translations of news"
        ),
    ),
    Rule(
        id="COV006",
        name="untranslated-segment",
        severity=Severity.ERROR,
        summary="A segment was not translated at all",
        what=(
            "Reports a translation that is mostly in the source's language, or the source itself. "
            "Numbers, names and codes that stay as they are are no finding."
        ),
        why="The segment was skipped.",
        bad=(Example("请先保存文件。", "请先保存文件。"),),
        good=(
            Example("请先保存文件。", "Save the file first."),
            Example("GPT-4", "GPT-4"),
        ),
        find=_segment,
        of_verbatim=True,
        in_a_row="are the source itself",
        precision=(
            "measured: no findings in 4,000 segments of two professional translations of news"
        ),
    ),
    Rule(
        id="COV012",
        name="untranslated-paragraph",
        severity=Severity.ERROR,
        summary="A paragraph of the translation is in the source's language",
        what=(
            "Reports each paragraph that the reader of the translated file found to be in the "
            "source's language, with the source sentences it holds. A paragraph that the source "
            "does not hold is a warning, at its place; three of these are one."
        ),
        why="Half-translated files, drafts and previews look whole at a glance.",
        bad=(),
        good=(Example("请先保存文件。", "Save the file first."),),
        find_pair=_paragraphs,
        habit=_foreign_habit,
        limits="Works on documents, where paragraphs are known; in a table of pairs see COV006.",
        of_verbatim=True,
        precision="see docs/case-study-miit.md: each of the preview's paragraphs, nothing else",
    ),
)
