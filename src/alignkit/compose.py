"""What callers ask for in one step: read and align, or pair by key; then check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from alignkit import align as aligner
from alignkit import check as checks
from alignkit.align import Side
from alignkit.errors import OptionError
from alignkit.files import one_run
from alignkit.types import Bitext, Document, Findings, Severity

if TYPE_CHECKING:
    from alignkit.config import Settings
    from alignkit.embed import Encoder
    from alignkit.types.remark import Judge
    from alignkit.types.suspect import Suspect


def align(
    source: Side,
    target: Side,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    presplit: bool = False,
    model: str | Encoder | None = None,
    max_bead: int | None = None,
    lock_blocks: bool = False,
    anchors: Sequence[tuple[int, int]] = (),
    exact: bool = False,
    signals: str = "all",
    jobs: int | None = None,
    settings: Settings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Bitext:
    """Align two documents: paths, Documents, strings or lists of sentences.

    A string is a path where such a file is there or it looks like one, a text otherwise; a list
    holds sentences and is taken as it stands, like a file's lines with `presplit`. Languages not
    given are detected. `max_bead` is the most sentences a bead may hold on one side. With
    `lock_blocks` no bead crosses the end of a paragraph or heading; `anchors` are pairs of
    sentence numbers, from 0, that must share a bead. `exact` embeds every run of sentences as one
    text instead of adding up its sentences' vectors, which transformers gain by and is slow. With
    `signals="vectors"` words, numbers and marks keep silent, to compare encoders with each other.
    `jobs` threads work; the result is the same for any number.

    The beads carry a score, the likeness of both sides from 0 to 1, and a confidence, the
    probability that the bead is right. `meta` of the bitext says under "parallel" how much of
    the text is found on the other side, and where they apply, under "warning" that the texts are
    hardly translations, and under "moved" which sentences stand in another order.

    Two files of keyed texts (JSON, PO, strings.xml …) are paired by key, two of subtitles by time
    and meaning.
    """
    with one_run():
        if isinstance(source, (str, PathLike)) and isinstance(target, (str, PathLike)):
            from alignkit.formats.keyed import paired

            keyed = paired(source, target, source_lang, target_lang)
            if keyed is not None:
                return keyed
        return aligner.align(
            source,
            target,
            source_lang=source_lang,
            target_lang=target_lang,
            presplit=presplit,
            model=model,
            max_bead=max_bead,
            lock_blocks=lock_blocks,
            anchors=anchors,
            exact=exact,
            signals=signals,
            jobs=jobs,
            settings=settings,
            progress=progress,
        )


def check(
    source: Bitext | Document | str | PathLike[str] | Sequence[Any],
    target: Document | str | PathLike[str] | Sequence[str] | None = None,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    min_severity: Severity | str = Severity.INFO,
    glossary: str | PathLike[str] | Mapping[str, str | Sequence[str]] | None = None,
    model: str | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
    judge: Judge | None = None,
) -> Findings:
    """Check a bitext, an aligned file, or a document against its translation.

    `select` and `ignore` take rule ids or their beginnings: "NUM", "COV001". A `judge` (a Remote
    server or any callable) is asked about every pair of texts, and MIS006 says what it calls wrong.
    A `glossary` is a file, or a mapping of terms to their renderings.
    """
    return checks.check(
        bitext_of(source, target, model=model, settings=settings, progress=progress),
        select=select,
        ignore=ignore,
        min_severity=min_severity,
        glossary=glossary,
        model=model,
        settings=settings,
        jobs=jobs,
        progress=progress,
        judge=judge,
    )


def bitext_of(
    source: Any,
    target: Any = None,
    *,
    model: str | None = None,
    settings: Settings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Bitext:
    """Return what is to be checked as a bitext: aligned here unless it is aligned already."""
    if isinstance(source, Bitext):
        return source
    if target is not None:
        return align(source, target, model=model, settings=settings, progress=progress)
    if isinstance(source, (str, PathLike)):
        from alignkit.formats import load

        return load(source)
    if isinstance(source, Document):
        raise OptionError("there is a document without its translation; give check both")
    return _paired(list(_pairs(source)))


def _pairs(given: Any) -> Iterator[tuple[str, str]]:
    """Yield pairs of texts, of a table its columns of source and target, or the first two.

    A string of two characters is no pair, though it comes apart as one.
    """
    from alignkit.formats.cells.headings import BARE, columns_of

    if hasattr(given, "itertuples") and hasattr(given, "columns"):
        places = (columns_of([str(name) for name in given.columns]) or BARE).places
        if len(given.columns) < len(places):
            raise OptionError("a table of pairs needs a column of sources and one of translations")
        given = given.iloc[:, [places["source"], places["target"]]].itertuples(index=False)
    for number, pair in enumerate(given):
        if isinstance(pair, str) or len(pair) != 2:
            raise OptionError(
                f"pair {number} is no source and translation: {str(pair)[:60]!r}; give pairs of "
                "texts, a file, or a source and its translation"
            )
        yield str(pair[0]), str(pair[1])


def _paired(pairs: list[tuple[str, str]]) -> Bitext:
    """Return pairs of texts as a bitext: Chinese-English, unless they plainly go the other way."""
    from alignkit.formats.languages import guess_pair

    sides = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    langs = guess_pair(*sides)
    return Bitext.from_pairs(pairs, *(langs if langs == ("en", "zh") else ()))


def suspects(
    source: Bitext | Document | str | PathLike[str] | Sequence[Any],
    most: int = 25,
    target: Document | str | PathLike[str] | Sequence[str] | None = None,
) -> tuple[Suspect, ...]:
    """Return the places of a document where a careful reader would stop, likeliest first.

    It is a reading list, not a list of errors.
    """
    from alignkit.check.coverage.suspicion import suspects as ranked
    from alignkit.check.run.view import PairView

    return ranked(PairView(bitext_of(source, target)), most)


def doubts(
    source: Bitext | Document | str | PathLike[str] | Sequence[Any],
    target: Document | str | PathLike[str] | Sequence[str] | None = None,
) -> tuple[float, ...]:
    """Return for each pair how surely its translation says something else, from 0 to 1.

    It is a number to rank pairs by: how many are wrong differs from text to text.
    """
    from alignkit.check.meaning.doubt import doubts as doubted
    from alignkit.check.run.view import PairView

    return tuple(doubted(PairView(bitext_of(source, target))))
